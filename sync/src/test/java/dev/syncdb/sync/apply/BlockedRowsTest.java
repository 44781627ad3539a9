package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.TestOperations;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.apply.BlockedRows.Dependence;
import dev.syncdb.sync.apply.BlockedRows.Tie;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class BlockedRowsTest {
    private static final RowName STEP = RowName.of("steps", Key.of("s"));

    private final BlockedRows blocked = new BlockedRows();

    @Test
    void nothingDependsOnNothing() {
        assertTrue(blocked.isEmpty());
        assertNull(find(insertTask(1, "a", 0)));
        blocked.add(5, List.of(new Change.Define("DROP TABLE tasks")));
        assertTrue(blocked.isEmpty());
        blocked.add(5, List.of(insertTask(1, "a", 0)));
        assertFalse(blocked.isEmpty());
        assertNull(find(insertTask(2, "b", 0)));
        assertNull(find(new Change.Define("DROP TABLE tasks")));
        assertNull(find(TestOperations.delete(RowName.of("nothing", Key.of(1)))));
    }

    @Test
    void anEditOfARowThatWasToBeInsertedNeedsIt() {
        blocked.add(5, List.of(insertTask(1, "a", 0)));
        blocked.add(6, List.of(set(task(1, 0), TITLE, Value.of("b"))));
        assertEquals(new Dependence(5, Tie.NEEDS), find(set(task(1, 0), VOTES, Value.of(1))));
        assertEquals(new Dependence(5, Tie.NEEDS), find(delete(task(1, 0))));
        assertEquals(
                new Dependence(5, Tie.TOUCHES),
                find(insertTask(1, "c", 0)),
                "inserting it again does not need the first");
    }

    @Test
    void anEditOfARowThatWasToBeChangedTouchesIt() {
        blocked.add(5, List.of(set(task(1, 3), TITLE, Value.of("b"))));
        blocked.add(7, List.of(delete(task(1, 3))));
        assertEquals(new Dependence(7, Tie.TOUCHES), find(delete(task(1, 3))));
    }

    @Test
    void aReferenceNeedsAParentThatWasToBeInserted() {
        blocked.add(5, List.of(insertTask(1, "a", 0), set(task(2, 3), TITLE, Value.of("b"))));
        assertEquals(new Dependence(5, Tie.NEEDS), find(insertStep("s", 1)));
        assertEquals(new Dependence(5, Tie.REFERS), find(insertStep("s", 2)));
        assertEquals(new Dependence(5, Tie.NEEDS), find(set(STEP, 1, Value.of(1))));
        assertNull(find(set(STEP, 1, Value.NULL)));
        assertNull(find(set(STEP, 0, Value.of("t"))));
        assertNull(find(delete(STEP)));
    }

    @Test
    void theClosestTieCounts() {
        blocked.add(5, List.of(set(task(1, 3), TITLE, Value.of("b"))));
        blocked.add(6, List.of(insertTask(2, "a", 0)));
        assertEquals(new Dependence(6, Tie.NEEDS), find(insertStep("s", 1), insertStep("t", 2)));
        assertEquals(new Dependence(6, Tie.NEEDS), find(insertStep("t", 2), insertStep("s", 1)));
    }

    @Test
    void aReferenceToOtherColumnsThanTheKeyIsFoundToo() {
        Schema schema = TestSchema.ALL
                .with(table("notes", List.of("TITLE")))
                .with(table("strange", List.of("nothing")));
        blocked.add(5, List.of(insertTask(1, "a", 0), set(task(2, 3), TITLE, Value.of("b"))));
        blocked.add(6, List.of(set(task(4, 3), VOTES, Value.of(5)), delete(task(6, 3))));
        assertEquals(new Dependence(5, Tie.NEEDS), find(schema, note("notes", "a")));
        assertEquals(new Dependence(5, Tie.REFERS), find(schema, note("notes", "b")));
        assertNull(find(schema, note("notes", "c")));
        assertNull(find(schema, note("strange", "a")), "a reference to a column that is not there");
    }

    /** As in SQLite, the parent's table may be created later, and with another key. */
    @Test
    void aReferenceOfAnotherWidthThanTheKeyIsNone() {
        Schema schema = TestSchema.ALL.with(table("wide", List.of("title", "votes")));
        blocked.add(5, List.of(insertTask(1, "a", 0)));
        assertNull(find(schema, note("wide", "a")));
    }

    @Test
    void aReferenceIntoATableThatIsNotThereIsNone() {
        blocked.add(5, List.of(insertTask(1, "a", 0)));
        Schema alone = Schema.EMPTY.with(TestSchema.STEPS);
        assertNull(find(alone, insertStep("s", 1)));
    }

    @Test
    void aRowThatIsTooShortRefersToNothing() {
        blocked.add(5, List.of(insertTask(1, "a", 0)));
        Row row = Row.of(Value.of("s"));
        assertNull(find(TestOperations.insert(TestSchema.STEPS, row)));
    }

    private @Nullable Dependence find(Change... operations) {
        return find(TestSchema.ALL, operations);
    }

    private @Nullable Dependence find(Schema schema, Change... operations) {
        return blocked.find(List.of(operations), schema);
    }

    private static Change note(String table, String title) {
        Row row = Row.of(Value.of(1), Value.of(title));
        return new Change.Insert(RowName.of(table, Key.of(1)), Image.of(row));
    }

    /** A table whose second column refers to columns of tasks. */
    private static Table table(String name, List<String> parentColumns) {
        return new Table(
                name,
                List.of(column("id", "INTEGER"), column("task", "TEXT")),
                new PrimaryKey(List.of(0), false, false),
                List.of(),
                List.of(new ForeignKey(
                        List.of(1),
                        "tasks",
                        parentColumns,
                        ForeignKey.Action.NO_ACTION,
                        ForeignKey.Action.NO_ACTION,
                        false,
                        ForeignKey.Orphans.REJECT,
                        false)),
                List.of(),
                false,
                "CREATE TABLE " + name);
    }

    private static Column column(String name, String type) {
        return new Column(name, DeclaredType.of(type), Collation.BINARY, false, null, null, false);
    }
}
