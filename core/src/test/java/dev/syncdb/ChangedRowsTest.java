package dev.syncdb;

import static dev.syncdb.RowsTest.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

final class ChangedRowsTest {
    private final Database database = Database.inMemory();

    ChangedRowsTest() {
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a)");
        database.execute("CREATE TABLE s (k TEXT PRIMARY KEY, a)");
    }

    @AfterEach
    void staysConsistent() {
        assertEquals(List.of(), database.check());
        database.close();
    }

    @Test
    void withoutTrackingThereIsNothingToAsk() {
        assertRefused(ErrorCode.UNSUPPORTED, () -> database.changedAfter(0));
        database.track(false);
        assertRefused(ErrorCode.UNSUPPORTED, () -> database.changedAfter(0));
        database.track(true);
        database.changedAfter(0).close();
        database.track(false);
        assertRefused(ErrorCode.UNSUPPORTED, () -> database.changedAfter(0));
    }

    @Test
    void eachRowComesOnceInOrderOfItsNewestVersion() {
        database.track(true);
        long start = version();
        database.execute("INSERT INTO t VALUES (3, 'x'), (1, 'y'), (2, 'z')");
        database.execute("INSERT INTO s VALUES ('k', 1)");
        long middle = version();
        database.execute("UPDATE t SET a = 'new' WHERE id = 1");
        database.execute("DELETE FROM t WHERE id = 3");
        database.execute("UPDATE s SET k = 'moved'");

        assertEquals(
                "[t(2)=(2, 'z'), t(1)=(1, 'new'), t(3)=gone, s('k')=gone, s('moved')=('moved', 1)]",
                changes(start));
        assertEquals(
                "[t(1)=(1, 'new'), t(3)=gone, s('k')=gone, s('moved')=('moved', 1)]",
                changes(middle));
        assertEquals("[]", changes(version()));
        assertEquals("[]", changes(Long.MAX_VALUE));
        assertEquals(changes(0), changes(Long.MIN_VALUE));
    }

    @Test
    void whatEndsAsItBeganIsNoChange() {
        database.execute("INSERT INTO t VALUES (1, 'a')");
        database.track(true);
        long start = version();
        database.write(session -> {
            session.execute("UPDATE t SET a = 'b'");
            session.execute("UPDATE t SET a = 'a'");
            session.execute("INSERT INTO t VALUES (2, 'x')");
            return session.execute("DELETE FROM t WHERE id = 2");
        });
        assertEquals("[]", changes(start));
        assertEquals(start, version(), "and no commit");
    }

    @Test
    void aTrackThatBeginsAgainKnowsEveryRow() {
        database.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        database.track(true);
        assertEquals("[t(1)=(1, 'a'), t(2)=(2, 'b')]", changes(0));
        database.execute("DELETE FROM t WHERE id = 1");
        long deleted = version();
        assertEquals("[t(2)=(2, 'b'), t(1)=gone]", changes(0));

        database.track(false);
        database.execute("DELETE FROM t WHERE id = 2");
        database.execute("INSERT INTO t VALUES (1, 'back'), (4, 'd')");
        database.execute("INSERT INTO s VALUES ('k', 1)");
        database.track(true);
        assertEquals("[t(1)=(1, 'back'), t(4)=(4, 'd'), s('k')=('k', 1)]", changes(deleted));
        assertEquals(List.of(), database.check());
        database.track(true);
        database.execute("DELETE FROM t WHERE id = 4");
        assertEquals("[t(1)=(1, 'back'), s('k')=('k', 1), t(4)=gone]", changes(0));
    }

    @Test
    void aDroppedTableTakesItsChangesAlong() {
        database.track(true);
        database.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        database.execute("INSERT INTO s VALUES ('k', 1)");
        database.execute("DROP TABLE t");
        assertEquals("[s('k')=('k', 1)]", changes(0));
        database.execute("CREATE TABLE t (id TEXT PRIMARY KEY)");
        database.execute("INSERT INTO t VALUES ('1')");
        assertEquals("[s('k')=('k', 1), t('1')=('1')]", changes(0));
    }

    @Test
    void anOpenScanIsNotDisturbedByCompaction() {
        database.track(true);
        Map<Long, String> expected = new HashMap<>();
        for (long id = 0; id < 300; id++) {
            database.execute("INSERT INTO t VALUES (?, ?)", id, id);
            expected.put(id, "(" + id + ", " + id + ")");
        }
        try (ChangedRows scan = database.changedAfter(0)) {
            long upTo = scan.upTo();
            for (int i = 0; i < 5; i++) {
                assertTrue(scan.next());
                assertEquals(expected.remove(scan.key().values().at(0).asLong()), "" + scan.row());
            }
            for (int round = 0; round < 10; round++) {
                database.execute("UPDATE t SET a = a + 1 WHERE id >= 10");
                database.execute("DELETE FROM t WHERE id = ?", round);
            }
            while (scan.next()) {
                assertEquals(expected.remove(scan.key().values().at(0).asLong()), "" + scan.row());
            }
            assertEquals(Map.of(), expected, "the scan shows the state in which it began");
            assertEquals(upTo, scan.upTo());
        }
        try (ChangedRows scan = database.changedAfter(0)) {
            int rows = 0;
            int gone = 0;
            for (; scan.next(); rows++) {
                gone += scan.isDeleted() ? 1 : 0;
            }
            assertEquals(300, rows);
            assertEquals(10, gone);
        }
    }

    @Test
    void whatIsAskedForWhereNoRowIsIsRefused() {
        database.track(true);
        database.execute("INSERT INTO t VALUES (1, 'a')");
        ChangedRows scan = database.changedAfter(0);
        refuses(ErrorCode.ROW_ABSENT, scan);
        assertTrue(scan.next());
        assertEquals(Key.of(1), scan.key());
        assertEquals("t", scan.table());
        assertEquals(scan.upTo(), scan.version());
        assertFalse(scan.next());
        refuses(ErrorCode.ROW_ABSENT, scan);
        assertFalse(scan.next());
        scan.close();
        scan.close();
        refuses(ErrorCode.CLOSED, scan);
        assertRefused(ErrorCode.CLOSED, scan::next);
        assertRefused(ErrorCode.CLOSED, scan::upTo);
    }

    @Test
    void cellsAreThoseOfTheTableOfTheRow() {
        database.track(true);
        database.execute("INSERT INTO t VALUES (1, 'a')");
        database.execute("INSERT INTO s VALUES ('k', 2.5)");
        database.execute("DELETE FROM t");
        try (ChangedRows scan = database.changedAfter(0)) {
            assertTrue(scan.next());
            assertFalse(scan.isDeleted());
            assertEquals(2, scan.columnCount());
            assertEquals("k", scan.columnName(0));
            assertEquals(2.5, scan.getDouble("a"));
            assertRefused(ErrorCode.UNKNOWN_COLUMN, () -> scan.columnName(2));
            RowsTest.refusesEveryGetter(ErrorCode.UNKNOWN_COLUMN, scan, 2);
            assertTrue(scan.next());
            assertTrue(scan.isDeleted());
            assertEquals("id", scan.columnName(0));
            RowsTest.refusesEveryGetter(ErrorCode.ROW_ABSENT, scan, 0);
        }
    }

    @Test
    void trackingIsSwitchedBetweenTransactions() {
        database.write(session -> {
            assertRefused(ErrorCode.TRANSACTION, () -> database.track(true));
            return session.execute("INSERT INTO t VALUES (1, 'a')");
        });
        database.track(true);
        assertEquals("[t(1)=(1, 'a')]", changes(0));
    }

    @Test
    void aClosedDatabaseRefuses() {
        Database closed = Database.inMemory();
        closed.track(true);
        closed.close();
        assertRefused(ErrorCode.CLOSED, () -> closed.changedAfter(0));
        assertRefused(ErrorCode.CLOSED, () -> closed.track(true));
    }

    @Test
    void aDatabaseThatIsOpenedAgainCanBeTracked(@TempDir Path folder) {
        long deleted;
        try (Database first = Database.open(folder)) {
            first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a)");
            first.track(true);
            first.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
            first.execute("DELETE FROM t WHERE id = 1");
            deleted = version(first);
        }
        try (Database second = Database.open(folder)) {
            assertRefused(ErrorCode.UNSUPPORTED, () -> second.changedAfter(0));
            second.track(true);
            assertEquals(List.of(), second.check(), "a tombstone that is still kept is listed");
            assertTrue(changes(second, 0).startsWith("[t(2)=(2, 'b')"));
            second.execute("UPDATE t SET a = 'c'");
            second.execute("DELETE FROM t");
            assertEquals("[t(2)=gone]", changes(second, deleted));
            assertEquals(List.of(), second.check());
        }
    }

    @Test
    void aFollowerThatAsksNowAndThenEndsWithTheSameRows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        database.track(true);
        Map<Key, String> follower = new HashMap<>();
        long cursor = 0;
        for (int i = 0; i < 400; i++) {
            int id = random.nextInt(40);
            switch (random.nextInt(4)) {
                case 0 -> database.execute("DELETE FROM t WHERE id = ?", id);
                case 1 -> database.execute("UPDATE OR REPLACE t SET id = id + 40 WHERE id = ?", id);
                case 2 -> database.execute("UPDATE t SET a = ? WHERE id > ?", i, id);
                default -> database.execute("INSERT OR REPLACE INTO t VALUES (?, ?)", id, i);
            }
            if (random.nextInt(5) == 0) {
                cursor = follow(follower, cursor);
                assertEquals(rows(), follower, "seed " + seed);
            }
        }
    }

    private long follow(Map<Key, String> follower, long cursor) {
        try (ChangedRows changed = database.changedAfter(cursor)) {
            long version = cursor;
            while (changed.next()) {
                assertTrue(changed.version() >= version, "versions do not descend");
                assertTrue(changed.version() > cursor, "nothing comes twice");
                version = changed.version();
                if (changed.isDeleted()) {
                    follower.remove(changed.key());
                } else {
                    follower.put(changed.key(), "" + changed.row());
                }
            }
            return changed.upTo();
        }
    }

    private Map<Key, String> rows() {
        Map<Key, String> rows = new HashMap<>();
        database.query("SELECT * FROM t")
                .toList()
                .forEach(row -> rows.put(Key.of(row.longAt(0)), row.toString()));
        return rows;
    }

    private long version() {
        return version(database);
    }

    private static long version(Database database) {
        database.track(true);
        try (ChangedRows changed = database.changedAfter(0)) {
            return changed.upTo();
        }
    }

    private String changes(long after) {
        return changes(database, after);
    }

    private static String changes(Database database, long after) {
        List<String> changes = new ArrayList<>();
        try (ChangedRows changed = database.changedAfter(after)) {
            while (changed.next()) {
                String row = changed.isDeleted() ? "gone" : changed.row().toString();
                changes.add(changed.table() + changed.key() + "=" + row);
            }
        }
        return changes.toString();
    }

    private static void refuses(ErrorCode code, ChangedRows scan) {
        assertRefused(code, scan::version);
        assertRefused(code, scan::table);
        assertRefused(code, scan::key);
        assertRefused(code, scan::isDeleted);
        assertRefused(code, scan::columnCount);
        assertRefused(code, () -> scan.columnName(0));
        assertRefused(ErrorCode.ROW_ABSENT, scan::row);
        RowsTest.refusesEveryGetter(ErrorCode.ROW_ABSENT, scan, 0);
    }
}
