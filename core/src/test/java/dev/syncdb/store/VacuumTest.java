package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Iterator;
import java.util.function.Consumer;

class VacuumTest {
    private static final Table TASKS =
            numbered("tasks").column("size", "INTEGER").unique("by_size", 1).build();

    private final StubCompiler compiler = new StubCompiler();
    private Timeline timeline = new Timeline(false);

    @BeforeEach
    void create() {
        commit(tx -> tx.define(compiler.learn(TASKS)));
        commit(tx -> tx.insert("tasks", row(1, 0)));
    }

    private Transaction begin() {
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        return new Transaction(timeline, compiler, environment, StoreOptions.PLAIN);
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

    private int versions(int key) {
        RowHead head = table().heap().head(Key.of(key));
        int versions = 0;
        for (RowVersion each = head.newest(); each != null; each = each.previous()) {
            versions++;
        }
        return versions;
    }

    private int entries() {
        return size(table().index("by_size").entries().entries(Range.ALL));
    }

    private static int size(Iterator<IndexEntry> entries) {
        int size = 0;
        for (; entries.hasNext(); size++) {
            entries.next();
        }
        return size;
    }

    @Test
    void whatNobodyReadsGoesAtOnce() {
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
        assertEquals(49, entries());
        timeline.unpin(pin);
        update(50);
        assertEquals(1, versions(1));
        assertEquals(1, entries());
    }

    @Test
    void anEntryStaysAsLongAsSomeVersionNeedsIt() {
        Pin old = timeline.pin();
        update(1);
        Pin middle = timeline.pin();
        update(0);
        timeline.unpin(old);
        update(2);
        assertEquals(3, versions(1), "1, 0 and 2 are kept for the middle one");
        assertEquals(3, entries());
        timeline.unpin(middle);
        update(0);
        assertEquals(1, entries());
    }

    @Test
    void aDeletedRowLeavesNothing() {
        Pin pin = timeline.pin();
        commit(tx -> tx.delete("tasks", Key.of(1)));
        assertNotNull(table().heap().head(Key.of(1)));
        timeline.unpin(pin);
        commit(tx -> tx.insert("tasks", row(2, 2)));
        assertNull(table().heap().head(Key.of(1)));
        assertEquals(1, size(table().heap().keys().entries(Range.ALL)));
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
        assertNotNull(table().heap().head(Key.of(1)), "somebody stands on it");
        tx.rollback();
        commit(next -> next.insert("tasks", row(2, 2)));
        assertNull(table().heap().head(Key.of(1)));
    }

    @Test
    void aLogKeepsTombstones() {
        timeline = new Timeline(true);
        create();
        commit(tx -> tx.delete("tasks", Key.of(1)));
        commit(tx -> tx.insert("tasks", row(2, 2)));
        assertNotNull(table().heap().head(Key.of(1)));
        assertEquals(1, versions(1));
        assertEquals(1, entries());
    }

    @Test
    void aLongBacklogIsWorkedOffInPortions() {
        Pin pin = timeline.pin();
        for (int i = 10; i < 1_000; i++) {
            int key = i;
            commit(tx -> tx.insert("tasks", row(key, key)));
            commit(tx -> tx.update("tasks", Key.of(key), row(key, -key)));
        }
        timeline.unpin(pin);
        assertEquals(1 + 2 * 990, entries());
        update(1);
        int left = entries();
        assertEquals(true, left > 1_900, left + " entries are left after the first portion");
        for (int i = 2; i < 200; i++) {
            update(-i * 10_000);
        }
        assertEquals(991, entries());
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
