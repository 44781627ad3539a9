package dev.syncdb.store;

import dev.syncdb.store.row.BlockInput;
import dev.syncdb.store.tree.Sorted;
import dev.syncdb.store.tree.Tree;

/**
 * An order of the rows of one table while it is read from its parts. Rows are named by number as
 * long as that will do, for they lie anywhere. Confined to the writer.
 */
final class PackedOrder implements Sorted<RowHead> {
    private final IndexOrder order;
    private final HeadList rows;

    /** By the number of the row: first bytes of the first column, and of the first of the key. */
    private final long[] firstPrefixes;

    private final long[] keyPrefixes;

    /** For each place the number of the row, and at how many levels it is like the one before. */
    private final int[] numbers;

    private final byte[] alike;

    /** For each place the prefix at the level at which the row differs from the one before. */
    private final long[] prefixes;

    /** One bit for each row that was met. */
    private final long[] met;

    private int size;

    /**
     * An order of which nothing was read.
     *
     * @param rows by number
     * @param live how many of the rows are to be in it
     */
    PackedOrder(
            IndexOrder order, HeadList rows, long[] firstPrefixes, long[] keyPrefixes, int live) {
        this.order = order;
        this.rows = rows;
        this.firstPrefixes = firstPrefixes;
        this.keyPrefixes = keyPrefixes;
        this.numbers = new int[live];
        this.alike = new byte[live];
        this.prefixes = new long[live];
        this.met = new long[(rows.size() >> 6) + 1];
    }

    /** Reads a part, unless one is missing before it. */
    void read(BlockInput part) {
        if (part.readVarint() != size) {
            return;
        }
        boolean deleted = numbers.length < rows.size();
        while (part.remaining() > 0) {
            int at = part.position();
            int number = part.readInt();
            int equal = part.readByte();
            if (size == numbers.length || !isNew(number)) {
                throw part.malformed(at, "row " + number + " is not one that is to come");
            }
            if (equal < 0 || equal >= order.levels()) {
                throw part.malformed(at, "row " + number + " is alike in " + equal + " columns");
            }
            numbers[size] = number;
            alike[size] = (byte) equal;
            prefixes[size] = prefixOf(number, equal);
            if (isBefore(size, equal)) {
                throw part.malformed(at, "row " + number + " is not behind the one before it");
            }
            if (deleted && !rows.get(number).present().isLive()) {
                throw part.malformed(at, "row " + number + " is not there");
            }
            size++;
        }
    }

    /** True if so many rows were read, and all that there were. */
    boolean isWhole(int live) {
        return size == live && size == numbers.length;
    }

    Tree<RowHead> tree() {
        return Tree.of(order.at(Long.MAX_VALUE), this);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public RowHead entry(int index) {
        return rows.get(numbers[index]);
    }

    @Override
    public long prefix(int index, int level) {
        return level == alike[index] ? prefixes[index] : prefixOf(numbers[index], level);
    }

    @Override
    public boolean isSame(int index, int level) {
        return alike[index] > level;
    }

    private long prefixOf(int number, int level) {
        if (level == 0) {
            return firstPrefixes[number];
        }
        return level == order.ownLevels()
                ? keyPrefixes[number]
                : order.prefix(rows.get(number).present(), level);
    }

    private boolean isBefore(int place, int equal) {
        return place == 0
                ? equal > 0
                : Long.compareUnsigned(prefix(place - 1, equal), prefixes[place]) > 0;
    }

    private boolean isNew(int number) {
        if (number < 0 || number >= rows.size() || (met[number >> 6] >> number & 1) != 0) {
            return false;
        }
        met[number >> 6] |= 1L << number;
        return true;
    }
}
