package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/** What one version shows of the tables of one catalog. */
record View(Catalog catalog, long version) implements Reader {
    @Override
    public Schema schema() {
        return catalog.schema();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        return catalog.table(table).get(key, version);
    }

    @Override
    public Scan scan(String table, Range range) {
        return catalog.table(table).scan(range, version);
    }

    @Override
    public Scan scanIndex(String table, String index, Range range) {
        return catalog.table(table).index(index).scan(range, version);
    }

    @Override
    public long count(String table) {
        return catalog.table(table).heap().count().at(version);
    }
}
