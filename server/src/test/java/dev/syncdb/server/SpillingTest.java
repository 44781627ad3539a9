package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Retryable;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Which records of conflicts go to disk when they are too many, and what becomes of them there. */
final class SpillingTest extends ClashingTeam {
    private static final String IDS = "SELECT id FROM syncdb_conflicts ORDER BY id";

    SpillingTest() {
        super("Team", SMALL.withConflictsInMemory(4));
    }

    @Test
    void openOnesGoLast() {
        for (String id : new String[] {"t2", "t3", "t4", "t5"}) {
            ann.commit(ann.insert("tasks", id, null, "milk", 0, 1)).sync();
        }
        task = "t2";
        clash("a1", "b1");
        task = "t3";
        clash("a2", "b2");
        task = "t1";
        space().execute("UPDATE syncdb_conflicts SET status = 'OPEN'");
        for (int i = 3; i <= 7; i++) {
            clash("a" + i, "b" + i);
        }
        assertEquals("3 4 5", spilled());
        space().execute("UPDATE syncdb_conflicts SET status = 'OPEN' WHERE status = 'AUTO'");
        task = "t4";
        clash("a8", "b8");
        space().execute("UPDATE syncdb_conflicts SET status = 'OPEN' WHERE status = 'AUTO'");
        task = "t5";
        clash("a9", "b9");
        touch();
        assertEquals("1 3 4 5 9", spilled(), "what was settled, or else the oldest");
        space().conflicts().dismiss(1);
        assertEquals("(1)\n(6)\n(7)\n(8)", read(IDS), "it came back, and the next went");
        assertEquals("(6)\n(7)\n(8)", read("SELECT id FROM syncdb_open ORDER BY id"));
    }

    @Test
    void aSpaceOfWhichNothingIsOnDiskHasNoFile() throws IOException {
        clash("one", "two");
        assertFalse(space().spilledConflicts().hasNext());
        assertThrows(
                NoSuchElementException.class, () -> space().spilledConflicts().next());
        try (Stream<Path> files = Files.list(folder.resolve("conflicts"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void whatIsOldGoesFromDiskToo() throws IOException {
        flood(12);
        assertTrue(isOnDisk("early"));
        world.millis += 20 * DAY_MILLIS;
        flood(8);
        String late = spilled();
        world.millis += 11 * DAY_MILLIS + 1;
        touch();
        assertEquals("13", spilled().split(" ")[0], "of " + late);
        for (int i = 0; i < 100; i++) {
            touch();
        }
        world.restart();
        assertEquals("13", spilled().split(" ")[0]);
        world.millis += 40 * DAY_MILLIS;
        touch();
        assertEquals("", spilled());
    }

    @Test
    void ofAnErasedUserNothingIsLeftThereEither() throws IOException {
        flood(12);
        ann.sync();
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        assertEquals(1, space().erase("bob"));
        for (int i = 0; i < 200; i++) {
            touch();
        }
        ann.sync();
        assertFalse(ann.ledger().contains("early b"), ann.ledger());
        assertEquals(12, spilled().split(" ").length + read(IDS).lines().count());
        Iterator<Row> records = space().spilledConflicts();
        while (records.hasNext()) {
            Row record = records.next();
            assertTrue(record.isNullAt(ConflictTable.INCOMING_VALUE), record.toString());
            assertTrue(record.isNullAt(ConflictTable.INCOMING_SUBJECT), record.toString());
            assertFalse(record.isNullAt(ConflictTable.STORED_VALUE), record.toString());
        }
        assertFalse(isOnDisk("early b"), "the file was written anew");
        assertTrue(isOnDisk("early a"));
    }

    @Test
    void aDiskThatRefusesLeavesThemInMemory() {
        flood(5);
        String before = spilled();
        world.refuse("+team-");
        flood(5);
        assertThrows(Retryable.class, this::spilled);
        assertEquals(1, world.alarms.size(), "it is not asked again at once");
        world.millis += 60_000;
        touch();
        assertEquals(2, world.alarms.size());
        assertEquals(10 - before.split(" ").length, read(IDS).lines().count());
        world.refuse("none");
        world.millis += 60_000;
        touch();
        assertTrue(read(IDS).lines().count() <= 4, read(IDS));
        assertEquals(10, spilled().split(" ").length + read(IDS).lines().count());
        world.restart();
        assertEquals(10, spilled().split(" ").length + read(IDS).lines().count());
    }

    @Test
    void anEraseThatTheDiskRefusesIsDoneAgain() throws IOException {
        flood(8);
        ann.sync();
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        world.refuse("+team-");
        assertThrows(Retryable.class, () -> space().erase("bob"));
        world.refuse("none");
        world.millis += 60_000;
        assertEquals(0, space().erase("bob"), "the registration is gone already");
        for (int i = 0; i < 200; i++) {
            touch();
        }
        assertFalse(isOnDisk("early b"));
        space().conflicts().dismiss(1);
        assertEquals(8, spilled().split(" ").length + read(IDS).lines().count());
    }

    private void flood(int clashes) {
        for (int i = 0; i < clashes; i++) {
            clash("early a" + i, "early b" + i);
        }
    }

    /** The ids of the records on disk. */
    private String spilled() {
        StringJoiner ids = new StringJoiner(" ");
        Iterator<Row> records = space().spilledConflicts();
        while (records.hasNext()) {
            ids.add("" + records.next().longAt(ConflictTable.ID));
        }
        return ids.toString();
    }
}
