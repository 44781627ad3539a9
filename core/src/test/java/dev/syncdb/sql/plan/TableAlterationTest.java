package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.Table;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class TableAlterationTest {
    private static final String[] SHOP = {
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE,"
                + " best REFERENCES customers (id), CHECK (length(name) > 0))",
        "CREATE INDEX by_name ON customers (name DESC, id)",
        "CREATE TABLE orders (customer INT CONSTRAINT sync_cascade REFERENCES customers,"
                + " number TEXT, total REAL DEFAULT 1.5, tax AS (total * 0.2),"
                + " CONSTRAINT sync_rewrite UNIQUE (number), UNIQUE (customer, number),"
                + " FOREIGN KEY (customer) REFERENCES Customers (ID) ON DELETE CASCADE)",
        "CREATE UNIQUE INDEX by_tax ON orders (tax, total)",
        "CREATE TABLE notes (text TEXT MERGED, id UUID PRIMARY KEY)"
    };

    @Test
    void aRenamedTableIsFollowedByIndexesAndReferences() {
        SchemaChange change = change("ALTER TABLE customers RENAME TO clients", SHOP);

        assertAltered(change, "customers", "clients", 0, 1, 2);
        assertEquals(
                List.of("clients", "orders", "notes"), names(change.schema()), "in their order");
        assertNull(change.schema().find("customers"));
        assertEquals("clients", change.schema().findIndex("by_name").table());
        assertEquals(
                "clients", change.schema().table("orders").foreignKeys().get(0).parentTable());
        assertEquals(
                "clients",
                change.schema().table("clients").foreignKeys().get(0).parentTable(),
                "its own reference to itself follows, too");
    }

    @Test
    void theIndexesOfConstraintsAreCalledAsTheTable() {
        SchemaChange change = change("ALTER TABLE orders RENAME TO \"all orders\"", SHOP);

        assertAltered(change, "orders", "all orders", 0, 1, 2, 3, 4);
        assertEquals("all orders", change.schema().findIndex("by_tax").table());
        assertEquals(
                "all orders",
                change.schema().findIndex("sqlite_autoindex_all orders_1").table());
    }

    @Test
    void aRenamedColumnIsFollowedByAllThatMentionIt() {
        SchemaChange change = change("ALTER TABLE customers RENAME COLUMN Id TO \"no\"", SHOP);

        assertAltered(change, "customers", "customers", 0, 1, 2);
        assertEquals(
                List.of(
                        "CREATE TABLE customers (\"no\" INTEGER PRIMARY KEY, name TEXT NOT NULL"
                                + " COLLATE NOCASE, best REFERENCES customers (\"no\"), CHECK"
                                + " (length(name) > 0))",
                        "CREATE INDEX by_name ON customers (name DESC, \"no\")"),
                change.schema().script().subList(0, 2));
        assertEquals(
                List.of(List.of(), List.of("no")),
                List.of(
                        change.schema().table("orders").foreignKeys().get(0).parentColumns(),
                        change.schema().table("orders").foreignKeys().get(1).parentColumns()));
    }

    @Test
    void anAddedColumnStandsBehindThoseDeclaredAndBeforeAHiddenKey() {
        SchemaChange keyed =
                change("ALTER TABLE customers ADD COLUMN age INT DEFAULT 0 CHECK (age >= 0)", SHOP);
        assertAltered(keyed, "customers", "customers", 0, 1, 2, Alteration.NEW);
        assertEquals("age", keyed.schema().table("customers").checks().get(0).column());

        SchemaChange hidden = change("ALTER TABLE orders ADD due TEXT NOT NULL DEFAULT ''", SHOP);
        assertAltered(hidden, "orders", "orders", 0, 1, 2, 3, Alteration.NEW, 4);
        assertTrue(hidden.schema().table("orders").columns().get(5).hidden());
        assertEquals(
                5,
                hidden.schema().table("orders").primaryKey().columns().get(0),
                "the key moves with the hidden column");
    }

    @Test
    void aDroppedColumnLeavesTheOthersInTheirOrder() {
        SchemaChange first = change("ALTER TABLE notes DROP COLUMN text", SHOP);
        assertAltered(first, "notes", "notes", 1);
        assertEquals(List.of(0), first.schema().table("notes").primaryKey().columns());

        SchemaChange referring = change("ALTER TABLE customers DROP best", SHOP);
        assertAltered(referring, "customers", "customers", 0, 1);
        assertEquals(List.of(), referring.schema().table("customers").foreignKeys());

        SchemaChange middle = change(
                "ALTER TABLE t DROP b",
                "CREATE TABLE t (a UNIQUE, b CHECK (b > a), c REFERENCES t (b), d AS (c))",
                "CREATE INDEX i ON t (d, a)");
        assertAltered(middle, "t", "t", 0, 2, 3, 4);
        assertEquals(2, middle.schema().findIndex("i").columns().get(0).column());
        assertEquals(List.of(1), middle.schema().table("t").foreignKeys().get(0).columns());
    }

    @Test
    void aColumnThatIsNeededStays() {
        String[] table = {
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE, c, d, e, f AS (e), g,"
                    + " h CHECK (i > 0), i, j,"
                    + " UNIQUE (c, h), CHECK (d > 1), FOREIGN KEY (j) REFERENCES t)",
            "CREATE INDEX by_g ON t (h, g)"
        };
        for (String column : List.of("a", "b", "c", "d", "e", "g", "i", "j")) {
            refused(ErrorCode.SCHEMA, 20, "ALTER TABLE t DROP " + column, table);
        }
        refused(ErrorCode.SCHEMA, 20, "ALTER TABLE t DROP h", table);
        change("ALTER TABLE t DROP f", table);
        refused(ErrorCode.SCHEMA, 20, "ALTER TABLE t DROP a", "CREATE TABLE t (a)");
        refused(ErrorCode.SCHEMA, 13, "ALTER TABLE t DROP a", "CREATE TABLE t (a, b AS (1))");
        refused(ErrorCode.UNKNOWN_COLUMN, 20, "ALTER TABLE t DROP rowid", "CREATE TABLE t (a, b)");
    }

    @Test
    void whatIsNotThereCannotBeAltered() {
        refused(ErrorCode.UNKNOWN_TABLE, 13, "ALTER TABLE t RENAME TO u", SHOP);
        refused(ErrorCode.UNKNOWN_COLUMN, 27, "ALTER TABLE orders RENAME x TO y", SHOP);
        refused(ErrorCode.UNKNOWN_COLUMN, 27, "ALTER TABLE orders RENAME rowid TO y", SHOP);
        refused(ErrorCode.UNKNOWN_COLUMN, 25, "ALTER TABLE orders DROP x", SHOP);
    }

    @Test
    void aNameIsGivenOnce() {
        refused(ErrorCode.ALREADY_EXISTS, 30, "ALTER TABLE orders RENAME TO Notes", SHOP);
        refused(ErrorCode.ALREADY_EXISTS, 30, "ALTER TABLE orders RENAME TO Orders", SHOP);
        refused(ErrorCode.ALREADY_EXISTS, 30, "ALTER TABLE orders RENAME TO by_tax", SHOP);
        refused(ErrorCode.SCHEMA, 27, "ALTER TABLE orders RENAME tax TO Total", SHOP);
        refused(ErrorCode.SCHEMA, 24, "ALTER TABLE orders ADD Total", SHOP);
        refused(ErrorCode.UNSUPPORTED, 13, "ALTER TABLE orders ADD rowid", SHOP);
        refused(ErrorCode.UNSUPPORTED, 13, "ALTER TABLE orders RENAME tax TO rowid", SHOP);
        assertAltered(
                change("ALTER TABLE orders RENAME tax TO TAX", SHOP),
                "orders",
                "orders",
                0,
                1,
                2,
                3,
                4);
    }

    @Test
    void anAddedColumnHasOneDefaultForAllRows() {
        for (String allowed : List.of(
                "DEFAULT 5",
                "NOT NULL DEFAULT 'x'",
                "NOT NULL DEFAULT (-(+5))",
                "NOT NULL DEFAULT x'00'",
                "NOT NULL DEFAULT (CAST('5' AS INT))",
                "NOT NULL DEFAULT TRUE",
                "NOT NULL DEFAULT bare",
                "DEFAULT (-NULL)",
                "DEFAULT NULL REFERENCES customers",
                "REFERENCES orders (number)",
                "AS (total) VIRTUAL NOT NULL",
                "TEXT MERGED DEFAULT ''",
                "NULL CONSTRAINT x CHECK (x > total)")) {
            change("ALTER TABLE orders ADD x " + allowed, SHOP);
        }
        for (String refused : List.of(
                "PRIMARY KEY",
                "UNIQUE",
                "AS (total) UNIQUE",
                "NOT NULL",
                "NOT NULL DEFAULT NULL",
                "NOT NULL DEFAULT (CAST(-NULL AS INT))",
                "DEFAULT CURRENT_TIMESTAMP",
                "DEFAULT (1 + 1)",
                "DEFAULT (~5)",
                "DEFAULT (abs(5))",
                "DEFAULT 1 DEFAULT (random())",
                "AS (total) STORED",
                "DEFAULT 1 REFERENCES customers")) {
            refused(ErrorCode.SCHEMA, 24, "ALTER TABLE orders ADD x " + refused, SHOP);
        }
        refused(ErrorCode.UNSUPPORTED, 24, "ALTER TABLE orders ADD x AS (1) REFERENCES t", SHOP);
    }

    @Test
    void failuresNameThePlaceInTheStatement() {
        refused(ErrorCode.UNKNOWN_COLUMN, 33, "ALTER TABLE orders ADD x CHECK (y > 0)", SHOP);
        refused(ErrorCode.UNKNOWN_COLUMN, 30, "ALTER TABLE orders ADD x AS (rowid)", SHOP);
        refused(ErrorCode.UNSUPPORTED, 34, "ALTER TABLE orders ADD x COLLATE french", SHOP);
    }

    @Test
    void cellsThatAddedColumnsComputeComeFromOthers() {
        SchemaChange change = change(
                "ALTER TABLE orders ADD x AS (tax || rest)",
                "CREATE TABLE orders (tax, rest AS (tax) STORED)");
        assertEquals(List.of(0, 1, Alteration.NEW, 2), change.alteration().sources());
    }

    private static SchemaChange change(String sql, String... script) {
        SchemaDefinition definition = new SchemaDefinition();
        Schema before = schema(List.of(script));
        SchemaChange change = definition.change(before, sql);
        Schema again = schema(change.schema().script());
        assertEquals(
                new ArrayList<>(again.tables()),
                new ArrayList<>(change.schema().tables()),
                "the texts make the same tables: " + sql);
        return change;
    }

    private static Schema schema(List<String> script) {
        Schema schema = Schema.EMPTY;
        for (String sql : script) {
            schema = new SchemaDefinition().apply(schema, sql);
        }
        return schema;
    }

    private static void assertAltered(
            SchemaChange change, String before, String after, Integer... sources) {
        assertEquals(new Alteration(before, after, List.of(sources)), change.alteration());
        assertEquals(sources.length, change.schema().table(after).columns().size(), "one for each");
    }

    private static void refused(ErrorCode code, int column, String sql, String... script) {
        Schema before = schema(List.of(script));
        Incorrect refused = assertThrows(
                Incorrect.class, () -> new SchemaDefinition().change(before, sql), sql);
        assertEquals(code, refused.code(), refused.getMessage());
        String place = "line 1, column " + column + ": ";
        assertTrue(refused.getMessage().startsWith(place), sql + ": " + refused.getMessage());
    }

    private static List<String> names(Schema schema) {
        List<String> names = new ArrayList<>();
        for (Table table : schema.tables()) {
            names.add(table.name());
        }
        return names;
    }
}
