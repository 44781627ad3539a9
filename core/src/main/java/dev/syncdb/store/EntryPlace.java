package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Place;

/**
 * Where a row stands in an order.
 *
 * @param version at which the other rows are looked at
 */
record EntryPlace(IndexOrder order, PackedRow row, long version) implements Place<RowHead> {
    @Override
    public long prefix() {
        return order.prefix(row);
    }

    @Override
    public int compareTo(RowHead entry) {
        RowVersion other = entry.at(version);
        return other == null ? 1 : order.compare(row, other);
    }
}
