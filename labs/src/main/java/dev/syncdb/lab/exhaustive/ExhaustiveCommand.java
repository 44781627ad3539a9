package dev.syncdb.lab.exhaustive;

import dev.syncdb.lab.call.Arguments;
import dev.syncdb.lab.engine.Json;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code lab exhaustive [--operations N] [--every N] [--menu NAME] [--json]}. */
public final class ExhaustiveCommand {
    /** How it is called. */
    public static final String USAGE =
            "exhaustive [--operations N] [--every N] [--menu TEXT] [--json]";

    private static final int OPERATIONS = 4;

    /** More would take longer than anybody waits, by far. */
    private static final int OPERATIONS_MAX = 6;

    private final int operations;
    private final int every;
    private final String only;
    private final boolean json;

    private ExhaustiveCommand(Arguments arguments) {
        operations = (int) arguments.number("--operations", OPERATIONS, 1, OPERATIONS_MAX);
        every = (int) arguments.number("--every", 1, 1, Integer.MAX_VALUE);
        only = arguments.text("--menu", "");
        json = arguments.json();
    }

    /**
     * Plays all worlds of up to so many operations, menus side by side; fails at the first world
     * that does not hold.
     *
     * @param out gets a line for each menu, or one line
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        Arguments given = Arguments.of(arguments, List.of("--operations", "--every", "--menu"));
        return new ExhaustiveCommand(given).run(out);
    }

    private int run(PrintStream out) {
        List<Menu> menus = new ArrayList<>(Menu.all());
        menus.removeIf(menu -> !menu.name().contains(only));
        if (menus.isEmpty()) {
            throw new IllegalArgumentException("no menu is called " + only);
        }
        Map<String, Object> played = new LinkedHashMap<>();
        long[] worlds = new long[1];
        menus.parallelStream().map(this::played).forEachOrdered(done -> {
            worlds[0] += done.played();
            played.put(menus.get(played.size()).name(), done.json());
            if (!json) {
                out.println(menus.get(played.size() - 1).name() + ": " + done);
            }
        });
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("operations", operations);
            all.put("every", every);
            all.put("worlds", worlds[0]);
            all.put("menus", played);
            out.println(Json.of(all));
        }
        return 0;
    }

    private Exhaustion played(Menu menu) {
        Exhaustion all = Exhaustion.of(menu, 1, every);
        for (int i = 2; i <= operations; i++) {
            all = all.and(Exhaustion.of(menu, i, every));
        }
        return all;
    }
}
