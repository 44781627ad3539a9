package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Stamp;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class BasesTest {
    private static final Base CURSOR = new Base(50, 5_000);

    @Test
    void withoutPendingWorkTheBaseIsTheCursor() {
        assertEquals(CURSOR, new Bases().of(List.of(update("a", 1)), CURSOR));
    }

    @Test
    void anEditOfAPendingCellHasThatCellsBase() {
        Bases bases = Bases.of(List.of(pending(10, update("a", 1)), pending(7, update("a", 2))));
        assertEquals(10, bases.of(List.of(update("a", 1)), CURSOR).version());
        assertEquals(100, bases.of(List.of(update("a", 1)), CURSOR).millis());
        assertEquals(7, bases.of(List.of(update("a", 1, 2)), CURSOR).version());
        assertEquals(CURSOR, bases.of(List.of(update("a", 3)), CURSOR), "another cell");
        assertEquals(CURSOR, bases.of(List.of(update("b", 1)), CURSOR), "another row");
    }

    @Test
    void whoExpectsAPendingCellHasNotSeenWhatIsUnderIt() {
        Bases bases = Bases.of(List.of(pending(10, update("a", 1)), pending(7, expect("a", 2))));
        assertEquals(10, bases.of(List.of(expect("a", 1)), CURSOR).version());
        assertEquals(CURSOR, bases.of(List.of(expect("a", 2)), CURSOR), "that wrote nothing");
        assertEquals(CURSOR, bases.of(List.of(expect("b", 1)), CURSOR), "another row");
    }

    @Test
    void theOldestOfSeveralCounts() {
        Bases bases = Bases.of(List.of(pending(10, update("a", 1)), pending(20, update("a", 1))));
        assertEquals(
                10, bases.of(List.of(update("b", 1), update("a", 1)), CURSOR).version());
        assertEquals(
                new Base(5, 0),
                bases.of(List.of(update("a", 1)), new Base(5, 0)),
                "the cursor is older");
    }

    @Test
    void anInsertOrDeleteCountsForAllCellsOfItsRow() {
        Bases bases = Bases.of(List.of(
                pending(10, delete("a")), pending(8, insert("a")), pending(6, insert("b"))));
        assertEquals(8, bases.of(List.of(update("a", 3)), CURSOR).version());
        assertEquals(6, bases.of(List.of(delete("b")), CURSOR).version());
        Bases cells = Bases.of(List.of(pending(9, update("c", 1)), pending(4, update("c", 2))));
        assertEquals(4, cells.of(List.of(delete("c")), CURSOR).version());
        assertEquals(4, cells.of(List.of(insert("c")), CURSOR).version());
    }

    @Test
    void aChangeOfStructureHasNoRow() {
        Change define = new Change.Define("CREATE TABLE x (id)");
        Bases bases = Bases.of(List.of(pending(3, define)));
        assertEquals(CURSOR, bases.of(List.of(define), CURSOR));
    }

    static PendingTransaction pending(long version, Change... operations) {
        Base base = new Base(version, 10 * version);
        return new PendingTransaction(1, base, new Stamp(1, 2, 3), 4, List.of(operations));
    }

    static Change update(String id, int... columns) {
        List<Cell> cells = new ArrayList<>();
        for (int column : columns) {
            cells.add(new Cell(column, Value.of("old"), Value.of("new")));
        }
        return new Change.Update(RowName.of("t", Key.of(id)), cells, Bytes.EMPTY);
    }

    private static Change expect(String id, int column) {
        Cell cell = new Cell(column, null, Value.of("x"));
        return new Change.Expect(RowName.of("t", Key.of(id)), List.of(cell));
    }

    static Change insert(String id) {
        return new Change.Insert(RowName.of("t", Key.of(id)), Image.of(Row.of(Value.of(id))));
    }

    static Change delete(String id) {
        Row before = Row.of(Value.of(id));
        return new Change.Delete(RowName.of("t", Key.of(id)), before, Bytes.EMPTY);
    }
}
