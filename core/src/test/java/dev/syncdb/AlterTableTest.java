package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.oracle.Twins;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** ALTER TABLE does with rows what real SQLite does. */
final class AlterTableTest {
    private static final String SHOP = """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE,
              age INT CHECK (age > 0), best REFERENCES customers (id));
            CREATE INDEX by_name ON customers (name, age DESC);
            CREATE TABLE orders (number TEXT UNIQUE, customer INT REFERENCES customers (id)
              ON DELETE CASCADE ON UPDATE CASCADE, total REAL DEFAULT 1.5,
              tax AS (total * 2) VIRTUAL, code TEXT AS (number || '/' || customer) STORED,
              CONSTRAINT positive CHECK (total >= 0));
            CREATE INDEX by_tax ON orders (tax DESC, number);
            INSERT INTO customers VALUES (1, 'Ann', 30, NULL), (2, 'bob', NULL, 1), (7, 'Cy', 9, 7);
            INSERT INTO orders (number, customer, total) VALUES ('a', 1, 2), ('b', 2, 3.25),
              ('c', 1, 0), (NULL, 7, NULL), (NULL, NULL, 4);
            """;

    private final Twins twins = new Twins("PRAGMA foreign_keys = ON", SHOP);

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void whatIsKeptForOlderVersionsIsNotForApps() {
        try (Database db = Database.inMemory()) {
            db.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
            for (String sql : List.of(
                    "CREATE TABLE syncdb_attic_1_t (a INTEGER PRIMARY KEY)",
                    "ALTER TABLE t RENAME TO syncdb_attic_1_t",
                    "ALTER TABLE t REPLACE (0) WITH 'CREATE TABLE t (a INTEGER PRIMARY KEY)'")) {
                assertThrows(Forbidden.class, () -> db.execute(sql), sql);
            }
        }
    }

    @Test
    void aRenamedTableKeepsItsRowsIndexesAndReferences() {
        alter("ALTER TABLE customers RENAME TO \"our clients\"");

        sameRows("\"our clients\"");
        twins.same("SELECT id FROM [our clients] WHERE name = 'BOB' OR name > 'b' ORDER BY name");
        twins.write("INSERT INTO orders (number, customer) VALUES ('d', 3)");
        twins.write("INSERT INTO \"our clients\" VALUES (3, 'Dee', 0, NULL)");
        twins.write("INSERT INTO \"our clients\" VALUES (3, 'Dee', 5, 8)");
        twins.write("INSERT INTO \"our clients\" VALUES (3, 'Dee', 5, 1)");
        twins.write("UPDATE \"our clients\" SET id = 10 WHERE id = 2");
        twins.write("DELETE FROM \"our clients\" WHERE id = 7");
        sameRows("\"our clients\"", "orders");
        alter("CREATE TABLE customers (id)");
        alter("DROP TABLE customers");
        alter("ALTER TABLE orders RENAME TO customers");
        twins.write("DELETE FROM \"our clients\" WHERE id = 10");
        sameRows("customers");
    }

    @Test
    void aRenamedColumnKeepsItsValuesAndRules() {
        alter("ALTER TABLE orders RENAME COLUMN total TO \"sum of it\"");
        alter("ALTER TABLE orders RENAME number TO no");
        alter("ALTER TABLE customers RENAME id TO key");

        twins.write("INSERT INTO orders (no, customer, \"sum of it\") VALUES ('e', 1, -1)");
        twins.write("INSERT INTO orders (no, customer, \"sum of it\") VALUES ('a', 1, 1)");
        twins.write("INSERT INTO orders (no, customer) VALUES ('e', 9)");
        twins.write("INSERT INTO orders (no, customer) VALUES ('e', 7)");
        twins.write("UPDATE customers SET key = 70, age = age + 1 WHERE key = 7");
        twins.same("SELECT no, code FROM orders WHERE tax > 3 ORDER BY tax DESC, no");
        twins.same("SELECT key FROM customers WHERE key BETWEEN 2 AND 70");
        sameRows("customers", "orders");
        bothRefuse("SELECT total FROM orders");
    }

    @Test
    void anAddedColumnHasItsDefaultInEveryRow() {
        alter("ALTER TABLE customers ADD COLUMN note");
        alter("ALTER TABLE customers ADD points INTEGER NOT NULL DEFAULT '12' CHECK (points > 0)");
        alter("ALTER TABLE orders ADD state TEXT COLLATE NOCASE DEFAULT 5");
        alter("ALTER TABLE orders ADD COLUMN 'the rate' REAL DEFAULT (-(1))");
        alter("ALTER TABLE orders ADD blob DEFAULT x'00ff'");
        alter("ALTER TABLE orders ADD yes DEFAULT TRUE");
        sameRows("customers", "orders");

        twins.write("INSERT INTO orders (number, state) VALUES ('z', 'Open'), ('y', 'OPEN')");
        twins.write("UPDATE orders SET state = 'open', yes = 7 WHERE number = 'a'");
        twins.write("UPDATE orders SET total = total + 1 WHERE number = 'b'");
        twins.write("INSERT INTO customers (name, points) VALUES ('Eve', 0)");
        twins.write("INSERT INTO customers (name) VALUES ('Eve')");
        twins.write("UPDATE customers SET points = NULL");
        twins.write("DELETE FROM customers WHERE id = 1");
        twins.same("SELECT number FROM orders WHERE state = 'OPEN' ORDER BY number");
        alter("CREATE INDEX by_state ON orders (state, yes)");
        twins.same("SELECT number FROM orders WHERE state = 'open' ORDER BY number");
        sameRows("customers", "orders");
    }

    @Test
    void anAddedColumnMayBeComputed() {
        alter("ALTER TABLE orders ADD gross REAL AS (total + tax)");
        alter("ALTER TABLE orders ADD shown TEXT GENERATED ALWAYS AS ('#' || nothing)");
        alter("ALTER TABLE orders ADD shown TEXT NOT NULL AS ('#' || ifnull(number, '-')) VIRTUAL");
        sameRows("orders");

        twins.write("UPDATE orders SET total = 11 WHERE number = 'a'");
        twins.write("INSERT INTO orders (number, total) VALUES ('x', 4)");
        alter("CREATE INDEX by_gross ON orders (gross)");
        twins.same("SELECT number FROM orders WHERE gross > 3 ORDER BY gross, number");
        sameRows("orders");
        alter("ALTER TABLE orders ADD bad NOT NULL AS (number)");
        alter("ALTER TABLE orders ADD bad AS (number) STORED");
        sameRows("orders");
    }

    @Test
    void anAddedColumnMayRefer() {
        alter("ALTER TABLE orders ADD payer INT REFERENCES customers ON DELETE SET NULL");
        alter("ALTER TABLE orders ADD bad INT DEFAULT 1 REFERENCES customers");
        twins.write("UPDATE orders SET payer = 2 WHERE number = 'a'");
        twins.write("UPDATE orders SET payer = 3 WHERE number = 'b'");
        twins.write("DELETE FROM customers WHERE id = 2");
        sameRows("orders");
    }

    @Test
    void rowsThatBreakTheRulesOfAnAddedColumnRefuseIt() {
        alter("ALTER TABLE customers ADD x INT DEFAULT 0 CHECK (x > 0)");
        alter("ALTER TABLE customers ADD x INT DEFAULT 20 CHECK (x > age)");
        alter("ALTER TABLE customers ADD x INT DEFAULT 40 CHECK (x > age)");
        alter("CREATE TABLE strict (a INT PRIMARY KEY, b TEXT) STRICT");
        alter("INSERT INTO strict VALUES (1, 'x')");
        alter("ALTER TABLE strict ADD c INT NOT NULL DEFAULT 'x'");
        alter("ALTER TABLE strict ADD c INT NOT NULL DEFAULT '5'");
        alter("ALTER TABLE strict ADD d");
        sameRows("customers", "strict");
    }

    @Test
    void aDroppedColumnLeavesTheOthersAsTheyAre() {
        alter("ALTER TABLE orders DROP COLUMN code");
        alter("ALTER TABLE customers DROP best");
        sameRows("customers", "orders");

        twins.write("UPDATE orders SET total = 9 WHERE number = 'b'");
        twins.write("DELETE FROM customers WHERE id = 1");
        twins.same("SELECT number FROM orders ORDER BY tax DESC, number");
        alter("DROP INDEX by_tax");
        alter("ALTER TABLE orders DROP tax");
        alter("ALTER TABLE orders DROP customer");
        twins.write("INSERT INTO orders VALUES ('k', 3), ('l', NULL)");
        twins.write("INSERT INTO orders VALUES ('m', -1)");
        twins.write("INSERT INTO orders VALUES ('k', 1)");
        sameRows("customers", "orders");
    }

    @Test
    void whatIsNeededCannotBeDropped() {
        for (String column : List.of("number", "total", "tax", "rowid", "nothing")) {
            bothRefuse("ALTER TABLE orders DROP " + column);
        }
        bothRefuse("ALTER TABLE customers DROP id");
        bothRefuse("ALTER TABLE customers DROP age");
        alter("CREATE TABLE one (a)");
        bothRefuse("ALTER TABLE one DROP a");
        sameRows("customers", "orders");
    }

    @Test
    void bothRefuseTheSame() {
        for (String sql : List.of(
                "ALTER TABLE nothing RENAME TO x",
                "ALTER TABLE orders RENAME TO Customers",
                "ALTER TABLE orders RENAME TO ORDERS",
                "ALTER TABLE orders RENAME TO by_tax",
                "ALTER TABLE orders RENAME TO sqlite_x",
                "ALTER TABLE orders RENAME nothing TO x",
                "ALTER TABLE orders RENAME tax TO Code",
                "ALTER TABLE orders ADD TAX",
                "ALTER TABLE orders ADD x PRIMARY KEY",
                "ALTER TABLE orders ADD x UNIQUE",
                "ALTER TABLE orders ADD x NOT NULL",
                "ALTER TABLE orders ADD x NOT NULL DEFAULT (NULL)",
                "ALTER TABLE orders ADD x DEFAULT CURRENT_TIMESTAMP",
                "ALTER TABLE orders ADD x DEFAULT (1 + 1)",
                "ALTER TABLE orders ADD x AS (nothing)",
                "ALTER TABLE orders ADD x CHECK (nothing)",
                "ALTER TABLE orders ADD x COLLATE nothing",
                "ALTER TABLE orders ADD",
                "ALTER TABLE orders DROP COLUMN",
                "ALTER TABLE orders RENAME COLUMN TO x")) {
            bothRefuse(sql);
        }
        sameRows("customers", "orders");
    }

    @Test
    void oneAfterTheOtherGoesThroughOldRowsAndNew() {
        alter("CREATE TABLE t (a TEXT, b INT, c REAL)");
        twins.write("INSERT INTO t VALUES ('x', 1, 1.5), ('y', 2, NULL)");
        alter("ALTER TABLE t ADD d DEFAULT 'd'");
        twins.write("INSERT INTO t VALUES ('z', 3, 2.5, 'own')");
        alter("ALTER TABLE t DROP b");
        twins.write("INSERT INTO t VALUES ('v', 4, NULL)");
        alter("ALTER TABLE t ADD b TEXT DEFAULT 7");
        twins.write("UPDATE t SET c = 9 WHERE a < 'y'");
        alter("ALTER TABLE t RENAME d TO e");
        alter("ALTER TABLE t RENAME TO u");
        alter("ALTER TABLE u DROP a");
        twins.write("DELETE FROM u WHERE b = '7' AND c IS NULL AND e = 'd'");
        sameRows("u");
    }

    @Test
    void aTableIsRebuiltAsSqliteSays() {
        twins.load("""
                PRAGMA foreign_keys = OFF;
                CREATE TABLE new_customers (id INTEGER PRIMARY KEY, name TEXT,
                  age TEXT DEFAULT 'old');
                INSERT INTO new_customers (id, name, age)
                  SELECT id, upper(name), age FROM customers;
                DROP TABLE customers;
                ALTER TABLE new_customers RENAME TO customers;
                PRAGMA foreign_keys = ON;
                """);
        sameRows("customers", "orders");
        twins.write("INSERT INTO orders (number, customer) VALUES ('q', 5)");
        twins.write("DELETE FROM customers WHERE id = 2");
        sameRows("customers", "orders");
    }

    @Test
    void aTransactionTakesItBack() {
        try (Session session = twins.ours().session()) {
            session.execute("BEGIN");
            session.execute("ALTER TABLE orders ADD x DEFAULT 3");
            session.execute("UPDATE orders SET x = 4 WHERE number = 'a'");
            session.execute("ALTER TABLE orders RENAME TO o");
            Incorrect broken = assertThrows(
                    Incorrect.class,
                    () -> session.execute("ALTER TABLE o ADD y INT DEFAULT 0 CHECK (y > 0)"));
            assertEquals(ErrorCode.CHECK, broken.code());
            assertEquals(
                    List.of("number", "customer", "total", "tax", "code", "x"),
                    columns(session.query("SELECT * FROM o")),
                    "a statement that fails leaves nothing behind");
            session.execute("ROLLBACK");
        }
        sameRows("orders");
        twins.write("UPDATE orders SET total = 8 WHERE number = 'a'");
        sameRows("orders");
    }

    @Test
    void preparedStatementsGoByTheTableAsItIs() {
        try (Session session = twins.ours().session()) {
            PreparedStatement all = session.prepare("SELECT * FROM customers WHERE id = ?");
            assertEquals(4, columns(all.bind(1, 1).query()).size());
            session.execute("ALTER TABLE customers ADD x DEFAULT 5");
            assertEquals(5, columns(all.bind(1, 1).query()).size());
            session.execute("ALTER TABLE customers DROP best");
            assertEquals(
                    List.of("id", "name", "age", "x"), columns(all.bind(1, 1).query()));
            session.execute("ALTER TABLE customers RENAME TO clients");
            assertThrows(Incorrect.class, () -> all.bind(1, 1).query());
        }
    }

    @Test
    void namesOfSyncDbAreNotForApps() {
        for (String sql : List.of(
                "ALTER TABLE orders RENAME TO syncdb_orders",
                "ALTER TABLE SyncDB_conflicts RENAME TO mine",
                "ALTER TABLE syncdb_conflicts ADD x",
                "ALTER TABLE sqlite_sequence DROP seq")) {
            assertThrows(Forbidden.class, () -> twins.ours().execute(sql), sql);
        }
    }

    @Test
    void whatWasAlteredIsThereAfterOpening(@TempDir Path folder) {
        List<String> expected;
        try (Database database = Database.open(folder)) {
            database.load(SHOP);
            database.execute("ALTER TABLE orders ADD x TEXT DEFAULT 'x'");
            database.execute("ALTER TABLE orders RENAME COLUMN total TO \"t t\"");
            database.execute("ALTER TABLE customers RENAME TO clients");
            database.execute("UPDATE orders SET x = 'y', \"t t\" = 5 WHERE number = 'a'");
            database.execute("ALTER TABLE orders DROP code");
            expected = rows(database);
        }
        try (Database database = Database.open(folder)) {
            assertEquals(expected, rows(database));
            assertEquals(List.of(), database.check());
        }
    }

    @Test
    void randomAlterationsKeepWhatSqliteKeeps() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int accepted = 0;
        alter("CREATE TABLE t (a INTEGER" + (random.nextBoolean() ? " PRIMARY KEY" : "")
                + ", b TEXT COLLATE NOCASE, c DEFAULT 3)");
        for (int i = 0; i < 150; i++) {
            List<String> columns = columns(twins.ours().query("SELECT * FROM t"));
            Collections.shuffle(columns, random);
            String column = columns.get(0);
            String name = String.valueOf((char) ('a' + random.nextInt(12)));
            String sql =
                    switch (random.nextInt(9)) {
                        case 0 -> "ALTER TABLE t ADD " + name + " TEXT DEFAULT " + i;
                        case 1 -> "ALTER TABLE t ADD " + name + " AS (" + column + ")";
                        case 2 -> "ALTER TABLE t DROP " + column;
                        case 3 -> "ALTER TABLE t RENAME " + column + " TO " + name;
                        case 4 -> "CREATE INDEX i" + i + " ON t (" + column + ")";
                        case 5 -> "DELETE FROM t WHERE " + column + " = " + random.nextInt(i + 1);
                        case 6 ->
                            "UPDATE t SET " + column + " = " + i + " WHERE "
                                    + columns.get(columns.size() - 1) + " < 50";
                        default -> "INSERT INTO t (" + column + ") VALUES (" + i + ")";
                    };
            accepted += both(sql, "seed " + seed) ? 1 : 0;
            twins.sameInAnyOrder("SELECT * FROM t");
            twins.sameInAnyOrder("SELECT * FROM t WHERE " + firstColumn() + " > 20");
        }
        assertTrue(accepted > 50, "most go through: " + accepted);
    }

    private String firstColumn() {
        return columns(twins.ours().query("SELECT * FROM t")).get(0);
    }

    /** Both do it, or both refuse. */
    private void alter(String sql) {
        both(sql, "");
    }

    private void bothRefuse(String sql) {
        assertTrue(!both(sql, ""), sql);
    }

    /** True if both did it. */
    private boolean both(String sql, String where) {
        String expected = "";
        try {
            twins.sqlite().query(sql);
        } catch (IllegalStateException refused) {
            expected = "refused";
        }
        String found = "";
        String why = "";
        try {
            twins.ours().query(sql);
        } catch (SyncDbException refused) {
            found = "refused";
            why = refused.getMessage();
        }
        assertEquals(expected, found, where + " " + sql + " " + why);
        return found.isEmpty();
    }

    private void sameRows(String... tables) {
        for (String table : tables) {
            twins.sameInAnyOrder("SELECT * FROM " + table);
            List<String> types = new ArrayList<>();
            for (String column : columns(twins.ours().query("SELECT * FROM " + table))) {
                types.add("typeof(\"" + column + "\")");
            }
            twins.sameInAnyOrder("SELECT " + String.join(", ", types) + " FROM " + table);
        }
    }

    private static List<String> columns(Rows rows) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < rows.columnCount(); i++) {
            columns.add(rows.columnName(i));
        }
        return columns;
    }

    private static List<String> rows(Database database) {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("clients", "orders")) {
            Rows all = database.query("SELECT * FROM " + table);
            rows.add(columns(all).toString());
            all.toList().forEach(row -> rows.add(row.toString()));
        }
        Collections.sort(rows);
        return rows;
    }
}
