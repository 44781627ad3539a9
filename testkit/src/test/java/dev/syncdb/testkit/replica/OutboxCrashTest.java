package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.PendingWork;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.error.Retryable;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A phone stops at any operation on a file while it edits, discards, sends again, squashes and
 * syncs. What was done is there, what was not is not there by halves, and work goes on to the same
 * end. {@code -Dsyncdb.tears=N} tries more mixtures of what had not been forced.
 */
class OutboxCrashTest {
    /** So small that an upload takes several requests. */
    private static final int PUSH_BYTES_MAX = 200;

    private static final int TEARS = Integer.getInteger("syncdb.tears", 1);

    /** Opening is the same after most crashes. */
    private static final int SECOND_CRASH_EVERY = 4;

    private static final String SCHEMA = """
            CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT);
            CREATE TABLE tasks (
              id TEXT PRIMARY KEY,
              title TEXT,
              points INTEGER,
              project TEXT REFERENCES projects);
            """;

    private static final String[] USERS = {
        "SELECT * FROM projects ORDER BY id", "SELECT * FROM tasks ORDER BY id"
    };

    private static final String[] ALL = {
        USERS[0],
        USERS[1],
        "SELECT number, state, depends_on, operations FROM syncdb_outbox ORDER BY number",
        "SELECT id, number, code, depends_on, operations FROM syncdb_rejected ORDER BY id"
    };

    /** What is left to the user at the end, whatever numbers it had. */
    private static final String REFUSED =
            "SELECT code, message, operations FROM syncdb_rejected ORDER BY operations";

    private final List<BiConsumer<Exchanges, Replica>> steps = List.of(
            run("INSERT INTO projects VALUES ('p', 'home')"),
            run("INSERT INTO tasks VALUES ('a', '1', 1, 'p')"),
            run("UPDATE tasks SET title = '2' WHERE id = 'a'"),
            run("UPDATE tasks SET title = '3', points = 2 WHERE id = 'a'"),
            Exchanges::exchange,
            // The server hears of another project p and q first, so what follows is refused.
            (exchanges, phone) -> exchanges
                    .server
                    .space(Exchanges.SPACE)
                    .execute("INSERT OR IGNORE INTO projects VALUES ('q', 'theirs')"),
            run("INSERT INTO projects VALUES ('q', 'mine')"),
            run("INSERT INTO tasks VALUES ('b', 'x', 1, 'q')"),
            run("UPDATE tasks SET points = 5 WHERE id = 'b'"),
            run("UPDATE tasks SET points = 7 WHERE id = 'a'"),
            Exchanges::exchange,
            // Never sent, so it can be changed: by its newest number.
            run("UPDATE tasks SET title = 'typo' WHERE id = 'a'"),
            newest((work, number) -> work.edit(
                    number, session -> session.execute("UPDATE tasks SET title = 'right'"))),
            run("INSERT INTO projects VALUES ('r', 'wrong')"),
            newest(PendingWork::discard),
            Exchanges::exchange,
            refused("INSERT INTO \"projects\"%", PendingWork::dismiss),
            refused(
                    "INSERT INTO \"tasks\"%",
                    (work, id) -> work.resend(
                            id,
                            session -> session.execute(
                                    "UPDATE tasks SET title = 'again' WHERE id = 'b'"))),
            // Where a fault kept two transactions apart, the second was refused on its own.
            (exchanges, phone) -> dismissAll(phone),
            run("UPDATE tasks SET points = 8 WHERE id = 'b'"),
            Exchanges::exchange,
            Exchanges::exchange);

    /** The state after each number of steps. */
    private final List<String> states = new ArrayList<>();

    /** One run of the steps on one disk. */
    private static final class Run implements AutoCloseable {
        private final Exchanges exchanges = new Exchanges(5, SCHEMA);
        private FakeDisk disk = new FakeDisk();
        private Replica phone;
        private int done;

        /** A phone that has had its first sync, and on whose disk faults strike from now on. */
        Run(UnaryOperator<FakeDisk> faults) {
            phone = open();
            exchanges.sync(phone);
            phone.close();
            disk = faults.apply(disk.copy());
            phone = open();
        }

        void reopen(FakeDisk other) {
            disk = other;
            phone = open();
        }

        private Replica open() {
            return exchanges.open(disk, PUSH_BYTES_MAX, LocalOptions.SQUASH_MILLIS_MAX);
        }

        String show() {
            return Exchanges.show(phone, ALL);
        }

        @Override
        public void close() {
            exchanges.close();
        }
    }

    @Test
    void aCrashAtAnyOperationLeavesAStepDoneOrNotDone() {
        long operations = reference();
        int crashes = 0;
        for (long at = 1; at <= operations; at++) {
            for (int tear = 0; tear < TEARS; tear++) {
                crashes += crash(at, at * 31 + tear) ? 1 : 0;
            }
        }
        assertTrue(crashes > 50, crashes + " crashes");
    }

    @Test
    void aDiskThatRefusesOnceCostsAnErrorAndNothingElse() {
        long operations = reference();
        int refusals = 0;
        for (long at = 1; at <= operations; at++) {
            refusals += refuse(at) ? 1 : 0;
        }
        assertTrue(refusals > 20, refusals + " refusals");
    }

    /** Runs without a fault; returns how many operations on files that takes. */
    private long reference() {
        try (Run run = new Run(disk -> disk)) {
            states.add(run.show());
            for (BiConsumer<Exchanges, Replica> step : steps) {
                step.accept(run.exchanges, run.phone);
                states.add(run.show());
            }
            assertEquals(
                    "('a', 'right', 7, 'p')\n('b', 'again', 8, 'q')",
                    last(run, USERS[1]),
                    "the steps do what they are meant to");
            assertTrue(run.phone.pendingWork().transactionsSquashed() >= 3);
            long operations = run.disk.operations();
            assertEnd(run, "no fault");
            return operations;
        }
    }

    private boolean crash(long at, long seed) {
        Run started;
        try {
            started = new Run(disk -> disk.crashAt(at));
        } catch (DiskCrash duringOpening) {
            return true;
        }
        try (Run run = started) {
            boolean crashed = advance(run);
            if (crashed) {
                FakeDisk left = run.disk.afterCrash(seed);
                reopen(run, left, at % SECOND_CRASH_EVERY == 0, "crash at " + at);
                assertTrue(!advance(run), "one crash a run");
            }
            assertEnd(run, "crash at " + at);
            return crashed;
        }
    }

    /** Does the rest of the steps; true if the disk stopped the phone. */
    private boolean advance(Run run) {
        try {
            while (run.done < steps.size()) {
                steps.get(run.done).accept(run.exchanges, run.phone);
                run.done++;
            }
            return false;
        } catch (DiskCrash crash) {
            return true;
        }
    }

    /** Opens what a crash left; if {@code twice}, also with a second crash at each operation. */
    private void reopen(Run run, FakeDisk left, boolean twice, String situation) {
        boolean crashed = true;
        for (long again = twice ? 1 : Long.MAX_VALUE; crashed; again++) {
            FakeDisk second = left.copy().crashAt(again);
            crashed = false;
            try {
                run.reopen(second);
            } catch (DiskCrash duringRecovery) {
                crashed = true;
                run.reopen(second.afterCrash(again));
            }
            int done = stepsIn(run, situation + ", again at " + again);
            if (crashed) {
                run.phone.close();
            } else {
                second.crashAt(Long.MAX_VALUE);
                run.done = done;
            }
        }
    }

    /** How many steps the phone has done: perhaps the one that was begun, too. */
    private int stepsIn(Run run, String situation) {
        String found = run.show();
        if (found.equals(states.get(run.done + 1))) {
            return run.done + 1;
        }
        assertEquals(states.get(run.done), found, situation);
        return run.done;
    }

    private boolean refuse(long at) {
        Run started;
        try {
            started = new Run(disk -> disk.refuseAt(at));
        } catch (Retryable duringOpening) {
            return true;
        }
        boolean refused = false;
        try (Run run = started) {
            while (run.done < steps.size()) {
                try {
                    steps.get(run.done).accept(run.exchanges, run.phone);
                    run.done++;
                } catch (Retryable failure) {
                    String situation = "refused at " + at + ": " + failure;
                    assertTrue(!refused, situation);
                    refused = true;
                    assertEquals(states.get(run.done), run.show(), situation);
                    run.phone.close();
                    run.reopen(run.disk);
                    run.done = stepsIn(run, situation + ", opened again");
                }
            }
            assertEnd(run, "refused at " + at);
        }
        return refused;
    }

    /** Syncs to the end; phone and server have what they have without any fault. */
    private void assertEnd(Run run, String situation) {
        run.exchanges.sync(run.phone);
        run.phone.close();
        run.reopen(run.disk.copy());
        String users = Exchanges.show(run.phone, USERS);
        assertEquals(run.exchanges.show(USERS), users, situation);
        assertEquals(
                "('a', 'right', 7, 'p')\n('b', 'again', 8, 'q')", last(run, USERS[1]), situation);
        assertEquals(0, run.phone.pending(), situation);
        assertEquals("", last(run, REFUSED), situation);
        assertEquals(List.of(), run.phone.database().check(), situation);
        run.phone.close();
    }

    private static String last(Run run, String query) {
        return Exchanges.show(run.phone, query).substring(query.length() + 1);
    }

    private static BiConsumer<Exchanges, Replica> run(String sql) {
        return (exchanges, phone) -> phone.database().execute(sql);
    }

    private static BiConsumer<Exchanges, Replica> newest(BiConsumer<PendingWork, Long> deed) {
        return (exchanges, phone) -> deed.accept(
                phone.pendingWork(), number(phone, "SELECT max(number) FROM syncdb_outbox"));
    }

    private static BiConsumer<Exchanges, Replica> refused(
            String operations, BiConsumer<PendingWork, Long> deed) {
        String sql =
                "SELECT min(id) FROM syncdb_rejected WHERE operations LIKE '" + operations + "'";
        return (exchanges, phone) -> deed.accept(phone.pendingWork(), number(phone, sql));
    }

    private static void dismissAll(Replica phone) {
        try (var rows = phone.database().query("SELECT id FROM syncdb_rejected")) {
            while (rows.next()) {
                phone.pendingWork().dismiss(rows.getLong(0));
            }
        }
    }

    private static long number(Replica phone, String sql) {
        try (var rows = phone.database().query(sql)) {
            rows.next();
            return rows.getLong(0);
        }
    }
}
