package dev.syncdb.lab.exhaustive;

import dev.syncdb.lab.engine.Json;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code lab exhaustive [--operations N] [--every N] [--menu NAME] [--json]}. */
public final class ExhaustiveCommand {
    /** How it is called. */
    public static final String USAGE =
            "exhaustive [--operations N] [--every N] [--menu TEXT] [--json]";

    private static final int OPERATIONS_MAX = 6;

    private int operations = 4;
    private int every = 1;
    private String only = "";
    private boolean json;

    private ExhaustiveCommand() {}

    /**
     * Runs the command; fails at the first world that does not hold.
     *
     * @param out gets a line for each menu, or one line
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        ExhaustiveCommand command = new ExhaustiveCommand();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--json")) {
                command.json = true;
            } else if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value, or is unknown");
            } else {
                i++;
                command.take(option, arguments.get(i));
            }
        }
        return command.run(out);
    }

    private void take(String option, String value) {
        switch (option) {
            case "--operations" -> operations = number(value, OPERATIONS_MAX);
            case "--every" -> every = number(value, Integer.MAX_VALUE);
            case "--menu" -> only = value;
            default -> throw new IllegalArgumentException("unknown option " + option);
        }
    }

    private int run(PrintStream out) {
        Map<String, Object> menus = new LinkedHashMap<>();
        long worlds = 0;
        for (Menu menu : Menu.all()) {
            if (menu.name().contains(only)) {
                Exhaustion done = Exhaustion.of(menu, operations, every);
                worlds += done.played();
                menus.put(menu.name(), done.json());
                if (!json) {
                    out.println(menu.name() + ": " + done);
                }
            }
        }
        if (worlds == 0) {
            throw new IllegalArgumentException("no menu is called " + only);
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("operations", operations);
            all.put("every", every);
            all.put("worlds", worlds);
            all.put("menus", menus);
            out.println(Json.of(all));
        }
        return 0;
    }

    private static int number(String value, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("no number: " + value, wrong);
        }
        throw new IllegalArgumentException("not between 1 and " + max + ": " + value);
    }
}
