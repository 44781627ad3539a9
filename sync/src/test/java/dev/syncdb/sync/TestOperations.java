package dev.syncdb.sync;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/** Operations as phones push them, on the tables of {@link TestSchema}. */
public final class TestOperations {
    public static final int TITLE = 1;
    public static final int VOTES = 2;

    private TestOperations() {}

    /** The task with this id; a phone knows its handle once the server has told it. */
    public static RowName task(long id, long handle) {
        return new RowName("tasks", Key.of(id), handle);
    }

    public static Row taskRow(long id, String title, long votes) {
        return Row.of(Value.of(id), Value.of(title), Value.of(votes));
    }

    public static Row stepRow(String id, long task) {
        return Row.of(Value.of(id), Value.of(task));
    }

    public static Change insertTask(long id, String title, long votes) {
        return insert(TestSchema.TASKS, taskRow(id, title, votes));
    }

    public static Change insertStep(String id, long task) {
        return insert(TestSchema.STEPS, stepRow(id, task));
    }

    public static Change insert(Table table, Row row) {
        RowName name = RowName.of(table.name(), table.keyOf(row));
        return new Change.Insert(name, Image.of(row));
    }

    public static Change set(RowName row, int column, Value value) {
        return set(row, List.of(new Cell(column, null, value)));
    }

    public static Change set(RowName row, List<Cell> cells) {
        return new Change.Update(row, cells, Bytes.EMPTY);
    }

    /** An edit of a text in that column, as it travels. */
    public static Cell edit(int column, String before, String after) {
        TextEdit edit = TextEdit.between(before, after);
        if (edit == null) {
            throw new IllegalArgumentException("another text: " + after);
        }
        return new Cell(column, null, Value.of(edit.toBytes()), true);
    }

    /** A cell is to be as it was seen. */
    public static Change expect(RowName row, int column, Value seen) {
        return new Change.Expect(row, List.of(new Cell(column, null, seen)));
    }

    public static Change delete(RowName row) {
        return new Change.Delete(row, null, Bytes.EMPTY);
    }
}
