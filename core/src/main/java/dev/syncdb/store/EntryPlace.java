package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Place;

/** Where a row stands in an order. */
final class EntryPlace implements Place<RowHead> {
    private final IndexOrder order;
    private final PackedRow row;
    private final long version;

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private int fetched;

    /** @param version at which the other rows are looked at */
    EntryPlace(IndexOrder order, PackedRow row, long version) {
        this.order = order;
        this.row = row;
        this.version = version;
    }

    @Override
    public int levels() {
        return order.levels();
    }

    @Override
    public long prefix(int level) {
        return order.prefix(row, level);
    }

    @Override
    public int compareTo(RowHead entry, int level) {
        RowVersion other = entry.at(version);
        return other == null ? 1 : order.compare(row, other, level);
    }

    @Override
    public int compareToPart(Object part, int level) {
        return order.compareToPart(row, part, level);
    }

    @Override
    public int side() {
        return 0;
    }

    @Override
    public void fetch(RowHead entry) {
        RowVersion newest = entry.newest();
        fetched += newest == null ? 0 : newest.touchStart();
    }
}
