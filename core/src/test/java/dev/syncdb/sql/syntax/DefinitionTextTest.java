package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DefinitionTextTest {
    @Test
    void onlyWhatNamesTheColumnIsRenamed() {
        assertEquals(
                "CREATE TABLE a (b a DEFAULT 'a' CONSTRAINT a CHECK (a(b) = 'a' /* a */),"
                        + " nocase TEXT COLLATE nocase, b2 DEFAULT a REFERENCES a (b) -- a\n,"
                        + " CONSTRAINT a UNIQUE (b COLLATE nocase, b2), FOREIGN KEY (b) REFERENCES"
                        + " p (a, b2), CHECK (CAST(a.b AS a) > main.a.B2))",
                column(
                        "CREATE TABLE a (a a DEFAULT 'a' CONSTRAINT a CHECK (a(a) = 'a' /* a */),"
                                + " nocase TEXT COLLATE nocase, b2 DEFAULT a REFERENCES a (A) --"
                                + " a\n, CONSTRAINT a UNIQUE (a COLLATE nocase, b2), FOREIGN KEY"
                                + " (A) REFERENCES p (a, b2), CHECK (CAST(a.a AS a) > main.a.B2))",
                        "a",
                        "a",
                        "b"));
        assertEquals(
                "CREATE TABLE t (x REFERENCES p (z), y REFERENCES P (w, z), p, y2"
                        + " REFERENCES q (y))",
                column(
                        "CREATE TABLE t (x REFERENCES p (y), y REFERENCES P (w, y), p, y2"
                                + " REFERENCES q (y))",
                        "p",
                        "y",
                        "z"));
        assertEquals(
                "CREATE UNIQUE INDEX a ON T (b DESC, c, b COLLATE nocase)",
                column("CREATE UNIQUE INDEX a ON T (a DESC, c, a COLLATE nocase)", "t", "a", "b"));
    }

    @Test
    void onlyWhatNamesTheTableIsRenamed() {
        assertEquals(
                "CREATE TABLE IF NOT EXISTS main.u (t t REFERENCES u, x REFERENCES u (t),"
                        + " CONSTRAINT t CHECK (u.t > 1 AND main.u.t))",
                table(
                        "CREATE TABLE IF NOT EXISTS main.t (t t REFERENCES T, x REFERENCES t (t),"
                                + " CONSTRAINT t CHECK (t.t > 1 AND main.t.t))",
                        "t",
                        "u"));
        assertEquals("CREATE INDEX t ON u (t)", table("CREATE INDEX t ON t (t)", "t", "u"));
    }

    @Test
    void namesAreQuotedWhereTheyMustBe() {
        String sql = "CREATE TABLE t (a TEXT, [b]INT, 'c'\"x\", CHECK (a>\"b\"))";
        assertEquals(
                "CREATE TABLE t (\"a \"\"b\" TEXT, [b]INT, 'c'\"x\", CHECK (\"a \"\"b\">\"b\"))",
                column(sql, "t", "a", "a \"b"));
        assertEquals(
                "CREATE TABLE t (\"true\" TEXT, [b]INT, 'c'\"x\", CHECK (\"true\">\"b\"))",
                column(sql, "t", "a", "true"),
                "unquoted it would be another thing");
        assertEquals(
                "CREATE TABLE t (a TEXT, \"z\" INT, 'c'\"x\", CHECK (a>\"z\"))",
                column(sql, "t", "b", "z"),
                "who quotes a name goes on doing so");
        assertEquals(
                "CREATE TABLE t (a TEXT, [b]INT, \"\" \"x\", CHECK (a>\"b\"))",
                column(sql, "t", "c", ""),
                "two names do not become one");
        assertEquals(
                "CREATE TABLE \"u v\"(a)",
                table("CREATE TABLE\"t\"(a)", "t", "u v"),
                "a bracket parts names");
    }

    @Test
    void aColumnComesBehindTheOthers() {
        assertEquals(
                "CREATE TABLE t (a INT, b INT DEFAULT (1), c TEXT -- b\n, CHECK (a), UNIQUE (b));",
                DefinitionText.of("CREATE TABLE t (a INT, b INT DEFAULT (1) -- b\n, CHECK (a),"
                                + " UNIQUE (b));")
                        .plusColumn("c TEXT"));
    }

    @Test
    void aColumnGoesWithItsComma() {
        DefinitionText text = DefinitionText.of(
                "CREATE TABLE t (a INT, -- first\n b DECIMAL(1, 2) /* second */ , c CHECK (c > 1)"
                        + " -- third\n, UNIQUE (a))");
        assertEquals(
                "CREATE TABLE t (b DECIMAL(1, 2) /* second */ , c CHECK (c > 1) -- third\n,"
                        + " UNIQUE (a))",
                text.minusColumn(0));
        assertEquals(
                "CREATE TABLE t (a INT, -- first\n c CHECK (c > 1) -- third\n, UNIQUE (a))",
                text.minusColumn(1));
        assertEquals(
                "CREATE TABLE t (a INT, -- first\n b DECIMAL(1, 2) -- third\n, UNIQUE (a))",
                text.minusColumn(2));
    }

    @Test
    void useIsWhatStandsOutsideOfTheDefinition() {
        DefinitionText text = DefinitionText.of(
                "CREATE TABLE t (a CHECK (a > 0), b CHECK (b > c), c AS (d), d REFERENCES t (a),"
                        + " e UNIQUE, f, FOREIGN KEY (F) REFERENCES p (b))");
        assertFalse(text.usesElsewhere(0, "A"), "a foreign key that refers to it is no use");
        assertFalse(text.usesElsewhere(1, "b"));
        assertTrue(text.usesElsewhere(2, "C"));
        assertTrue(text.usesElsewhere(3, "d"));
        assertFalse(text.usesElsewhere(4, "e"));
        assertTrue(text.usesElsewhere(5, "f"));
    }

    private static String column(String sql, String table, String column, String name) {
        return DefinitionText.of(sql).withColumn(table, column, name);
    }

    private static String table(String sql, String table, String name) {
        return DefinitionText.of(sql).withTable(table, name);
    }
}
