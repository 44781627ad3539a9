package dev.syncdb.store;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowLayout;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/**
 * Replays commits without asking any rule: they were asked when the commit was made. Only generated
 * columns are computed, for no log holds them. Confined to the writer.
 */
final class Recovery {
    private final SchemaCompiler compiler;
    private final Environment environment;
    private final Timeline timeline;
    private final boolean keepsTombstones;

    Recovery(
            SchemaCompiler compiler,
            Environment environment,
            Timeline timeline,
            boolean keepsTombstones) {
        this.compiler = compiler;
        this.environment = environment;
        this.timeline = timeline;
        this.keepsTombstones = keepsTombstones;
    }

    void replay(ChangeSet changes) {
        View head = timeline.newest();
        if (changes.version() < head.version()) {
            throw corrupt(
                    "commit " + changes.version() + " lies before the head " + head.version());
        }
        Workspace workspace =
                new Workspace(head.catalog(), (FrozenOrders) head.orders(), changes.version());
        List<RowStep> rows = workspace.whole(() -> {
            changes.changes().forEach(change -> replay(change, workspace));
            return workspace.rows();
        });
        timeline.show(workspace.frozen(), rows);
    }

    private void replay(Change change, Workspace workspace) {
        try {
            if (change instanceof Change.Insert) {
                Change.Insert insert = (Change.Insert) change;
                put(insert.row(), insert.image(), workspace);
            } else if (change instanceof Change.Update) {
                update((Change.Update) change, workspace);
            } else if (change instanceof Change.Delete) {
                delete((Change.Delete) change, workspace);
            } else if (change instanceof Change.Define) {
                String sql = ((Change.Define) change).sql();
                SchemaChange next = compiler.change(workspace.view().schema(), sql);
                workspace.define(sql, next, environment);
            }
        } catch (Incorrect refused) {
            throw refused(workspace.version(), refused);
        }
    }

    private void put(RowName row, Image image, Workspace workspace) {
        TableData table = workspace.catalog().table(row.table());
        Constraints.requireKey(table, row.key(), image.cells());
        Row cells = table.rules().generated(image.cells(), environment);
        workspace.put(table, row.key(), cells, image.hidden());
    }

    private void update(Change.Update update, Workspace workspace) {
        RowName row = update.row();
        TableData table = workspace.catalog().table(row.table());
        RowHead head = table.heap().heads().find(row.key());
        RowVersion present = head == null ? null : RowVersion.liveOf(head.newest());
        if (present == null) {
            throw absent(row, workspace.version());
        }
        PackedRow content = updated(table, present, update, workspace.version(), environment);
        workspace.put(table, head, content);
    }

    /** What an update makes of a row. Fails with Corrupt if it does not fit. */
    static PackedRow updated(
            TableData table,
            RowVersion present,
            Change.Update update,
            long version,
            Environment environment) {
        RowLayout layout = table.heap().layout();
        int[] columns = new int[update.cells().size()];
        Value[] values = new Value[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Cell cell = update.cells().get(i);
            if (cell.column() < 0 || cell.column() >= layout.columns()) {
                throw corrupt("commit " + version + " updates column " + cell.column() + " of "
                        + update.row().table() + ", which has " + layout.columns());
            }
            columns[i] = cell.column();
            values[i] = cell.after();
        }
        Row patched = layout.patch(present, columns, values);
        Row cells = table.rules().generated(patched, environment);
        PackedRow content = layout.pack(cells, update.hidden());
        if (!table.key().has(content, update.row().key())) {
            throw wrongKey(table, update.row().key(), version);
        }
        return content;
    }

    /** The failure of an update of a row that is not there. */
    static Corrupt absent(RowName row, long version) {
        return corrupt("commit " + version + " updates row " + row.key() + " of " + row.table()
                + ", which is not there");
    }

    /** The failure of a row that has another key than its commit says. */
    static Corrupt wrongKey(TableData table, Key key, long version) {
        return corrupt("commit " + version + " has a row of "
                + table.structure().name() + " whose key is not " + key);
    }

    /** The failure of a commit that some rule refuses. */
    static Corrupt refused(long version, Incorrect refused) {
        return corrupt("commit " + version + " cannot be replayed: " + refused.getMessage());
    }

    private void delete(Change.Delete delete, Workspace workspace) {
        TableData table = workspace.catalog().table(delete.row().table());
        RowHead head = table.heap().heads().find(delete.row().key());
        if (head != null && RowVersion.liveOf(head.newest()) != null) {
            workspace.remove(table, head, delete.hidden());
        } else if (keepsTombstones) {
            workspace.bury(table, delete.row().key(), delete.hidden());
        }
    }

    // Only the journal knows at which byte the commit began.
    private static Corrupt corrupt(String message) {
        return new Corrupt(ErrorCode.CORRUPT_FILE, 0, message);
    }
}
