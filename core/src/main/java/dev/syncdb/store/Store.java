package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Environment;
import dev.syncdb.schema.SchemaCompiler;

import java.util.List;

/**
 * Tables in memory, in as many versions as somebody still reads.
 *
 * <p>Any number of threads may take snapshots and read. Writing is for one thread at a time: the
 * owner sees to it that at most one {@link Transaction} is open, and that commits are prepared and
 * published in order.
 */
public final class Store {
    public Store(SchemaCompiler compiler, Environment environment, StoreOptions options) {}

    /** The newest published version; 0 before the first commit. */
    public long head() {
        throw new UnsupportedOperationException();
    }

    /** The published state. */
    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /** Opens the one write transaction. Fails with a Fault if one is open. */
    public Transaction begin() {
        throw new UnsupportedOperationException();
    }

    /**
     * Undoes every prepared commit that is not published, newest first. No transaction may be open.
     */
    public void abandon() {
        throw new UnsupportedOperationException();
    }

    /**
     * Replays a commit from a log or snapshot: no rule runs, nobody is told, and the head becomes
     * its version.
     */
    public void recover(ChangeSet changes) {
        throw new UnsupportedOperationException();
    }

    /** Tells {@code listener} of every commit from now on, until the returned handle is closed. */
    public AutoCloseable observe(CommitListener listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Everything that is wrong in the published state: empty when all is well. Costs a pass over
     * all rows.
     */
    public List<Inconsistency> check() {
        throw new UnsupportedOperationException();
    }
}
