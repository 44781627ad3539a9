package dev.syncdb.cli.demo;

import dev.syncdb.cli.query.Result;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads every row of every table of several copies, through SQL, and lists where they differ from
 * the first. Two cells are equal if type and content are.
 */
final class Comparison {
    /** Enough to see what is wrong; the rest is counted. */
    static final int DIFFERENCES_TOLD_MAX = 20;

    private final List<String> differences = new ArrayList<>();
    private long found;
    private int tables;
    private long rows;

    private Comparison() {}

    /** Compares what {@code schema}, that of all copies, has of tables. */
    static Comparison of(Schema schema, List<? extends Copy> copies) {
        Comparison comparison = new Comparison();
        for (Table table : schema.tables()) {
            if (!Schema.isInternal(table.name())) {
                comparison.compare(table, copies);
            }
        }
        return comparison;
    }

    boolean isEqual() {
        return found == 0;
    }

    /** Tables that every copy has. */
    int tables() {
        return tables;
    }

    /** Rows of the first copy. */
    long rows() {
        return rows;
    }

    /** Table, key, column and both values of each difference, one a line. */
    List<String> differences() {
        List<String> told = new ArrayList<>(differences);
        if (found > differences.size()) {
            told.add("and " + (found - differences.size()) + " more");
        }
        return told;
    }

    private void compare(Table table, List<? extends Copy> copies) {
        Copy first = copies.get(0);
        Map<Key, Row> expected = read(table, first);
        tables++;
        rows += expected.size();
        for (Copy copy : copies.subList(1, copies.size())) {
            Map<Key, Row> actual = read(table, copy);
            String names = first.name() + " and " + copy.name();
            expected.forEach((key, row) -> compare(table, key, row, actual.remove(key), names));
            actual.forEach((key, row) -> compare(table, key, null, row, names));
        }
    }

    private void compare(
            Table table, Key key, @Nullable Row left, @Nullable Row right, String names) {
        String where = table.name() + " " + key + " of " + names + ": ";
        if (left == null || right == null) {
            add(where + (left == null ? "no row" : left) + " / "
                    + (right == null ? "no row" : right));
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            Value a = left.at(i);
            Value b = right.at(i);
            if (!a.equals(b)) {
                add(where + table.columns().get(i).name() + " is " + a.toSql() + " / " + b.toSql());
            }
        }
    }

    private void add(String difference) {
        found++;
        if (differences.size() < DIFFERENCES_TOLD_MAX) {
            differences.add(difference);
        }
    }

    private static Map<Key, Row> read(Table table, Copy copy) {
        List<String> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(Target.quote(column.name()));
        }
        Result all = copy.run(
                "SELECT " + String.join(", ", columns) + " FROM " + Target.quote(table.name()));
        Map<Key, Row> byKey = new TreeMap<>();
        all.rows().forEach(row -> byKey.put(table.keyOf(row), row));
        return byKey;
    }
}
