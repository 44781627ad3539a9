package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.List;

class ExpectParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void itNamesColumnsATableAndRows() {
        assertEquals(
                new Statement.Expect(
                        "t",
                        null,
                        List.of(column("a"), column("b c")),
                        Sql.parseExpression("id = ?"),
                        HERE),
                Sql.parse("EXPECT SELECT a, \"b c\" FROM main.t WHERE id = ?;"));
        assertEquals(
                new Statement.Expect(
                        "t", "x", List.of(), Sql.parseExpression("x.id > 1 AND x.n < 2"), HERE),
                Sql.parse("expect select * from t as x where x.id > 1 and x.n < 2"));
        assertEquals(
                new Statement.Expect("t", null, List.of(column("a")), null, HERE),
                Sql.parse("EXPECT SELECT a FROM t"));
    }

    @Test
    void expectIsStillAName() {
        assertInstanceOf(Statement.Query.class, Sql.parse("SELECT expect FROM expect"));
        assertEquals(
                new Statement.Expect("expect", null, List.of(column("expect")), null, HERE),
                Sql.parse("EXPECT SELECT expect FROM expect"));
    }

    @Test
    void whatDoesNotComeToCellsOfOneTableIsRefused() {
        for (String more : List.of(
                "SELECT DISTINCT a FROM t",
                "SELECT count(*) FROM t",
                "SELECT a + 1 FROM t",
                "SELECT a, * FROM t",
                "SELECT a FROM t, u",
                "SELECT a FROM t JOIN u",
                "SELECT a FROM (SELECT 1)",
                "SELECT a FROM t GROUP BY a",
                "SELECT a FROM t ORDER BY a",
                "SELECT a FROM t LIMIT 1",
                "SELECT a FROM t UNION SELECT a FROM u",
                "SELECT 1",
                "VALUES (1)",
                "UPDATE t SET a = 1")) {
            assertEquals(ErrorCode.SYNTAX, refused("EXPECT " + more), more);
        }
        for (String where : List.of(
                "a = (SELECT 1)",
                "a IN (SELECT 1)",
                "EXISTS (SELECT 1)",
                "NOT EXISTS (SELECT 1)")) {
            assertEquals(
                    ErrorCode.UNSUPPORTED,
                    refused("EXPECT SELECT a FROM t WHERE " + where),
                    "the rows of a subquery would look guarded: " + where);
        }
    }

    @Test
    void aRefusalNamesThePlaceAndWhatMayStandThere() {
        assertRefused("EXPECT", "line 1, column 1: expected a statement but found 'EXPECT'");
        assertRefused(
                "EXPECT SELECT",
                "line 1, column 14: expected a column name but found the end of the text");
        assertRefused(
                "EXPECT SELECT a, * FROM t",
                "line 1, column 18: expected a column name but found '*'");
        assertRefused("EXPECT SELECT t.a FROM t", "line 1, column 16: expected FROM but found '.'");
        assertRefused(
                "EXPECT SELECT a\n  FROM (SELECT 1)",
                "line 2, column 8: expected a table name but found '('");
        assertRefused(
                "EXPECT SELECT a FROM t, u",
                "line 1, column 23: expected the end of the text but found ','");
        assertRefused(
                "EXPECT SELECT a FROM t WHERE",
                "line 1, column 29: expected an expression but found the end of the text");
        assertRefused(
                "EXPECT SELECT a FROM t\nWHERE a IN (SELECT 1)",
                "line 2, column 13: a subquery in EXPECT is not supported");
        assertRefused(
                "EXPECT SELECT a FROM x.t",
                "line 1, column 22: a schema other than main is not supported");
    }

    private static void assertRefused(String statement, String message) {
        Incorrect refused = assertThrows(Incorrect.class, () -> Sql.parse(statement), statement);
        assertEquals(message, refused.getMessage(), statement);
    }

    private static ErrorCode refused(String statement) {
        return assertThrows(Incorrect.class, () -> Sql.parse(statement), statement)
                .code();
    }

    private static Expression.Column column(String name) {
        return new Expression.Column(null, name, HERE);
    }
}
