package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.value;
import static dev.syncdb.store.TestStore.assertRefused;
import static dev.syncdb.store.TestStore.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TransactionTest {
    private static final Bytes HANDLE = Bytes.copyOf(new byte[] {7});

    private final TestStore test = TestStore.plain()
            .with(numbered("tasks")
                    .column("title", "TEXT")
                    .column("done", "INTEGER")
                    .build());
    private final Store store = test.store;

    @AfterEach
    void staysConsistent() {
        test.assertSound();
    }

    @Test
    void aCommitIsSeenOncePublished() {
        Prepared prepared = test.prepare(tx -> tx.insert("tasks", row(1, "a", 0)));
        assertEquals(2, prepared.version());
        assertEquals(List.of(), test.rows("tasks"), "prepared is not published");
        prepared.publish();
        assertEquals(2, store.head());
        assertEquals(List.of(row(1, "a", 0)), test.rows("TASKS"));
    }

    @Test
    void aTransactionSeesItsOwnWritesAndWhatIsPrepared() {
        Prepared first = test.prepare(tx -> tx.insert("tasks", row(1, "a", 0)));
        Transaction tx = store.begin();
        tx.update("tasks", Key.of(1), row(1, "b", 0));
        tx.insert("tasks", row(2, "c", 0));
        assertEquals(2, tx.count("tasks"));
        assertEquals(row(1, "b", 0), cells(tx, "tasks", Key.of(1)));
        assertEquals(
                List.of(row(1, "b", 0), row(2, "c", 0)),
                TestStore.rows(tx.scan("tasks", Range.ALL)));
        assertTrue(tx.delete("tasks", Key.of(2)));
        assertFalse(tx.delete("tasks", Key.of(2)));
        Prepared second = tx.prepare();
        first.publish();
        assertEquals(List.of(row(1, "a", 0)), test.rows("tasks"));
        second.publish();
        assertEquals(List.of(row(1, "b", 0)), test.rows("tasks"));
    }

    @Test
    void changesAreNetAndHaveValuesFromBefore() {
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 0));
            tx.insert("tasks", row(2, "b", 0));
            tx.insert("tasks", row(3, "c", 0));
        });
        Transaction tx = store.begin();
        tx.insert("tasks", row(9, "gone", 0));
        tx.delete("tasks", Key.of(9));
        tx.update("tasks", Key.of(2), row(2, "B", 0));
        tx.update("tasks", Key.of(2), row(2, "B", 1));
        tx.update("tasks", Key.of(3), row(3, "C", 0));
        tx.update("tasks", Key.of(3), row(3, "c", 0));
        tx.delete("tasks", Key.of(1));
        tx.insert("tasks", row(4, "d", 0));
        tx.insert("tasks", row(5, "e", 0));
        tx.update("tasks", Key.of(5), row(6, "e", 0));
        List<Change> expected = List.of(
                new Change.Update(
                        RowName.of("tasks", Key.of(2)),
                        List.of(
                                new Cell(1, value("b"), value("B")),
                                new Cell(2, value(0), value(1))),
                        Bytes.EMPTY),
                new Change.Delete(RowName.of("tasks", Key.of(1)), row(1, "a", 0), Bytes.EMPTY),
                new Change.Insert(RowName.of("tasks", Key.of(4)), Image.of(row(4, "d", 0))),
                new Change.Insert(RowName.of("tasks", Key.of(6)), Image.of(row(6, "e", 0))));
        assertEquals(expected, tx.changes());
        Prepared prepared = tx.prepare();
        assertEquals(new ChangeSet(3, expected), prepared.changes());
        prepared.publish();
        assertEquals(4, test.rows("tasks").size());
    }

    @Test
    void aNewPrimaryKeyIsADeleteAndAnInsert() {
        test.commit(tx -> tx.put("tasks", Key.of(1), new Image(row(1, "a", 0), HANDLE)));
        ChangeSet changes = test.commit(
                tx -> assertEquals(Key.of(8), tx.update("tasks", Key.of(1), row(8, "a", 0))));
        assertEquals(
                List.of(
                        new Change.Delete(RowName.of("tasks", Key.of(1)), row(1, "a", 0), HANDLE),
                        new Change.Insert(
                                RowName.of("tasks", Key.of(8)), Image.of(row(8, "a", 0)))),
                changes.changes(),
                "the new row has no handle yet");
    }

    @Test
    void aTransactionThatChangedNothingTakesNoVersion() {
        test.commit(tx -> tx.insert("tasks", row(1, "a", 0)));
        Prepared prepared = test.prepare(tx -> {
            tx.update("tasks", Key.of(1), row(1, "a", 0));
            tx.update("tasks", Key.of(1), row(1, "b", 0));
            tx.update("tasks", Key.of(1), row(1, "a", 0));
            tx.insert("tasks", row(2, "b", 0));
            tx.delete("tasks", Key.of(2));
        });
        assertEquals(new ChangeSet(2, List.of()), prepared.changes());
        Prepared next = test.prepare(tx -> tx.insert("tasks", row(2, "b", 0)));
        assertEquals(3, next.version());
        next.publish();
        prepared.publish();
        assertEquals(3, store.head());
    }

    @Test
    void rollbackToASavepointUndoesOnlyWhatFollowed() {
        Transaction tx = store.begin();
        tx.insert("tasks", row(1, "a", 0));
        Savepoint outer = tx.savepoint();
        tx.update("tasks", Key.of(1), row(1, "b", 0));
        Savepoint inner = tx.savepoint();
        tx.delete("tasks", Key.of(1));
        tx.insert("tasks", row(2, "c", 0));
        tx.rollbackTo(inner);
        assertEquals(row(1, "b", 0), cells(tx, "tasks", Key.of(1)));
        assertEquals(1, tx.count("tasks"));
        tx.rollbackTo(outer);
        assertEquals(row(1, "a", 0), cells(tx, "tasks", Key.of(1)));
        tx.rollback();
        assertEquals(List.of(), test.rows("tasks"));
    }

    @Test
    void aTransactionThatIsOverRefusesEverything() {
        Transaction tx = store.begin();
        tx.rollback();
        assertRefused(ErrorCode.TRANSACTION, tx::rollback);
        assertRefused(ErrorCode.TRANSACTION, tx::schema);
        assertRefused(ErrorCode.TRANSACTION, tx::prepare);
        assertRefused(ErrorCode.TRANSACTION, tx::endStatement);
        assertRefused(ErrorCode.TRANSACTION, tx::requireUnique);
        assertRefused(ErrorCode.TRANSACTION, () -> tx.enforceForeignKeys(false));
        assertRefused(ErrorCode.TRANSACTION, () -> tx.insert("tasks", row(1, "a", 0)));
    }

    @Test
    void thereIsOneTransactionAtATime() {
        Transaction tx = store.begin();
        assertThrows(Fault.class, store::begin);
        assertThrows(Fault.class, store::abandon);
        assertThrows(Fault.class, () -> store.recover(new ChangeSet(9, List.of())));
        tx.rollback();
        store.begin().rollback();
    }

    @Test
    void abandonUndoesAllThatIsNotPublished() {
        test.commit(tx -> tx.insert("tasks", row(1, "a", 0)));
        Prepared first = test.prepare(tx -> {
            tx.update("tasks", Key.of(1), row(1, "b", 0));
            tx.insert("tasks", row(2, "b", 0));
        });
        Prepared second = test.prepare(tx -> {
            tx.delete("tasks", Key.of(1));
            tx.update("tasks", Key.of(2), row(2, "c", 0));
            tx.define(test.compiler.learn(numbered("other").build()));
        });
        assertThrows(Fault.class, second::publish, "the first comes first");
        assertThrows(Fault.class, () -> store.recover(new ChangeSet(9, List.of())));
        store.abandon();
        assertThrows(Fault.class, first::publish, "it was abandoned");
        assertEquals(2, store.head());
        assertEquals(List.of(row(1, "a", 0)), test.rows("tasks"));
        ChangeSet next = test.commit(tx -> tx.update("tasks", Key.of(1), row(1, "z", 0)));
        assertEquals(3, next.version());
        assertRefused(ErrorCode.UNKNOWN_TABLE, () -> test.rows("other"));
    }

    @Test
    void putTakesAnythingThatFitsTheKey() {
        Transaction tx = store.begin();
        tx.put("tasks", Key.of(1), new Image(row(1, 5, "x"), HANDLE));
        assertEquals(row(1, 5, "x"), cells(tx, "tasks", Key.of(1)), "no affinity is applied");
        tx.put("tasks", Key.of(1), null);
        tx.put("tasks", Key.of(1), null);
        assertNull(tx.get("tasks", Key.of(1)));
        assertRefused(
                ErrorCode.PRIMARY_KEY, () -> tx.put("tasks", Key.of(1), Image.of(row(2, "a", 0))));
        assertRefused(ErrorCode.SCHEMA, () -> tx.put("tasks", Key.of(1), Image.of(row(1))));
        assertRefused(
                ErrorCode.WRONG_TYPE,
                () -> tx.put("tasks", Key.of("a"), Image.of(row("a", "a", 0))));
        tx.rollback();
    }

    @Test
    void hiddenBytesTravelWithTheRowAndStayWithItsTombstone() {
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 0));
            tx.hide("tasks", Key.of(1), HANDLE);
        });
        ChangeSet update = test.commit(tx -> tx.update("tasks", Key.of(1), row(1, "b", 0)));
        Change.Update changed = (Change.Update) update.changes().get(0);
        assertEquals(HANDLE, changed.hidden());
        ChangeSet hidden = test.commit(tx -> tx.hide("tasks", Key.of(1), Bytes.EMPTY));
        assertEquals(
                List.of(new Change.Update(RowName.of("tasks", Key.of(1)), List.of(), Bytes.EMPTY)),
                hidden.changes());
        ChangeSet delete = test.commit(tx -> {
            tx.delete("tasks", Key.of(1));
            tx.hide("tasks", Key.of(1), HANDLE);
            assertRefused(ErrorCode.ROW_ABSENT, () -> tx.hide("tasks", Key.of(2), HANDLE));
        });
        assertEquals(
                List.of(new Change.Delete(RowName.of("tasks", Key.of(1)), row(1, "b", 0), HANDLE)),
                delete.changes());
        Transaction tx = store.begin();
        assertRefused(ErrorCode.ROW_ABSENT, () -> tx.hide("tasks", Key.of(1), HANDLE));
        tx.rollback();
    }

    @Test
    void listenersHearOfPublishedCommitsInOrder() throws Exception {
        List<Long> heard = new ArrayList<>();
        AutoCloseable first = store.observe(changes -> heard.add(changes.version()));
        AutoCloseable second = store.observe(changes -> heard.add(-changes.version()));
        Prepared one = test.prepare(tx -> tx.insert("tasks", row(1, "a", 0)));
        Prepared two = test.prepare(tx -> tx.insert("tasks", row(2, "a", 0)));
        assertEquals(List.of(), heard);
        one.publish();
        first.close();
        two.publish();
        test.commit(tx -> {});
        second.close();
        test.commit(tx -> tx.insert("tasks", row(3, "a", 0)));
        assertEquals(List.of(2L, -2L, -3L), heard);
    }
}
