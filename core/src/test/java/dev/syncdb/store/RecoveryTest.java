package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TableBuilder.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Corrupt;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class RecoveryTest {
    private static final Table NOTES = table("notes")
            .column("id", "INTEGER")
            .automatic(true)
            .column("text", "TEXT")
            .build();
    private static final Bytes HANDLE = Bytes.copyOf(new byte[] {7});

    private final TestStore test = TestStore.space();
    private final Store store = test.store;

    @AfterEach
    void staysConsistent() {
        test.assertSound();
    }

    private static RowName name(int id) {
        return RowName.of("notes", Key.of(id));
    }

    private static Change insert(int id, String text) {
        return new Change.Insert(name(id), Image.of(row(id, text)));
    }

    private void recover(long version, Change... changes) {
        store.recover(new ChangeSet(version, List.of(changes)));
    }

    private void create() {
        test.compiler.learn(NOTES);
        recover(1, new Change.Define("CREATE TABLE notes"));
    }

    @Test
    void replayMakesTheSameStore() {
        TestStore original = TestStore.space();
        List<ChangeSet> log = List.of(
                original.commit(tx -> {
                    tx.define(original.compiler.learn(NOTES));
                    tx.define(original.compiler.learnIndex("by_text", "notes", true, 1));
                }),
                original.commit(tx -> {
                    tx.insert("notes", row(null, "a"));
                    tx.insert("notes", row(null, "b"));
                    tx.hide("notes", Key.of(1), HANDLE);
                }),
                original.commit(tx -> {
                    tx.update("notes", Key.of(2), row(2, "c"));
                    tx.delete("notes", Key.of(1));
                    tx.insert("notes", row(null, "a"));
                }));
        test.compiler.learn(NOTES);
        test.compiler.learnIndex("by_text", "notes", true, 1);
        log.forEach(store::recover);
        assertEquals(3, store.head());
        assertEquals(original.rows("notes"), test.rows("notes"));
        assertEquals(original.rows("sqlite_sequence"), test.rows("sqlite_sequence"));
        test.commit(tx -> assertEquals(Key.of(4), tx.insert("notes", row(null, "d"))));
    }

    @Test
    void aSnapshotArrivesInPartsOfOneVersion() {
        create();
        recover(7, insert(1, "a"));
        recover(7, insert(2, "b"), insert(1, "A"));
        recover(7, new Change.Delete(name(3), null, HANDLE));
        recover(9, new Change.Update(name(2), List.of(new Cell(1, null, value("B"))), HANDLE));
        assertEquals(9, store.head());
        assertEquals(List.of(row(1, "A"), row(2, "B")), test.rows("notes"));
        try (Snapshot snapshot = store.snapshot()) {
            ChangeScan scan = snapshot.changesAfter(0);
            assertTrue(scan.next());
            assertEquals(Key.of(1), scan.key());
            assertEquals(7, scan.version());
            assertTrue(scan.next());
            assertEquals(Key.of(3), scan.key(), "a tombstone may come alone");
            assertNull(scan.image());
            assertEquals(HANDLE, scan.hidden());
            assertTrue(scan.next());
            assertEquals(HANDLE, scan.hidden());
        }
    }

    @Test
    void aPlainStoreKeepsNoLonelyTombstone() {
        TestStore plain = TestStore.plain();
        plain.with(NOTES);
        plain.store.recover(new ChangeSet(5, List.of(new Change.Delete(name(3), null, HANDLE))));
        assertEquals(5, plain.store.head());
        assertEquals(List.of(), plain.rows("notes"));
        plain.assertSound();
    }

    @Test
    void nobodyIsTold() {
        store.observe(changes -> {
            throw new AssertionError("told of " + changes);
        });
        create();
    }

    @Test
    void aCommitThatDoesNotFitIsCorruptAndLeavesNothing() {
        create();
        recover(4, insert(1, "a"));
        List<Change> misfits = List.of(
                new Change.Update(name(9), List.of(), Bytes.EMPTY),
                new Change.Update(name(1), List.of(new Cell(2, null, value(1))), Bytes.EMPTY),
                new Change.Update(name(1), List.of(new Cell(-1, null, value(1))), Bytes.EMPTY),
                new Change.Update(name(1), List.of(new Cell(0, null, value(5))), Bytes.EMPTY),
                new Change.Insert(name(1), Image.of(row(2, "b"))),
                new Change.Insert(name(1), Image.of(row(2))),
                new Change.Insert(RowName.of("x", Key.of(1)), Image.of(row(2))),
                new Change.Define("CREATE nonsense"));
        for (Change misfit : misfits) {
            assertThrows(Corrupt.class, () -> recover(5, insert(2, "b"), misfit));
        }
        assertThrows(Corrupt.class, () -> recover(3, insert(2, "b")), "it lies before the head");
        assertEquals(4, store.head());
        assertEquals(List.of(row(1, "a")), test.rows("notes"));
    }

    @Test
    void generatedColumnsAreComputedAgain() {
        test.compiler.learn(numbered("sums")
                .column("a", "INTEGER")
                .generated(
                        "more", "INTEGER", Set.of(1), row -> Value.of(row.at(1).asLong() + 1))
                .build());
        RowName sum = RowName.of("sums", Key.of(1));
        recover(
                1,
                new Change.Define("CREATE TABLE sums"),
                new Change.Insert(sum, Image.of(row(1, 5, null))));
        assertEquals(List.of(row(1, 5, 6)), test.rows("sums"));
        List<Cell> cells = List.of(new Cell(1, null, value(7)), new Cell(2, null, value(0)));
        recover(2, new Change.Update(sum, cells, Bytes.EMPTY));
        assertEquals(List.of(row(1, 7, 8)), test.rows("sums"));
    }

    @Test
    void noRuleRuns() {
        test.compiler.learn(numbered("checked")
                .column("a", "TEXT")
                .check("a", "false", row -> value(0))
                .build());
        Change.Insert odd =
                new Change.Insert(RowName.of("checked", Key.of(1)), Image.of(row(1, 5)));
        recover(1, new Change.Define("CREATE TABLE checked"), odd);
        assertEquals(1, store.check().size(), "only check() objects");
        recover(2, new Change.Delete(odd.row(), null, Bytes.EMPTY));
    }
}
