package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store holds, as plain maps that are copied whole. */
final class Model {
    final Map<String, TreeMap<Key, Image>> tables = new TreeMap<>();
    /** The last change of each row. */
    final List<Logged> log = new ArrayList<>();

    record Logged(long version, RowName row, Image image) {}

    Model copy() {
        Model copy = new Model();
        tables.forEach((name, rows) -> copy.tables.put(name, new TreeMap<>(rows)));
        copy.log.addAll(log);
        return copy;
    }

    void log(ChangeSet changes) {
        for (Change change : changes.changes()) {
            if (change instanceof Change.Define) {
                String[] words = ((Change.Define) change).sql().split(" ");
                if (words[0].equals("DROP") && words[1].equals("TABLE")) {
                    log.removeIf(each -> each.row().table().equals(words[2]));
                }
                continue;
            }
            RowName row = name(change);
            log.removeIf(each -> each.row().equals(row));
            Map<Key, Image> rows = tables.get(row.table());
            log.add(new Logged(changes.version(), row, rows.get(row.key())));
        }
    }

    static RowName name(Change change) {
        if (change instanceof Change.Insert) {
            return ((Change.Insert) change).row();
        }
        return change instanceof Change.Update
                ? ((Change.Update) change).row()
                : ((Change.Delete) change).row();
    }

    void assertSeenBy(Reader reader) {
        assertEquals(
                List.copyOf(tables.keySet()),
                reader.schema().tables().stream().map(Table::name).sorted().toList());
        tables.forEach((name, rows) -> {
            assertEquals(rows.size(), reader.count(name), "count of " + name);
            for (boolean backward : new boolean[] {false, true}) {
                List<Key> keys = new ArrayList<>(rows.keySet());
                List<Image> images = new ArrayList<>(rows.values());
                if (backward) {
                    Collections.reverse(keys);
                    Collections.reverse(images);
                }
                Scan scan = reader.scan(name, new Range(null, null, backward));
                for (int i = 0; i < keys.size(); i++) {
                    assertEquals(true, scan.next(), "row " + keys.get(i) + " of " + name);
                    assertEquals(keys.get(i), scan.key());
                    assertEquals(images.get(i), scan.image());
                    assertEquals(images.get(i), reader.get(name, keys.get(i)));
                }
                assertEquals(false, scan.next());
            }
            for (Index index : reader.schema().table(name).indexes()) {
                assertEquals(ordered(rows, index), keys(reader, index, Range.ALL));
            }
        });
    }

    void assertIndexRange(Reader reader, Index index, Range range) {
        List<Key> expected = ordered(tables.get(index.table()), index);
        expected.removeIf(key -> {
            Row cells = tables.get(index.table()).get(key).cells();
            return isOutside(index, cells, range.lower(), 1)
                    || isOutside(index, cells, range.upper(), -1);
        });
        if (range.backward()) {
            Collections.reverse(expected);
        }
        assertEquals(expected, keys(reader, index, range), "range " + range);
    }

    private static boolean isOutside(Index index, Row cells, Range.Bound bound, int inside) {
        if (bound == null) {
            return false;
        }
        for (int i = 0; i < bound.prefix().size(); i++) {
            IndexColumn column = index.columns().get(i);
            int order = Value.compare(
                    cells.at(column.column()), bound.prefix().at(i), column.collation());
            if (order != 0) {
                return (column.descending() ? -order : order) * inside < 0;
            }
        }
        return !bound.inclusive();
    }

    void assertLog(Snapshot snapshot, long after) {
        ChangeScan scan = snapshot.changesAfter(after);
        List<Logged> found = new ArrayList<>();
        while (scan.next()) {
            found.add(
                    new Logged(scan.version(), RowName.of(scan.table(), scan.key()), scan.image()));
        }
        List<Logged> expected = new ArrayList<>(log);
        expected.removeIf(each -> each.version() <= after);
        List<String> tables =
                snapshot.schema().tables().stream().map(Table::name).toList();
        expected.sort(Comparator.comparingLong(Logged::version)
                .thenComparingInt(each -> tables.indexOf(each.row().table()))
                .thenComparing(each -> each.row().key()));
        assertEquals(expected, found, "changes after " + after);
        for (int i = 0; i < found.size(); i++) {
            Logged at = found.get(i);
            ChangeScan rest = snapshot.changesAfter(
                    at.version(), at.row().table(), at.row().key());
            assertEquals(i + 1 < found.size(), rest.next(), "resumed behind " + at);
            if (i + 1 < found.size()) {
                assertEquals(found.get(i + 1).row().key(), rest.key(), "resumed behind " + at);
            }
        }
    }

    static void assertSame(Snapshot one, Snapshot other) {
        assertEquals(one.schema().script(), other.schema().script());
        for (Table table : one.schema().tables()) {
            Scan left = one.scan(table.name(), Range.ALL);
            Scan right = other.scan(table.name(), Range.ALL);
            while (left.next()) {
                assertEquals(true, right.next());
                assertEquals(left.image(), right.image());
            }
            assertEquals(false, right.next());
        }
    }

    private static List<Key> keys(Reader reader, Index index, Range range) {
        return TestStore.keys(reader.scanIndex(index.table(), index.name(), range));
    }

    private static List<Key> ordered(Map<Key, Image> rows, Index index) {
        List<Key> keys = new ArrayList<>(rows.keySet());
        Comparator<Key> order = Comparator.comparingInt(key -> 0);
        for (var column : index.columns()) {
            Comparator<Key> next = (a, b) -> Value.compare(
                    rows.get(a).cells().at(column.column()),
                    rows.get(b).cells().at(column.column()),
                    column.collation());
            order = order.thenComparing(column.descending() ? next.reversed() : next);
        }
        keys.sort(order.thenComparing(Comparator.naturalOrder()));
        return keys;
    }
}
