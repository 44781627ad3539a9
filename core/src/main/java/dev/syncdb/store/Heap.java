package dev.syncdb.store;

import dev.syncdb.schema.Table;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowLayout;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, by the hash of their keys, and the layout in which new ones are packed.
 * Lives as long as the table has its columns; with more of them, another one shares the rows.
 */
final class Heap {
    private final TableIdentity identity;
    private final RowLayout layout;
    private final HeadTable heads;
    private final RowBytes rowBytes;

    private Heap(TableIdentity identity, RowLayout layout, HeadTable heads, RowBytes rowBytes) {
        this.identity = identity;
        this.layout = layout;
        this.heads = heads;
        this.rowBytes = rowBytes;
    }

    /** A heap of no rows. */
    static Heap empty(Table table, TableIdentity identity) {
        boolean[] isKey = new boolean[table.columns().size()];
        table.primaryKey().columns().forEach(column -> isKey[column] = true);
        RowLayout layout = new RowLayout(isKey.length, isKey);
        return new Heap(identity, layout, new HeadTable(identity.keyColumns()), new RowBytes());
    }

    /** The same rows, with these cells in the columns that come behind the ones they have. */
    Heap extended(Row added) {
        return new Heap(identity, layout.extended(added), heads, rowBytes);
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

    /** How much heap all of it takes, about: rows, places in the hash, shared texts. */
    long bytes() {
        return rowBytes.all() + heads.bytes() + layout.bytes();
    }

    /** How much heap the rows take. */
    RowBytes rowBytes() {
        return rowBytes;
    }

    /**
     * Gives a row another newest version. A row that had none comes into the table, one that has
     * none left leaves it.
     *
     * @return by how many bytes the rows have grown
     */
    long place(RowHead head, @Nullable RowVersion from, @Nullable RowVersion to) {
        head.setNewest(to);
        if (from == null) {
            heads.add(head);
        } else if (to == null) {
            heads.remove(head);
        }
        return rowBytes.replaced(from, to);
    }

    /** Cuts off all versions below that one, which nobody reads. */
    void cut(RowVersion last) {
        RowVersion newer = last;
        RowVersion unread = last.previous();
        last.cut();
        while (unread != null && !unread.isCut()) {
            rowBytes.cut(unread, newer);
            newer = unread;
            unread = unread.previous();
            newer.cut();
        }
    }

    /** Removes a row of which nothing but that tombstone is left. */
    void remove(RowHead head, RowVersion tombstone) {
        if (heads.remove(head)) {
            rowBytes.removed(tombstone);
        }
    }
}
