package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A run of entries of the change log. The last one of the log grows at its end; what is there never
 * changes.
 */
final class LogBlock {
    /** Long enough that blocks are few, short enough that a sweep rewrites one at a time. */
    static final int ENTRIES_MAX = 4_096;

    private static final int ENTRIES_MIN = 16;

    private long[] versions;
    private @Nullable RowHead[] heads;
    private int size;

    private LogBlock(long[] versions, @Nullable RowHead[] heads, int size) {
        this.versions = versions;
        this.heads = heads;
        this.size = size;
    }

    static LogBlock empty() {
        return new LogBlock(new long[ENTRIES_MIN], new RowHead[ENTRIES_MIN], 0);
    }

    void add(long version, RowHead head) {
        if (size == versions.length) {
            int capacity = Math.min(ENTRIES_MAX, size * 2);
            versions = Arrays.copyOf(versions, capacity);
            heads = Arrays.copyOf(heads, capacity);
        }
        versions[size] = version;
        heads[size] = head;
        size++;
    }

    /** A new block of the entries of both. */
    LogBlock with(LogBlock following) {
        int both = size + following.size;
        long[] allVersions = Arrays.copyOf(versions, both);
        @Nullable RowHead[] allHeads = Arrays.copyOf(heads, both);
        System.arraycopy(following.versions, 0, allVersions, size, following.size);
        System.arraycopy(following.heads, 0, allHeads, size, following.size);
        return new LogBlock(allVersions, allHeads, both);
    }

    /** The versions of the entries, those up to {@link #size} in use. */
    long[] versions() {
        return versions;
    }

    /** The rows of the entries, those up to {@link #size} in use. */
    @Nullable
    RowHead[] heads() {
        return heads;
    }

    boolean isFull() {
        return size == ENTRIES_MAX;
    }

    int size() {
        return size;
    }

    long version(int entry) {
        return versions[entry];
    }

    RowHead head(int entry) {
        return head(heads, entry);
    }

    /** The row of an entry that is in use. */
    static RowHead head(@Nullable RowHead[] heads, int entry) {
        RowHead head = heads[entry];
        if (head == null) {
            throw new IndexOutOfBoundsException("entry " + entry);
        }
        return head;
    }

    /** Heap that the entries take. */
    long bytes() {
        return bytes(versions.length);
    }

    /** Heap that a block with room for so many entries takes. */
    static long bytes(int entries) {
        return 56 + 12L * entries;
    }
}
