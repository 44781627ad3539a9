package dev.syncdb.store;

import dev.syncdb.change.Change;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowLayout;
import dev.syncdb.store.tree.Tree;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;

/** The rows of one table while a snapshot is being loaded. */
final class LoadedTable {
    private final TableData table;
    private final Timeline timeline;
    private final Environment environment;
    private final boolean keepsTombstones;
    private final List<RowHead> heads = new ArrayList<>();

    LoadedTable(TableData table, Timeline timeline, Environment environment) {
        this.table = table;
        this.timeline = timeline;
        this.environment = environment;
        this.keepsTombstones = timeline.isTracking();
    }

    TableData table() {
        return table;
    }

    boolean isNamed(String name) {
        return table.structure().name().equals(name);
    }

    void insert(Change.Insert insert, long version) {
        RowLayout layout = table.heap().layout();
        table.rules().requireWidth(insert.image().cells());
        Row cells = table.rules().generated(insert.image().cells(), environment);
        PackedRow row = layout.pack(cells, insert.image().hidden());
        table.rules().requireKeyType(row);
        if (!table.key().has(row, insert.row().key())) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "commit " + version + " has a row of " + table.structure().name()
                            + " whose key is not " + insert.row().key());
        }
        put(RowVersion.live(version, row, null));
    }

    void bury(Change.Delete delete, long version) {
        Key key = delete.row().key();
        if (keepsTombstones || table.heap().heads().find(key) != null) {
            put(RowVersion.tombstone(version, table.keyOnly(key, delete.hidden()), null));
        }
    }

    /** All orders of the rows that are there in the end. */
    List<Tree<RowHead>> orders(long version) {
        List<Tree<RowHead>> trees = new ArrayList<>();
        for (int order = 0; order < table.orderCount(); order++) {
            trees.add(OrderSort.tree(heads, table.order(order), version));
        }
        return trees;
    }

    private void put(RowVersion row) {
        int hash = table.key().hash(row);
        RowHead head = table.heap().heads().find(row, hash);
        RowVersion before = head == null ? null : head.newest();
        if (head == null) {
            head = new RowHead(table.heap().identity(), hash);
            heads.add(head);
        }
        table.heap().place(head, before, row);
        timeline.loaded(head, before);
    }
}
