package dev.syncdb.store;

import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * The change log as one commit left it. Entries are in order of version, table and key. A place in
 * it is the number of a block, times 2^32, and that of an entry in it.
 */
final class LogView {
    private static final int BLOCK_SHIFT = 32;

    private final LogBlock[] full;

    // What the last block has now; it goes on to grow, and its arrays are replaced then.
    private final long[] lastVersions;
    private final @Nullable RowHead[] lastHeads;
    private final int lastSize;

    /**
     * A view of the entries that are there now.
     *
     * @param full none of them empty
     */
    LogView(LogBlock[] full, LogBlock last) {
        this.full = full;
        this.lastVersions = last.versions();
        this.lastHeads = last.heads();
        this.lastSize = last.size();
    }

    /** True if there is an entry at that place, or behind it in the same block. */
    boolean has(long place) {
        int block = blockOf(place);
        return block < full.length || (block == full.length && entryOf(place) < lastSize);
    }

    /** The place of the entry behind that one. */
    long following(long place) {
        int block = blockOf(place);
        boolean more = entryOf(place) + 1 < size(block);
        return more ? place + 1 : place(block + 1, 0);
    }

    long version(long place) {
        return version(blockOf(place), entryOf(place));
    }

    RowHead head(long place) {
        return head(blockOf(place), entryOf(place));
    }

    /** True if the entry tells the last change of a row that {@code view} shows. */
    boolean isLive(long place, View view) {
        return isLive(version(place), head(place), view);
    }

    /** True if that is the version of the row that {@code view} shows. */
    static boolean isLive(long version, RowHead head, View view) {
        RowVersion visible = head.at(view.version());
        return visible != null
                && visible.version() == version
                && view.catalog().find(head.table()) != null;
    }

    /** The place of the first entry above a version. */
    long firstAfter(long version) {
        return first(version, null, null);
    }

    /**
     * The place of the first entry behind the one of that row at that version, whether it is still
     * there or not.
     */
    long firstAfter(long version, TableIdentity table, Key key) {
        return first(version, table, key);
    }

    /** The first block whose last entry is behind, and in it the first entry that is. */
    private long first(long version, @Nullable TableIdentity table, @Nullable Key key) {
        int low = 0;
        int high = full.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBehind(place(middle, size(middle) - 1), version, table, key)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int from = 0;
        int to = size(low);
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isBehind(place(low, middle), version, table, key)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return place(low, from);
    }

    private boolean isBehind(
            long place, long version, @Nullable TableIdentity table, @Nullable Key key) {
        long other = version(place);
        if (other != version || table == null || key == null) {
            return other > version;
        }
        RowHead head = head(place);
        int byTable = Long.compare(head.table().number(), table.number());
        return byTable != 0
                ? byTable > 0
                : head.table().keyColumns().compare(head.present(), key) > 0;
    }

    /** Estimate of the heap that the entries take. */
    long bytes() {
        long bytes = LogBlock.bytes(lastVersions.length);
        for (LogBlock block : full) {
            bytes += block.bytes();
        }
        return bytes;
    }

    private int size(int block) {
        return block < full.length ? full[block].size() : lastSize;
    }

    private long version(int block, int entry) {
        return block < full.length ? full[block].version(entry) : lastVersions[entry];
    }

    private RowHead head(int block, int entry) {
        return block < full.length ? full[block].head(entry) : LogBlock.head(lastHeads, entry);
    }

    private static int blockOf(long place) {
        return (int) (place >>> BLOCK_SHIFT);
    }

    private static int entryOf(long place) {
        return (int) place;
    }

    private static long place(int block, int entry) {
        return ((long) block << BLOCK_SHIFT) | entry;
    }
}
