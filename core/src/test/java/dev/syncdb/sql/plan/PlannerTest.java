package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.syntax.Sql;

import org.junit.jupiter.api.Test;

import java.util.List;

final class PlannerTest {
    private static final Schema SCHEMA = AccessPathTest.schema(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b UNIQUE)",
            "CREATE TABLE u (id TEXT PRIMARY KEY, a)");

    @Test
    void unknownNamesAreNamedWithTheirPlace() {
        Incorrect refused = refused(ErrorCode.UNKNOWN_COLUMN, "SELECT a,\n t.nope FROM t");
        assertTrue(refused.getMessage().startsWith("line 2, column 2: no column t.nope"));
        assertEquals("nope", refused.column());
        refused(ErrorCode.UNKNOWN_TABLE, "SELECT * FROM nope");
        refused(ErrorCode.UNKNOWN_TABLE, "SELECT nope.* FROM t");
        refused(ErrorCode.UNKNOWN_TABLE, "SELECT *");
        refused(ErrorCode.UNKNOWN_TABLE, "INSERT INTO nope VALUES (1)");
        refused(ErrorCode.UNKNOWN_TABLE, "UPDATE nope SET a = 1");
        refused(ErrorCode.UNKNOWN_TABLE, "DELETE FROM nope");
        refused(ErrorCode.UNKNOWN_COLUMN, "INSERT INTO t (nope) VALUES (1)");
        refused(ErrorCode.UNKNOWN_COLUMN, "UPDATE t SET nope = 1");
        refused(ErrorCode.UNKNOWN_COLUMN, "SELECT x.a FROM t");
        refused(ErrorCode.UNKNOWN_COLUMN, "SELECT rowid FROM u");
        refused(ErrorCode.UNKNOWN_COLUMN, "SELECT a AS z, z + 1 FROM t");
        refused(ErrorCode.UNKNOWN_COLUMN, "SELECT a FROM t UNION SELECT a FROM u ORDER BY id");
        refused(ErrorCode.UNKNOWN_COLUMN, "SELECT * FROM t JOIN u USING (b)");
        refused(ErrorCode.UNKNOWN_COLUMN, "SELECT a FROM t LIMIT a");
        refused(ErrorCode.UNKNOWN_FUNCTION, "SELECT nope(a) FROM t");
        refused(ErrorCode.UNKNOWN_FUNCTION, "SELECT length(a, b) FROM t");
        refused(ErrorCode.UNKNOWN_FUNCTION, "SELECT sum(a, b) FROM t");
        refused(ErrorCode.UNKNOWN_FUNCTION, "SELECT sum(*) FROM t");
    }

    @Test
    void ambiguousNamesAreRefused() {
        refused(ErrorCode.AMBIGUOUS_COLUMN, "SELECT a FROM t, u");
        refused(ErrorCode.AMBIGUOUS_COLUMN, "SELECT t.a FROM t, t");
        assertEquals("t all\nu all", describe("SELECT t.a FROM t, u"));
    }

    @Test
    void aggregatesStandWhereTheyMay() {
        refused(ErrorCode.SYNTAX, "SELECT a FROM t WHERE count(*) > 1");
        refused(ErrorCode.SYNTAX, "SELECT a FROM t GROUP BY max(a)");
        refused(ErrorCode.SYNTAX, "SELECT sum(max(a)) FROM t");
        refused(ErrorCode.SYNTAX, "SELECT max(a) AS m FROM t WHERE m > 1");
        refused(ErrorCode.SYNTAX, "SELECT 1 FROM t HAVING count(*) > 1");
        refused(ErrorCode.SYNTAX, "SELECT abs(DISTINCT a) FROM t");
        refused(ErrorCode.SYNTAX, "SELECT length(*) FROM t");
        refused(ErrorCode.SYNTAX, "UPDATE t SET a = count(*)");
        refused(ErrorCode.UNKNOWN_FUNCTION, "SELECT group_concat(DISTINCT a, ',') FROM t");
    }

    @Test
    void shapesMustFit() {
        refused(ErrorCode.SYNTAX, "SELECT a, b FROM t UNION SELECT a FROM u");
        refused(ErrorCode.SYNTAX, "VALUES (1, 2), (3)");
        refused(ErrorCode.SYNTAX, "SELECT (SELECT a, b FROM t)");
        refused(ErrorCode.SYNTAX, "SELECT 1 IN (SELECT a, b FROM t)");
        refused(ErrorCode.SYNTAX, "INSERT INTO t VALUES (1)");
        refused(ErrorCode.SYNTAX, "INSERT INTO t (a) SELECT a, b FROM t");
        refused(ErrorCode.SYNTAX, "SELECT a FROM t ORDER BY 2");
        refused(ErrorCode.SYNTAX, "SELECT a FROM t GROUP BY 0");
        refused(ErrorCode.SCHEMA, "INSERT INTO t VALUES (1, 2, 3) ON CONFLICT (a) DO NOTHING");
    }

    @Test
    void whatIsNotSupportedYetIsNamed() {
        refused(ErrorCode.UNSUPPORTED, "SELECT * FROM t RIGHT JOIN u ON t.a = u.a");
        refused(ErrorCode.UNSUPPORTED, "SELECT * FROM t FULL JOIN u ON t.a = u.a");
        refused(ErrorCode.UNSUPPORTED, "SELECT * FROM json_each('[]')");
        refused(ErrorCode.UNSUPPORTED, "SELECT a -> '$.x' FROM t");
        refused(ErrorCode.UNSUPPORTED, "SELECT a REGEXP 'x' FROM t");
        refused(ErrorCode.UNSUPPORTED, "SELECT a COLLATE klingon FROM t");
        refused(ErrorCode.UNSUPPORTED, "SELECT * FROM t LEFT JOIN (u JOIN t AS x) ON 1");
        refused(ErrorCode.UNSUPPORTED, "SELECT * FROM (t JOIN u) AS x");
        refused(ErrorCode.UNSUPPORTED, "SELECT * FROM t NATURAL JOIN (u JOIN t AS x)");
        refused(
                ErrorCode.UNSUPPORTED,
                "INSERT INTO t VALUES (1, 2, 3) ON CONFLICT (b) WHERE b > 1 DO NOTHING");
        refused(
                ErrorCode.UNSUPPORTED,
                "INSERT INTO t VALUES (1, 2, 3) ON CONFLICT (b + 1) DO NOTHING");
        refused(ErrorCode.UNSUPPORTED, "COMMIT");
    }

    @Test
    void parametersAreCountedAndNamed() {
        Plan plan = Planner.plan(SCHEMA, Sql.parse("SELECT ?, ?3, :name, @x, :name FROM t"));

        assertEquals(List.of("?", "?", "?", ":name", "@x"), plan.parameters());
    }

    private static String describe(String sql) {
        return Planner.plan(SCHEMA, Sql.parse(sql)).describe();
    }

    private static Incorrect refused(ErrorCode code, String sql) {
        Incorrect refused =
                assertThrows(Incorrect.class, () -> Planner.plan(SCHEMA, Sql.parse(sql)), sql);
        assertEquals(code, refused.code(), sql + ": " + refused.getMessage());
        return refused;
    }
}
