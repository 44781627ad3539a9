package dev.syncdb.store;

import dev.syncdb.store.tree.Place;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/** A place between entries: before or behind all those whose first columns have some values. */
final class BoundPlace implements Place<RowHead> {
    private final IndexOrder order;
    private final Row values;
    private final boolean behind;
    private final long version;

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
    }

    @Override
    public int levels() {
        return values.size();
    }

    @Override
    public long prefix(int level) {
        return order.prefix(values.at(level), level);
    }

    @Override
    public int compareTo(RowHead entry, int level) {
        RowVersion row = entry.at(version);
        return row == null ? 0 : -order.compare(row, values.at(level), level);
    }

    @Override
    public int compareToPart(Object part, int level) {
        return order.compare(values.at(level), (Value) part, level);
    }

    @Override
    public int side() {
        return behind ? 1 : -1;
    }

    @Override
    public void fetch(RowHead entry) {
        RowVersion newest = entry.newest();
        fetched += newest == null ? 0 : newest.touchStart();
    }
}
