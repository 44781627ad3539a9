package dev.syncdb.client;

import dev.syncdb.clock.RandomSource;

/**
 * How long to wait after a failure: a random time below a bound that doubles with each failure in a
 * row. Spreading over the whole range takes the load off a server that many clients wait for ("full
 * jitter"; Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015). Pure but for its
 * source of chance.
 */
final class RetryDelay {
    private static final int DOUBLINGS_MAX = 30;

    private final RandomSource random;
    private final SyncPolicy policy;

    RetryDelay(RandomSource random, SyncPolicy policy) {
        this.random = random;
        this.policy = policy;
    }

    /**
     * The time to wait in milliseconds.
     *
     * @param failures how many there were in a row, this one included
     * @param atLeastMillis what the server asked for; 0 if it did not
     */
    long millis(int failures, long atLeastMillis) {
        int doublings = Math.min(failures - 1, DOUBLINGS_MAX);
        long bound = Math.min(policy.retryMillisMax(), policy.retryMillisBase() << doublings);
        return atLeastMillis + random.below(bound + 1);
    }
}
