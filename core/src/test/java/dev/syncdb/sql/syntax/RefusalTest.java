package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.List;

class RefusalTest {
    @Test
    void messagesNameThePlaceAndBothSides() {
        assertSyntax("SELECT f(1\n  2)", "line 2, column 3: expected ) but found a number");
        assertSyntax(
                "INSERT INTO t (a,) VALUES (1)",
                "line 1, column 18: expected a column name but found ')'");
        assertSyntax(
                "SELECT", "line 1, column 7: expected an expression but found the end of the text");
        assertSyntax("", "line 1, column 1: expected a statement but found the end of the text");
        assertSyntax(
                "SELECT 1; SELECT 2",
                "line 1, column 11: expected the end of the text but found 'SELECT'");
        assertSyntax(
                "FROBNICATE t", "line 1, column 1: expected a statement but found 'FROBNICATE'");
        assertSyntax("UPDATE t a = 1", "line 1, column 10: expected SET but found 'a'");
        assertSyntax(
                "INSERT OR x INTO t",
                "line 1, column 11: expected ROLLBACK, ABORT, FAIL, IGNORE or REPLACE but"
                        + " found 'x'");
        assertSyntax("CREATE x", "line 1, column 8: expected TABLE or INDEX but found 'x'");
        assertSyntax(
                "CREATE TEMP INDEX i ON t (a)",
                "line 1, column 13: expected TABLE but found 'INDEX'");
        assertSyntax("DROP x", "line 1, column 6: expected TABLE or INDEX but found 'x'");
        assertSyntax("PRAGMA x = -y", "line 1, column 13: expected a number but found 'y'");
        assertSyntax(
                "CREATE TABLE t (a CONSTRAINT, b)",
                "line 1, column 29: expected a constraint name but found ','");
        assertSyntax(
                "CREATE TABLE t (a, CONSTRAINT c b)",
                "line 1, column 33: expected a constraint but found 'b'");
        assertSyntax(
                "CREATE TABLE t (a DEFAULT)",
                "line 1, column 26: expected a literal or an expression in parentheses but"
                        + " found ')'");
        assertSyntax(
                "CREATE TABLE t (a REFERENCES p ON DELETE x)",
                "line 1, column 42: expected CASCADE, RESTRICT, NO ACTION, SET NULL or SET"
                        + " DEFAULT but found 'x'");
        assertSyntax(
                "CREATE TABLE t (a INT(x))", "line 1, column 23: expected a number but found 'x'");
        assertSyntax("SELECT CAST(1 AS )", "line 1, column 18: expected a type but found ')'");
        assertSyntax(
                "SELECT a ORDER BY b NULLS c", "line 1, column 27: expected LAST but found 'c'");
        assertSyntax(
                "SELECT a b c", "line 1, column 12: expected the end of the text but found 'c'");
        assertSyntax(
                "SELECT N'x'",
                "line 1, column 8: N'...' is no text literal of SQLite; leave out the N");
        assertSyntax("SELECT 12ab", "line 1, column 8: a number runs into a name");
        assertSyntax(
                "SELECT a NOT b",
                "line 1, column 10: expected the end of the text but found 'NOT'");
    }

    @Test
    void aFaultIsReportedWhereTheParserStandsFirst() {
        assertSyntax("SELECT f(1 2 ^", "line 1, column 12: expected ) but found a number");
    }

    @Test
    void messagesShowNoLiteralAndNoQuotedName() {
        for (String text : List.of(
                "SELECT 1 'x' 's3cret'",
                "SELECT 1 2.3",
                "SELECT a b \"s3cret\"",
                "SELECT (1 X'53')",
                "SELECT (1 :s3cret)")) {
            String message =
                    assertThrows(Incorrect.class, () -> Sql.parse(text)).getMessage();
            assertFalse(message.contains("s3cret"), message);
            assertTrue(message.contains("but found a "), message);
        }
        String word = "w123456789".repeat(10);
        String message = assertThrows(Incorrect.class, () -> Sql.parse(word)).getMessage();
        assertTrue(message.endsWith("'" + word.substring(0, 40) + "...'"), message);
    }

    @Test
    void whatOnlySqliteUnderstandsIsNamed() {
        assertUnsupported(
                "WITH a AS (SELECT 1) SELECT * FROM a", 1, "a common table expression (WITH)");
        assertUnsupported(
                "SELECT (WITH a AS (SELECT 1) SELECT 1)", 9, "a common table expression (WITH)");
        assertUnsupported("SELECT sum(a) OVER (ORDER BY b)", 15, "a window function (OVER)");
        assertUnsupported("SELECT sum(a) OVER w", 15, "a window function (OVER)");
        assertUnsupported(
                "SELECT a FROM t WINDOW w AS (ORDER BY a)", 17, "a window definition (WINDOW)");
        assertUnsupported("SELECT f(a ORDER BY a)", 12, "ORDER BY within a call");
        assertUnsupported(
                "SELECT (1, 2) = (3, 4)", 10, "a row value (several values in parentheses)");
        assertUnsupported("SELECT RAISE(ABORT, 'x')", 8, "RAISE");
        assertUnsupported(
                "UPDATE t SET (a, b) = (1, 2)", 14, "an assignment to several columns at once");
        assertUnsupported("UPDATE t SET a = 1 FROM u", 20, "UPDATE with FROM");
        assertUnsupported("CREATE TABLE t AS SELECT 1", 16, "CREATE TABLE AS");
        assertUnsupported("CREATE VIEW v AS SELECT 1", 8, "CREATE VIEW");
        assertUnsupported("CREATE VIRTUAL TABLE v USING fts5", 8, "CREATE VIRTUAL");
        assertUnsupported(
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END", 8, "CREATE TRIGGER");
        assertUnsupported("DROP VIEW v", 6, "DROP VIEW");
        assertUnsupported("DROP TRIGGER g", 6, "DROP TRIGGER");
        assertUnsupported("SELECT * FROM other.t", 15, "a schema other than main");
        assertUnsupported("SELECT other.t.a", 8, "a schema other than main");
        for (String verb : List.of("ANALYZE", "ATTACH", "DETACH", "EXPLAIN", "REINDEX", "VACUUM")) {
            assertUnsupported(verb + " x", 1, verb);
        }
    }

    @Test
    void wordsOfWindowsAreNamesElsewhere() {
        assertEquals(Sql.parse("SELECT f(a) AS over"), Sql.parse("SELECT f(a) over"));
        assertEquals(Sql.parse("SELECT f(a) AS filter"), Sql.parse("SELECT f(a) filter"));
    }

    @Test
    void parametersHaveABoundedNumber() {
        assertSyntax("SELECT ?0", "line 1, column 8: parameters are numbered from 1 to 32766");
        assertSyntax("SELECT ?32767", "line 1, column 8: parameters are numbered from 1 to 32766");
        assertSyntax(
                "SELECT ?99999999999", "line 1, column 8: parameters are numbered from 1 to 32766");
        assertSyntax(
                "SELECT ?32766, :a", "line 1, column 16: parameters are numbered from 1 to 32766");
    }

    private static void assertSyntax(String text, String message) {
        Incorrect refused = assertThrows(Incorrect.class, () -> Sql.parse(text), text);
        assertEquals(message, refused.getMessage());
        assertEquals(ErrorCode.SYNTAX, refused.code());
    }

    private static void assertUnsupported(String text, int column, String what) {
        Incorrect refused = assertThrows(Incorrect.class, () -> Sql.parse(text), text);
        assertEquals(
                "line 1, column " + column + ": " + what + " is not supported",
                refused.getMessage());
        assertEquals(ErrorCode.UNSUPPORTED, refused.code());
    }
}
