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
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.value.Row;

import java.util.List;

/**
 * Replays commits without asking any rule: they were asked when the commit was made. Confined to
 * the writer.
 */
final class Recovery {
    private final SchemaCompiler compiler;
    private final Constraints constraints;
    private final Timeline timeline;
    private final boolean keepsTombstones;

    Recovery(
            SchemaCompiler compiler,
            Environment environment,
            Timeline timeline,
            boolean keepsTombstones) {
        this.compiler = compiler;
        this.constraints = new Constraints(environment);
        this.timeline = timeline;
        this.keepsTombstones = keepsTombstones;
    }

    void replay(ChangeSet changes) {
        View head = timeline.newest();
        if (changes.version() < head.version()) {
            throw corrupt(
                    "commit " + changes.version() + " lies before the head " + head.version());
        }
        Workspace workspace = new Workspace(head.catalog(), changes.version());
        List<RowStep> rows = workspace.whole(() -> {
            changes.changes().forEach(change -> replay(change, workspace));
            return workspace.firstRowSteps();
        });
        timeline.show(workspace.view(), rows);
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
                workspace.define(sql, compiler.apply(workspace.view().schema(), sql));
            }
        } catch (Incorrect refused) {
            throw corrupt("commit " + workspace.version() + " cannot be replayed: "
                    + refused.getMessage());
        }
    }

    private void put(RowName row, Image image, Workspace workspace) {
        TableData table = workspace.catalog().table(row.table());
        constraints.requireKey(table.structure(), row.key(), image.cells());
        workspace.put(table, row.key(), image);
    }

    private void update(Change.Update update, Workspace workspace) {
        RowName row = update.row();
        Image present = workspace.view().get(row.table(), row.key());
        if (present == null) {
            throw corrupt("commit " + workspace.version() + " updates row " + row.key() + " of "
                    + row.table() + ", which is not there");
        }
        Row cells = present.cells();
        for (Cell cell : update.cells()) {
            if (cell.column() < 0 || cell.column() >= cells.size()) {
                throw corrupt("commit " + workspace.version() + " updates column " + cell.column()
                        + " of " + row.table() + ", which has " + cells.size());
            }
            cells = cells.with(cell.column(), cell.after());
        }
        put(row, new Image(cells, update.hidden()), workspace);
    }

    private void delete(Change.Delete delete, Workspace workspace) {
        TableData table = workspace.catalog().table(delete.row().table());
        boolean present = table.get(delete.row().key(), workspace.version()) != null;
        if (present || keepsTombstones) {
            workspace.remove(table, delete.row().key(), delete.hidden());
        }
    }

    // Only the journal knows at which byte the commit began.
    private static Corrupt corrupt(String message) {
        return new Corrupt(ErrorCode.CORRUPT_FILE, 0, message);
    }
}
