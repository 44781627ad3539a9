package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.SchemaCompiler;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Tables in memory, in as many versions as somebody still reads.
 *
 * <p>Any number of threads may take snapshots and read. Writing is for one thread at a time: the
 * owner sees to it that at most one {@link Transaction} is open, and that commits are prepared and
 * published in order.
 */
public final class Store {
    private final StoreRules rules;
    private final Timeline timeline;
    private @Nullable Transaction last;

    public Store(SchemaCompiler compiler, Environment environment, StoreOptions options) {
        this.rules = new StoreRules(compiler, environment, options);
        this.timeline = new Timeline(options.changeLog(), environment.random().nextLong());
    }

    /** The newest published version; 0 before the first commit. */
    public long head() {
        return timeline.published().version();
    }

    /** The published state. */
    public Snapshot snapshot() {
        return new Snapshot(timeline);
    }

    /** Finds single rows of a table, without a snapshot. */
    public KeyLookup lookup(String table) {
        return new KeyLookup(timeline, table);
    }

    /**
     * Switches the change log on or off. One that is switched on knows every row that is there, but
     * of earlier deletions only those whose tombstones are still kept for somebody. No transaction
     * may be open and no commit prepared.
     */
    public void track(boolean wanted) {
        requireNoTransaction("tracking cannot change");
        if (timeline.waiting() > 0) {
            throw new Fault(ErrorCode.INTERNAL, "tracking cannot change between commits");
        }
        timeline.track(wanted);
    }

    /** True if there is a change log. */
    public boolean isTracking() {
        return timeline.isTracking();
    }

    /** Opens the one write transaction. Fails with a Fault if one is open. */
    public Transaction begin() {
        requireNoTransaction("a transaction cannot begin");
        Transaction begun = new Transaction(timeline, rules);
        last = begun;
        return begun;
    }

    /**
     * Rolls back the transaction that is open, if one is. For an owner that takes the turn to write
     * away from somebody who is not at a step of it.
     */
    public void rollback() {
        Transaction open = last;
        if (open != null && !open.isOver()) {
            open.rollback();
        }
    }

    /**
     * Undoes every prepared commit that is not published, newest first. No transaction may be open.
     */
    public void abandon() {
        requireNoTransaction("commits cannot be abandoned");
        timeline.abandon();
    }

    /**
     * Replays a commit from a log or snapshot: no rule runs, nobody is told, and the head becomes
     * its version, which may skip some or, for a snapshot in several parts, be the head already. On
     * failure nothing of it is done.
     *
     * <p>With a change log, the parts of a snapshot come in its order: version, table, key.
     *
     * <p>An insert replaces a row that is there. With a change log, a delete of a row that is not
     * there leaves its tombstone. Fails with Corrupt if the commit does not fit what is here, and
     * with a Fault if a transaction is open or a commit prepared.
     */
    public void recover(ChangeSet changes) {
        requireNoTransaction("commits cannot be recovered");
        if (timeline.waiting() > 0) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "commit " + changes.version() + " cannot be recovered while "
                            + timeline.waiting() + " wait to be published");
        }
        recovery().replay(changes);
    }

    /** Begins to fill the store, which is empty. */
    public Loading load() {
        requireNoTransaction("a snapshot cannot be loaded");
        if (head() != 0) {
            throw new Fault(ErrorCode.INTERNAL, "a snapshot is loaded into an empty store");
        }
        return new Loading(recovery(), timeline, rules.environment());
    }

    /**
     * Where its memory is. Visits the nodes of all orders, about one for fifty rows; waits for
     * nobody, and does not see a state as a snapshot does: a writer may be at work meanwhile.
     */
    public MemoryReport memory() {
        return MemorySurvey.report(timeline.published(), rules.options().memoryBytesMax());
    }

    /** Tells {@code listener} of every commit from now on, until the returned handle is closed. */
    public AutoCloseable observe(CommitListener listener) {
        return timeline.observe(listener);
    }

    /**
     * Everything that is wrong in the published state: empty when all is well. Costs a pass over
     * all rows. Nobody may write meanwhile.
     */
    public List<Inconsistency> check() {
        Pin pin = timeline.pin();
        try {
            return new Consistency(pin.published(), rules.environment()).findings();
        } finally {
            timeline.unpin(pin);
        }
    }

    private Recovery recovery() {
        return new Recovery(rules.compiler(), rules.environment(), timeline, isTracking());
    }

    private void requireNoTransaction(String refused) {
        if (timeline.isWriting()) {
            throw new Fault(ErrorCode.INTERNAL, refused + " while a transaction is open");
        }
    }
}
