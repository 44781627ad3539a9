package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * The state that one commit left, for as long as it is open: later commits do not show in it. May
 * be read from any thread. Must be closed, because row versions are kept for it.
 */
public final class Snapshot implements Reader, AutoCloseable {
    /** The version of the commit whose state this is. */
    public long version() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Schema schema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scan scan(String table, Range range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scan scanIndex(String table, String index, Range range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count(String table) {
        throw new UnsupportedOperationException();
    }

    /**
     * The rows that commits above {@code version} changed, up to this snapshot, in order of
     * (version, table, key), each once, deleted ones among them. Costs O(changes). Fails with a
     * Fault if the store keeps no change log.
     */
    public ChangeScan changesAfter(long version) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #changesAfter(long)}, beginning behind the given row of the given version; the row
     * may have moved on.
     */
    public ChangeScan changesAfter(long version, String table, Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
