package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/** What one version shows of the tables of one catalog. */
record View(Catalog catalog, Orders orders, long version) implements Reader {
    /** One table. Fails with UNKNOWN_TABLE. */
    TableView table(String name) {
        return table(catalog.table(name));
    }

    /** One table of the catalog. */
    TableView table(TableData table) {
        return new TableView(table, orders, version);
    }

    @Override
    public Schema schema() {
        return catalog.schema();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        TableView view = table(table);
        RowVersion row = view.get(key);
        return row == null ? null : view.table().image(row);
    }

    @Override
    public Scan scan(String table, Range range) {
        return table(table).scan(range);
    }

    @Override
    public Scan scanIndex(String table, String index, Range range) {
        TableView view = table(table);
        return view.scan(view.table().index(index), range);
    }

    @Override
    public long count(String table) {
        return table(table).count();
    }
}
