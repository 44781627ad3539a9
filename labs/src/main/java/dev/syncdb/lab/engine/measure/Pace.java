package dev.syncdb.lab.engine.measure;

/**
 * How long a run takes its time.
 *
 * @param rounds in each of which every engine has its turn
 * @param warmUpNanos processor time of each engine before the first round
 * @param turnNanos least processor time of a turn
 * @param quick true to exercise everything and measure nothing
 */
public record Pace(int rounds, long warmUpNanos, long turnNanos, boolean quick) {
    /** Fewer say little about how much rounds differ. */
    public static final int ROUNDS_MIN = 9;

    private static final long MILLI_NANOS = 1_000_000;

    /** For figures: a turn is long beside the resolution of the clock and a switch of threads. */
    public static Pace of(int rounds) {
        return new Pace(rounds, 1_000 * MILLI_NANOS, 30 * MILLI_NANOS, false);
    }

    /** For a build. */
    public static Pace quick(int rounds) {
        return new Pace(rounds, 0, 0, true);
    }

    /** The same with another number of rounds. */
    Pace withRounds(int count) {
        return new Pace(count, warmUpNanos, turnNanos, quick);
    }
}
