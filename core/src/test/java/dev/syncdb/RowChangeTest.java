package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class RowChangeTest {
    private static final RowName NAME = RowName.of("t", Key.of(1));
    private static final Row ROW = Row.of(Value.of(1), Value.of("new"), Value.of(3));
    private static final Change UPDATE = update(Value.of("old"));

    private final Snapshot after = after();

    @Test
    void anUpdateIsAskedForTheRowAsItIsAndAsItWas() {
        assertEquals(List.of("(1, 'new', 3)", "(1, 'old', 3)"), seen(UPDATE, after));
        assertEquals(List.of(ROW.toString()), seen(new Change.Insert(NAME, Image.of(ROW)), after));
        assertEquals(
                List.of(ROW.toString()), seen(new Change.Delete(NAME, ROW, Bytes.EMPTY), after));
    }

    @Test
    void whatIsNotKnownIsWanted() {
        assertTrue(new RowChange(update(null), after).isWanted(row -> false));
        assertTrue(
                new RowChange(UPDATE, null).isWanted(row -> false), "only a later state is left");
        Change absent = new Change.Update(RowName.of("t", Key.of(2)), List.of(), Bytes.EMPTY);
        assertTrue(new RowChange(absent, after).isWanted(row -> false));
        Change delete = new Change.Delete(NAME, null, Bytes.EMPTY);
        assertTrue(new RowChange(delete, after).isWanted(row -> false));
        assertFalse(new RowChange(UPDATE, after).isWanted(row -> false));
    }

    @Test
    void anUpdateTouchesTheColumnsThatItChanged() {
        assertTrue(new RowChange(UPDATE, after).touches(Set.of(0, 1)));
        assertFalse(new RowChange(UPDATE, after).touches(Set.of(0, 2)));
        Change hidden = new Change.Update(NAME, List.of(), Bytes.copyOf(new byte[] {1}));
        assertFalse(new RowChange(hidden, after).touches(Set.of(0, 1, 2)), "nobody sees them");
        assertTrue(new RowChange(new Change.Insert(NAME, Image.of(ROW)), after).touches(Set.of()));
    }

    private static List<String> seen(Change change, Reader after) {
        List<String> rows = new ArrayList<>();
        RowChange asked = new RowChange(change, after);
        assertFalse(asked.isWanted(row -> !rows.add(row.toString())));
        assertTrue(asked.isWanted(row -> true));
        return rows;
    }

    private static Change update(@Nullable Value before) {
        Cell cell = new Cell(1, before, Value.of("new"));
        return new Change.Update(NAME, List.of(cell), Bytes.EMPTY);
    }

    private static Snapshot after() {
        Store store = new Store(
                new SchemaDefinition(), DatabaseOptions.systemEnvironment(), StoreOptions.PLAIN);
        Transaction transaction = store.begin();
        transaction.define("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT)");
        transaction.insert("t", ROW);
        transaction.prepare().publish();
        return store.snapshot();
    }
}
