package dev.syncdb.store;

import dev.syncdb.store.tree.Place;
import dev.syncdb.value.Row;

/** A place between entries: before or behind all those whose first columns have some values. */
final class BoundPlace implements Place<RowHead> {
    private final IndexOrder order;
    private final Row values;
    private final boolean behind;
    private final long version;
    private final long prefix;

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private int fetched;

    /**
     * A place.
     *
     * @param values never more than the order has columns
     * @param version at which rows are looked at
     */
    BoundPlace(IndexOrder order, Row values, boolean behind, long version) {
        this.order = order;
        this.values = values;
        this.behind = behind;
        this.version = version;
        if (values.size() > 0) {
            this.prefix = order.prefix(values.at(0));
        } else {
            this.prefix = behind ? -1L : 0;
        }
    }

    @Override
    public long prefix() {
        return prefix;
    }

    @Override
    public int compareTo(RowHead entry) {
        RowVersion row = entry.at(version);
        int side = row == null ? 0 : -order.compareValues(row, values);
        return side != 0 ? side : behind ? 1 : -1;
    }

    @Override
    public void fetch(RowHead entry) {
        RowVersion newest = entry.newest();
        fetched += newest == null ? 0 : newest.touchStart();
    }
}
