package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

class AlterParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void aTableIsRenamed() {
        assertAlters(new Statement.RenameTable("u", HERE), "ALTER TABLE main.t RENAME TO u;");
        assertAlters(new Statement.RenameTable("u u", HERE), "alter table 't' rename to [u u]");
    }

    @Test
    void aColumnIsRenamed() {
        Statement expected =
                new Statement.AlterTable("t", new Statement.RenameColumn("a", "b", HERE), HERE);
        assertEquals(expected, Sql.parse("ALTER TABLE t RENAME COLUMN a TO b"));
        assertEquals(expected, Sql.parse("ALTER TABLE t RENAME a TO 'b'"));
        assertAlters(
                new Statement.RenameColumn("column", "rename", HERE),
                "ALTER TABLE t RENAME COLUMN column TO rename");
    }

    @Test
    void aColumnIsAddedAsItIsWritten() {
        Statement.AddColumn add = (Statement.AddColumn) alteration(
                "ALTER TABLE t ADD COLUMN\n [a b]  TEXT /* x */ NOT NULL\tDEFAULT ('y') -- z\n;");
        assertEquals("[a b]  TEXT /* x */ NOT NULL\tDEFAULT ('y')", add.text());
        assertEquals("a b", add.column().name());
        assertEquals("TEXT", add.column().type().text());
        assertEquals(2, add.column().constraints().size());
        assertEquals(2, add.column().at().line(), "places are those in the statement");
    }

    @Test
    void theWordColumnIsLeftOutUnlessItStandsThere() {
        Statement.AddColumn text =
                (Statement.AddColumn) alteration("ALTER TABLE t ADD COLUMN text");
        assertEquals("text", text.column().name());
        Statement.AddColumn column =
                (Statement.AddColumn) alteration("ALTER TABLE t ADD column column column");
        assertEquals("column", column.column().name());
        assertEquals("column", column.column().type().text());
        assertEquals(
                "t", ((Statement.CreateTable) Sql.parse("CREATE TABLE t (column, rename)")).name());
    }

    @Test
    void aColumnIsDropped() {
        assertAlters(new Statement.DropColumn("a", HERE), "ALTER TABLE t DROP a");
        assertAlters(new Statement.DropColumn("a", HERE), "ALTER TABLE t DROP COLUMN \"a\"");
    }

    @Test
    void messagesNameThePlace() {
        assertSyntax("ALTER t", "line 1, column 7: expected TABLE but found 't'");
        assertSyntax(
                "ALTER TABLE t SET a",
                "line 1, column 15: expected RENAME, ADD or DROP but found 'SET'");
        assertSyntax(
                "ALTER TABLE t\nRENAME COLUMN TO c",
                "line 2, column 15: expected a column name but found 'TO'");
        assertSyntax("ALTER TABLE t RENAME a b", "line 1, column 24: expected TO but found 'b'");
        assertSyntax(
                "ALTER TABLE t DROP COLUMN",
                "line 1, column 26: expected a column name but found the end of the text");
        assertSyntax(
                "ALTER TABLE t ADD a, ADD b",
                "line 1, column 20: expected the end of the text but found ','");
        assertSyntax(
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a)",
                "line 1, column 19: expected a column name but found 'CONSTRAINT'");
        Incorrect other =
                assertThrows(Incorrect.class, () -> Sql.parse("ALTER TABLE temp.t DROP COLUMN a"));
        assertEquals(ErrorCode.UNSUPPORTED, other.code());
    }

    private static void assertAlters(Statement.Alteration expected, String sql) {
        assertEquals(expected, alteration(sql), sql);
    }

    private static Statement.Alteration alteration(String sql) {
        return ((Statement.AlterTable) Sql.parse(sql)).alteration();
    }

    private static void assertSyntax(String sql, String message) {
        Incorrect refused = assertThrows(Incorrect.class, () -> Sql.parse(sql), sql);
        assertEquals(message, refused.getMessage());
        assertEquals(ErrorCode.SYNTAX, refused.code());
    }
}
