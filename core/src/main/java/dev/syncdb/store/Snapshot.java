package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * The state that one commit left, for as long as it is open: later commits do not show in it. May
 * be read from any thread. Must be closed, because row versions are kept for it; then every other
 * method fails with CLOSED.
 */
public final class Snapshot implements Reader, AutoCloseable {
    private final Timeline timeline;
    private final Pin pin;
    private volatile boolean closed;

    Snapshot(Timeline timeline) {
        this.timeline = timeline;
        this.pin = timeline.pin();
    }

    /** The version of the commit whose state this is. */
    public long version() {
        return view().version();
    }

    @Override
    public Schema schema() {
        return view().schema();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        return view().get(table, key);
    }

    @Override
    public Scan scan(String table, Range range) {
        return view().scan(table, range);
    }

    @Override
    public Scan scanIndex(String table, String index, Range range) {
        return view().scanIndex(table, index, range);
    }

    @Override
    public long count(String table) {
        return view().count(table);
    }

    /** True if the state has a change log. */
    public boolean isTracking() {
        view();
        return pin.published().log() != null;
    }

    /**
     * The rows that commits above {@code version} changed, up to this snapshot, in order of their
     * newest version, then of table, as tables were created, and of key, each once, deleted ones
     * among them. Costs O(changes). Fails with a Fault if the store keeps no change log.
     */
    public ChangeScan changesAfter(long version) {
        LogView log = log();
        return new LogScan(log, view(), log.firstAfter(version));
    }

    /**
     * As {@link #changesAfter(long)}, but beginning behind the place of the given row at the given
     * version. The row itself may have moved on meanwhile. Where no table of that name was there at
     * that version under whatever name, all that the version changed comes once more: nobody misses
     * a row because a table was renamed, made anew or dropped.
     */
    public ChangeScan changesAfter(long version, String table, Key key) {
        TableData named = view().catalog().find(table);
        if (named == null || named.heap().identity().since() > version) {
            return changesAfter(version - 1);
        }
        LogView log = log();
        return new LogScan(log, view(), log.firstAfter(version, named.heap().identity(), key));
    }

    /**
     * Hands over commits that make this state when they are replayed into an empty store, see
     * {@link Store#recover}; with a change log, that comes to be as well.
     */
    public void writeTo(Consumer<ChangeSet> parts) {
        boolean logged = pin.published().log() != null;
        new SnapshotParts(this, parts).write(logged ? changesAfter(0) : null);
    }

    /**
     * Hands over this state for {@link Store#load}: first the statements that make its tables, then
     * parts that only a store reads, and a commit of nothing for its version. Rows go over as they
     * lie in memory, in records that can do without each other, and with them the orders.
     */
    public void writeTo(Consumer<ChangeSet> commits, Consumer<byte[]> parts) {
        View view = view();
        if (view.version() > 0) {
            long defined = pin.published().log() == null ? view.version() : 1;
            commits.accept(new ChangeSet(defined, SnapshotParts.definitions(view.schema())));
            new StateParts(pin.published(), parts).write();
            commits.accept(new ChangeSet(view.version(), List.of()));
        }
    }

    /** May be called again, and from any thread. */
    @Override
    public void close() {
        closed = true;
        timeline.unpin(pin);
    }

    private LogView log() {
        view();
        LogView log = pin.published().log();
        if (log == null) {
            throw new Fault(ErrorCode.INTERNAL, "this store keeps no change log");
        }
        return log;
    }

    private View view() {
        if (closed) {
            throw new Incorrect(ErrorCode.CLOSED, "the snapshot is closed");
        }
        return pin.published().view();
    }
}
