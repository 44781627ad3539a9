package dev.syncdb.lab.chaos;

import java.util.List;

/**
 * How long a run takes, and with whom.
 *
 * @param seconds how long things go wrong; then all of it heals
 * @param phones how many client processes there are
 * @param seed decides when who is killed and what becomes of each connection
 * @param json true to print one line of JSON
 */
record ChaosOptions(long seconds, int phones, long seed, boolean json) {
    static final int PHONES = 5;

    private static final long SECONDS = 60;
    private static final long SECONDS_MAX = 24 * 60 * 60;
    private static final int PHONES_MAX = 50;

    static ChaosOptions parse(List<String> arguments, long seed) {
        ChaosOptions options = new ChaosOptions(SECONDS, PHONES, seed, false);
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--json")) {
                options = new ChaosOptions(options.seconds, options.phones, options.seed, true);
                continue;
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            options = options.with(option, arguments.get(++i));
        }
        return options;
    }

    private ChaosOptions with(String option, String value) {
        return switch (option) {
            case "--minutes" ->
                new ChaosOptions(60 * number(option, value, SECONDS_MAX / 60), phones, seed, json);
            case "--seconds" ->
                new ChaosOptions(number(option, value, SECONDS_MAX), phones, seed, json);
            case "--phones" ->
                new ChaosOptions(seconds, (int) number(option, value, PHONES_MAX), seed, json);
            case "--seed" ->
                new ChaosOptions(seconds, phones, number(option, value, Long.MAX_VALUE), json);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static long number(String option, String value, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            // Told below.
        }
        throw new IllegalArgumentException(
                option + " needs a number from 1 to " + most + ", not " + value);
    }
}
