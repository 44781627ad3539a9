package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.Test;

/**
 * The same edits, made by a phone that squashes and by one that does not, end in the same state on
 * phone and server, whatever the backend writes between two syncs.
 */
class SquashingTest {
    private static final int SEEDS = Integer.getInteger("syncdb.seeds", 30);
    private static final int EDITS = 60;

    private static final String SCHEMA = """
            CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT, points INTEGER);
            CREATE TABLE comments (
              id INTEGER PRIMARY KEY,
              task INTEGER REFERENCES tasks ON DELETE CASCADE,
              body TEXT);
            """;

    private static final String[] TABLES = {
        "SELECT * FROM tasks ORDER BY id", "SELECT * FROM comments ORDER BY id"
    };

    /** What one phone came to. */
    private record End(String rows, long squashed, long transactions) {}

    @Test
    void squashingChangesNothingButWhatIsSent() {
        long squashed = 0;
        long apart = 0;
        long together = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            End plain = run(seed, 0);
            End joined = run(seed, LocalOptions.SQUASH_MILLIS_MAX);
            assertEquals(plain.rows(), joined.rows(), "seed " + seed);
            assertEquals(0, plain.squashed(), "seed " + seed);
            assertEquals(
                    plain.transactions(),
                    joined.transactions() + joined.squashed(),
                    "seed " + seed + ": each transaction is sent or part of one that is");
            squashed += joined.squashed();
            apart += plain.transactions();
            together += joined.transactions();
        }
        assertTrue(squashed > SEEDS, squashed + " squashed: " + apart + " became " + together);
    }

    private static End run(long seed, long squashMillisMax) {
        SeededRandom random = new SeededRandom(seed);
        try (Exchanges exchanges = new Exchanges(seed, SCHEMA);
                Replica phone = exchanges.open(new FakeDisk(), 500, squashMillisMax)) {
            exchanges.sync(phone);
            long transactions = 0;
            for (int i = 0; i < EDITS; i++) {
                phone.database().write(session -> edit(session, random));
                if (random.percent(30)) {
                    backend(exchanges, random);
                }
                if (random.percent(15)) {
                    // Time stands still in between: one edit time stands for a whole run.
                    exchanges.time.advanceTo(exchanges.time.millis() + 1_000);
                    transactions += phone.pending();
                    exchanges.sync(phone);
                }
            }
            transactions += phone.pending();
            exchanges.sync(phone);
            assertEquals(exchanges.show(TABLES), Exchanges.show(phone, TABLES), "seed " + seed);
            assertEquals("", refused(phone), "seed " + seed);
            long squashed = phone.pendingWork().transactionsSquashed();
            return new End(exchanges.show(TABLES), squashed, transactions);
        }
    }

    /** Few rows, so that many edits meet; and none that the server could refuse. */
    private static long edit(Session session, SeededRandom random) {
        long task = random.between(1, 3);
        long comment = 10 * task + random.between(1, 2);
        long value = random.below(100);
        return switch ((int) random.below(6)) {
            case 0 ->
                session.execute("INSERT OR IGNORE INTO tasks VALUES (?, ?, 0)", task, "t" + value);
            case 1 -> session.execute("UPDATE tasks SET title = ? WHERE id = ?", "t" + value, task);
            case 2 -> session.execute("UPDATE tasks SET points = ? WHERE id = ?", value, task);
            case 3 ->
                session.execute(
                        "UPDATE tasks SET title = ?, points = points + 1 WHERE id = ?",
                        "u" + value,
                        task);
            case 4 ->
                session.execute(
                        "INSERT OR IGNORE INTO comments SELECT ?, id, ? FROM tasks WHERE id = ?",
                        comment,
                        "c" + value,
                        task);
            default ->
                random.percent(50)
                        ? session.execute("DELETE FROM comments WHERE id = ?", comment)
                        : session.execute("DELETE FROM tasks WHERE id = ?", task);
        };
    }

    /** Edits of cells only: a row that the backend deletes would have its children refused. */
    private static void backend(Exchanges exchanges, SeededRandom random) {
        long task = random.between(1, 3);
        long value = random.below(100);
        exchanges
                .server
                .space(Exchanges.SPACE)
                .execute("UPDATE tasks SET points = ? WHERE id = ?", value, task);
    }

    private static String refused(Replica phone) {
        StringBuilder text = new StringBuilder();
        try (Rows rows = phone.database().query("SELECT * FROM syncdb_rejected")) {
            rows.toList().forEach(row -> text.append(row).append('\n'));
        }
        return text.toString();
    }
}
