package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

class VacuumTest {
    private static final Table TASKS =
            numbered("tasks").column("size", "INTEGER").unique("by_size", 1).build();

    private final StubCompiler compiler = new StubCompiler();
    private Timeline timeline = new Timeline(false, 1);

    @BeforeEach
    void create() {
        commit(tx -> tx.define(compiler.learn(TASKS)));
        commit(tx -> tx.insert("tasks", row(1, 0)));
    }

    private Transaction begin() {
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        return new Transaction(timeline, new StoreRules(compiler, environment, StoreOptions.PLAIN));
    }

    private void commit(Consumer<Transaction> work) {
        Transaction tx = begin();
        work.accept(tx);
        tx.prepare().publish();
    }

    private void update(int size) {
        commit(tx -> tx.update("tasks", Key.of(1), row(1, size)));
    }

    private TableData table() {
        return timeline.published().view().catalog().table("tasks");
    }

    /** Vacuuming is done before each transaction. */
    private void vacuum() {
        begin().rollback();
    }

    private RowHead head(int key) {
        return table().heap().heads().find(Key.of(key));
    }

    private int versions(int key) {
        vacuum();
        RowVersion each = head(key).newest();
        int versions = 0;
        while (each != null && each != RowVersion.CUT) {
            versions++;
            each = each.previous();
        }
        return versions;
    }

    private int entries() {
        return table().indexes().isEmpty()
                ? 0
                : timeline.published().view().orders().tree(table(), 1).size();
    }

    @Test
    void whatNobodyReadsGoesBeforeTheNextTransaction() {
        for (int i = 1; i < 50; i++) {
            update(i);
            assertEquals(1, versions(1));
            assertEquals(1, entries());
        }
    }

    @Test
    void whatASnapshotReadsStaysAndGoesWithIt() {
        update(1);
        Pin pin = timeline.pin();
        for (int i = 2; i < 50; i++) {
            update(i);
        }
        assertEquals(49, versions(1));
        timeline.unpin(pin);
        update(50);
        assertEquals(1, versions(1));
    }

    @Test
    void whatABetweenSnapshotReadsStays() {
        Pin old = timeline.pin();
        update(1);
        Pin middle = timeline.pin();
        update(0);
        timeline.unpin(old);
        update(2);
        assertEquals(3, versions(1), "1, 0 and 2 are kept for the middle one");
        timeline.unpin(middle);
        update(0);
        assertEquals(1, versions(1));
    }

    @Test
    void aDeletedRowLeavesNothing() {
        Pin pin = timeline.pin();
        commit(tx -> tx.delete("tasks", Key.of(1)));
        assertNotNull(head(1));
        timeline.unpin(pin);
        commit(tx -> tx.insert("tasks", row(2, 2)));
        vacuum();
        assertNull(head(1));
        assertEquals(1, timeline.published().view().count("tasks"));
        assertEquals(1, entries());
    }

    @Test
    void aTombstoneUnderAnUndoneInsertGoesLater() {
        Pin pin = timeline.pin();
        commit(tx -> tx.delete("tasks", Key.of(1)));
        timeline.unpin(pin);
        Transaction other = begin();
        other.insert("tasks", row(5, 5));
        Prepared prepared = other.prepare();
        Transaction tx = begin();
        tx.insert("tasks", row(1, 1));
        prepared.publish();
        assertNotNull(head(1), "somebody stands on it");
        tx.rollback();
        commit(next -> next.insert("tasks", row(2, 2)));
        vacuum();
        assertNull(head(1));
    }

    @Test
    void aLogKeepsTombstones() {
        timeline = new Timeline(true, 1);
        create();
        commit(tx -> tx.delete("tasks", Key.of(1)));
        commit(tx -> tx.insert("tasks", row(2, 2)));
        assertNotNull(head(1));
        assertEquals(1, versions(1));
        assertEquals(1, entries());
    }

    @Test
    void aLongBacklogIsWorkedOffInPortions() {
        Pin pin = timeline.pin();
        for (int i = 10; i < 1_000; i++) {
            int key = i;
            commit(tx -> tx.insert("tasks", row(key, key)));
            commit(tx -> tx.delete("tasks", Key.of(key)));
        }
        timeline.unpin(pin);
        assertEquals(991, table().heap().heads().size());
        update(1);
        int left = table().heap().heads().size();
        assertTrue(left > 900, left + " heads are left after the first portion");
        for (int i = 2; i < 200; i++) {
            update(-i * 10_000);
        }
        assertEquals(1, table().heap().heads().size());
    }

    @Test
    void rowsOfADroppedTableAreNoWork() {
        Pin pin = timeline.pin();
        update(1);
        commit(tx -> tx.define("DROP TABLE tasks"));
        timeline.unpin(pin);
        commit(tx -> tx.define("CREATE TABLE tasks"));
        commit(tx -> tx.insert("tasks", row(1, 1)));
        assertEquals(1, versions(1));
    }

    @Test
    void anAbandonedDropOfAnIndexLeavesItTrue() {
        Pin pin = timeline.pin();
        update(1);
        Transaction first = begin();
        first.insert("tasks", row(2, 2));
        Prepared waiting = first.prepare();
        Transaction second = begin();
        second.define("DROP INDEX by_size");
        second.update("tasks", Key.of(1), row(1, 0));
        second.prepare();
        timeline.unpin(pin);
        waiting.publish();
        timeline.abandon();
        update(5);
        assertEquals(2, entries());
    }

    @Test
    void anIndexThatIsToComeIsTrueWhenItDoes() {
        commit(tx -> tx.define("DROP INDEX by_size"));
        Pin pin = timeline.pin();
        update(1);
        Transaction first = begin();
        first.insert("tasks", row(2, 2));
        Prepared waiting = first.prepare();
        Transaction second = begin();
        second.define(compiler.learnIndex("by_size", "tasks", false, 1));
        second.update("tasks", Key.of(1), row(1, 0));
        second.update("tasks", Key.of(1), row(1, 3));
        Prepared last = second.prepare();
        timeline.unpin(pin);
        waiting.publish();
        last.publish();
        update(5);
        assertEquals(2, entries());
    }

    @Test
    void aRowThatIsResetAfterAnIndexCameLeavesNoEntry() {
        commit(tx -> {
            tx.define("DROP INDEX by_size");
            tx.update("tasks", Key.of(1), row(1, 7));
            tx.define(compiler.learnIndex("by_size", "tasks", false, 1));
            tx.update("tasks", Key.of(1), row(1, 0));
        });
        assertEquals(1, entries());
    }
}
