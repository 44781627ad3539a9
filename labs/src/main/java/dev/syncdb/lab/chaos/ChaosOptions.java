package dev.syncdb.lab.chaos;

import dev.syncdb.lab.call.Arguments;

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

    static ChaosOptions parse(List<String> words, long seed) {
        Arguments given =
                Arguments.of(words, List.of("--minutes", "--seconds", "--phones", "--seed"));
        long seconds = given.number("--seconds", SECONDS, 1, SECONDS_MAX);
        if (given.has("--minutes")) {
            seconds = 60 * given.number("--minutes", 1, 1, SECONDS_MAX / 60);
        }
        int phones = (int) given.number("--phones", PHONES, 1, PHONES_MAX);
        long drawn = given.number("--seed", seed, 1, Long.MAX_VALUE);
        return new ChaosOptions(seconds, phones, drawn, given.json());
    }
}
