package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.schema.Table;
import dev.syncdb.store.MemoryReport.IndexMemory;
import dev.syncdb.store.MemoryReport.TableMemory;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

/** What a store says of its memory, and what it does when a budget is used up. */
class MemoryTest {
    private static final Table NOTES =
            numbered("notes").column("text", "TEXT").unique("by_text", 1).build();
    private static final int BUDGET = 1 << 17;

    private final TestStore plain = TestStore.plain().with(NOTES);

    /** As {@link TestStore#commit}, but a failure leaves no transaction open. */
    private static void commit(TestStore test, Consumer<Transaction> work) {
        Transaction tx = test.store.begin();
        try {
            work.accept(tx);
        } catch (RuntimeException failure) {
            tx.rollback();
            throw failure;
        }
        tx.prepare().publish();
    }

    private static void insert(TestStore test, int from, int to) {
        commit(test, tx -> {
            for (int i = from; i < to; i++) {
                tx.insert("notes", row(i, text(i)));
            }
        });
    }

    private static String text(int i) {
        return "a note of some length, number " + i;
    }

    private static TestStore tight(StoreOptions options) {
        return new TestStore(options.withMemory(BUDGET)).with(NOTES);
    }

    private static TableMemory notes(TestStore test) {
        return test.store.memory().tables().get(0);
    }

    /** Inserts until the store refuses, and returns how many rows it took. */
    private static int fill(TestStore test) {
        for (int rows = 0; ; rows++) {
            try {
                insert(test, rows, rows + 1);
            } catch (Retryable full) {
                assertEquals(ErrorCode.MEMORY_BUDGET, full.code());
                return rows;
            }
        }
    }

    private static void assertRefused(TestStore test, Consumer<Transaction> work) {
        Transaction tx = test.store.begin();
        TableMemory before = notes(test);
        Retryable refused = assertThrows(Retryable.class, () -> work.accept(tx));
        assertEquals(ErrorCode.MEMORY_BUDGET, refused.code());
        assertEquals(before.rowBytes(), notes(test).rowBytes(), "nothing is left of it");
        assertEquals(before.indexes(), notes(test).indexes(), "nothing is left of it");
        tx.rollback();
    }

    @Test
    void everyPartIsReported() {
        insert(plain, 0, 1_000);
        TableMemory notes = notes(plain);
        assertEquals("notes", notes.table());
        assertEquals(1_000, notes.rows());
        // A version of 40 bytes, a head of 24, an array of 16 with 39 or 40 bytes or some more.
        assertTrue(notes.rowBytes() >= 1_000 * 112, "" + notes.rowBytes());
        assertTrue(notes.rowBytes() <= 1_000 * 136, "" + notes.rowBytes());
        assertEquals(0, notes.olderRowBytes());
        assertEquals(56 + (1 + 4) * 2_048, notes.hashBytes());
        assertTrue(notes.keyOrderBytes() >= 8_000, "" + notes.keyOrderBytes());
        IndexMemory index = notes.indexes().get(0);
        assertEquals("by_text", index.index());
        assertTrue(index.bytes() >= 8_000, "" + index.bytes());
        MemoryReport report = plain.store.memory();
        assertEquals(0, report.changeLogBytes(), "none is kept");
        assertEquals(0, report.budgetBytesMax());
        assertEquals(
                notes.rowBytes()
                        + notes.hashBytes()
                        + notes.sharedTextBytes()
                        + notes.keyOrderBytes()
                        + index.bytes(),
                report.totalBytes());
    }

    @Test
    void theChangeLogIsReported() {
        TestStore space = TestStore.space().with(NOTES);
        insert(space, 0, 1_000);
        MemoryReport report = space.store.memory();
        assertTrue(report.changeLogBytes() >= 12_000, "" + report.changeLogBytes());
        assertEquals(
                report.totalBytes(), report.tables().get(0).totalBytes() + report.changeLogBytes());
    }

    @Test
    void anOlderVersionCountsUntilNobodyReadsIt() {
        insert(plain, 0, 10);
        long before = notes(plain).rowBytes();
        try (Snapshot snapshot = plain.store.snapshot()) {
            plain.commit(tx -> tx.update("notes", Key.of(3), row(3, "short")));
            plain.store.begin().rollback();
            long version = 40 + 16 + 16;
            assertEquals(before + version + 36, notes(plain).rowBytes(), "and a note for later");
            assertTrue(notes(plain).olderRowBytes() > 40, "of version " + snapshot.version());
        }
        plain.store.begin().rollback();
        assertEquals(0, notes(plain).olderRowBytes());
        assertTrue(notes(plain).rowBytes() < before);
        plain.assertSound();
    }

    @Test
    void whatIsUndoneIsNotCounted() {
        insert(plain, 0, 10);
        MemoryReport before = plain.store.memory();
        Transaction tx = plain.store.begin();
        tx.update("notes", Key.of(3), row(3, "three"));
        Savepoint point = tx.savepoint();
        tx.delete("notes", Key.of(3));
        tx.insert("notes", row(99, "new"));
        tx.update("notes", Key.of(3 + 1), row(44, "moved"));
        assertTrue(plain.store.memory().totalBytes() > before.totalBytes());
        tx.rollbackTo(point);
        plain.assertSound();
        tx.rollback();
        assertEquals(before, plain.store.memory());
        plain.assertSound();
    }

    @Test
    void largeValuesThatVersionsShareCountOnce() {
        TestStore test = TestStore.plain()
                .with(numbered("files").column("a", "").column("b", "").build());
        Bytes large = Bytes.owned(new byte[100_000]);
        Value text = value("x".repeat(50_000));
        test.commit(tx -> tx.insert("files", row(1, Value.of(large), text)));
        long once = notes(test).rowBytes();
        assertTrue(once > 150_000, "" + once);
        assertTrue(once < 151_000, "" + once);
        try (Snapshot snapshot = test.store.snapshot()) {
            test.commit(tx -> tx.update("files", Key.of(1), row(1, 2, text)));
            assertEquals(1, snapshot.count("files"));
            long twice = notes(test).rowBytes();
            assertTrue(twice < 151_000, "one text, one blob: " + twice);
            assertTrue(notes(test).olderRowBytes() > 100_000, "the blob");
            assertTrue(notes(test).olderRowBytes() < 101_000, "the blob");
            test.commit(tx -> tx.update("files", Key.of(1), row(1, 2, 3)));
            test.commit(tx -> tx.delete("files", Key.of(1)));
            test.assertSound();
        }
        test.commit(tx -> tx.insert("files", row(2, 2, 3)));
        test.store.begin().rollback();
        test.assertSound();
        assertTrue(notes(test).rowBytes() < 200, "" + notes(test).rowBytes());
    }

    @Test
    void aBudgetRefusesWhatWouldPassIt() {
        TestStore test = tight(StoreOptions.PLAIN);
        Transaction tx = test.store.begin();
        Retryable refused = assertThrows(Retryable.class, () -> {
            for (int i = 0; ; i++) {
                tx.insert("notes", row(i, text(i)));
            }
        });
        assertEquals(ErrorCode.MEMORY_BUDGET, refused.code());
        String message = refused.getMessage();
        assertTrue(message.contains("table notes"), message);
        assertTrue(message.contains("the budget is " + BUDGET), message);
        long count = tx.count("notes");
        assertNull(tx.get("notes", Key.of(count)), "the row that was refused");
        tx.prepare().publish();
        MemoryReport report = test.store.memory();
        assertEquals(BUDGET, report.budgetBytesMax());
        assertTrue(report.totalBytes() > BUDGET * 0.9, "used well: " + report.totalBytes());
        assertTrue(report.totalBytes() < BUDGET * 1.1, "kept: " + report.totalBytes());
        test.assertSound();
    }

    @Test
    void aSpaceAtItsBudgetCanBeReadAndDeletes() {
        TestStore test = tight(StoreOptions.SPACE);
        int rows = fill(test);
        assertEquals(rows, test.rows("notes").size());
        for (int i = 0; i < rows; i++) {
            Key key = Key.of(i);
            commit(test, tx -> assertTrue(tx.delete("notes", key)));
        }
        insert(test, rows, rows + 100);
        test.assertSound();
    }

    @Test
    void whatIsDeletedIsFreeOnceNobodyReadsIt() {
        TestStore test = tight(StoreOptions.PLAIN);
        int rows = fill(test);
        try (Snapshot snapshot = test.store.snapshot()) {
            test.commit(tx -> {
                for (int i = 0; i < rows / 2; i++) {
                    assertTrue(tx.delete("notes", Key.of(i)));
                }
            });
            assertRefused(test, tx -> tx.insert("notes", row(rows, text(rows))));
            assertEquals(rows, snapshot.count("notes"));
        }
        insert(test, rows, rows + rows / 4);
        test.assertSound();
    }

    @Test
    void updatesAndForeignRowsAndIndexesAreRefusedToo() {
        TestStore test = tight(StoreOptions.PLAIN);
        int last = fill(test) - 1;
        Image large = new Image(row(last, "x".repeat(2_000)), Bytes.EMPTY);
        assertRefused(test, tx -> tx.update("notes", Key.of(last), large.cells()));
        assertRefused(test, tx -> tx.put("notes", Key.of(last), large));
        String index = test.compiler.learnIndex("more", "notes", false, 0);
        assertRefused(test, tx -> tx.define(index));
        commit(test, tx -> tx.put("notes", Key.of(last), null));
        commit(test, tx -> tx.define("DROP TABLE notes"));
        commit(test, tx -> tx.define(test.compiler.learn(NOTES)));
        insert(test, 0, last);
        test.assertSound();
    }

    @Test
    void tablesOfSyncdbItselfAreSpared() {
        Table own = numbered("syncdb_own").column("text", "TEXT").build();
        TestStore test = tight(StoreOptions.PLAIN).with(own);
        fill(test);
        test.commit(tx -> {
            for (int i = 0; i < 1_000; i++) {
                tx.insert("syncdb_own", row(i, text(i)));
            }
        });
        assertTrue(test.store.memory().totalBytes() > BUDGET);
    }

    @Test
    void recoveryGoesBeyondTheBudget() {
        TestStore test = tight(StoreOptions.PLAIN);
        test.store.recover(plain.commit(tx -> {
            for (int i = 0; i < 5_000; i++) {
                tx.insert("notes", row(i, text(i)));
            }
        }));
        assertEquals(5_000, test.rows("notes").size());
        assertRefused(test, tx -> tx.insert("notes", row(5_000, "one more")));
        test.assertSound();
    }

    @Test
    void aBudgetIsNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> StoreOptions.PLAIN.withMemory(-1));
    }
}
