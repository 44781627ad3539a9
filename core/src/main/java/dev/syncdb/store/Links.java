package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What binds rows to each other in one state: equal values that are unique, and references. */
record Links(View view) {
    /**
     * The row that has the same values as {@code row} in the columns of a unique index, other than
     * the row of that key; or null.
     */
    @Nullable
    Key clash(Index index, Row row, Key self) {
        TableView table = view.table(index.table());
        RowHead own = table.table().heap().heads().find(self);
        RowVersion other = table.clash(table.table().index(index.name()), row, own);
        return other == null ? null : table.table().key().keyOf(other);
    }

    /** The rows of table {@code child} whose foreign key refers to a parent with these cells. */
    List<Key> children(String child, ForeignKey key, Row parent) {
        Reference reference = reference(child, key);
        KeyColumns keys = view.table(child).table().key();
        List<Key> children = new ArrayList<>();
        for (RowHead head : reference.children(reference.offered(parent), view)) {
            RowVersion row = head.liveAt(view.version());
            if (row != null) {
                children.add(keys.keyOf(row));
            }
        }
        return children;
    }

    /** The row to which a foreign key refers; null if that is nothing, or not there. */
    @Nullable
    Key parent(String child, ForeignKey key, Row row) {
        return reference(child, key).parent(row, view);
    }

    private Reference reference(String child, ForeignKey key) {
        TableData table = view.catalog().table(child);
        Reference reference = view.catalog().reference(table.heap().identity(), key);
        if (reference == null) {
            throw new Fault(ErrorCode.INTERNAL, "no such foreign key of " + child);
        }
        return reference;
    }
}
