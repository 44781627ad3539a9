package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much heap the rows of one table take: their heads and all their versions. What two versions
 * that follow each other share counts in the newer one. Written by the writer, read by anybody.
 */
final class RowBytes {
    /** Header, table, hash and newest version. */
    static final int HEAD_BYTES = 24;

    /** What tells the vacuum of a version that another one has followed. */
    private static final int GARBAGE_BYTES = 36;

    // Nothing but the number itself is read because of it, so an ordered store will do.
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong older = new AtomicLong();

    /** What these heads come to, counted anew. */
    static RowBytes of(HeadTable heads) {
        RowBytes counted = new RowBytes();
        heads.forEach(counted::count);
        return counted;
    }

    /** Of all versions and heads. */
    long all() {
        return all.get();
    }

    /** Of versions that are not the newest of their row, and of whole rows that are deleted. */
    long older() {
        return older.get();
    }

    /**
     * A row has another newest version: one on top of the other, as in a new commit or when that is
     * undone, or both on top of the same.
     *
     * @return by how many bytes the rows have grown
     */
    long replaced(@Nullable RowVersion from, @Nullable RowVersion to) {
        long grown = headOf(to) - headOf(from);
        long superseded = deletedBytes(to) - deletedBytes(from);
        if (!isOn(from, to)) {
            grown += added(to);
            superseded += below(to);
        }
        if (!isOn(to, from)) {
            grown -= added(from);
            superseded -= below(from);
        }
        add(grown, superseded);
        return grown;
    }

    /** A version that nobody reads was cut off below a newer one. */
    void cut(RowVersion unread, RowVersion newer) {
        long freed = superseded(unread, newer);
        add(-freed, -freed);
    }

    /** A row of which only a tombstone was left is gone. */
    void removed(RowVersion tombstone) {
        long freed = deletedBytes(tombstone);
        add(-freed, -freed);
    }

    /** Adds a row with its versions. */
    void count(RowHead head) {
        RowVersion newer = head.present();
        add(HEAD_BYTES + newer.heapBytes(), deletedBytes(newer));
        RowVersion each = newer.previous();
        while (each != null && !each.isCut()) {
            long bytes = superseded(each, newer);
            add(bytes, bytes);
            newer = each;
            each = each.previous();
        }
    }

    private void add(long grown, long superseded) {
        all.lazySet(all.get() + grown);
        older.lazySet(older.get() + superseded);
    }

    /** True if a version stands right on top of {@code below}. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOn(@Nullable RowVersion version, @Nullable RowVersion below) {
        return version != null && below != null && version.previous() == below;
    }

    private static long headOf(@Nullable RowVersion version) {
        return version == null ? 0 : HEAD_BYTES;
    }

    /** What a version makes of the one below it, and takes itself. */
    private static long added(@Nullable RowVersion version) {
        if (version == null) {
            return 0;
        }
        RowVersion previous = version.previous();
        return previous == null || previous.isCut()
                ? version.heapBytes()
                : version.heapBytes() + GARBAGE_BYTES - previous.sharedBytes(version);
    }

    private static long below(@Nullable RowVersion version) {
        RowVersion previous = version == null ? null : version.previous();
        return version == null || previous == null || previous.isCut()
                ? 0
                : superseded(previous, version);
    }

    /** What is kept only because of the older of two versions. */
    private static long superseded(RowVersion older, RowVersion newer) {
        return older.heapBytes() + GARBAGE_BYTES - older.sharedBytes(newer);
    }

    private static long deletedBytes(@Nullable RowVersion version) {
        return version == null || version.isLive() ? 0 : version.heapBytes() + HEAD_BYTES;
    }
}
