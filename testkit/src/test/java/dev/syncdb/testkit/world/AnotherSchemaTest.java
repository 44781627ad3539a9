package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Rows;

import org.junit.jupiter.api.Test;

/** The world as an app's test uses it, on tables of quite another kind. */
final class AnotherSchemaTest {
    private static final String SHOP = """
            CREATE TABLE customers (
              code TEXT PRIMARY KEY NOT NULL COLLATE NOCASE,
              data BLOB,
              credit REAL NOT NULL DEFAULT 0.5 CHECK (credit >= 0)
            );
            CREATE TABLE orders (
              customer TEXT NOT NULL COLLATE NOCASE REFERENCES customers (code)
                  ON DELETE CASCADE ON UPDATE CASCADE,
              line INTEGER NOT NULL,
              amount REAL,
              total REAL GENERATED ALWAYS AS (coalesce(amount, 0) * 1.2) VIRTUAL,
              PRIMARY KEY (customer, line)
            );
            CREATE TABLE journal (said TEXT, at INTEGER);
            CREATE UNIQUE INDEX one_of_each ON journal (said);
            """;

    private static final World WORLD = World.of(SHOP)
            .clients(4)
            .operations(80)
            .edit(
                    3,
                    (client, random) -> client.execute(
                            "INSERT INTO customers (code, data) VALUES (?, ?)",
                            "c" + random.below(20),
                            new byte[] {(byte) random.below(9)}))
            .edit(
                    4,
                    (client, random) -> client.execute(
                            "INSERT INTO orders (customer, line, amount)"
                                    + " SELECT code, ?, ? FROM customers WHERE code = ?",
                            random.below(5),
                            random.below(100) / 4.0,
                            "C" + random.below(20)))
            .edit(
                    2,
                    (client, random) -> client.execute(
                            "UPDATE orders SET amount = amount + 1 WHERE line = ?",
                            random.below(5)))
            .edit((client, random) ->
                    client.execute("DELETE FROM customers WHERE code = ?", "c" + random.below(20)))
            .edit((client, random) -> client.execute(
                    "UPDATE customers SET credit = credit - ?", random.below(3) / 8.0))
            .edit(
                    2,
                    (client, random) -> client.execute(
                            "INSERT INTO journal VALUES (?, ?)", "said " + random.below(50), 1))
            .never("SELECT * FROM customers WHERE credit < 0")
            .never("SELECT said FROM journal GROUP BY said HAVING count(*) > 1")
            .never("SELECT o.line FROM orders o LEFT JOIN customers c ON o.customer = c.code"
                    + " WHERE c.code IS NULL");

    @Test
    void anAppsTestOnItsOwnTablesHolds() {
        WORLD.assertHolds(1, 30);
    }

    @Test
    void whatTheAppSaysCanNeverBeIsLookedFor() {
        World wrong = WORLD.never("SELECT * FROM customers");
        AssertionError error = assertThrows(AssertionError.class, () -> wrong.assertHolds(1, 9));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("CONSTRAINED: "), message);
        assertTrue(message.contains("SELECT * FROM customers"), message);
    }

    @Test
    void anEditMayReadBeforeItWrites() {
        World world = World.of("CREATE TABLE tally (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);")
                .clients(2)
                .operations(30)
                .edit((client, random) -> {
                    long next;
                    try (Rows rows = client.query("SELECT count(*) FROM tally")) {
                        rows.next();
                        next = rows.getLong(0);
                    }
                    client.execute("INSERT INTO tally (n) VALUES (?)", next);
                });
        world.assertHolds(1, 5);
    }
}
