package dev.syncdb.store;

import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns by which a key or an index finds rows, in its order.
 *
 * @param collations how each of them compares
 */
record ColumnOrder(List<Integer> columns, List<Collation> collations) {
    ColumnOrder {
        columns = List.copyOf(columns);
        collations = List.copyOf(collations);
    }

    static ColumnOrder ofPrimaryKey(Table table) {
        List<Collation> collations = new ArrayList<>();
        for (int column : table.primaryKey().columns()) {
            collations.add(table.columns().get(column).collation());
        }
        return new ColumnOrder(table.primaryKey().columns(), collations);
    }

    static ColumnOrder of(Index index) {
        List<Integer> columns = new ArrayList<>();
        List<Collation> collations = new ArrayList<>();
        for (IndexColumn column : index.columns()) {
            columns.add(column.column());
            collations.add(column.collation());
        }
        return new ColumnOrder(columns, collations);
    }

    /** The first columns of this order. */
    ColumnOrder first(int size) {
        return new ColumnOrder(columns.subList(0, size), collations.subList(0, size));
    }

    /** True if it begins with exactly these columns, in any order. */
    boolean beginsWith(List<Integer> others) {
        int size = others.size();
        return columns.size() >= size && setOf(columns.subList(0, size)).equals(setOf(others));
    }

    /** True if these are exactly its columns, in any order. */
    boolean consistsOf(List<Integer> others) {
        return columns.size() == others.size() && beginsWith(others);
    }

    Collation collationOf(int column) {
        return collations.get(columns.indexOf(column));
    }

    /** Values that stand in the order of {@code others}, in this order. */
    Row arrange(Row values, List<Integer> others) {
        Value[] arranged = new Value[columns.size()];
        for (int i = 0; i < arranged.length; i++) {
            arranged[i] = values.at(others.indexOf(columns.get(i)));
        }
        return Row.owned(arranged);
    }

    private static Set<Integer> setOf(List<Integer> columns) {
        return new HashSet<>(columns);
    }
}
