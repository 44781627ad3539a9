package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.server.Space;
import dev.syncdb.server.space.Limits;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/** More records of conflicts than a server keeps in memory: each is there, and once. */
class SpilledConflictsTest {
    private static final String SCHEMA = """
            CREATE TABLE items (id INTEGER PRIMARY KEY, title TEXT);
            INSERT INTO items (id) VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10);
            """;

    private static final String LEDGER = "SELECT * FROM syncdb_conflicts ORDER BY id";
    private static final String COUNT = "SELECT count(*) FROM syncdb_conflicts";

    private final List<Replica> phones = new ArrayList<>();

    /** How many records the server has surely written, and the edits that they are about. */
    private int recorded;

    private int edits;

    @Test
    void everyOverwriteIsInMemoryOrOnDiskOnce() {
        try (Exchanges exchanges = exchanges(50)) {
            flood(exchanges, 50);
            Map<Long, Row> before = all(exchanges);
            assertEquals(990, before.size(), "of two phones that write ten rows blindly");
            long inMemory = number(exchanges, COUNT);
            assertTrue(inMemory > 30 && inMemory <= 50, inMemory + " in memory");
            exchanges.restart();
            assertEquals(before, all(exchanges), "as before");
            for (Replica phone : phones) {
                assertEquals(
                        COUNT + "\n(990)", Exchanges.show(phone, COUNT), "a phone keeps its own");
            }
            flood(exchanges, 1);
            assertEquals(1_000, all(exchanges).size());
            assertEquals(List.of(), exchanges.alarms);
        }
    }

    @Test
    void whatIsOnDiskIsResolvedAsWell() {
        try (Exchanges exchanges = exchanges(20)) {
            flood(exchanges, 5);
            Space space = exchanges.server.space(Exchanges.SPACE);
            Row first = space.spilledConflicts().next();
            assertEquals(1, first.longAt(ConflictTable.ID), "the oldest");
            space.conflicts().restore(1);
            Incorrect unknown =
                    assertThrows(Incorrect.class, () -> space.conflicts().dismiss(1_000));
            assertEquals(ErrorCode.UNKNOWN_CONFLICT, unknown.code());
            assertEquals(
                    first.at(ConflictTable.STORED_VALUE),
                    space.query("SELECT title FROM items WHERE id = 1")
                            .toList()
                            .get(0)
                            .at(0));
            space.conflicts().restore(1);
            for (int i = 0; i < 2; i++) {
                exchanges.restart();
                Row now = all(exchanges).get(1L);
                assertEquals("RESOLVED", now.textAt(ConflictTable.STATUS));
                flood(exchanges, 2);
            }
            Space again = exchanges.server.space(Exchanges.SPACE);
            assertEquals("RESOLVED", again.spilledConflicts().next().textAt(ConflictTable.STATUS));
        }
    }

    @Test
    void aCrashAtAnyOperationLeavesEachRecordOnce() {
        long operations;
        try (Exchanges whole = exchanges(8)) {
            flood(whole, 3);
            operations = whole.disk.operations();
        }
        int spills = 0;
        for (long at = 1; at <= operations; at++) {
            spills += crash(at) ? 1 : 0;
        }
        assertTrue(spills > 30, "only " + spills + " crashes left something on disk");
    }

    /** Returns true if some records are not in memory after the crash. */
    private boolean crash(long at) {
        Exchanges exchanges = exchanges(8);
        exchanges.disk.crashAt(exchanges.disk.operations() + at);
        try {
            flood(exchanges, 3);
            exchanges.close();
            return false;
        } catch (CompletionException | DiskCrash crash) {
            assertTrue(exchanges.disk.isCrashed(), () -> "another failure: " + crash);
            exchanges.recover(exchanges.disk.afterCrash(at));
        }
        String situation = "crash at operation " + at;
        Map<Long, Row> found = all(exchanges);
        assertTrue(found.size() >= recorded, situation + " left only " + found.size());
        boolean spilled = found.size() > number(exchanges, COUNT);
        flood(exchanges, 1);
        assertTrue(all(exchanges).entrySet().containsAll(found.entrySet()), situation);
        exchanges.restart();
        assertTrue(all(exchanges).entrySet().containsAll(found.entrySet()), situation);
        exchanges.close();
        return spilled;
    }

    private Exchanges exchanges(int inMemory) {
        phones.clear();
        recorded = 0;
        edits = 0;
        Exchanges exchanges = new Exchanges(1, SCHEMA);
        exchanges.limits = new Limits(1 << 20, 1 << 20, 1 << 16).withConflictsInMemory(inMemory);
        exchanges.restart();
        for (int i = 0; i < 2; i++) {
            phones.add(exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0));
            exchanges.sync(phones.get(i));
        }
        return exchanges;
    }

    /** Both write all rows, neither having seen what the other wrote last. */
    private void flood(Exchanges exchanges, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Replica phone : phones) {
                exchanges.time.advanceTo(exchanges.time.millis() + 10);
                String title = "v" + ++edits;
                phone.database()
                        .write(session -> session.execute("UPDATE items SET title = ?", title));
            }
            for (Replica phone : phones) {
                exchanges.sync(phone);
                recorded = (int) number(exchanges, "SELECT max(id) FROM syncdb_conflicts");
            }
        }
        phones.forEach(exchanges::sync);
    }

    /** All records, in memory and on disk: each id that was given is there, and once. */
    private static Map<Long, Row> all(Exchanges exchanges) {
        Space space = exchanges.server.space(Exchanges.SPACE);
        Map<Long, Row> all = new TreeMap<>();
        Iterator<Row> onDisk = space.spilledConflicts();
        long before = 0;
        while (onDisk.hasNext()) {
            Row record = onDisk.next();
            long id = record.longAt(ConflictTable.ID);
            assertTrue(id > before, "in order of id");
            all.put(id, record);
            before = id;
        }
        for (Row record : space.query(LEDGER).toList()) {
            Row other = all.put(record.longAt(ConflictTable.ID), record);
            assertEquals(null, other, "it is in both");
        }
        List<Row> last = space.query(
                        "SELECT last FROM syncdb_handles WHERE table_name = 'syncdb_conflicts'")
                .toList();
        long given = last.isEmpty() ? 0 : last.get(0).longAt(0);
        assertEquals(given, all.size(), "one of each id");
        assertTrue(all.keySet().stream().allMatch(id -> id <= given), "none that was not given");
        return all;
    }

    private static long number(Exchanges exchanges, String query) {
        Row row = exchanges.server.space(Exchanges.SPACE).query(query).toList().get(0);
        return row.isNullAt(0) ? 0 : row.longAt(0);
    }
}
