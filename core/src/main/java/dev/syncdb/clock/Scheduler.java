package dev.syncdb.clock;

/**
 * The port to whoever runs something later. May be called from any thread; runs one task at a time.
 */
public interface Scheduler {
    /**
     * Runs {@code task} once, after {@code delayMillis} or somewhat later, on a thread of its own.
     */
    Task schedule(long delayMillis, Runnable task);

    /** Something that is to run. */
    interface Task {
        /** It is not to run any more. Does nothing to one that runs or has run. */
        void cancel();
    }
}
