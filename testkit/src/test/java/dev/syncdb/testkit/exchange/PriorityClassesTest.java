package dev.syncdb.testkit.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.error.Incorrect;
import dev.syncdb.testkit.disk.DiskCrash;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Law 22, between a real replica and a real server. */
final class PriorityClassesTest {
    private static final List<List<String>> ITEMS_FIRST = List.of(List.of("items"));
    private static final List<List<String>> LISTS_FIRST =
            List.of(List.of("lists"), List.of("items"));
    private static final String ITEMS = "SELECT * FROM items ORDER BY id";
    private static final String LISTS = "SELECT * FROM lists ORDER BY id";

    private final Hub hub = new Hub();

    @BeforeEach
    void open() {
        hub.write(
                "INSERT INTO lists VALUES (1, 'home'), (2, 'work'), (3, 'gone')",
                "INSERT INTO items VALUES (1, 1, 'milk', 0), (2, 2, 'bread', 0)",
                "INSERT INTO items VALUES (3, 1, 'tea', 0), (4, 3, 'rice', 0)");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void theUrgentClassIsVisibleBeforeTheRestIsFetched() {
        try (Handset ann = new Handset(hub, 2, 2, LISTS_FIRST)) {
            ann.exchange();
            assertFalse(ann.replica.isPartial());
            ann.exchange();
            assertTrue(ann.replica.isPartial());
            assertEquals(hub.read(LISTS), ann.read(LISTS));
            assertEquals("", ann.read(ITEMS));
            ann.sync();
            assertTrue(ann.replica.isComplete());
            assertEquals(hub.read(ITEMS), ann.read(ITEMS));
        }
    }

    /** T3: what is written while a first sync streams is in it once. */
    @Test
    void whatChangesMeanwhileComesWithThePassBehindTheLastClass() {
        try (Handset ann = new Handset(hub, 2, 1, ITEMS_FIRST)) {
            for (int i = 0; ann.exchange() == Next.AGAIN; i++) {
                if (i < 20) {
                    hub.write(
                            "INSERT INTO lists VALUES (" + (10 + i) + ", 'later')",
                            "INSERT INTO items VALUES (" + (10 + i) + ", " + (10 + i) + ", 'x', 0)",
                            "UPDATE items SET done = " + i + " WHERE id = 1 + " + i + " % 4",
                            "DELETE FROM lists WHERE id = " + (i == 7 ? 3 : 9 + i - 3));
                }
            }
            assertEquals(hub.read(LISTS), ann.read(LISTS));
            assertEquals(hub.read(ITEMS), ann.read(ITEMS));
        }
    }

    @Test
    void anEditOfWhatWasVisibleOverwritesNothingUnseenWithoutARecord() {
        try (Handset ann = new Handset(hub, 2, 9, ITEMS_FIRST)) {
            ann.exchange();
            hub.write("UPDATE items SET title = 'oat milk' WHERE id = 1");
            ann.exchange();
            assertTrue(ann.replica.isPartial());
            ann.write("UPDATE items SET title = 'soy milk' WHERE id = 1");
            ann.write("UPDATE items SET title = 'rye bread' WHERE id = 2");
            ann.write("UPDATE lists SET name = 'office' WHERE id = 2");
            assertEquals("", hub.read("SELECT * FROM syncdb_conflicts"));
            ann.sync();
            assertEquals(
                    "('items', 'title')",
                    hub.read("SELECT table_name, column_name FROM syncdb_conflicts"),
                    "of the title that was not seen, and of nothing else");
            assertEquals(hub.read(ITEMS), ann.read(ITEMS));
            assertEquals("('office')", hub.read("SELECT name FROM lists WHERE id = 2"));
        }
    }

    @Test
    void aChildMayBeThereBeforeItsParent() {
        try (Handset ann = new Handset(hub, 2, 9, ITEMS_FIRST)) {
            ann.exchange();
            assertEquals(hub.read(ITEMS), ann.read(ITEMS));
            assertEquals("", ann.read(LISTS));
            ann.write("UPDATE items SET title = 'oat milk' WHERE id = 1");
            ann.write("DELETE FROM items WHERE id = 2");
            assertThrows(
                    Incorrect.class, () -> ann.write("INSERT INTO items VALUES (5, 1, 'a', 0)"));
            ann.reopen();
            ann.exchange();
            ann.write("INSERT INTO items VALUES (5, 1, 'a', 0)");
            ann.sync();
            assertEquals(hub.read(ITEMS), ann.read(ITEMS));
            assertEquals("(4)", hub.read("SELECT count(*) FROM items"));
            assertEquals("('oat milk')", hub.read("SELECT title FROM items WHERE id = 1"));
        }
    }

    /** T11, B4: the phone stops at each operation of its disk, and goes on where it was. */
    @Test
    void aCrashAnywhereCostsAtMostOnePage() {
        int crashes = 0;
        boolean crashed = true;
        for (long at = 1; crashed; at++) {
            Handset ann = new Handset(hub, (int) (1_000 + at), 1, LISTS_FIRST);
            int before = hub.pages;
            ann.disk.crashAt(ann.disk.operations() + at);
            crashed = false;
            boolean written = false;
            Next next = Next.AGAIN;
            while (next == Next.AGAIN) {
                try {
                    if (ann.replica.isPartial() && !written) {
                        written = true;
                        ann.write("UPDATE lists SET name = 'home " + at + "' WHERE id = 1");
                    }
                    next = ann.exchange();
                } catch (DiskCrash crash) {
                    crashed = true;
                    ann.restart(at);
                    written = written && ann.replica.pending() > 0;
                    next = Next.AGAIN;
                }
            }
            crashes += crashed ? 1 : 0;
            assertEquals(hub.read(LISTS), ann.read(LISTS), "after a crash at " + at);
            assertEquals(hub.read(ITEMS), ann.read(ITEMS), "after a crash at " + at);
            assertEquals(0, ann.replica.pending());
            // Three lists, four items, no pass behind them, and the push.
            assertTrue(hub.pages - before <= 3 + 4 + 1 + 2, hub.pages - before + " pages");
            ann.close();
        }
        assertTrue(crashes > 20, crashes + " crashes");
    }
}
