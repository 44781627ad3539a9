package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of a database in plain maps: what a reader sees, put together from the changes that were
 * published, one after the other, by code that shares nothing with the store. Generated columns are
 * left out. One thread.
 */
public final class Mirror {
    /** Of rows that differ, a few tell what kind of difference it is. */
    private static final int ROWS_SHOWN_MAX = 5;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Map<String, Map<Key, Row>> tables = new TreeMap<>();
    private long digest;
    private long wholeDigest;

    /** What a database holds now, read through SQL. */
    public static Mirror of(Database database) {
        Mirror mirror = new Mirror();
        for (Table table : database.schema().tables()) {
            if (ProbeTables.isWatched(table.name())) {
                mirror.load(database, table);
            }
        }
        return mirror;
    }

    private void load(Database database, Table table) {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (Column column : table.columns()) {
            sql.append(sql.length() > 7 ? ", " : "")
                    .append('"')
                    .append(column.name())
                    .append('"');
        }
        sql.append(" FROM \"").append(table.name()).append('"');
        try (Rows rows = database.query(sql.toString())) {
            for (Row row : rows.toList()) {
                wholeDigest += hash(table.name(), row);
                put(table.name(), table.keyOf(row), table.withoutGenerated(row));
            }
        }
    }

    /** Takes in one commit. */
    public void apply(ChangeSet changes) {
        for (Change change : changes.changes()) {
            apply(change);
        }
    }

    private void apply(Change change) {
        RowName row = change.changed();
        if (row == null || !ProbeTables.isWatched(row.table())) {
            return;
        }
        if (change instanceof Change.Insert insert) {
            put(insert.row().table(), insert.row().key(), insert.image().cells());
        } else if (change instanceof Change.Update update && !update.cells().isEmpty()) {
            put(update.row().table(), update.row().key(), patched(update));
        } else if (change instanceof Change.Delete delete) {
            put(delete.row().table(), delete.row().key(), null);
        }
    }

    private Row patched(Change.Update update) {
        Row before = get(update.row().table(), update.row().key());
        if (before == null) {
            throw new IllegalStateException(
                    "an update of " + update.row() + ", which is not there");
        }
        Value[] cells = before.toArray();
        for (Cell cell : update.cells()) {
            cells[cell.column()] = cell.after();
        }
        return Row.owned(cells);
    }

    private void put(String table, Key key, @Nullable Row row) {
        Map<Key, Row> rows = tables.computeIfAbsent(table, any -> new HashMap<>());
        Row before = row == null ? rows.remove(key) : rows.put(key, row);
        digest -= hash(table, before);
        digest += hash(table, row);
    }

    /** The row of that key, without its generated cells, or null. */
    public @Nullable Row get(String table, Key key) {
        Map<Key, Row> rows = tables.get(table);
        return rows == null ? null : rows.get(key);
    }

    /** The keys of a table. */
    public Iterable<Key> keys(String table) {
        Map<Key, Row> rows = tables.get(table);
        return rows == null ? List.of() : rows.keySet();
    }

    /** The same for all mirrors with the same rows, and for hardly any others. */
    public long digest() {
        return digest;
    }

    /** The same with the generated cells; of a mirror that was read, and not changed since. */
    long wholeDigest() {
        return wholeDigest;
    }

    /** How many rows a table has. */
    int count(String table) {
        Map<Key, Row> rows = tables.get(table);
        return rows == null ? 0 : rows.size();
    }

    /** What the other one has and lacks, in words; the first few rows. */
    public String difference(Mirror other) {
        List<String> missing = new ArrayList<>();
        List<String> extra = new ArrayList<>();
        collect(this, other, missing);
        collect(other, this, extra);
        return "not " + shown(missing) + " but " + shown(extra);
    }

    private static void collect(Mirror from, Mirror other, List<String> found) {
        from.tables.forEach((table, rows) -> new TreeMap<>(rows).forEach((key, row) -> {
            Row same = other.get(table, key);
            if (same == null || !row.equals(same)) {
                found.add(table + row);
            }
        }));
    }

    private static String shown(List<String> rows) {
        return rows.size() <= ROWS_SHOWN_MAX
                ? rows.toString()
                : rows.subList(0, ROWS_SHOWN_MAX) + " and " + (rows.size() - ROWS_SHOWN_MAX)
                        + " more";
    }

    private static long hash(String table, @Nullable Row row) {
        if (row == null) {
            return 0;
        }
        long mixed = (table.hashCode() * 31L + row.hashCode()) * MIX;
        return (mixed ^ (mixed >>> 29)) * MIX;
    }
}
