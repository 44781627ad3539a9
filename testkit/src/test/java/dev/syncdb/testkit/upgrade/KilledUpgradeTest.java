package dev.syncdb.testkit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Retryable;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.testkit.upgrade.AppStore.Phone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An opening that brings a replica to a newer version ends at any operation of the disk, and the
 * next one finds either the old version or the new one, with all that was pending.
 */
final class KilledUpgradeTest {
    private static final String V1 = """
            CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT, price REAL);
            CREATE TABLE tags (id TEXT PRIMARY KEY, name TEXT);
            """;

    private static final String V2 = """
            ALTER TABLE tasks RENAME TO todos;
            ALTER TABLE todos ADD COLUMN cents INTEGER;
            UPDATE todos SET cents = CAST(round(price * 100) AS INTEGER);
            DROP TABLE tags;
            """;

    private static final String V3 = "ALTER TABLE todos RENAME COLUMN title TO name;";

    private static final String QUERY = "SELECT id, name, cents FROM todos ORDER BY id";
    private static final String EXPECTED = "('a', 'soy', 300) ('b', 'bread', 200) ('c', 's', 50)";

    private AppStore store;
    private Phone phone;

    @BeforeEach
    void work() {
        store = new AppStore(V1, V2, V3).serve(1);
        phone = store.phone(1).sync();
        phone.write("INSERT INTO tasks VALUES ('a', 'milk', 1.25), ('b', 'bread', 2)");
        phone.sync();
        phone.write("UPDATE tasks SET price = 3 WHERE id = 'a'");
        phone.write("INSERT INTO tasks VALUES ('c', 's', 0.5)");
        phone.open(2);
        phone.write("UPDATE todos SET title = 'soy' WHERE id = 'a'");
        phone.close();
        store.serve(3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingIsLostWhereverTheProcessIsKilled() {
        FakeDisk start = phone.disk;
        long operations = operationsOfUpgrade(start);
        assertTrue(operations > 5, () -> operations + " operations are too few to show much");
        int old = 0;
        int upgraded = 0;
        for (long at = 1; at <= operations; at++) {
            for (boolean powerLost : new boolean[] {false, true}) {
                phone.disk = start.copy();
                phone.disk.crashAt(phone.disk.operations() + at);
                boolean opened = opens();
                phone.disk = powerLost ? phone.disk.afterCrash(at) : phone.disk.afterKill();
                if (isOfVersion2(phone.disk.copy())) {
                    old++;
                } else {
                    upgraded++;
                }
                String story = "killed at " + at + (opened ? ", behind the opening" : "");
                phone.replica = null;
                phone.open(3);
                assertEquals(EXPECTED, phone.read(QUERY), story);
                assertEquals(3, phone.replica.pending(), story);
                assertTrue(phone.replica.isBackfilling(), story);
            }
        }
        assertTrue(old > 0 && upgraded > 0, old + " old ones and " + upgraded + " new ones");
        phone.exchange();
        assertEquals(1, phone.sent.push().version());
        assertEquals(1, phone.sent.pull().upgradedFrom());
        phone.sync();
        assertEquals(EXPECTED, phone.read(QUERY));
        assertEquals(EXPECTED, store.read(QUERY));
    }

    @Test
    void aDiskThatRefusesLeavesTheOldVersionForTheNextOpening() {
        FakeDisk start = phone.disk;
        long operations = operationsOfUpgrade(start);
        for (long at = 1; at <= operations; at++) {
            phone.disk = start.copy();
            phone.disk.refuseFrom(phone.disk.operations() + at);
            opens();
            phone.close();
            phone.disk.refuseFrom(Long.MAX_VALUE);
            phone.open(3);
            assertEquals(EXPECTED, phone.read(QUERY), "refused at " + at);
            assertEquals(3, phone.replica.pending(), "refused at " + at);
            phone.close();
        }
    }

    private long operationsOfUpgrade(FakeDisk start) {
        phone.disk = start.copy();
        long before = phone.disk.operations();
        phone.open(3);
        long operations = phone.disk.operations() - before;
        phone.close();
        return operations;
    }

    private boolean opens() {
        phone.replica = null;
        try {
            phone.open(3);
            return true;
        } catch (DiskCrash | Retryable failure) {
            return false;
        }
    }

    private boolean isOfVersion2(FakeDisk disk) {
        Phone older = store.new Phone(disk);
        try {
            older.open(2).close();
            return true;
        } catch (Incompatible newer) {
            return false;
        }
    }
}
