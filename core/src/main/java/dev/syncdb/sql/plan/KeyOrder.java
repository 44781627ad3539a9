package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * An order in which the rows of a table can be read: that of its primary key, or of an index.
 *
 * @param index its name, or null for the primary key
 */
record KeyOrder(@Nullable String index, boolean unique, List<IndexColumn> columns) {
    static KeyOrder ofPrimaryKey(Table table) {
        List<IndexColumn> columns = new ArrayList<>();
        for (int column : table.primaryKey().columns()) {
            columns.add(new IndexColumn(column, table.columns().get(column).collation(), false));
        }
        return new KeyOrder(null, true, columns);
    }

    static KeyOrder of(Index index) {
        return new KeyOrder(index.name(), index.unique(), index.columns());
    }

    /** The order of the index of that name, which the table has. */
    static KeyOrder ofIndex(Table table, String name) {
        for (Index index : table.indexes()) {
            if (index.name().equals(name)) {
                return of(index);
            }
        }
        throw new Fault(ErrorCode.INTERNAL, "table " + table.name() + " has no index " + name);
    }

    /** The primary key, then all indexes. */
    static List<KeyOrder> allOf(Table table) {
        List<KeyOrder> all = new ArrayList<>();
        all.add(ofPrimaryKey(table));
        table.indexes().forEach(index -> all.add(of(index)));
        return all;
    }
}
