package dev.syncdb.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.TableLens;
import dev.syncdb.oracle.Sqlite;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Script;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a lens makes of rows is what SQLite makes of them by running the script. */
final class ScriptOracleTest {
    private static final int ROWS = 100;
    private static final Environment ENVIRONMENT =
            new Environment(() -> new Stamp(0, 0, 0), () -> 0);

    @ParameterizedTest
    @EnumSource
    void aLensMakesOfRowsWhatTheScriptMakesOfThem(ScriptKind kind) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Lens lens = kind.versions().lens(2);
        try (Sqlite sqlite = new Sqlite()) {
            run(sqlite, kind.before);
            fill(sqlite, lens, new RandomRows(new Random(seed)));
            List<List<Row>> older = new ArrayList<>();
            lens.tables().forEach(table -> older.add(rows(sqlite, table.older())));
            run(sqlite, kind.up);
            List<List<Row>> newer = new ArrayList<>();
            lens.tables().forEach(table -> newer.add(rows(sqlite, table.newer())));
            requireMade(lens, older, newer, seed);
            if (kind.down != null) {
                run(sqlite, kind.down);
                requireMadeBack(sqlite, lens, newer, seed);
            }
        }
    }

    private static void requireMade(
            Lens lens, List<List<Row>> older, List<List<Row>> newer, long seed) {
        assertTrue(!lens.tables().isEmpty(), "the step keeps no table");
        for (int i = 0; i < lens.tables().size(); i++) {
            TableLens table = lens.tables().get(i);
            for (int n = 0; n < ROWS; n++) {
                Row before = older.get(i).get(n);
                Row after = table.newer().withoutGenerated(newer.get(i).get(n));
                Row made = table.newer(bare(table.older(), before), ENVIRONMENT);
                assertEquals(after, made, "seed " + seed + ", of " + before);
            }
        }
    }

    private static void requireMadeBack(
            Sqlite sqlite, Lens lens, List<List<Row>> newer, long seed) {
        for (int i = 0; i < lens.tables().size(); i++) {
            TableLens table = lens.tables().get(i);
            List<Row> back = rows(sqlite, table.older());
            for (int n = 0; n < ROWS; n++) {
                Row before = newer.get(i).get(n);
                Row made = table.older(bare(table.newer(), before), ENVIRONMENT);
                Row after = table.older().withoutGenerated(back.get(n));
                assertEquals(after, made, "seed " + seed + ", back from " + before);
            }
        }
    }

    /** The lens is not to need what the store computes. */
    private static Row bare(Table table, Row row) {
        return table.withoutGenerated(row);
    }

    private static void fill(Sqlite sqlite, Lens lens, RandomRows random) {
        for (TableLens lenses : lens.tables()) {
            Table table = lenses.older();
            for (int n = 1; n <= ROWS; n++) {
                Row row = random.row(table, n);
                List<String> columns = new ArrayList<>();
                List<String> values = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    if (!table.columns().get(i).isGenerated()) {
                        columns.add('"' + table.columns().get(i).name() + '"');
                        values.add(row.at(i).toSql());
                    }
                }
                sqlite.execute("INSERT INTO " + table.name() + "(" + String.join(", ", columns)
                        + ") VALUES (" + String.join(", ", values) + ")");
            }
        }
    }

    private static void run(Sqlite sqlite, String script) {
        for (Script statements = Script.of(script); statements.hasNext(); ) {
            sqlite.execute(statements.next().text());
        }
    }

    /** All rows in the order of their keys, which are numbers that sort alike everywhere. */
    private static List<Row> rows(Sqlite sqlite, Table table) {
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add('"' + column.name() + '"'));
        int key = table.primaryKey().columns().get(0);
        List<Row> rows = sqlite.query("SELECT " + String.join(", ", columns) + " FROM "
                + table.name() + " ORDER BY CAST(" + columns.get(key) + " AS INTEGER)");
        assertEquals(ROWS, rows.size(), "rows of " + table.name());
        for (int n = 0; n < ROWS; n++) {
            Value number = rows.get(n).at(key);
            String text = number.isNull() ? "" : number.toSql().replace("'", "");
            assertEquals(Integer.toString(n + 1), text, "a key of " + table.name());
        }
        return rows;
    }
}
