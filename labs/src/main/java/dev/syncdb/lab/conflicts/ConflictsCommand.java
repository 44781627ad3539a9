package dev.syncdb.lab.conflicts;

import dev.syncdb.lab.engine.Json;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code lab conflicts SCENARIO [--json]}. */
public final class ConflictsCommand {
    /** How it is called. */
    public static final String USAGE = "conflicts SCENARIO [--json]";

    private static final int FAILED = 1;

    private ConflictsCommand() {}

    /**
     * Runs the command; 0 if the scenario could be played under one rule at least.
     *
     * @param out gets the table, or one line
     * @throws IllegalArgumentException if the arguments or the scenario make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        List<String> words = new ArrayList<>(arguments);
        boolean json = words.remove("--json");
        if (words.size() != 1) {
            throw new IllegalArgumentException("which scenario?");
        }
        Comparison comparison = Comparison.of(read(Path.of(words.get(0))));
        if (json) {
            out.println(Json.of(comparison.json()));
        } else {
            out.print(comparison.table());
        }
        return comparison.isPlayed() ? 0 : FAILED;
    }

    private static Scenario read(Path file) {
        try {
            return Scenario.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + file, unreadable);
        }
    }
}
