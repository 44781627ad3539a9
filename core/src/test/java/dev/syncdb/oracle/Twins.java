package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.Database;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One database of ours and one of SQLite's that are told the same and must answer the same. */
public final class Twins implements AutoCloseable {
    private static final int REAL_DIGITS = 14;

    private final Database ours = Database.inMemory();
    private final Sqlite sqlite = new Sqlite();

    public Twins(String... script) {
        for (String sql : script) {
            load(sql);
        }
    }

    public Database ours() {
        return ours;
    }

    public Sqlite sqlite() {
        return sqlite;
    }

    /** Runs a script on both. */
    public void load(String script) {
        sqlite.load(script);
        ours.load(script);
    }

    /** Runs a write on both: the same number of rows, or a refusal by both. */
    public void write(String sql, Object... parameters) {
        String expected;
        try {
            expected = sqlite.execute(sql, parameters) + " rows";
        } catch (IllegalStateException refused) {
            expected = "refused";
        }
        String found;
        try {
            found = ours.execute(sql, parameters) + " rows";
        } catch (SyncDbException refused) {
            found = "refused";
        }
        assertEquals(expected, found, sql);
    }

    /** Asks both; the rows must come in the same order. */
    public void same(String sql, Object... parameters) {
        assertEquals(
                text(sqlite.query(sql, parameters)),
                text(ours.query(sql, parameters).toList()),
                sql);
    }

    /** Asks both; the rows may come in any order. */
    public void sameInAnyOrder(String sql, Object... parameters) {
        assertEquals(
                sorted(sqlite.query(sql, parameters)),
                sorted(ours.query(sql, parameters).toList()),
                sql);
    }

    /**
     * Both answer the same, or SQLite refuses: it evaluates constants ahead that a short circuit
     * never reaches. Returns what SQLite says.
     */
    public String sameOrRefused(String sql) {
        return compared(sql, false);
    }

    /** As {@link #sameOrRefused}; the rows may come in any order unless the query says one. */
    public String sameRowsOrRefused(String sql) {
        return compared(sql, !sql.contains("ORDER BY"));
    }

    private String compared(String sql, boolean anyOrder) {
        String expected;
        try {
            List<Row> rows = sqlite.query(sql);
            expected = (anyOrder ? sorted(rows) : text(rows)).toString();
        } catch (IllegalStateException refused) {
            return "refused";
        }
        String found;
        try {
            List<Row> rows = ours.query(sql).toList();
            found = (anyOrder ? sorted(rows) : text(rows)).toString();
        } catch (SyncDbException refused) {
            found = "refused";
        }
        assertEquals(expected, found, sql);
        return expected;
    }

    @Override
    public void close() {
        assertEquals(List.of(), ours.check(), "every test leaves a sound database");
        ours.close();
        sqlite.close();
    }

    static List<String> sorted(List<Row> rows) {
        List<String> text = text(rows);
        Collections.sort(text);
        return text;
    }

    private static List<String> text(List<Row> rows) {
        List<String> text = new ArrayList<>();
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : " | ").append(text(row.at(i)));
            }
            text.add(line.toString());
        }
        return text;
    }

    /** Sums of reals may differ in their last digit, by the order of summation. */
    private static String text(Value value) {
        return value.type() == ValueType.REAL
                ? String.format("%." + REAL_DIGITS + "g", value.asDouble() + 0.0)
                : value.toSql();
    }
}
