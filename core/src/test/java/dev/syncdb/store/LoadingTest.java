package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What a store writes down as commits, another one makes of it. */
final class LoadingTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Table numbers = numbered("numbers")
            .column("x", "TEXT")
            .column("y", "INTEGER")
            .unique("by_x", 1, 0)
            .unique("by_y", -2, 1, 0)
            .build();
    private final Table pairs =
            table("pairs").column("a", "TEXT").column("b", "INTEGER").key(1, 0).build();

    @Test
    void aStoreWithItsLogComesBack() {
        TestStore source = filled(StoreOptions.SPACE);
        TestStore target = loaded(source, StoreOptions.SPACE);
        assertSame(source, target);
        assertEquals(changes(source, 0), changes(target, 0), "seed " + seed);
        long middle = source.store.head() / 2;
        assertEquals(changes(source, middle), changes(target, middle), "seed " + seed);
        goesOn(target);
    }

    @Test
    void aPlainStoreComesBackWithoutTombstones() {
        TestStore target = loaded(filled(StoreOptions.SPACE), StoreOptions.PLAIN);
        target.assertSound();
        goesOn(target);
        TestStore source = filled(StoreOptions.PLAIN);
        assertSame(source, loaded(source, StoreOptions.PLAIN));
        goesOn(loaded(source, StoreOptions.SPACE));
    }

    @Test
    void aStoreWithoutRowsKeepsItsVersion() {
        for (StoreOptions options : List.of(StoreOptions.PLAIN, StoreOptions.SPACE)) {
            TestStore source = new TestStore(options).with(numbers).with(pairs);
            TestStore target = loaded(source, options);
            assertEquals(2, target.store.head());
            goesOn(target);
        }
        assertEquals(0, loaded(TestStore.plain(), StoreOptions.PLAIN).store.head());
    }

    @Test
    void aRowThatComesTwiceIsTheLastOne() {
        TestStore target = target(StoreOptions.SPACE);
        Loading loading = target.store.load();
        loading.add(new ChangeSet(1, List.of(new Change.Define(numbers.sql()))));
        loading.add(new ChangeSet(2, List.of(insert(1, "a"), insert(2, "b"))));
        loading.add(new ChangeSet(3, List.of(insert(1, "c"))));
        loading.add(new ChangeSet(4, List.of(delete(2), delete(9))));
        loading.finish();
        assertEquals(List.of(row(1, "c", 0)), target.rows("numbers"));
        assertEquals(List.of("3 (1) (1, 'c', 0)", "4 (2) null", "4 (9) null"), changes(target, 0));
        target.assertSound();
    }

    @Test
    void whatComesBehindTheRowsIsReplayed() {
        TestStore target = target(StoreOptions.SPACE);
        Loading loading = target.store.load();
        loading.add(new ChangeSet(1, List.of(new Change.Define(numbers.sql()))));
        loading.add(new ChangeSet(2, List.of(insert(1, "a"))));
        loading.add(new ChangeSet(3, List.of(new Change.Define(pairs.sql()))));
        loading.add(new ChangeSet(4, List.of(insert(2, "b"), delete(1))));
        loading.finish();
        assertEquals(4, target.store.head());
        assertEquals(List.of(row(2, "b", 0)), target.rows("numbers"));
        assertEquals(List.of(), target.rows("pairs"));
        target.assertSound();
    }

    @Test
    void aRowThatADefinitionCameWithGoesWithAllItsVersions() {
        TestStore target = target(StoreOptions.PLAIN);
        Loading loading = target.store.load();
        loading.add(new ChangeSet(1, List.of(new Change.Define(numbers.sql()))));
        loading.add(new ChangeSet(2, List.of(insert(1, "a"), insert(2, "b"))));
        loading.add(new ChangeSet(3, List.of(new Change.Define(pairs.sql()), insert(1, "c"))));
        loading.add(new ChangeSet(4, List.of(delete(1))));
        loading.finish();
        assertEquals(List.of(row(2, "b", 0)), target.rows("numbers"));
        target.assertSound();
    }

    @Test
    void commitsBehindAStateChangeItsOrders() {
        for (StoreOptions options : List.of(StoreOptions.PLAIN, StoreOptions.SPACE)) {
            for (int commits : new int[] {0, 1, 30, 600}) {
                TestStore source = filled(options);
                TestStore target = target(options);
                Loading loading = target.store.load();
                parts(source, loading, part -> part);
                for (int i = 0; i < commits; i++) {
                    loading.add(source.commit(tx -> {
                        write(tx);
                        write(tx);
                    }));
                }
                loading.finish();
                assertSame(source, target);
                goesOn(target);
            }
        }
    }

    @Test
    void aPartWithAnotherByteIsCorruptOrReadToItsEnd() {
        TestStore source = filled(StoreOptions.PLAIN);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            Loading loading = target(StoreOptions.PLAIN).store.load();
            try {
                parts(source, loading, this::damaged);
                loading.finish();
            } catch (Corrupt refusal) {
                refused++;
            }
        }
        assertTrue(refused > 50, refused + " were refused, seed " + seed);
    }

    @Test
    void whatDoesNotFitIsCorrupt() {
        Loading loading = target(StoreOptions.PLAIN).store.load();
        loading.add(new ChangeSet(1, List.of(new Change.Define(numbers.sql()))));
        loading.add(new ChangeSet(5, List.of(insert(1, "a"))));
        assertThrows(Corrupt.class, () -> loading.add(new ChangeSet(4, List.of(insert(2, "b")))));
        Change misfit = new Change.Insert(RowName.of("numbers", Key.of(3)), image(row(4, "x", 0)));
        assertThrows(Corrupt.class, () -> loading.add(new ChangeSet(6, List.of(misfit))));
        TestStore used = TestStore.plain().with(numbers);
        assertThrows(Fault.class, used.store::load, "only an empty store can be loaded");
    }

    private TestStore filled(StoreOptions options) {
        TestStore store = new TestStore(options).with(numbers).with(pairs);
        for (int i = 0; i < 120; i++) {
            int rows = i % 40 == 0 ? 700 : 5;
            store.commit(tx -> {
                for (int each = 0; each < rows; each++) {
                    write(tx);
                }
            });
        }
        return store;
    }

    private void write(Transaction tx) {
        long id = random.nextInt(900);
        Key key = Key.of(id);
        Row cells = row(id, "the same beginning " + random.nextInt(50), random.nextInt(9));
        boolean there = tx.get("numbers", key) != null;
        if (there && random.nextInt(3) == 0) {
            tx.delete("numbers", key);
        } else if (there) {
            tx.update("numbers", key, cells);
            tx.hide("numbers", key, Bytes.copyOf(new byte[] {(byte) id, 1}));
        } else {
            tx.insert("numbers", cells);
        }
        Row pair = row("p" + random.nextInt(20), random.nextInt(20));
        tx.put("pairs", pairs.keyOf(pair), random.nextInt(4) == 0 ? null : image(pair));
    }

    private TestStore target(StoreOptions options) {
        TestStore target = new TestStore(options);
        target.compiler.learn(numbers);
        target.compiler.learn(pairs);
        return target;
    }

    private static void parts(TestStore source, Loading loading, UnaryOperator<byte[]> change) {
        try (Snapshot snapshot = source.store.snapshot()) {
            snapshot.writeTo(loading::add, part -> {
                byte[] changed = change.apply(part);
                loading.add(changed, 0, changed.length);
            });
        }
    }

    private byte[] damaged(byte[] part) {
        byte[] copy = part.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private TestStore loaded(TestStore source, StoreOptions options) {
        TestStore target = target(options);
        Loading loading = target.store.load();
        try (Snapshot snapshot = source.store.snapshot()) {
            snapshot.writeTo(loading::add);
        }
        loading.finish();
        assertEquals(source.store.head(), target.store.head());
        return target;
    }

    private void assertSame(TestStore source, TestStore target) {
        try (Snapshot left = source.store.snapshot();
                Snapshot right = target.store.snapshot()) {
            for (String table : List.of("numbers", "pairs")) {
                List<String> rows = list(left.scan(table, Range.ALL));
                assertTrue(rows.size() > 100, "there is something to load");
                assertEquals(rows, list(right.scan(table, Range.ALL)), "seed " + seed);
                assertEquals(left.count(table), right.count(table));
            }
            for (String index : List.of("by_x", "by_y")) {
                assertEquals(
                        list(left.scanIndex("numbers", index, Range.ALL)),
                        list(right.scanIndex("numbers", index, Range.ALL)),
                        index + ", seed " + seed);
            }
        }
        target.assertSound();
    }

    /** What was loaded can be written on. */
    private void goesOn(TestStore target) {
        long head = target.store.head();
        for (int i = 0; i < 50; i++) {
            target.commit(tx -> {
                for (int each = 0; each < 10; each++) {
                    write(tx);
                }
            });
        }
        assertTrue(target.store.head() > head);
        target.assertSound();
    }

    private static List<String> list(Scan scan) {
        List<String> rows = new ArrayList<>();
        while (scan.next()) {
            rows.add(scan.image().toString());
        }
        return rows;
    }

    private static List<String> changes(TestStore store, long after) {
        List<String> changes = new ArrayList<>();
        try (Snapshot snapshot = store.store.snapshot()) {
            ChangeScan scan = snapshot.changesAfter(after);
            while (scan.next()) {
                Image image = scan.image();
                changes.add(scan.version() + " " + scan.key() + " "
                        + (image == null ? null : image.cells()));
            }
        }
        return changes;
    }

    private static Change insert(long id, String x) {
        return new Change.Insert(RowName.of("numbers", Key.of(id)), image(row(id, x, 0)));
    }

    private static Change delete(long id) {
        return new Change.Delete(RowName.of("numbers", Key.of(id)), null, Bytes.EMPTY);
    }

    private static Image image(Row row) {
        return new Image(row, Bytes.EMPTY);
    }
}
