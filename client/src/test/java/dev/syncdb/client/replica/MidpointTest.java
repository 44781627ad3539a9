package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A transaction in two halves; {@code midpoint} lies between them. */
class MidpointTest {
    private static final int X = 1;
    private static final Key A = Key.of("a");
    private static final Key B = Key.of("b");

    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(1, 2, 3), () -> 5),
            StoreOptions.REPLICA);
    private Snapshot visible;
    private Transaction transaction;
    private Midpoint midpoint;

    @BeforeEach
    void begin() {
        Transaction rows = store.begin();
        rows.define("CREATE TABLE t (id TEXT PRIMARY KEY, x INTEGER, twice INTEGER AS (2 * x))");
        rows.define("CREATE TABLE syncdb_own (id TEXT PRIMARY KEY, x INTEGER, twice INTEGER)");
        rows.insert("t", row("a", 1));
        rows.hide("t", A, HiddenCodec.ofHandle(31));
        rows.insert("t", row("b", 2));
        rows.prepare().publish();
        visible = store.snapshot();
        transaction = store.begin();
    }

    @AfterEach
    void end() {
        transaction.rollback();
        visible.close();
    }

    @Test
    void whatTheFirstHalfDidIsNoOperation() {
        set("a", 5);
        transaction.delete("t", B);
        transaction.insert("t", row("c", 3));
        halfWay();
        assertEquals(List.of(), midpoint.operations());
    }

    @Test
    void anUpdateSaysWhatWasThereAtTheMidpointAndNothingOfComputedCells() {
        set("a", 5);
        halfWay();
        set("a", 7);
        Change.Update update = (Change.Update) midpoint.operations().get(0);
        assertEquals(List.of(new Cell(X, Value.of(5), Value.of(7))), update.cells());
        assertEquals(31, update.row().handle(), "the server knows the row by it");
    }

    @Test
    void aRowThatOnlyTheSecondHalfTouchedWasAsItIsVisible() {
        halfWay();
        set("a", 7);
        transaction.delete("t", B);
        List<Change> operations = midpoint.operations();
        assertEquals(
                List.of(new Cell(X, Value.of(1), Value.of(7))),
                ((Change.Update) operations.get(0)).cells());
        assertEquals("('b', 2, 4)", String.valueOf(((Change.Delete) operations.get(1)).before()));
    }

    @Test
    void whatIsAsItWasAtTheMidpointIsNoOperation() {
        set("a", 5);
        halfWay();
        set("a", 7);
        set("a", 5);
        transaction.insert("t", row("c", 3));
        transaction.delete("t", Key.of("c"));
        assertEquals(List.of(), midpoint.operations());
    }

    @Test
    void puttingBackWhatTheFirstHalfDidIsAnOperation() {
        set("a", 5);
        transaction.insert("t", row("c", 3));
        transaction.delete("t", B);
        halfWay();
        set("a", 1);
        transaction.delete("t", Key.of("c"));
        transaction.insert("t", row("b", 2));
        List<Change> operations = midpoint.operations();
        assertEquals(3, operations.size(), "although the transaction as a whole does nothing");
        assertEquals(
                List.of(new Cell(X, Value.of(5), Value.of(1))),
                ((Change.Update) operations.get(0)).cells());
        Change.Delete delete = (Change.Delete) operations.get(1);
        assertEquals("('c', 3, 6)", String.valueOf(delete.before()));
        Change.Insert insert = (Change.Insert) operations.get(2);
        assertEquals("('b', 2, NULL)", insert.image().cells().toString());
        assertEquals(0, insert.row().handle(), "it is another row");
    }

    @Test
    void ownTablesAndTablesThatAreNewAreNotMistakenForUsersRows() {
        halfWay();
        transaction.insert("syncdb_own", row("a", 1));
        transaction.define("CREATE TABLE fresh (id TEXT PRIMARY KEY)");
        transaction.insert("fresh", Row.of(Value.of("n")));
        assertEquals(1, midpoint.differing().size());
        assertNull(midpoint.differing().get(new Place("fresh", Key.of("n"))), "it was not there");
        assertEquals(1, midpoint.operations().size());
    }

    private void halfWay() {
        midpoint = new Midpoint(transaction, visible);
    }

    private void set(String id, long x) {
        transaction.update("t", Key.of(id), row(id, x));
    }

    private static Row row(String id, long x) {
        return Row.of(Value.of(id), Value.of(x), Value.NULL);
    }
}
