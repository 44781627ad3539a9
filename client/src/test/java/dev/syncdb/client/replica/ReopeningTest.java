package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.page;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.rejected;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.Contended;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ReopeningTest {
    @TempDir
    Path folder;

    @TempDir
    Path saved;

    @Test
    void offlineEditsAreThereAfterReopening() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            SyncRequest before = phone.request();
            phone.millis += 60_000;
            phone.reopen();
            assertEquals("('a', 'milk', 1) ('b', 'bread', NULL)", phone.tasks());
            assertEquals(2, phone.replica.pending());
            SyncRequest after = phone.request();
            assertEquals(60_000, after.push().transactions().get(0).ageMillis());
            assertEquals(
                    before.push().transactions().get(1).operations(),
                    after.push().transactions().get(1).operations());
            phone.sync(12, 1, List.of(rejected(1, "no")));
            assertEquals("('a', 'milk', 0) ('b', 'bread', NULL)", phone.tasks());
        }
    }

    @Test
    void editsBeforeAnySyncNeedTablesFirst() {
        try (Phone phone = new Phone(folder)) {
            Incorrect refused =
                    assertThrows(Incorrect.class, () -> phone.write("CREATE TABLE mine (id)"));
            assertEquals(ErrorCode.UNSUPPORTED, refused.code());
        }
    }

    @Test
    void stagedPagesSurviveReopeningAndThePullGoesOnBehindThem() {
        try (Phone phone = new Phone(folder)) {
            phone.sync(new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(10),
                    pageBefore(token(5, "a"), task("a", "milk", 1)),
                    Words.SCHEMA));
            phone.reopen();
            SyncRequest request = phone.request();
            assertEquals(token(5, "a"), request.pull().after());
            assertEquals(Phone.CLIENT, request.client());
            phone.receive(answer(11, 0, List.of(), task("b", "bread", 2)));
            assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
            phone.reopen();
            assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
        }
    }

    /** T11: a crash between the replica's record and the outbox. */
    @Test
    void aCrashBetweenReplicaAndOutboxIsHarmless() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'mine' WHERE id = 'a'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.save("outbox-", saved);
            phone.sync(13, 1, List.of(accepted(1)), retitled("a", "theirs", 1));
            phone.replica.close();
            phone.restore("outbox-", saved);
            phone.replica = phone.reopened();
            assertEquals("('a', 'theirs', 1)", phone.tasks());
            assertEquals(1, phone.replica.pending());
            assertEquals(2, phone.request().push().firstTx());
            assertEquals(1, phone.request().ackTx());
        }
    }

    @Test
    void heldWorkIsHeldAfterReopening() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.sync(12, 0, List.of(), task("c", "bread", 2));
            phone.reopen();
            assertEquals("('c', 'bread', 0)", phone.tasks());
            assertEquals(1, phone.replica.held().size());
        }
    }

    @Test
    void aCheckpointHoldsTheServersStateWithoutPendingWork() {
        List<Change> rows = new ArrayList<>();
        String large = "x".repeat(100_000);
        for (int i = 0; i < 50; i++) {
            rows.add(project("p" + i, large + i, i + 1));
        }
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("DELETE FROM tasks WHERE id = 'b'");
            phone.write("INSERT INTO tasks (id, title) VALUES ('c', 'tea')");
            phone.sync(12, 0, List.of(), rows.toArray(new Change[0]));
            assertEquals(
                    1,
                    Phone.files(folder, "replica-").stream()
                            .filter(file -> file.toString().endsWith(".snapshot"))
                            .count());
            phone.reopen();
            assertEquals("('a', 'milk', 1) ('c', 'tea', NULL)", phone.tasks());
            assertEquals("(50)", phone.read("SELECT count(*) FROM projects"));
            phone.sync(13, 3, List.of(rejected(1, "no"), rejected(2, "no"), rejected(3, "no")));
            assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
            phone.reopen();
            assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
        }
    }

    /** T15: what is lost of the replica does not take unsent work with it. */
    @Test
    void aDamagedReplicaIsFetchedAgainAndTheOutboxIntact() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.sync(12, 1, List.of(accepted(1)));
            phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
            phone.replica.close();
            phone.damage("replica-", 200);
            phone.replica = phone.reopened();

            assertEquals(Kind.REBUILT, phone.replica.openingEvents().get(0).kind());
            assertFalse(phone.replica.isComplete());
            assertEquals(1, phone.replica.pending());
            assertEquals("(2)", phone.read("SELECT number FROM syncdb_outbox"), "it can be seen");
            SyncRequest request = phone.request();
            assertEquals(Phone.CLIENT, request.client(), "the outbox knows who it is");
            assertEquals(SignedCursor.START, request.pull().cursor());
            assertEquals(2, request.push().firstTx());
            assertEquals(1, request.push().transactions().size());
            assertEquals(1, request.ackTx());

            phone.receive(new Answer(
                    Phone.CLIENT,
                    new Receipt(2, List.of(accepted(2))),
                    cursor(13),
                    page(task("a", "oat milk", 1)),
                    Words.SCHEMA));
            assertEquals("('a', 'oat milk', 0)", phone.tasks());
            assertEquals(0, phone.replica.pending());
        }
    }

    @Test
    void aLostReplicaIsFetchedAgain() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.replica.close();
            phone.restore("replica-", saved);
            phone.replica = phone.reopened();
            assertFalse(phone.replica.isComplete());
            assertEquals(Phone.CLIENT, phone.request().client());
            phone.receive(Words.first(task("a", "milk", 1)));
            assertEquals("('a', 'milk', 0)", phone.tasks());
        }
    }

    @Test
    void aReplicaThatDoesNotFitItsPageIsFetchedAgainAndStaysVisible() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("z", "zoo", 9))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");

            Progress progress = phone.sync(12, 0, List.of(), retitled("b", "bread", 2));

            assertEquals(Next.AGAIN, progress.next());
            assertEquals(Kind.REBUILT, progress.events().get(0).kind());
            assertEquals("('a', 'milk', 1) ('z', 'zoo', 0)", phone.tasks());
            assertEquals(new Cursor(0, 0), phone.request().pull().cursor().cursor());
            phone.reopen();
            assertEquals("('a', 'milk', 1) ('z', 'zoo', 0)", phone.tasks());
            phone.sync(12, 0, List.of(), task("a", "milk", 1), task("b", "bread", 2));
            assertEquals("('a', 'milk', 1) ('b', 'bread', 0)", phone.tasks());
            assertTrue(phone.replica.isComplete());
        }
    }

    @Test
    void pagesThatClashAmongThemselvesAreGivenUp() {
        try (Phone phone = new Phone(folder)) {
            phone.request();
            Answer clash = Words.first(task("a", "milk", 1), task("b", "milk", 2));
            assertThrows(Corrupt.class, () -> phone.receive(clash), "titles are unique");
            assertNull(phone.request().pull().after());
            phone.receive(Words.first(task("a", "milk", 1)));
            assertEquals("('a', 'milk', 0)", phone.tasks());
        }
    }

    @Test
    void aPageCannotWriteTheClientsOwnTables() {
        try (Phone phone = new Phone(folder)) {
            phone.request();
            Key key = Key.of(1);
            Change forged = new Change.Delete(RowName.of("syncdb_status", key), null, Bytes.EMPTY);
            assertThrows(Corrupt.class, () -> phone.receive(Words.first(forged)));
        }
    }

    @Test
    void aDamagedOutboxKeepsWhatComesBeforeTheDamage() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'first' WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = '" + "x".repeat(3_000) + "' WHERE id = 'a'");
            phone.replica.close();
            phone.damage("outbox-0", 2_000);
            phone.replica = phone.reopened();
            assertEquals(
                    Kind.OUTBOX_DAMAGED, phone.replica.openingEvents().get(0).kind());
            assertEquals("('a', 'first', 0)", phone.tasks());
            assertEquals(Phone.CLIENT, phone.request().client());
        }
    }

    @Test
    void aLostOutboxGoesOnUnderTheIdentityInTheReplica() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.sync(12, 1, List.of(accepted(1)));
            SyncRequest before = phone.request();
            phone.write("UPDATE tasks SET title = 'lost' WHERE id = 'a'");
            phone.replica.close();
            phone.restore("outbox-", saved);
            phone.replica = phone.reopened();
            SyncRequest after = phone.request();
            assertEquals(before.client(), after.client());
            assertEquals(before.secret(), after.secret());
            assertEquals(before.push(), after.push());
            assertEquals("('a', 'milk', 1)", phone.tasks());
        }
    }

    @Test
    void stagedPagesThatShowLostTransactionsAreVoid() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.save("outbox-", saved);
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.sync(new Answer(
                    Phone.CLIENT,
                    new Receipt(1, List.of(accepted(1))),
                    cursor(12),
                    pageBefore(token(11, "b"), task("b", "x", 2)),
                    List.of()));
            phone.replica.close();
            phone.restore("outbox-", saved);
            phone.replica = phone.reopened();
            assertNull(phone.request().pull().after());
            Progress progress = phone.receive(answer(12, 1, List.of(), task("b", "x", 2)));
            assertEquals(
                    Kind.REREGISTERED,
                    progress.events().get(0).kind(),
                    "the server has a transaction that this device does not know");
        }
    }

    @Test
    void aFolderInUseIsRefused() {
        try (Phone phone = Phone.synced(folder)) {
            Contended refused = assertThrows(Contended.class, phone::reopened);
            assertEquals(ErrorCode.STORE_IN_USE, refused.code());
            assertEquals("", phone.tasks());
        }
    }

    @Test
    void aClosedReplicaTakesNoCalls() {
        Phone phone = Phone.synced(folder);
        phone.close();
        Incorrect refused = assertThrows(Incorrect.class, phone::tasks);
        assertEquals(ErrorCode.CLOSED, refused.code());
        assertNotEquals(0, Phone.files(folder, "replica-").size());
        phone.close();
    }
}
