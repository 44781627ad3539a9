package dev.syncdb.lab.laws;

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

    private long tries = TRIES;
    private long seed = 1;
    private boolean json;

    private LawsCommand() {}

    /**
     * Runs the command; 0 if all laws hold.
     *
     * @param out gets a line for each law of each rule, or one line
     * @param errors is told what broke
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        LawsCommand command = new LawsCommand();
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
        return command.run(out, errors);
    }

    private void take(String option, String value) {
        switch (option) {
            case "--tries" -> tries = number(value, 1);
            case "--seed" -> seed = number(value, Long.MIN_VALUE);
            default -> throw new IllegalArgumentException("unknown option " + option);
        }
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

    private static long number(String value, long min) {
        try {
            long number = Long.parseLong(value);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("no number: " + value, wrong);
        }
        throw new IllegalArgumentException("less than " + min + ": " + value);
    }
}
