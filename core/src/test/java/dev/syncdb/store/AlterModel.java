package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.schema.Index;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What a store holds whose tables are altered: rows as lists, copied whole. */
final class AlterModel {
    /** In order of creation. */
    final List<Sheet> sheets = new ArrayList<>();

    /** A table. The first column is the key. */
    static final class Sheet {
        String name;
        final List<String> columns = new ArrayList<>();

        /** Columns that hold twice the key. */
        final Set<String> computed = new HashSet<>();

        final TreeMap<Long, Line> lines = new TreeMap<>();

        /** The lines as the transaction found them, in the columns of now. */
        final TreeMap<Long, Line> found = new TreeMap<>();

        Sheet(String name) {
            this.name = name;
        }

        Line line(long id) {
            return lines.get(id);
        }

        boolean isLive(long id) {
            return lines.containsKey(id) && lines.get(id).row != null;
        }

        List<Long> live() {
            return lines.keySet().stream().filter(this::isLive).toList();
        }

        /** A column comes, with that value in all rows; with null, one that is computed. */
        void add(int position, String column, Value value) {
            columns.add(position, column);
            if (value == null) {
                computed.add(column);
            }
            replace((id, cells) -> cells.add(position, value == null ? Value.of(id * 2) : value));
        }

        void name(int position, String column) {
            if (computed.remove(columns.set(position, column))) {
                computed.add(column);
            }
        }

        void drop(int position) {
            computed.remove(columns.remove(position));
            replace((id, cells) -> cells.remove(position));
        }

        private void replace(BiConsumer<Long, List<Value>> edit) {
            for (TreeMap<Long, Line> all : List.of(lines, found)) {
                all.replaceAll((id, line) -> {
                    if (line.row == null) {
                        return line;
                    }
                    List<Value> cells = new ArrayList<>(List.of(line.row.toArray()));
                    edit.accept(id, cells);
                    return new Line(Row.of(cells), line.hidden, line.version);
                });
            }
        }

        /** A row with that key, and values for what is not computed. */
        Row whole(long id, Supplier<Value> values) {
            List<Value> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(
                        cells.isEmpty()
                                ? Value.of(id)
                                : computed.contains(column) ? Value.of(id * 2) : values.get());
            }
            return Row.of(cells);
        }

        /** The transaction is over: what ends as it began has not changed. */
        void settle() {
            lines.replaceAll((id, line) -> {
                Line before = found.get(id);
                return before != null && before.isSame(line) ? before : line;
            });
            lines.entrySet()
                    .removeIf(entry ->
                            entry.getValue().row == null && !found.containsKey(entry.getKey()));
            found.clear();
            found.putAll(lines);
        }

        private Sheet copy() {
            Sheet copy = new Sheet(name);
            copy.columns.addAll(columns);
            copy.computed.addAll(computed);
            copy.lines.putAll(lines);
            copy.found.putAll(found);
            return copy;
        }
    }

    /** A row, or with null what is left of one. */
    record Line(Row row, Bytes hidden, long version) {
        boolean isSame(Line other) {
            return row == null
                    ? other.row == null
                    : row.equals(other.row) && hidden.equals(other.hidden);
        }
    }

    /** What the change log tells of a row. */
    record Told(long version, String table, long id, Row row, Bytes hidden) {}

    AlterModel copy() {
        AlterModel copy = new AlterModel();
        sheets.forEach(sheet -> copy.sheets.add(sheet.copy()));
        return copy;
    }

    Sheet find(String name) {
        return sheets.stream()
                .filter(sheet -> sheet.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    void assertSeenBy(Reader reader, String message) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        reader.schema()
                .tables()
                .forEach(table -> tables.put(
                        table.name(),
                        table.columns().stream().map(column -> column.name()).toList()));
        Map<String, List<String>> expected = new LinkedHashMap<>();
        sheets.forEach(sheet -> expected.put(sheet.name, sheet.columns));
        assertEquals(
                new ArrayList<>(expected.entrySet()), new ArrayList<>(tables.entrySet()), message);
        for (Sheet sheet : sheets) {
            Scan scan = reader.scan(sheet.name, Range.ALL);
            List<Long> live = sheet.live();
            assertEquals(live.size(), reader.count(sheet.name), message);
            for (long id : live) {
                Line line = sheet.line(id);
                assertEquals(true, scan.next(), message);
                assertEquals(line.row, scan.image().cells(), message);
                assertEquals(line.row, scan.row(), message);
                assertEquals(line.hidden, scan.image().hidden(), message);
                assertEquals(line.row, reader.get(sheet.name, Key.of(id)).cells(), message);
            }
            assertEquals(false, scan.next(), message);
            for (Index index : reader.schema().table(sheet.name).indexes()) {
                assertIndex(reader, sheet, index, message);
            }
        }
    }

    private static void assertIndex(Reader reader, Sheet sheet, Index index, String message) {
        Comparator<Line> order = Comparator.comparingInt(line -> 0);
        for (var column : index.columns()) {
            order = order.thenComparing((a, b) -> Value.compare(
                    a.row.at(column.column()), b.row.at(column.column()), column.collation()));
        }
        List<Line> lines = new ArrayList<>();
        sheet.live().forEach(id -> lines.add(sheet.line(id)));
        lines.sort(order.thenComparing(line -> line.row.at(0).asLong()));
        assertEquals(
                lines.stream().map(Line::row).toList(),
                TestStore.rows(reader.scanIndex(sheet.name, index.name(), Range.ALL)),
                message + ", " + index.name());
    }

    /** All that the log tells above a version. */
    List<Told> told(long after) {
        List<Told> told = new ArrayList<>();
        for (Sheet sheet : sheets) {
            sheet.lines.forEach((id, line) -> {
                if (line.version > after) {
                    told.add(new Told(line.version, sheet.name, id, line.row, line.hidden));
                }
            });
        }
        // Stable: by table and key within a version.
        told.sort(Comparator.comparingLong(Told::version));
        return told;
    }

    void assertLog(Snapshot snapshot, long after, String message) {
        List<Told> told = told(after);
        assertEquals(told, list(snapshot.changesAfter(after)), message);
        for (int i = 0; i < told.size(); i += 3) {
            Told at = told.get(i);
            ChangeScan rest = snapshot.changesAfter(at.version(), at.table(), Key.of(at.id()));
            assertEquals(told.subList(i + 1, told.size()), list(rest), message + " behind " + at);
        }
    }

    private static List<Told> list(ChangeScan scan) {
        List<Told> list = new ArrayList<>();
        while (scan.next()) {
            list.add(new Told(
                    scan.version(),
                    scan.table(),
                    scan.key().values().at(0).asLong(),
                    scan.row(),
                    scan.hidden()));
        }
        return list;
    }
}
