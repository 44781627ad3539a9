package dev.syncdb.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.cli.query.Result;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class ComparisonTest {
    private static final Schema SCHEMA = Schema.EMPTY.with(table("t")).with(table("syncdb_status"));

    /** A copy whose only table has these rows. */
    private record Fixed(String name, List<Row> rows) implements Copy {
        @Override
        public Result run(String sql) {
            assertEquals("SELECT \"id\", \"x\" FROM \"t\"", sql);
            return new Result(List.of("id", "x"), rows, 0);
        }
    }

    @Test
    void equalCopiesAreCountedWithoutInternalTables() {
        Comparison comparison = compare(
                List.of(row(1, Value.of("a")), row(2, Value.NULL)),
                List.of(row(2, Value.NULL), row(1, Value.of("a"))));

        assertTrue(comparison.isEqual());
        assertEquals(1, comparison.tables());
        assertEquals(2, comparison.rows());
        assertEquals(List.of(), comparison.differences());
    }

    @Test
    void anIntegerIsNotTheRealOfTheSameSize() {
        Comparison comparison =
                compare(List.of(row(1, Value.of(2))), List.of(row(1, Value.of(2.0))));

        assertFalse(comparison.isEqual());
        assertEquals(1, comparison.differences().size());
        String told = comparison.differences().get(0);
        for (String part : List.of("t ", "server and phone", "x is 2 / 2.0")) {
            assertTrue(told.contains(part), told);
        }
    }

    @Test
    void rowsThatOnlyOneCopyHasAreTold() {
        Comparison comparison =
                compare(List.of(row(1, Value.of("here"))), List.of(row(2, Value.of("there"))));

        assertEquals(2, comparison.differences().size());
        assertTrue(comparison.differences().get(0).endsWith("/ no row"));
        assertTrue(comparison.differences().get(1).contains("no row /"));
    }

    @Test
    void ofManyDifferencesTheFirstAreToldAndTheRestCounted() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Comparison.DIFFERENCES_TOLD_MAX + 3; i++) {
            rows.add(row(i, Value.NULL));
        }
        List<String> told = compare(rows, List.of()).differences();

        assertEquals(Comparison.DIFFERENCES_TOLD_MAX + 1, told.size());
        assertEquals("and 3 more", told.get(told.size() - 1));
    }

    private static Comparison compare(List<Row> server, List<Row> phone) {
        return Comparison.of(
                SCHEMA, List.of(new Fixed("server", server), new Fixed("phone", phone)));
    }

    private static Row row(long id, Value x) {
        return Row.of(Value.of(id), x);
    }

    private static Table table(String name) {
        return new Table(
                name,
                List.of(column("id", "INTEGER"), column("x", "TEXT")),
                new PrimaryKey(List.of(0), true, false),
                List.of(),
                List.of(),
                List.of(),
                false,
                "");
    }

    private static Column column(String name, String type) {
        return new Column(name, DeclaredType.of(type), Collation.BINARY, false, null, null, false);
    }
}
