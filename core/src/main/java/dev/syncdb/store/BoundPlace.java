package dev.syncdb.store;

import dev.syncdb.store.tree.Place;
import dev.syncdb.value.Row;

/**
 * A place between entries: before or behind all those whose first columns have some values.
 *
 * @param values never more than the order has columns
 * @param version at which rows are looked at
 */
record BoundPlace(IndexOrder order, Row values, boolean behind, long version)
        implements Place<RowHead> {
    @Override
    public long prefix() {
        if (values.size() == 0) {
            return behind ? -1L : 0;
        }
        return order.prefix(values.at(0));
    }

    @Override
    public int compareTo(RowHead entry) {
        RowVersion row = entry.at(version);
        int side = row == null ? 0 : -order.compareValues(row, values);
        return side != 0 ? side : behind ? 1 : -1;
    }
}
