package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ChangeLogTest {
    private static final Bytes HANDLE = Bytes.copyOf(new byte[] {7});

    private final TestStore test =
            TestStore.space().with(numbered("tasks").column("size", "INTEGER").build());

    @AfterEach
    void staysConsistent() {
        test.assertSound();
    }

    private void insert(int id) {
        test.commit(tx -> tx.insert("tasks", row(id, 0)));
    }

    private static List<String> changes(Snapshot snapshot, long after) {
        List<String> changes = new ArrayList<>();
        ChangeScan scan = snapshot.changesAfter(after);
        while (scan.next()) {
            changes.add(scan.version() + scan.table() + scan.key());
        }
        return changes;
    }

    @Test
    void eachChangedRowComesOnceInOrderOfItsNewestVersion() {
        insert(1);
        insert(2);
        insert(3);
        test.commit(tx -> tx.update("tasks", Key.of(1), row(1, 1)));
        try (Snapshot snapshot = test.store.snapshot()) {
            assertEquals(List.of("3tasks(2)", "4tasks(3)", "5tasks(1)"), changes(snapshot, 0));
            assertEquals(List.of("5tasks(1)"), changes(snapshot, 4));
            assertEquals(List.of(), changes(snapshot, 5));
            assertEquals(List.of(), changes(snapshot, 99));
        }
    }

    @Test
    void deletedRowsAreAmongThemWithTheirHiddenBytes() {
        test.commit(tx -> tx.put("tasks", Key.of(1), new Image(row(1, 0), HANDLE)));
        insert(2);
        test.commit(tx -> tx.delete("tasks", Key.of(1)));
        try (Snapshot snapshot = test.store.snapshot()) {
            ChangeScan scan = snapshot.changesAfter(1);
            assertThrows(Fault.class, scan::key);
            assertTrue(scan.next());
            assertEquals(Image.of(row(2, 0)), scan.image());
            assertTrue(scan.next());
            assertNull(scan.image());
            assertEquals(HANDLE, scan.hidden());
            assertEquals(Key.of(1), scan.key());
            assertFalse(scan.next());
        }
    }

    @Test
    void aRowThatChangedAfterTheSnapshotIsStillDeliveredToIt() {
        insert(1);
        insert(2);
        Snapshot snapshot = test.store.snapshot();
        test.commit(tx -> tx.update("tasks", Key.of(1), row(1, 1)));
        test.commit(tx -> tx.delete("tasks", Key.of(2)));
        test.prepare(tx -> tx.update("tasks", Key.of(1), row(1, 2)));
        assertEquals(List.of("2tasks(1)", "3tasks(2)"), changes(snapshot, 0));
        assertEquals(List.of("4tasks(1)", "5tasks(2)"), changes(test.store.snapshot(), 0));
        test.store.abandon();
    }

    @Test
    void compactionTakesNothingFromOpenSnapshots() {
        for (int i = 0; i < 10; i++) {
            insert(i);
        }
        Snapshot early = test.store.snapshot();
        List<String> expected = changes(early, 0);
        List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int size = i;
            test.commit(tx -> tx.update("tasks", Key.of(size % 5), row(size % 5, size + 1)));
            snapshots.add(test.store.snapshot());
        }
        assertEquals(10, expected.size());
        assertEquals(expected, changes(early, 0));
        for (Snapshot each : snapshots) {
            assertEquals(10, changes(each, 0).size());
            assertTrue(changes(each, 0)
                    .contains(each.version() + "tasks" + "(" + (each.version() - 12) % 5 + ")"));
            each.close();
        }
    }

    @Test
    void theLogStaysInProportionToTheRows() {
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        StubCompiler compiler = new StubCompiler();
        Timeline timeline = new Timeline(true, 1);
        Table tasks = numbered("tasks").column("size", "INTEGER").build();
        int entriesMax = 0;
        for (int version = 1; version <= 5_000; version++) {
            Transaction tx = new Transaction(
                    timeline, new StoreRules(compiler, environment, StoreOptions.SPACE));
            if (version == 1) {
                tx.define(compiler.learn(tasks));
                tx.insert("tasks", row(1, 0));
            } else {
                tx.update("tasks", Key.of(1), row(1, version));
            }
            tx.prepare().publish();
            entriesMax = Math.max(entriesMax, entries(timeline.published().log()));
        }
        assertTrue(entriesMax < 150, entriesMax + " entries for one row");
    }

    @Test
    void aSweepLosesNothingThatIsLive() {
        for (int key = 1; key <= 10_000; key++) {
            insert(key);
        }
        for (int round = 1; round <= 5; round++) {
            int size = round;
            for (int key = 1; key <= 10_000; key += 2) {
                int updated = key;
                test.commit(tx -> tx.update("tasks", Key.of(updated), row(updated, size)));
            }
        }
        test.assertSound();
        try (Snapshot snapshot = test.store.snapshot()) {
            assertEquals(10_000, changes(snapshot, 0).size());
            assertEquals(5_000, changes(snapshot, snapshot.version() - 5_000).size());
        }
    }

    private static int entries(LogView log) {
        int entries = 0;
        for (long place = log.firstAfter(-1); log.has(place); place = log.following(place)) {
            entries++;
        }
        return entries;
    }

    @Test
    void entriesOfADroppedTableVanish() {
        insert(1);
        insert(2);
        Snapshot before = test.store.snapshot();
        test.commit(tx -> {
            tx.define("DROP TABLE tasks");
            tx.define("CREATE TABLE tasks");
            tx.insert("tasks", row(1, 5));
        });
        assertEquals(List.of("2tasks(1)", "3tasks(2)"), changes(before, 0));
        assertEquals(List.of("4tasks(1)"), changes(test.store.snapshot(), 0));
    }
}
