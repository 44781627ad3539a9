package dev.syncdb.lab.stress;

import java.util.List;

/**
 * How long a run takes and what it does.
 *
 * @param transactions how many the writer tries; not looked at if {@code seconds} are given
 * @param seconds how long it goes on; 0 to count transactions
 * @param tracked true to keep a change log and read it
 * @param planted true to read in a way that is wrong
 * @param json true to print one line of JSON
 */
record StressOptions(
        long transactions, int seconds, boolean tracked, boolean planted, boolean json) {
    /** Some two seconds. */
    static final StressOptions DEFAULT = new StressOptions(6_000, 0, true, false, false);

    static StressOptions parse(List<String> arguments) {
        StressOptions options = DEFAULT;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            switch (option) {
                case "--untracked" -> options = options.tracked(false);
                case "--plant" -> options = options.withPlanted();
                case "--json" -> options = options.withJson();
                case "--seconds", "--transactions" -> {
                    if (++i == arguments.size()) {
                        throw new IllegalArgumentException(option + " needs a number");
                    }
                    options = options.lasting(option, arguments.get(i));
                }
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return options;
    }

    StressOptions tracked(boolean wanted) {
        return new StressOptions(transactions, seconds, wanted, planted, json);
    }

    StressOptions withPlanted() {
        return new StressOptions(transactions, seconds, tracked, true, json);
    }

    private StressOptions withJson() {
        return new StressOptions(transactions, seconds, tracked, planted, true);
    }

    private StressOptions lasting(String option, String number) {
        int count;
        try {
            count = Integer.parseInt(number);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(option + " needs a number, not " + number, wrong);
        }
        return option.equals("--seconds")
                ? new StressOptions(transactions, count, tracked, planted, json)
                : new StressOptions(count, 0, tracked, planted, json);
    }
}
