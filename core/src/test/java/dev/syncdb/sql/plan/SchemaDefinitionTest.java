package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SchemaDefinitionTest {
    private static final Environment ENVIRONMENT =
            new Environment(() -> new Stamp(1, 0, 1_700_000_000_000L), () -> 42);

    @Test
    void columnsKeepWhatTheyDeclare() {
        Table table = table("CREATE TABLE t (a NVARCHAR(40) NOT NULL COLLATE nocase,"
                + " b DEFAULT (1 + 2), c REAL DEFAULT -1.5, PRIMARY KEY (a))");

        Column a = table.columns().get(0);
        assertEquals("NVARCHAR(40)", a.type().text());
        assertEquals(Affinity.TEXT, a.type().affinity());
        assertEquals(Collation.NOCASE, a.collation());
        assertTrue(a.notNull());
        assertEquals("1 + 2", table.columns().get(1).defaultValue().sql());
        assertEquals(Value.of(3), defaultOf(table, 1));
        assertEquals(Value.of(-1.5), defaultOf(table, 2));
        assertNull(a.defaultValue());
    }

    @Test
    void onlyTheWordIntegerMakesAKeyAutomatic() {
        assertTrue(isAutomatic("a INTEGER PRIMARY KEY"));
        assertTrue(isAutomatic("a integer primary key autoincrement"));
        assertTrue(isAutomatic("a INTEGER, PRIMARY KEY (a DESC)"));
        assertFalse(isAutomatic("a INTEGER PRIMARY KEY DESC"), "SQLite's old mistake");
        assertFalse(isAutomatic("a INT PRIMARY KEY"));
        assertFalse(isAutomatic("a INTEGER, b INTEGER, PRIMARY KEY (a, b)"));
        assertFalse(table("CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID")
                .primaryKey()
                .automatic());
        assertTrue(table("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)")
                .primaryKey()
                .neverReused());
    }

    @Test
    void aTableWithoutAKeyNumbersItsRowsInAHiddenColumn() {
        Table table = table("CREATE TABLE t (a, b)");

        assertEquals(3, table.columns().size());
        assertTrue(table.columns().get(2).hidden());
        assertEquals(List.of(2), table.primaryKey().columns());
        assertTrue(table.primaryKey().automatic());
    }

    @Test
    void uniqueConstraintsAreIndexesNumberedAsSqliteDoes() {
        Table table = table("CREATE TABLE t (a TEXT PRIMARY KEY, b UNIQUE, c, d UNIQUE,"
                + " UNIQUE (c, b), UNIQUE (a), UNIQUE (b, c))");

        assertEquals(
                List.of("sqlite_autoindex_t_2", "sqlite_autoindex_t_3", "sqlite_autoindex_t_4"),
                table.indexes().stream().map(Index::name).toList());
        assertEquals(2, table.indexes().get(2).columns().size());
    }

    @Test
    void foreignKeysKeepTheirActions() {
        Table table = table("CREATE TABLE t (a REFERENCES p ON DELETE CASCADE, b, c,"
                + " FOREIGN KEY (b, c) REFERENCES q (x, y) ON UPDATE SET NULL"
                + " DEFERRABLE INITIALLY DEFERRED)");

        ForeignKey first = table.foreignKeys().get(0);
        assertEquals(ForeignKey.Action.CASCADE, first.onDelete());
        assertEquals(List.of(), first.parentColumns());
        ForeignKey second = table.foreignKeys().get(1);
        assertEquals(List.of(1, 2), second.columns());
        assertEquals(ForeignKey.Action.SET_NULL, second.onUpdate());
        assertTrue(second.deferred());
    }

    @Test
    void checksAreEvaluatedOnARow() {
        Table table =
                table("CREATE TABLE t (a CHECK (a > 3), b, CONSTRAINT even CHECK (b % 2 = 0))");

        assertEquals("a > 3", table.checks().get(0).label());
        assertEquals("a", table.checks().get(0).column());
        assertEquals("even", table.checks().get(1).label());
        Row row = Row.of(Value.of(5), Value.of(3), Value.NULL);
        assertEquals(Value.of(1), table.checks().get(0).condition().evaluate(row, ENVIRONMENT));
        assertEquals(Value.of(0), table.checks().get(1).condition().evaluate(row, ENVIRONMENT));
    }

    @Test
    void defaultsMayAskForTimeAndChance() {
        Table table = table("CREATE TABLE t (a DEFAULT CURRENT_TIMESTAMP, b DEFAULT (random()), c"
                + " DEFAULT (uuid7()))");

        assertEquals(Value.of("2023-11-14 22:13:20"), defaultOf(table, 0));
        assertEquals(Value.of(42), defaultOf(table, 1));
        assertEquals(Value.of("018bcfe5-6800-702a-8000-00000000002a"), defaultOf(table, 2));
    }

    @Test
    void ifNotExistsAndIfExistsLeaveTheSchemaAlone() {
        Schema schema = AccessPathTest.schema("CREATE TABLE t (a)", "CREATE INDEX i ON t (a)");

        for (String sql : List.of(
                "CREATE TABLE IF NOT EXISTS T (b)",
                "CREATE INDEX IF NOT EXISTS I ON t (a)",
                "DROP TABLE IF EXISTS u",
                "DROP INDEX IF EXISTS j")) {
            assertSame(schema, new SchemaDefinition().apply(schema, sql), sql);
        }
    }

    @Test
    void tablesAndIndexesGo() {
        Schema schema =
                AccessPathTest.schema("CREATE TABLE t (a)", "CREATE UNIQUE INDEX i ON t (a)");

        assertNotNull(schema.findIndex("i"));
        Schema without = new SchemaDefinition().apply(schema, "DROP INDEX I");
        assertNull(without.findIndex("i"));
        assertNull(new SchemaDefinition().apply(without, "DROP TABLE T").find("t"));
    }

    @Test
    void contradictionsAreRefused() {
        refused(ErrorCode.ALREADY_EXISTS, "CREATE TABLE t (a)");
        refused(ErrorCode.ALREADY_EXISTS, "CREATE TABLE i (a)");
        refused(ErrorCode.ALREADY_EXISTS, "CREATE INDEX i ON t (a)");
        refused(ErrorCode.ALREADY_EXISTS, "CREATE INDEX t ON t (a)");
        refused(ErrorCode.UNKNOWN_TABLE, "CREATE INDEX j ON u (a)");
        refused(ErrorCode.UNKNOWN_TABLE, "DROP TABLE u");
        refused(ErrorCode.UNKNOWN_INDEX, "DROP INDEX j");
        refused(ErrorCode.UNKNOWN_COLUMN, "CREATE INDEX j ON t (z)");
        refused(ErrorCode.UNKNOWN_COLUMN, "CREATE TABLE u (a, PRIMARY KEY (b))");
        refused(ErrorCode.UNKNOWN_COLUMN, "CREATE TABLE u (a, FOREIGN KEY (b) REFERENCES t)");
        refused(ErrorCode.UNKNOWN_COLUMN, "CREATE TABLE u (a CHECK (b > 1))");
        refused(ErrorCode.UNKNOWN_COLUMN, "CREATE TABLE u (a, b DEFAULT (a))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, A)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a PRIMARY KEY, b PRIMARY KEY)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a TEXT PRIMARY KEY AUTOINCREMENT)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a) WITHOUT ROWID");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a VARCHAR) STRICT");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a) STRICT");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b TEXT COUNTER)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b INTEGER ORSET)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b INTEGER LIST)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b BLOB MAP)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a TEXT LIST PRIMARY KEY)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b TEXT MAP AS (a))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a INTEGER MAX PRIMARY KEY)");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b INTEGER COUNTER AS (a + 1))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a, b, FOREIGN KEY (a, b) REFERENCES t (x))");
        refused(ErrorCode.SCHEMA, "DROP INDEX sqlite_autoindex_t_1");
        refused(ErrorCode.SYNTAX, "CREATE INDEX j ON t (a NULLS LAST)");
    }

    @Test
    void aCheckThatCouldChangeItsMindIsRefused() {
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a CHECK (a < random()))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a CHECK (a < CURRENT_DATE))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a CHECK (a < date('now')))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a CHECK (a IN (SELECT 1)))");
        refused(ErrorCode.SCHEMA, "CREATE TABLE u (a CHECK (a < ?))");
        table("CREATE TABLE u (a CHECK (date(a) = a))");
    }

    @Test
    void whatIsNotSupportedYetIsNamed() {
        refused(ErrorCode.UNSUPPORTED, "CREATE TEMP TABLE u (a)");
        refused(ErrorCode.UNSUPPORTED, "CREATE TABLE u (a UNIQUE ON CONFLICT REPLACE)");
        refused(ErrorCode.UNSUPPORTED, "CREATE TABLE u (rowid, a)");
        refused(ErrorCode.UNSUPPORTED, "CREATE TABLE u (a COLLATE klingon)");
        refused(ErrorCode.UNSUPPORTED, "CREATE INDEX j ON t (a) WHERE a > 1");
        refused(ErrorCode.UNSUPPORTED, "CREATE INDEX j ON t (a + 1)");
        refused(ErrorCode.UNSUPPORTED, "SELECT 1");
    }

    private static void refused(ErrorCode code, String sql) {
        Schema schema = AccessPathTest.schema(
                "CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE)", "CREATE INDEX i ON t (a)");
        Incorrect refused =
                assertThrows(Incorrect.class, () -> new SchemaDefinition().apply(schema, sql), sql);
        assertEquals(code, refused.code(), refused.getMessage());
    }

    private static boolean isAutomatic(String columns) {
        return table("CREATE TABLE t (" + columns + ")").primaryKey().automatic();
    }

    private static Table table(String sql) {
        Schema schema = new SchemaDefinition().apply(Schema.EMPTY, sql);
        return schema.tables().iterator().next();
    }

    private static Value defaultOf(Table table, int column) {
        return table.columns().get(column).defaultValue().evaluate(Row.of(), ENVIRONMENT);
    }
}
