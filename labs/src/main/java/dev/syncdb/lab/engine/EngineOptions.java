package dev.syncdb.lab.engine;

import dev.syncdb.lab.engine.measure.Operation;
import dev.syncdb.lab.engine.measure.Pace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure, and how.
 *
 * @param parts labels of operations and names of other parts
 * @param json true for one line of JSON in the place of a table
 * @param check true to set the figures against what must hold
 */
record EngineOptions(int rows, Pace pace, Set<String> parts, boolean json, boolean check) {
    static final String MEMORY = "memory";
    static final String TRACKING = "tracking";
    static final String MERGE = "merge";
    static final String SCALING = "scaling";
    static final String OPEN = "open";
    static final String JOURNAL = "journal";

    /** The parts of a run that are no operations. */
    static final List<String> OTHER_PARTS =
            List.of(MEMORY, TRACKING, MERGE, SCALING, OPEN, JOURNAL);

    private static final int ROWS = 100_000;
    private static final int QUICK_ROWS = 2_000;

    /** A long range is half of them. */
    private static final int ROWS_MIN = 2_000;

    /** A tenth of what an array can hold. */
    private static final int ROWS_MAX = 200_000_000;

    private static final int QUICK_ROUNDS = 2;

    /**
     * Reads the arguments of the command.
     *
     * @throws IllegalArgumentException if they make no sense
     */
    static EngineOptions parse(List<String> arguments) {
        boolean json = false;
        boolean check = false;
        boolean quick = false;
        int rows = 0;
        int rounds = 0;
        Set<String> parts = allParts();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            switch (option) {
                case "--json" -> json = true;
                case "--check" -> check = true;
                case "--quick" -> quick = true;
                case "--rows" -> rows = number(option, value(arguments, ++i), ROWS_MIN, ROWS_MAX);
                case "--rounds" -> rounds = number(option, value(arguments, ++i), 1, 1_000);
                case "--ops" -> parts = parts(value(arguments, ++i));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (rows == 0) {
            rows = quick ? QUICK_ROWS : ROWS;
        }
        if (rounds == 0) {
            rounds = quick ? QUICK_ROUNDS : Pace.ROUNDS_MIN;
        }
        Pace pace = quick ? Pace.quick(rounds) : Pace.of(rounds);
        return new EngineOptions(rows, pace, parts, json, check);
    }

    boolean has(String part) {
        return parts.contains(part);
    }

    private static String value(List<String> arguments, int place) {
        if (place == arguments.size()) {
            throw new IllegalArgumentException(arguments.get(place - 1) + " needs a value");
        }
        return arguments.get(place);
    }

    private static int number(String option, String text, int min, int max) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(option + " is no number: " + text, wrong);
        }
        if (number < min || number > max) {
            throw new IllegalArgumentException(
                    option + " is " + number + "; it may be " + min + " to " + max);
        }
        return number;
    }

    private static Set<String> parts(String list) {
        Set<String> known = allParts();
        Set<String> parts = new LinkedHashSet<>();
        for (String part : list.split(",")) {
            if (!known.contains(part)) {
                throw new IllegalArgumentException(
                        "no such operation: " + part + "; there are " + String.join(",", known));
            }
            parts.add(part);
        }
        return parts;
    }

    private static Set<String> allParts() {
        Set<String> parts = new LinkedHashSet<>();
        for (Operation operation : Operation.values()) {
            parts.add(operation.label());
        }
        parts.addAll(OTHER_PARTS);
        return parts;
    }
}
