package dev.syncdb.store;

import dev.syncdb.store.row.BlockInput;

import org.jspecify.annotations.Nullable;

/** An order of the rows of one table while it is read from its parts. Confined to the writer. */
final class PackedOrder {
    private final HeadList rows;
    private final long[] rowPrefixes;
    private final long[] prefixes;
    private final RowHead[] heads;

    /** One bit for each row that was met. */
    private final long[] met;

    private int size;

    /**
     * An order of which nothing was read.
     *
     * @param rows by number
     * @param rowPrefixes by the number of the row
     * @param live how many of the rows are to be in it
     */
    PackedOrder(HeadList rows, long[] rowPrefixes, int live) {
        this.rows = rows;
        this.rowPrefixes = rowPrefixes;
        this.prefixes = new long[live];
        this.heads = new RowHead[live];
        this.met = new long[(rows.size() >> 6) + 1];
    }

    /** Reads a part, unless one is missing before it. */
    void read(BlockInput part) {
        if (part.readVarint() != size) {
            return;
        }
        RowHead[] page =
                new RowHead[Math.min(part.remaining() / Integer.BYTES, heads.length - size)];
        for (int i = 0; i < page.length; i++) {
            int at = part.position();
            int number = part.readInt();
            if (!isNew(number)) {
                throw part.malformed(at, "row " + number + " is not one that is to come");
            }
            page[i] = rows.get(number);
            prefixes[size + i] = rowPrefixes[number];
            if (isBehindNext(size + i)) {
                throw part.malformed(at, "row " + number + " is not behind the one before it");
            }
            if (heads.length < rows.size() && !page[i].present().isLive()) {
                throw part.malformed(at, "row " + number + " is not there");
            }
        }
        if (part.remaining() > 0) {
            throw part.malformed(part.position(), "more rows than there are");
        }
        System.arraycopy(page, 0, heads, size, page.length);
        size += page.length;
    }

    private boolean isBehindNext(int place) {
        return place > 0 && Long.compareUnsigned(prefixes[place - 1], prefixes[place]) > 0;
    }

    private boolean isNew(int number) {
        if (number < 0 || number >= rows.size() || (met[number >> 6] >> number & 1) != 0) {
            return false;
        }
        met[number >> 6] |= 1L << number;
        return true;
    }

    /** All rows in order, or null if a part is missing. */
    @Nullable
    SortedHeads whole() {
        return size == heads.length ? new SortedHeads(prefixes, heads, size) : null;
    }
}
