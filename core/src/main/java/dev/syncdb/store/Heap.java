package dev.syncdb.store;

import dev.syncdb.schema.Table;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowLayout;

import org.jspecify.annotations.Nullable;

/** The rows of one table, by the hash of their keys. Lives as long as the table. */
final class Heap {
    private final TableIdentity identity;
    private final RowLayout layout;
    private final HeadTable heads;

    /** @param seed secret, for the hash of keys */
    Heap(Table table, long seed) {
        KeyColumns keys = KeyColumns.of(table, seed);
        boolean[] isKey = new boolean[table.columns().size()];
        table.primaryKey().columns().forEach(column -> isKey[column] = true);
        this.identity = new TableIdentity(table.name(), keys);
        this.layout = new RowLayout(isKey.length, isKey);
        this.heads = new HeadTable(keys);
    }

    TableIdentity identity() {
        return identity;
    }

    RowLayout layout() {
        return layout;
    }

    HeadTable heads() {
        return heads;
    }

    /** The head of the row with the same key, or null. */
    @Nullable
    RowHead find(PackedRow row) {
        return heads.find(row, identity.keyColumns().hash(row));
    }
}
