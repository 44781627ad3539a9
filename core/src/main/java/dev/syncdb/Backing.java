package dev.syncdb;

import dev.syncdb.change.ChangeSet;

/**
 * What makes the commits of a plain database durable. Lives as long as the database. One thread at
 * a time appends, in the order of the commits.
 */
interface Backing extends AutoCloseable {
    /** Nothing: commits live as long as the process. */
    Backing NONE = new Backing() {
        @Override
        public boolean isForcedFirst() {
            return false;
        }

        @Override
        public void ready() {}

        @Override
        public long append(ChangeSet changes) {
            return 0;
        }

        @Override
        public void force() {}

        @Override
        public long forced() {
            return 0;
        }

        @Override
        public void settle() {}

        @Override
        public void committed() {}

        @Override
        public void close() {}
    };

    /** Whether a commit must be forced before anybody may see it. */
    boolean isForcedFirst();

    /** Mends what an earlier failure left; called when no commit is on its way. */
    void ready();

    /** Adds a commit and returns its number; if that fails, nothing was added. */
    long append(ChangeSet changes);

    /** Makes durable what was appended before the call. Any thread may call it. */
    void force();

    /** Number of the last commit that is known to be durable. */
    long forced();

    /**
     * After a failure: takes back, for ever, what was not added and, where commits are forced
     * first, what is not known to be durable. As long as this fails, it may come back when the
     * database is opened again.
     */
    void settle();

    /** A commit is published; called without the turn, for what may hold up its writer only. */
    void committed();

    /** Called when no commit is on its way. */
    @Override
    void close();
}
