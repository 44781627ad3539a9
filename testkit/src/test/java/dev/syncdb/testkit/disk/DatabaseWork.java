package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.ChangedRows;
import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.schema.Table;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * 200 steps of work on a database that tracks changes, the same each time, and the state after each
 * of them. A step is a transaction of several rows, a change of schema or a rollback. Now and then
 * one rewrites many rows, so that the change log is compacted on the way.
 */
final class DatabaseWork {
    static final int STEPS = 200;

    /** So short that there are several checkpoints, and several segments between two of them. */
    private static final long LOG_BYTES_MAX = 9_000;

    private static final int ACCOUNTS = 8;

    private final List<Consumer<Database>> steps = new ArrayList<>();

    /** The state after each number of steps. */
    private final List<String> states = new ArrayList<>();

    DatabaseWork() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < STEPS; i++) {
            steps.add(step(i, random.split()));
        }
        try (Database model = Database.inMemory(environment())) {
            model.track(true);
            states.add(state(model));
            for (Consumer<Database> step : steps) {
                step.accept(model);
                states.add(state(model));
            }
        }
    }

    static Database open(FakeDisk disk, Durability durability, @Nullable Scheduler scheduler) {
        DatabaseOptions options = new DatabaseOptions(environment(), durability)
                .trackingChanges()
                .withScheduler(scheduler)
                .withLog(LOG_BYTES_MAX, LogOptions.SEGMENT_BYTES_MIN);
        return Database.open(disk, options);
    }

    void run(Database database, int step) {
        steps.get(step).accept(database);
    }

    String stateAfter(int count) {
        return states.get(count);
    }

    /**
     * How many steps, of at least so many and at most so many, the database holds: the most that
     * its state allows. Fails if it holds no such state, or an inconsistent one.
     */
    int stepsIn(Database database, int least, int most, String situation) {
        assertEquals(List.of(), database.check(), situation);
        String found = state(database);
        for (int count = Math.min(most, STEPS); count >= least; count--) {
            if (found.equals(states.get(count))) {
                return count;
            }
        }
        int other = states.indexOf(found);
        throw new AssertionError(situation + ": should hold " + least + " to " + most
                + " steps, but holds " + (other < 0 ? "no whole number of them" : other));
    }

    /** All tables and rows, and what changed in which order. */
    static String state(Database database) {
        StringBuilder state = new StringBuilder();
        for (Table table : database.schema().tables()) {
            state.append(table.sql()).append(table.indexes().size());
            String rows = "SELECT * FROM " + table.name() + " ORDER BY 1";
            state.append(database.query(rows).toList());
        }
        try (ChangedRows changed = database.changedAfter(0)) {
            while (changed.next()) {
                state.append(changed.table()).append(changed.key()).append(changed.isDeleted());
            }
        }
        return state.toString();
    }

    private static Consumer<Database> step(int number, SplittableRandom random) {
        if (number == 0) {
            return database -> database.load("""
                    CREATE TABLE account (id INTEGER PRIMARY KEY, total INTEGER);
                    CREATE TABLE entry (id INTEGER PRIMARY KEY, account REFERENCES account,
                        amount INTEGER, note TEXT);
                    INSERT INTO account VALUES (0, 0), (1, 0), (2, 0), (3, 0),
                        (4, 0), (5, 0), (6, 0), (7, 0);
                    """);
        }
        switch (number % 20) {
            case 5:
                return database -> database.execute("CREATE INDEX e" + number + " ON entry (note)");
            case 10:
                return DatabaseWork::rollBack;
            case 15:
                return database -> database.execute("DROP INDEX e" + (number - 10));
            case 17:
                return database -> database.execute("DELETE FROM entry WHERE id % 7 = 0");
            case 18:
                return database -> database.execute("UPDATE entry SET amount = -amount");
            default:
                return book(number, random);
        }
    }

    /** Several rows that belong together. */
    private static Consumer<Database> book(int number, SplittableRandom random) {
        int from = random.nextInt(ACCOUNTS);
        int to = random.nextInt(ACCOUNTS);
        char[] note = new char[random.nextInt(300)];
        Arrays.fill(note, (char) ('a' + number % 26));
        return database -> database.write(session -> {
            String add = "UPDATE account SET total = total + ? WHERE id = ?";
            String insert = "INSERT INTO entry (account, amount, note) VALUES (?, ?, ?)";
            session.execute(add, -number, from);
            session.execute(insert, from, -number, new String(note));
            session.execute(add, number, to);
            return session.execute(insert, to, number, "to");
        });
    }

    private static void rollBack(Database database) {
        try (var session = database.session()) {
            session.execute("BEGIN");
            session.execute("DELETE FROM entry");
            session.execute("ROLLBACK");
        }
    }

    private static Environment environment() {
        return new Environment(new FakeClock(new VirtualTime()), new SeededRandom(1));
    }
}
