package dev.syncdb.lab.laws;

import dev.syncdb.lab.call.Arguments;
import dev.syncdb.lab.engine.Json;
import dev.syncdb.schema.MergeRule;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code lab laws [--tries N] [--seed S] [--json]}: tries the laws of merging. */
public final class LawsCommand {
    /** How it is called. */
    public static final String USAGE = "laws [--tries N] [--seed S] [--json]";

    private static final int FAILED = 1;
    private static final long TRIES = 1_000_000;

    private final long tries;
    private final long seed;
    private final boolean json;

    private LawsCommand(Arguments arguments) {
        tries = arguments.number("--tries", TRIES, 1, Long.MAX_VALUE);
        seed = arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        json = arguments.json();
    }

    /**
     * Runs the command; 0 if all laws hold.
     *
     * @param out gets a line for each law of each rule, or one line
     * @param errors is told what broke
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        Arguments given = Arguments.of(arguments, List.of("--tries", "--seed"));
        return new LawsCommand(given).run(out, errors);
    }

    private int run(PrintStream out, PrintStream errors) {
        List<Object> laws = new ArrayList<>();
        List<Object> failed = new ArrayList<>();
        for (Law law : Law.values()) {
            for (MergeRule rule : MergeRule.values()) {
                if (law.holdsOf(rule)) {
                    Trial trial = Trial.of(law, rule, tries, seed);
                    laws.add(trial.json());
                    if (!trial.holds()) {
                        failed.add(trial.failure());
                        errors.println("BROKE " + trial.failure());
                    }
                    if (!json) {
                        out.printf(
                                "%-18s %-12s %,9d tries %8.1f s%n",
                                law.words(), rule, trial.tries(), trial.seconds());
                    }
                }
            }
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("seed", seed);
            all.put("laws", laws);
            all.put("failed", failed);
            out.println(Json.of(all));
        }
        return failed.isEmpty() ? 0 : FAILED;
    }
}
