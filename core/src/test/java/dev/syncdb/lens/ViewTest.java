package dev.syncdb.lens;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * A version that has todos(id, done, title, sum), where nobody stores the sum, of a stored table
 * tasks(id, title, priority, done).
 */
class ViewTest {
    private static final Bytes HIDDEN = Bytes.owned(new byte[] {7});
    private static final Table TODOS = table(
            "todos",
            column("id", "INTEGER"),
            column("done", "INTEGER"),
            column("title", "TEXT"),
            column("sum", "INTEGER"));
    private static final ViewedTable VIEWED =
            new ViewedTable(TODOS, "tasks", List.of(0, 3, 1, ViewedTable.NOT_STORED), 4);
    private static final View VIEW = new View(3, Schema.EMPTY.with(TODOS), List.of(VIEWED));

    private static final RowName TODO = new RowName("todos", Key.of(1), 9);
    private static final RowName TASK = new RowName("tasks", Key.of(1), 9);
    private static final Row SHOWN = Row.of(Value.of(1), Value.of(0), Value.of("buy"), Value.NULL);
    private static final Row STORED = Row.of(Value.of(1), Value.of("buy"), Value.NULL, Value.of(0));

    @Test
    void tablesAreFoundByBothNamesInAnyCase() {
        assertSame(VIEWED, VIEW.find("ToDos"));
        assertSame(VIEWED, VIEW.findStored("TASKS"));
        assertNull(VIEW.find("tasks"));
        assertNull(VIEW.findStored("todos"));
        assertEquals(3, VIEW.version());
        assertEquals(List.of(TODOS), List.copyOf(VIEW.schema().tables()));
        assertSame(TODOS, VIEWED.table());
        assertEquals(4, VIEWED.width());
    }

    @Test
    void aNewRowHasItsCellsInTheirPlacesAndNothingElse() {
        Change.Insert insert = new Change.Insert(TODO, new Image(SHOWN, HIDDEN));
        Change.Insert stored = new Change.Insert(TASK, new Image(STORED, HIDDEN));
        assertEquals(stored, VIEW.stored(insert));
        assertEquals(insert, VIEW.shown(stored));
    }

    @Test
    void aNewRowOfAnotherWidthIsRefused() {
        Change insert = new Change.Insert(TODO, Image.of(Row.of(Value.of(1))));
        Incorrect refused = assertThrows(Incorrect.class, () -> VIEW.stored(insert));
        assertEquals(ErrorCode.UNKNOWN_COLUMN, refused.code());
        assertEquals("todos", refused.table());
    }

    @Test
    void cellsOfAnUpdateMoveAndStayRelative() {
        Change shown = new Change.Update(
                TODO,
                List.of(
                        new Cell(1, Value.of(0), Value.of(2), true),
                        new Cell(2, null, Value.of("sell"))),
                HIDDEN);
        Change stored = new Change.Update(
                TASK,
                List.of(
                        new Cell(3, Value.of(0), Value.of(2), true),
                        new Cell(1, null, Value.of("sell"))),
                HIDDEN);
        assertEquals(stored, VIEW.stored(shown));
        assertEquals(shown, VIEW.shown(stored));
    }

    @Test
    void cellsThatTheVersionDoesNotHaveAreNotShown() {
        Cell title = new Cell(1, null, Value.of("sell"));
        Cell priority = new Cell(2, null, Value.of(5));
        assertEquals(
                new Change.Update(TODO, List.of(new Cell(2, null, Value.of("sell"))), HIDDEN),
                VIEW.shown(new Change.Update(TASK, List.of(priority, title), HIDDEN)));
        assertNull(
                VIEW.shown(new Change.Update(TASK, List.of(priority), HIDDEN)),
                "of an update of hidden cells there is nothing to show");
    }

    @Test
    void aDeleteKeepsWhatItKnowsOfTheRow() {
        Change known = new Change.Delete(TODO, SHOWN, HIDDEN);
        Change knownStored = new Change.Delete(TASK, STORED, HIDDEN);
        assertEquals(knownStored, VIEW.stored(known));
        assertEquals(known, VIEW.shown(knownStored));
        Change bare = new Change.Delete(TODO, null, HIDDEN);
        Change bareStored = new Change.Delete(TASK, null, HIDDEN);
        assertEquals(bareStored, VIEW.stored(bare));
        assertEquals(bare, VIEW.shown(bareStored));
    }

    @Test
    void whatIsExpectedIsExpectedOfTheStoredRow() {
        Change expect = new Change.Expect(TODO, List.of(new Cell(2, null, Value.of("buy"))));
        Change stored = new Change.Expect(TASK, List.of(new Cell(1, null, Value.of("buy"))));
        assertEquals(stored, VIEW.stored(expect));
        assertNull(VIEW.shown(stored), "it changes nothing");
    }

    @Test
    void changesOfStructureHaveNoWordsOfAVersion() {
        Change define = new Change.Define("DROP TABLE tasks");
        assertSame(define, VIEW.stored(define));
        assertNull(VIEW.shown(define));
    }

    @Test
    void tablesThatTheVersionDoesNotHaveAreNotShown() {
        RowName other = new RowName("others", Key.of(1), 9);
        assertNull(VIEW.shown(new Change.Delete(other, null, HIDDEN)));
        assertNull(VIEW.shown(other));
        assertEquals(TODO, VIEW.shown(TASK));
    }

    @Test
    void tablesAndColumnsThatTheVersionDoesNotHaveAreRefused() {
        Incorrect table = assertThrows(
                Incorrect.class, () -> VIEW.stored(new Change.Delete(TASK, null, HIDDEN)));
        assertEquals(ErrorCode.UNKNOWN_TABLE, table.code());
        assertEquals("tasks", table.table());
        for (int column : new int[] {3, 4}) {
            Cell cell = new Cell(column, null, Value.of(1));
            Incorrect refused = assertThrows(
                    Incorrect.class,
                    () -> VIEW.stored(new Change.Update(TODO, List.of(cell), HIDDEN)),
                    "one that nobody stores, and one beyond the last");
            assertEquals(ErrorCode.UNKNOWN_COLUMN, refused.code());
            assertEquals("todos", refused.table());
        }
    }

    @Test
    void putLeavesAloneWhatTheVersionDoesNotHave() {
        Row before = Row.of(Value.of(1), Value.of("a"), Value.of(5), Value.of(0));
        Row shown = Row.of(Value.of(1), Value.of(1), Value.of("b"), Value.of(99));
        assertEquals(
                Row.of(Value.of(1), Value.of("b"), Value.of(5), Value.of(1)),
                VIEWED.put(shown, before));
    }

    @Test
    void onlyATableThatIsStoredAsItIsIsWhole() {
        assertTrue(isWhole("todos", List.of(0, 1, 2, 3), 4));
        assertFalse(isWhole("tasks", List.of(0, 1, 2, 3), 4), "another name");
        assertFalse(isWhole("todos", List.of(0, 1, 2, 3), 5), "a column that is not shown");
        assertFalse(isWhole("todos", List.of(0, 2, 1, 3), 4), "another order");
        assertFalse(isWhole("todos", List.of(0, 1, 2, ViewedTable.NOT_STORED), 4));
        ViewedTable whole = new ViewedTable(TODOS, "todos", List.of(0, 1, 2, 3), 4);
        assertTrue(new View(1, Schema.EMPTY, List.of(whole)).isWhole());
        assertFalse(new View(1, Schema.EMPTY, List.of(whole, VIEWED)).isWhole());
        assertFalse(new View(1, Schema.EMPTY, List.of(VIEWED, whole)).isWhole());
    }

    @Test
    void aTableThatIsStoredAsItIsIsWhole() {
        ViewedTable whole = ViewedTable.whole(TODOS);
        assertTrue(whole.isWhole());
        assertEquals(SHOWN, whole.show(SHOWN));
        assertEquals("todos", whole.stored());
    }

    private static boolean isWhole(String stored, List<Integer> places, int width) {
        return new ViewedTable(TODOS, stored, places, width).isWhole();
    }
}
