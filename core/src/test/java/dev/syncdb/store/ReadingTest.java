package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TestStore.assertRefused;
import static dev.syncdb.store.TestStore.cells;
import static dev.syncdb.store.TestStore.keys;
import static dev.syncdb.store.TestStore.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class ReadingTest {
    private final TestStore test = TestStore.plain()
            .with(
                    numbered("tasks")
                            .column("title", "TEXT", Collation.NOCASE, false)
                            .column("size", "INTEGER")
                            .build(),
                    table("pairs")
                            .column("a", "TEXT", Collation.NOCASE, false)
                            .column("b", "INTEGER")
                            .key(0, 1)
                            .build());

    @BeforeEach
    void fill() {
        test.commit(tx -> {
            tx.define(test.compiler.learnIndex("by_title", "tasks", false, 1, -2));
            tx.insert("tasks", row(1, "b", 1));
            tx.insert("tasks", row(2, "A", 2));
            tx.insert("tasks", row(3, "a", 3));
            tx.insert("tasks", row(4, "a", 2));
            tx.insert("tasks", row(5, null, 2));
            tx.insert("pairs", row("X", 1));
            tx.insert("pairs", row("X", 2));
            tx.insert("pairs", row("y", 1));
        });
    }

    private static Range range(Row lower, boolean lowerIn, Row upper, boolean upperIn) {
        return new Range(
                lower == null ? null : new Range.Bound(lower, lowerIn),
                upper == null ? null : new Range.Bound(upper, upperIn),
                false);
    }

    private List<Long> found(Range range) {
        return numbers(keysOf(range));
    }

    private List<Key> keysOf(Range range) {
        try (Snapshot snapshot = test.store.snapshot()) {
            return keys(snapshot.scanIndex("TASKS", "BY_TITLE", range));
        }
    }

    private static List<Long> numbers(List<Key> keys) {
        List<Long> numbers = new ArrayList<>();
        keys.forEach(key -> numbers.add(key.values().at(0).asLong()));
        return numbers;
    }

    @Test
    void anIndexIsInTheOrderOfItsColumnsThenOfTheKey() {
        assertEquals(List.of(5L, 3L, 2L, 4L, 1L), found(Range.ALL));
        assertEquals(List.of(1L, 4L, 2L, 3L, 5L), found(new Range(null, null, true)));
    }

    @Test
    void aShortBoundStandsForAllThatBeginsWithIt() {
        Row a = row("a");
        assertEquals(List.of(3L, 2L, 4L), found(Range.of(a)));
        assertEquals(List.of(5L), found(range(null, false, a, false)));
        assertEquals(List.of(5L, 3L, 2L, 4L), found(range(null, false, a, true)));
        assertEquals(List.of(1L), found(range(a, false, null, false)));
        assertEquals(List.of(3L, 2L, 4L, 1L), found(range(a, true, null, false)));
    }

    @Test
    void boundsMayDifferInLength() {
        Row a = row("a");
        Row a2 = row("a", 2);
        assertEquals(List.of(2L, 4L), found(Range.of(a2)));
        assertEquals(List.of(3L), found(range(a, true, a2, false)), "before a2");
        assertEquals(List.of(2L, 4L), found(range(a2, true, a, true)));
        assertEquals(List.of(), found(range(a2, false, a, true)));
        assertEquals(List.of(), found(range(a, true, a, false)));
        assertEquals(List.of(), found(range(a2, true, a, false)), "the end lies before the start");
        assertEquals(List.of(), found(range(row("z"), true, a, true)));
    }

    @Test
    void primaryKeysAreScannedInOrderUnderTheirCollation() {
        try (Snapshot snapshot = test.store.snapshot()) {
            List<Row> all = List.of(row("X", 1), row("X", 2), row("y", 1));
            assertEquals(all, rows(snapshot.scan("pairs", Range.ALL)));
            assertEquals(all.subList(0, 2), rows(snapshot.scan("pairs", Range.of(row("x")))));
            List<Row> backward = new ArrayList<>(all);
            Collections.reverse(backward);
            assertEquals(backward, rows(snapshot.scan("pairs", new Range(null, null, true))));
            assertEquals(3, snapshot.count("pairs"));
            assertNull(snapshot.get("pairs", Key.of(1)));
        }
    }

    @Test
    void unknownNamesAreRefused() {
        try (Snapshot snapshot = test.store.snapshot()) {
            assertRefused(ErrorCode.UNKNOWN_TABLE, () -> snapshot.get("x", Key.of(1)));
            assertRefused(
                    ErrorCode.UNKNOWN_INDEX, () -> snapshot.scanIndex("tasks", "x", Range.ALL));
            Scan scan = snapshot.scan("tasks", Range.ALL);
            assertThrows(Fault.class, scan::key);
            Range range = Range.of(row("a", 1, 2));
            assertRefused(ErrorCode.SCHEMA, () -> snapshot.scan("pairs", range));
            assertRefused(ErrorCode.SCHEMA, () -> snapshot.scanIndex("tasks", "by_title", range));
            assertThrows(Fault.class, () -> snapshot.changesAfter(0));
        }
    }

    @Test
    void aSnapshotStaysAsItWasTaken() {
        Snapshot old = test.store.snapshot();
        for (int i = 0; i < 40; i++) {
            int size = i;
            test.commit(tx -> {
                tx.update("tasks", Key.of(1), row(1, "t" + size, size));
                tx.delete("tasks", Key.of(2));
                tx.insert("tasks", row(2, "A" + size, size));
                tx.delete("tasks", Key.of(3));
            });
        }
        test.commit(tx -> tx.define("DROP INDEX by_title"));
        test.commit(tx -> tx.define("DROP TABLE pairs"));
        assertEquals(2, old.version());
        assertEquals(5, old.count("tasks"));
        assertEquals(row(1, "b", 1), cells(old, "tasks", Key.of(1)));
        assertEquals(
                List.of(5L, 3L, 2L, 4L, 1L),
                numbers(keys(old.scanIndex("tasks", "by_title", Range.ALL))));
        assertEquals(3, rows(old.scan("pairs", Range.ALL)).size());
        assertEquals(2, old.schema().tables().size());
        assertEquals(
                List.of(1L, 2L, 4L, 5L),
                numbers(keys(test.store.snapshot().scan("tasks", Range.ALL))));
        test.assertSound();
        old.close();
        old.close();
        assertRefused(ErrorCode.CLOSED, () -> old.count("tasks"));
    }

    @Test
    void aRowWhoseIndexedColumnChangedIsFoundOnce() {
        Transaction tx = test.store.begin();
        tx.update("tasks", Key.of(1), row(1, "c", 1));
        tx.update("tasks", Key.of(1), row(1, "b", 1));
        tx.update("tasks", Key.of(2), row(2, "B", 1));
        tx.update("tasks", Key.of(3), row(3, "A", 3));
        assertEquals(
                List.of(5L, 3L, 4L, 1L, 2L),
                numbers(keys(tx.scanIndex("tasks", "by_title", Range.ALL))));
        assertEquals(List.of(5L, 3L, 2L, 4L, 1L), found(Range.ALL));
        tx.rollback();
        test.assertSound();
    }
}
