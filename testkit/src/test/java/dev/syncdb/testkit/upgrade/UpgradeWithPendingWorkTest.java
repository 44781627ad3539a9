package dev.syncdb.testkit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Retryable;
import dev.syncdb.testkit.upgrade.AppStore.Phone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was written with an older app, and was not sent before the app was updated: it is shown in
 * the new app's words, and the server hears it as it was written.
 */
final class UpgradeWithPendingWorkTest {
    private static final String V1 = """
            CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT, price REAL, note TEXT);
            CREATE TABLE tags (id TEXT PRIMARY KEY, name TEXT);
            """;

    /** Another table, another name, another type, and a new column. */
    private static final String V2 = """
            CREATE TABLE todos (
              id TEXT PRIMARY KEY, name TEXT, cents INTEGER, done INTEGER DEFAULT 0);
            INSERT INTO todos (id, name, cents)
              SELECT id, title, CAST(round(price * 100) AS INTEGER) FROM tasks;
            DROP TABLE tasks;
            DROP TABLE tags;
            """;

    private static final String U2 = """
            CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT, price REAL, note TEXT);
            INSERT INTO tasks (id, title, price) SELECT id, name, cents / 100.0 FROM todos;
            DROP TABLE todos;
            CREATE TABLE tags (id TEXT PRIMARY KEY, name TEXT);
            """;

    private static final String V3 = "ALTER TABLE todos ADD COLUMN due TEXT DEFAULT 'soon';";

    private static final String V4 = "ALTER TABLE todos RENAME COLUMN cents TO price_cents;";

    private static final String TODOS = "SELECT id, name, cents, done FROM todos ORDER BY id";

    private AppStore store;

    @AfterEach
    void close() {
        store.close();
    }

    private AppStore versions() {
        return new AppStore(V1).release(V2, U2).release(V3, null).release(V4, null);
    }

    private Phone synced(int version) {
        Phone phone = store.phone(version).sync();
        phone.write("INSERT INTO tasks VALUES ('a', 'milk', 1.25, 'x'), ('b', 'bread', 2, 'y')");
        return phone.sync();
    }

    private static void writeOffline(Phone phone) {
        phone.write("UPDATE tasks SET price = 3 WHERE id = 'a'");
        phone.write("INSERT INTO tasks VALUES ('c', 'salt', 0.5, 'z')");
        phone.write("UPDATE tasks SET title = 'butter', note = 'w' WHERE id = 'c'");
        phone.write("UPDATE tasks SET price = 0.75 WHERE id = 'c'");
        phone.write("DELETE FROM tasks WHERE id = 'b'");
        phone.write("INSERT INTO tags VALUES ('t', 'red')");
    }

    @Test
    void itIsShownInTheNewWordsAndJudgedAsItWasWritten() {
        store = versions().serve(1);
        Phone phone = synced(1);
        writeOffline(phone);
        String expected = "('a', 'milk', 300, 0) ('c', 'butter', 75, 0)";
        phone.open(2);
        assertEquals(expected, phone.read(TODOS), "before anything was sent");
        assertEquals(6, phone.replica.pending());
        assertTrue(phone.replica.isBackfilling());
        phone.open(2);
        assertEquals(expected, phone.read(TODOS), "after opening once more");

        store.serve(2);
        Phone other = store.phone(1).sync();
        phone.exchange();
        assertEquals(1, phone.sent.push().version(), "it is said as it was written");
        assertEquals(1, phone.sent.pull().upgradedFrom(), "the rows come from there");
        phone.sync();
        assertEquals(expected, phone.read(TODOS), "after everything was judged");
        assertEquals(expected, store.read(TODOS));
        other.sync();
        assertEquals(
                "('a', 'milk', 3.0, 'x') ('c', 'butter', 0.75, 'w')",
                other.read("SELECT * FROM tasks ORDER BY id"),
                "what only the old app knows was not lost");
        assertEquals("('t', 'red')", other.read("SELECT * FROM tags"));
        assertFalse(phone.replica.isBackfilling());
        phone.open(2);
        assertEquals(expected, phone.read(TODOS), "the files say the same");
        assertEquals(0, phone.replica.pending());
    }

    @Test
    void aConflictBehindItIsFoundAndBothAppsSeeTheSame() {
        store = versions().serve(1);
        Phone phone = synced(1);
        Phone other = store.phone(1).sync();
        other.write("UPDATE tasks SET title = 'oat milk', price = 4 WHERE id = 'a'");
        phone.write("UPDATE tasks SET title = 'soy milk', price = 5 WHERE id = 'a'");
        other.sync();
        phone.open(2);
        store.serve(2);
        phone.sync();
        assertEquals(
                store.read("SELECT id, name, cents FROM todos ORDER BY id"),
                phone.read("SELECT id, name, cents FROM todos ORDER BY id"));
        assertEquals(
                "('a', 'soy milk', 500)",
                phone.read("SELECT id, name, cents FROM todos WHERE id = 'a'"),
                "the later write stands");
        assertTrue(
                Integer.parseInt(phone.read("SELECT count(*) FROM syncdb_conflicts")
                                .replaceAll("\\D", ""))
                        > 0,
                "what gave way is on record");
        other.sync();
        assertEquals(
                "('soy milk', 5.0)", other.read("SELECT title, price FROM tasks WHERE id = 'a'"));
    }

    @Test
    void workOnTopOfItIsInTheNewWordsAndFollowsInARequestOfItsOwn() {
        store = versions().serve(1);
        Phone phone = synced(1);
        writeOffline(phone);
        phone.open(2);
        phone.write("UPDATE todos SET done = 1, cents = cents + 1 WHERE id = 'c'");
        phone.write("INSERT INTO todos VALUES ('d', 'new', 7, 1)");
        String expected = "('a', 'milk', 300, 0) ('c', 'butter', 76, 1) ('d', 'new', 7, 1)";
        assertEquals(expected, phone.read(TODOS));
        phone.open(2);
        assertEquals(expected, phone.read(TODOS));
        store.serve(2);
        phone.exchange();
        assertEquals(1, phone.sent.push().version());
        assertEquals(6, phone.sent.push().transactions().size(), "those of version 1 alone");
        phone.exchange();
        assertEquals(0, phone.sent.push().version(), "the version of the request");
        assertEquals(2, phone.sent.push().transactions().size());
        phone.sync();
        assertEquals(expected, phone.read(TODOS));
        assertEquals(expected, store.read(TODOS));
    }

    @Test
    void workThatWasNeverSentCanStillBeChangedAndIsThenInTheNewWords() {
        store = versions().serve(1);
        Phone phone = synced(1);
        phone.write("UPDATE tasks SET price = 3 WHERE id = 'a'");
        phone.write("INSERT INTO tasks VALUES ('c', 'salt', 0.5, 'z')");
        phone.write("UPDATE tasks SET price = 0.75 WHERE id = 'c'");
        phone.open(2);
        phone.replica
                .pendingWork()
                .edit(3, session -> session.execute("UPDATE todos SET done = 1 WHERE id = 'c'"));
        phone.replica.pendingWork().discard(2);
        String expected = "('a', 'milk', 125, 0) ('b', 'bread', 200, 0) ('c', 'salt', 75, 1)";
        assertEquals(expected, phone.read(TODOS));
        phone.open(2);
        assertEquals(expected, phone.read(TODOS));
        store.serve(2);
        phone.sync();
        assertEquals(expected, phone.read(TODOS));
        assertEquals(expected, store.read(TODOS));
    }

    @Test
    void whatTheServerRefusesCanBeDoneAgainInTheNewWords() {
        store = new AppStore("CREATE TABLE a (id TEXT PRIMARY KEY, gone, m INTEGER UNIQUE)")
                .release(
                        "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN m TO u;"
                                + " ALTER TABLE b DROP COLUMN gone",
                        null)
                .serve(1);
        Phone phone = store.phone(1).sync();
        phone.write("INSERT INTO a VALUES ('z', 2, 3)");
        store.write("INSERT INTO a VALUES ('y', 4, 3)");
        phone.open(2);
        store.serve(2);
        phone.sync();
        assertEquals("('y', 3)", phone.read("SELECT * FROM b"));
        assertEquals(
                "('UNIQUE', 'INSERT INTO \"b\"(\"id\", \"u\") VALUES (''z'', 3);')",
                phone.read("SELECT code, operations FROM syncdb_rejected"));
        phone.open(2);
        phone.replica
                .pendingWork()
                .resend(1, session -> session.execute("UPDATE b SET u = 5 WHERE id = 'z'"));
        phone.sync();
        assertEquals("('y', 3) ('z', 5)", phone.read("SELECT * FROM b ORDER BY id"));
        assertEquals("('y', 3) ('z', 5)", store.read("SELECT id, u FROM b ORDER BY id"));
    }

    @Test
    void aPhoneThatIsAheadOfItsServerGoesOnOffline() {
        store = versions().serve(1);
        Phone phone = synced(1);
        writeOffline(phone);
        phone.open(2);
        phone.write("UPDATE todos SET done = 1 WHERE id = 'a'");
        Retryable behind = assertThrows(Retryable.class, phone::exchange);
        assertEquals(ErrorCode.SERVER_BEHIND, behind.code());
        assertTrue(behind.retryAfterMillis() > 0, "a deployment takes its time");
        assertEquals(7, phone.replica.pending(), "nothing is settled");
        assertEquals("('a', 'milk', 300, 1) ('c', 'butter', 75, 0)", phone.read(TODOS));
        store.serve(2);
        phone.sync();
        assertEquals("('a', 'milk', 300, 1) ('c', 'butter', 75, 0)", store.read(TODOS));
        assertEquals(store.read(TODOS), phone.read(TODOS));
    }

    @Test
    void aNewColumnHoldsWhatOtherNewAppsHaveWrittenOnceAPullIsComplete() {
        store = versions().serve(1);
        Phone phone = synced(1);
        store.serve(3);
        Phone early = store.phone(3).sync();
        early.write("UPDATE todos SET done = 1, due = 'today' WHERE id = 'a'");
        early.sync();
        phone.sync();
        phone.open(3);
        String columns = "SELECT id, done, due FROM todos ORDER BY id";
        assertEquals(
                "('a', 0, 'soon') ('b', 0, 'soon')", phone.read(columns), "nobody told it yet");
        assertTrue(phone.replica.isBackfilling());
        phone.sync();
        assertEquals("('a', 1, 'today') ('b', 0, 'soon')", phone.read(columns));
        assertFalse(phone.replica.isBackfilling());
        assertEquals("('a', 1, 'today') ('b', 0, 'soon')", store.read(columns));
    }

    @Test
    void twoUpgradesInARowCarryTheWorkOfBothVersions() {
        store = versions().serve(1);
        Phone phone = synced(1);
        Phone other = store.phone(1).sync();
        writeOffline(phone);
        phone.open(2);
        phone.write("UPDATE todos SET cents = 310, done = 1 WHERE id = 'a'");
        phone.write("INSERT INTO todos VALUES ('d', 'new', 7, 1)");
        phone.open(4);
        String all = "SELECT id, name, price_cents, done, due FROM todos ORDER BY id";
        String expected = "('a', 'milk', 310, 1, 'soon') ('c', 'butter', 75, 0, 'soon')"
                + " ('d', 'new', 7, 1, 'soon')";
        assertEquals(expected, phone.read(all));
        phone.write("UPDATE todos SET price_cents = 320 WHERE id = 'a'");
        phone.open(4);
        expected = expected.replace("310", "320");
        assertEquals(expected, phone.read(all));
        store.serve(4);
        phone.exchange();
        assertEquals(1, phone.sent.push().version());
        assertEquals(1, phone.sent.pull().upgradedFrom(), "the oldest version of any row");
        phone.exchange();
        assertEquals(2, phone.sent.push().version());
        phone.sync();
        assertEquals(expected, phone.read(all));
        assertEquals(expected, store.read(all));
        other.sync();
        assertEquals(
                "('a', 3.2, 'x') ('c', 0.75, 'w') ('d', 0.07, NULL)",
                other.read("SELECT id, price, note FROM tasks ORDER BY id"));
    }

    @Test
    void whatWasSentBeforeTheUpdateIsRecognised() {
        store = versions().serve(2);
        Phone phone = synced(1);
        writeOffline(phone);
        phone.send();
        phone.open(2);
        phone.sync();
        String expected = "('a', 'milk', 300, 0) ('c', 'butter', 75, 0)";
        assertEquals(expected, phone.read(TODOS));
        assertEquals(expected, store.read(TODOS));
        assertEquals(0, phone.replica.rejected());
    }

    @Test
    void whoIsTooOldIsToldSoAndItsWorkIsTaken() {
        store = versions().serve(1, 1);
        Phone phone = synced(1);
        writeOffline(phone);
        store.serve(2, 2);
        for (int i = 0; i < 2; i++) {
            Incompatible old = assertThrows(Incompatible.class, phone::sync);
            assertEquals(ErrorCode.SCHEMA, old.code());
            assertEquals(1, old.found());
            assertEquals(2, old.min());
        }
        assertEquals(6, phone.replica.pending(), "the app has not heard of it");
        String expected = "('a', 'milk', 300, 0) ('c', 'butter', 75, 0)";
        assertEquals(expected, store.read(TODOS), "nothing is lost");
        phone.open(2);
        assertEquals(expected, phone.read(TODOS));
        phone.sync();
        assertEquals(expected, phone.read(TODOS));
        assertEquals(0, phone.replica.pending());
    }

    @Test
    void aReplicaThatWasLostShowsWhatCanBeSaidWithoutItsRows() {
        store = versions().serve(1);
        Phone phone = synced(1);
        writeOffline(phone);
        phone.close();
        for (String file : phone.disk.list()) {
            if (file.startsWith("replica-")) {
                phone.disk.delete(file);
            }
        }
        phone.open(2);
        assertEquals(6, phone.replica.pending(), "the outbox outlives the replica");
        store.serve(2);
        phone.sync();
        String expected = "('a', 'milk', 300, 0) ('c', 'butter', 75, 0)";
        assertEquals(expected, phone.read(TODOS));
        assertEquals(expected, store.read(TODOS));
    }

    @Test
    void anAppThatBeginsToDeclareVersionsIsTheOneWhoseTablesItHas() {
        store = versions().serve(V1);
        Phone phone = store.phone(0).sync();
        phone.write("INSERT INTO tasks VALUES ('a', 'milk', 1.25, 'x')");
        phone.sync();
        phone.write("UPDATE tasks SET price = 3 WHERE id = 'a'");
        phone.open(2);
        assertEquals("('a', 'milk', 300, 0)", phone.read(TODOS));
        store.serve(2);
        phone.exchange();
        assertEquals(1, phone.sent.push().version());
        phone.sync();
        assertEquals("('a', 'milk', 300, 0)", store.read(TODOS));
        assertEquals("('a', 'milk', 300, 0)", phone.read(TODOS));
    }

    @Test
    void anOlderAppRefusesTheFilesOfANewerOneAndLeavesThemAsTheyAre() {
        store = versions().serve(2);
        Phone phone = store.phone(2).sync();
        phone.write("INSERT INTO todos VALUES ('d', 'new', 7, 1)");
        phone.close();
        Map<String, String> before = contents(phone);
        for (int older : new int[] {1, 0}) {
            Incompatible refused = assertThrows(Incompatible.class, () -> phone.open(older));
            assertEquals(ErrorCode.SCHEMA, refused.code());
            assertEquals(2, refused.found());
            assertEquals(older, refused.max());
            assertEquals(before, contents(phone), "byte for byte");
        }
        phone.open(2);
        assertEquals("('d', 'new', 7, 1)", phone.read(TODOS));
    }

    private static Map<String, String> contents(Phone phone) {
        Map<String, String> contents = new TreeMap<>();
        for (String name : phone.disk.list()) {
            contents.put(name, Arrays.toString(phone.disk.bytes(name)));
        }
        return contents;
    }
}
