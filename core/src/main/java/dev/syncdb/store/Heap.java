package dev.syncdb.store;

import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of one table by key, hashed and in order, and their number. Lives as long as the table.
 */
final class Heap {
    private final TableIdentity identity;
    private final ConcurrentHashMap<Key, RowHead> heads = new ConcurrentHashMap<>();
    private final OrderedIndex keys;
    private final VersionedCount count = new VersionedCount();
    private final LargestKey largestKey = new LargestKey();

    Heap(Table table) {
        identity = new TableIdentity(table.name());
        // Keys are folded by their collations already.
        List<IndexColumn> columns = new ArrayList<>();
        for (int i = 0; i < table.primaryKey().columns().size(); i++) {
            columns.add(new IndexColumn(i, Collation.BINARY, false));
        }
        keys = new OrderedIndex(new IndexOrder(columns));
    }

    TableIdentity identity() {
        return identity;
    }

    @Nullable
    RowHead head(Key key) {
        return heads.get(key);
    }

    Collection<RowHead> heads() {
        return heads.values();
    }

    OrderedIndex keys() {
        return keys;
    }

    VersionedCount count() {
        return count;
    }

    LargestKey largestKey() {
        return largestKey;
    }

    /** Makes a head known, after it was given its first version. */
    void attach(RowHead head) {
        heads.put(head.key(), head);
        keys.add(head.key().values(), head);
    }

    void detach(RowHead head) {
        if (heads.remove(head.key(), head)) {
            keys.remove(head.key().values(), head);
        }
    }
}
