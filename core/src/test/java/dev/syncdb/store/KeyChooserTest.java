package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TestStore.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.Test;

import java.util.List;

class KeyChooserTest {
    private static final Table TASKS = numbered("tasks").column("title", "TEXT").build();
    private static final Table NOTES = table("notes")
            .column("id", "INTEGER")
            .automatic(true)
            .column("text", "TEXT")
            .build();

    @Test
    void missingKeysCountUpFromTheLargest() {
        TestStore test = TestStore.plain().with(TASKS);
        Transaction tx = test.store.begin();
        assertEquals(Key.of(1), tx.insert("tasks", row(null, "a")));
        assertEquals(Key.of(2), tx.insert("tasks", row(null, "b")));
        tx.insert("tasks", row(10, "c"));
        assertEquals(Key.of(11), tx.insert("tasks", row(null, "d")));
        tx.delete("tasks", Key.of(11));
        tx.delete("tasks", Key.of(10));
        assertEquals(Key.of(3), tx.insert("tasks", row(null, "e")));
        Savepoint savepoint = tx.savepoint();
        tx.insert("tasks", row(100, "f"));
        tx.rollbackTo(savepoint);
        assertEquals(Key.of(4), tx.insert("tasks", row(null, "g")));
        tx.rollback();
    }

    @Test
    void negativeKeysCountUpToo() {
        TestStore test = TestStore.plain().with(TASKS);
        Transaction tx = test.store.begin();
        tx.insert("tasks", row(-5, "a"));
        assertEquals(Key.of(-4), tx.insert("tasks", row(null, "b")));
        tx.rollback();
    }

    @Test
    void afterTheLargestNumberKeysAreDrawn() {
        TestStore test = TestStore.plain().with(TASKS);
        Transaction tx = test.store.begin();
        tx.insert("tasks", row(Long.MAX_VALUE, "a"));
        long drawn = tx.insert("tasks", row(null, "b")).values().at(0).asLong();
        assertTrue(drawn > 0);
        assertNotEquals(Long.MAX_VALUE, drawn);
        tx.rollback();
    }

    @Test
    void aReplicaDrawsKeysOf53Bits() {
        TestStore test = new TestStore(StoreOptions.REPLICA).with(TASKS);
        Transaction tx = test.store.begin();
        for (int i = 0; i < 50; i++) {
            long drawn = tx.insert("tasks", row(null, "a")).values().at(0).asLong();
            assertTrue(drawn > 0 && drawn < 1L << 53, "drawn " + drawn);
        }
        assertEquals(50, tx.count("tasks"));
        tx.rollback();
    }

    @Test
    void drawingGivesUpWhenItNeverFindsAFreeKey() {
        StubCompiler compiler = new StubCompiler();
        Environment stuck = new Environment(() -> new Stamp(0, 0, 0), () -> -1L);
        Store store = new Store(compiler, stuck, StoreOptions.REPLICA);
        Transaction tx = store.begin();
        tx.define(compiler.learn(TASKS));
        assertEquals(Key.of((1L << 53) - 1), tx.insert("tasks", row(null, "a")));
        assertRefused(ErrorCode.LIMIT, () -> tx.insert("tasks", row(null, "b")));
        tx.rollback();
    }

    @Test
    void autoincrementNeverGivesANumberAgain() {
        TestStore test = TestStore.plain().with(NOTES);
        ChangeSet first = test.commit(tx -> {
            tx.insert("notes", row(null, "a"));
            tx.insert("notes", row(7, "b"));
            tx.insert("notes", row(3, "c"));
            tx.delete("notes", Key.of(7));
        });
        assertEquals(3, first.changes().size(), "the sequence is part of the commit");
        assertEquals(List.of(row("notes", 7)), test.rows("sqlite_sequence"));
        test.commit(tx -> assertEquals(Key.of(8), tx.insert("notes", row(null, "d"))));
        Transaction tx = test.store.begin();
        tx.insert("notes", row(Long.MAX_VALUE, "z"));
        assertRefused(ErrorCode.LIMIT, () -> tx.insert("notes", row(null, "e")));
        tx.rollback();
        test.commit(last -> last.define("DROP TABLE notes"));
        assertEquals(List.of(), test.rows("sqlite_sequence"));
        test.assertSound();
    }

    @Test
    void theFirstAutoincrementTableBringsTheSequenceTable() {
        TestStore test = TestStore.plain();
        ChangeSet changes = test.commit(tx -> tx.define(test.compiler.learn(NOTES)));
        assertEquals(
                List.of(
                        new Change.Define(
                                "CREATE TABLE sqlite_sequence(name TEXT PRIMARY KEY, seq INTEGER)"),
                        new Change.Define("CREATE TABLE notes")),
                changes.changes());
        test.commit(tx -> tx.define("DROP TABLE sqlite_sequence"));
        test.commit(tx -> assertEquals(Key.of(1), tx.insert("notes", row(null, "a"))));
    }

    @Test
    void aTableWithoutPrimaryKeyNumbersItsRows() {
        TestStore test = TestStore.plain()
                .with(table("words").column("word", "TEXT").rowid().build());
        test.commit(tx -> {
            tx.insert("words", row("a", null));
            tx.insert("words", row("a", null));
        });
        assertEquals(List.of(row("a", 1), row("a", 2)), test.rows("words"));
    }
}
