package dev.syncdb;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Store;

/** What all sessions of one database share. */
final class Engine {
    private final Store store;
    private final Commits commits;
    private final Environment environment;
    private final PlanCache plans = new PlanCache();
    private volatile boolean closed;

    Engine(Store store, Commits commits, Environment environment) {
        this.store = store;
        this.commits = commits;
        this.environment = environment;
    }

    /** The store. Fails with CLOSED once the database is. */
    Store store() {
        if (closed) {
            throw new Incorrect(ErrorCode.CLOSED, "the database is closed");
        }
        return store;
    }

    Commits commits() {
        return commits;
    }

    Environment environment() {
        return environment;
    }

    PlanCache plans() {
        return plans;
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends all use. Returns false if that was done before. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }
}
