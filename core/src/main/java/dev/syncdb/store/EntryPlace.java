package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Place;

/** Where a row stands in an order. */
final class EntryPlace implements Place<RowHead> {
    private final IndexOrder order;
    private final PackedRow row;
    private final long version;
    private final long prefix;

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private int fetched;

    /** @param version at which the other rows are looked at */
    EntryPlace(IndexOrder order, PackedRow row, long version) {
        this.order = order;
        this.row = row;
        this.version = version;
        this.prefix = order.prefix(row);
    }

    @Override
    public long prefix() {
        return prefix;
    }

    @Override
    public int compareTo(RowHead entry) {
        RowVersion other = entry.at(version);
        return other == null ? 1 : order.compare(row, other);
    }

    @Override
    public void fetch(RowHead entry) {
        RowVersion newest = entry.newest();
        fetched += newest == null ? 0 : newest.touchStart();
    }
}
