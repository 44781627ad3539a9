package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Place;

/** Where a row stands in an order. Immutable. */
final class EntryPlace implements Place<RowHead> {
    private final IndexOrder order;
    private final PackedRow row;
    private final long version;
    private final long prefix;

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
}
