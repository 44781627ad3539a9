package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class ExpectationTest {
    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(1, 2, 3), () -> 5),
            StoreOptions.PLAIN);

    @Test
    void theStoreKeepsWhatIsExpectedApartFromChanges() {
        Transaction first = store.begin();
        first.define("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)");
        first.insert("t", Row.of(Value.of(1), Value.of(10)));
        first.prepare().publish();
        Transaction second = store.begin();
        second.expect("T", Key.of(1), List.of(1));
        Change.Expect expected = new Change.Expect(
                RowName.of("t", Key.of(1)), List.of(new Cell(1, null, Value.of(10))));
        assertEquals(List.of(expected), second.expectations());
        Savepoint savepoint = second.savepoint();
        second.expect("t", Key.of(1), List.of());
        second.rollbackTo(savepoint);
        assertEquals(List.of(expected), second.expectations(), "it is taken back with the rest");
        assertEquals(List.of(), second.changes());
        Prepared prepared = second.prepare();
        assertTrue(prepared.isEmpty());
        assertEquals(List.of(), prepared.changes().changes());
        prepared.publish();
    }
}
