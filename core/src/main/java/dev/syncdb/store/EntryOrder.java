package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.store.tree.Order;
import dev.syncdb.value.Value;

/**
 * The order of the rows that one version shows.
 *
 * @param version at which rows are looked at
 */
record EntryOrder(IndexOrder order, long version) implements Order<RowHead> {
    @Override
    public int levels() {
        return order.levels();
    }

    @Override
    public long prefix(RowHead entry, int level) {
        return order.prefix(row(entry), level);
    }

    @Override
    public int compare(RowHead left, RowHead right, int level) {
        return order.compare(row(left), row(right), level);
    }

    @Override
    public Object part(RowHead entry, int level) {
        return order.value(row(entry), level);
    }

    @Override
    public boolean has(RowHead entry, Object part, int level) {
        return order.compare(row(entry), (Value) part, level) == 0;
    }

    private RowVersion row(RowHead entry) {
        RowVersion row = entry.at(version);
        if (row == null) {
            throw new Fault(ErrorCode.INTERNAL, "an order has a row that came later");
        }
        return row;
    }
}
