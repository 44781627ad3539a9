package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.syncdb.schema.Table;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

final class LogOrderTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<TableData> tables = List.of(
            data(numbered("b").build(), 0),
            data(table("A").column("k", "TEXT", Collation.NOCASE, false).build(), 1),
            data(table("c").column("x", "TEXT").column("y", "TEXT").key(0, 1).build(), 2));

    @Test
    void rowsOfACommitAreSortedByTableAndKey() {
        for (int round = 0; round < 100; round++) {
            List<RowStep> rows = rows(random.nextInt(60));
            List<RowStep> expected = new ArrayList<>(rows);
            expected.sort(
                    Comparator.comparing(LogOrderTest::tableOf).thenComparing(LogOrderTest::keyOf));
            for (int placesMax : new int[] {0, 5, Integer.MAX_VALUE}) {
                assertEquals(
                        names(expected),
                        names(LogOrder.sorted(rows, placesMax)),
                        "seed " + seed + ", at most " + placesMax);
            }
            assertEquals(names(expected), names(LogOrder.sorted(rows)));
            assertSame(expected, LogOrder.sorted(expected), "what is sorted is left");
        }
    }

    @Test
    void rowsOfSeveralCommitsAreSortedByVersionFirst() {
        List<RowStep> rows = rows(300);
        List<RowStep> expected = new ArrayList<>(rows);
        expected.sort(Comparator.comparingLong(LogOrderTest::versionOf)
                .thenComparing(LogOrderTest::tableOf)
                .thenComparing(LogOrderTest::keyOf));
        assertEquals(names(expected), names(LogOrder.sortedByVersion(rows)), "seed " + seed);
    }

    /** Rows whose keys often begin alike, each key once. */
    private List<RowStep> rows(int count) {
        List<RowStep> rows = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        while (rows.size() < count) {
            TableData table = tables.get(random.nextInt(3));
            String text = "the same beginning ".substring(random.nextInt(19)) + word();
            Row cells =
                    switch (table.position()) {
                        case 0 ->
                            row(random.nextBoolean() ? random.nextLong() : random.nextInt(50));
                        case 1 -> row(random.nextInt(4) == 0 ? word() : text);
                        default -> row("x".repeat(random.nextInt(12)), text);
                    };
            String name = table.position() + table.key().keyOf(cells).toString();
            if (!seen.contains(name)) {
                seen.add(name);
                rows.add(step(table, cells));
            }
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private RowStep step(TableData table, Row cells) {
        PackedRow content = table.heap().layout().pack(cells, Bytes.EMPTY);
        RowHead head = new RowHead(table.heap().identity(), table.key().hash(content));
        long version = 1 + random.nextInt(5);
        RowVersion after = random.nextBoolean()
                ? RowVersion.live(version, content, null)
                : RowVersion.tombstone(version, content, null);
        head.setNewest(after);
        return new RowStep(table, head, null, after);
    }

    private String word() {
        return String.valueOf((char) ('a' + random.nextInt(26))) + random.nextInt(1_000);
    }

    private static TableData data(Table structure, int position) {
        Heap heap = TableBuilder.heap(structure, 7, position);
        return new TableData(structure, heap, position, List.of(), List.of());
    }

    private static int tableOf(RowStep row) {
        return row.table().position();
    }

    private static Key keyOf(RowStep row) {
        return row.head().key();
    }

    private static long versionOf(RowStep row) {
        return row.head().present().version();
    }

    private static List<String> names(List<RowStep> rows) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(versionOf(row) + ":" + tableOf(row) + keyOf(row)));
        return names;
    }
}
