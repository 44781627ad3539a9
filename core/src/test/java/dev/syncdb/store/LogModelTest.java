package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.value.Key;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The change log against a model that sorts: what changed after a version, and after a row. */
final class LogModelTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final TestStore test = TestStore.space()
            .with(
                    numbered("a").column("x", "INTEGER").build(),
                    numbered("B").column("x", "INTEGER").build(),
                    numbered("c").column("x", "INTEGER").build());
    private final List<String> tables = List.of("a", "B", "c");
    private final Map<String, Entry> model = new TreeMap<>();
    private final List<Opened> opened = new ArrayList<>();

    private record Entry(long version, String table, Key key, boolean live) {}

    private record Opened(Snapshot snapshot, List<Entry> entries) {}

    @Test
    void scansFindWhatAModelFindsWhileSweepsGoOn() {
        for (int i = 0; i < 600; i++) {
            commit();
            if (i % 60 == 0) {
                opened.add(new Opened(test.store.snapshot(), entries()));
            }
            if (i % 20 == 0) {
                try (Snapshot snapshot = test.store.snapshot()) {
                    assertScans(snapshot, entries());
                }
            }
        }
        for (Opened each : opened) {
            assertScans(each.snapshot(), each.entries());
            each.snapshot().close();
        }
        assertTrue(entries().size() > 100, "there was something to find");
        test.assertSound();
    }

    private void commit() {
        boolean large = random.nextInt(20) == 0;
        int rows = large ? 200 : 1 + random.nextInt(6);
        long version = test.store.head() + 1;
        Map<String, Entry> changed = new TreeMap<>();
        test.commit(tx -> {
            for (int i = 0; i < rows; i++) {
                String table = tables.get(random.nextInt(tables.size()));
                long id = random.nextInt(120) - 60;
                Key key = Key.of(id);
                if (changed.containsKey(table + id)) {
                    continue;
                }
                Entry before = model.get(table + id);
                boolean live = before != null && before.live();
                if (live && random.nextInt(3) == 0) {
                    tx.delete(table, key);
                } else if (live) {
                    tx.update(table, key, row(id, (int) tx.version()));
                } else {
                    tx.insert(table, row(id, (int) tx.version()));
                }
                boolean now = tx.get(table, key) != null;
                changed.put(table + id, new Entry(version, table, key, now));
            }
        });
        model.putAll(changed);
    }

    /** What the log has, each row once. */
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(model.values());
        entries.sort(LogModelTest::compare);
        return entries;
    }

    private void assertScans(Snapshot snapshot, List<Entry> entries) {
        assertEquals(entries, list(snapshot.changesAfter(-1)), "seed " + seed);
        for (int i = 0; i < 10; i++) {
            long after = random.nextInt((int) snapshot.version() + 3) - 1;
            List<Entry> expected = new ArrayList<>(entries);
            expected.removeIf(entry -> entry.version() <= after);
            assertEquals(expected, list(snapshot.changesAfter(after)), "seed " + seed);

            Entry place = place(entries, after);
            List<Entry> behind = new ArrayList<>(entries);
            behind.removeIf(entry -> compare(entry, place) <= 0);
            assertEquals(
                    behind,
                    list(snapshot.changesAfter(place.version(), place.table(), place.key())),
                    "behind " + place + " with seed " + seed);
        }
    }

    /** A row that is there, or a place where none is any more. */
    private Entry place(List<Entry> entries, long version) {
        return random.nextBoolean()
                ? entries.get(random.nextInt(entries.size()))
                : new Entry(
                        version,
                        tables.get(random.nextInt(tables.size())),
                        Key.of(random.nextInt(140) - 70),
                        true);
    }

    private static int compare(Entry left, Entry right) {
        int byVersion = Long.compare(left.version(), right.version());
        int byTable = left.table().compareToIgnoreCase(right.table());
        return byVersion != 0
                ? byVersion
                : byTable != 0 ? byTable : left.key().compareTo(right.key());
    }

    private static List<Entry> list(ChangeScan scan) {
        List<Entry> entries = new ArrayList<>();
        while (scan.next()) {
            entries.add(new Entry(scan.version(), scan.table(), scan.key(), scan.image() != null));
        }
        return entries;
    }
}
