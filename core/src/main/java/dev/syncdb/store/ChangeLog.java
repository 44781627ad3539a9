package dev.syncdb.store;

import java.util.Arrays;

/**
 * Which rows changed, in order of version: one entry for each row and commit. An entry is dead once
 * its row has changed again; nothing marks it, since the row's version says so. When most entries
 * are dead, the live ones move to new arrays.
 *
 * <p>A snapshot reads the view of its own commit. Whatever was live when a later compaction ran is
 * live to every snapshot from that commit on, as long as the row did not change; so nobody misses
 * an entry, and a row that changed again after a snapshot is found by it at the entry of the
 * version that it sees. Confined to the writer.
 */
final class ChangeLog {
    /** Below this many entries, compaction is not worth its while. */
    private static final int COMPACTED_ENTRIES_MIN = 64;

    /** Compaction runs when fewer than one entry in this many is live. */
    private static final int ENTRIES_PER_LIVE_MAX = 4;

    private long[] versions = new long[COMPACTED_ENTRIES_MIN];
    private RowHead[] heads = new RowHead[COMPACTED_ENTRIES_MIN];
    private int size;
    private int dead;

    /** Adds a row that the commit of {@code version} changed; versions ascend. */
    void append(long version, RowStep first) {
        RowVersion before = first.before();
        if (before != null) {
            if (before.version() == version) {
                return;
            }
            dead++;
        }
        if (size == versions.length) {
            versions = Arrays.copyOf(versions, size * 2);
            heads = Arrays.copyOf(heads, size * 2);
        }
        versions[size] = version;
        heads[size] = first.head();
        size++;
    }

    /** The entries of a dropped table are dead. */
    void drop(Heap heap) {
        dead += heap.heads().size();
    }

    /** The log as {@code view}, the next to be published, is to see it. */
    LogView view(View view) {
        if (size > COMPACTED_ENTRIES_MIN && (size - dead) * ENTRIES_PER_LIVE_MAX < size) {
            compact(view);
        }
        return new LogView(versions, heads, size);
    }

    private void compact(View view) {
        LogView all = new LogView(versions, heads, size);
        int live = 0;
        for (int i = 0; i < size; i++) {
            live += all.isLive(i, view) ? 1 : 0;
        }
        int capacity = Math.max(COMPACTED_ENTRIES_MIN, live * 2);
        versions = new long[capacity];
        heads = new RowHead[capacity];
        size = 0;
        dead = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.isLive(i, view)) {
                versions[size] = all.version(i);
                heads[size] = all.head(i);
                size++;
            }
        }
    }
}
