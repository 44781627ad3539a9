package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.page;
import static dev.syncdb.client.replica.Words.refusal;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** T19: two histories of one client. */
class ReregistrationTest {
    private static final long NEW_CLIENT = 8;

    @TempDir
    Path folder;

    @TempDir
    Path saved;

    @Test
    void aForkedClientRegistersAnewAndNumbersTheRestAgain() {
        try (Phone phone = forked()) {
            SyncRequest registration = phone.request();
            assertEquals(SyncRequest.UNREGISTERED, registration.client());
            assertEquals(SignedCursor.START, registration.pull().cursor());
            assertTrue(registration.push().transactions().isEmpty());
            assertEquals("('a', 'milk', 1) ('b', 'bread', 1) ('c', 'held', NULL)", phone.tasks());
            assertEquals(
                    "(1, 'pending') (2, 'pending')",
                    phone.read("SELECT number, state FROM syncdb_outbox ORDER BY 1"));

            Progress progress = phone.receive(firstAnew());

            assertEquals(Next.AGAIN, progress.next());
            assertEquals("('a', 'milk', 0) ('b', 'bread', 1) ('c', 'held', NULL)", phone.tasks());
            SyncRequest next = phone.request();
            assertEquals(NEW_CLIENT, next.client());
            List<PushedTransaction> pushed = next.push().transactions();
            assertEquals(2, pushed.size());
            assertEquals(1, pushed.get(0).number());
            assertEquals(11, pushed.get(0).base(), "what its author had seen still holds");
            Change.Update update = (Change.Update) pushed.get(0).operations().get(0);
            assertEquals(
                    22,
                    update.row().handle(),
                    "the row was inserted under the old identity, so it needs its handle");
        }
    }

    @Test
    void aCrashAfterTheOutboxBeganAnewIsHarmless() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.save("replica-", saved);
            phone.sync(refusal(ErrorCode.FORKED, 0));
            SyncRequest before = phone.request();
            phone.replica.close();
            phone.restore("replica-", saved);
            phone.replica = phone.reopened();
            assertEquals(before, phone.request());
            assertFalse(phone.replica.isComplete());
            assertEquals("('a', 'milk', 1)", phone.tasks());
        }
    }

    @Test
    void handlesThatCameWithTheFirstSyncAreKept() {
        try (Phone phone = forked()) {
            phone.request();
            phone.receive(firstAnew());
            SyncRequest before = phone.request();
            phone.reopen();
            assertEquals(before.push(), phone.request().push());
        }
    }

    @Test
    void heldWorkStaysHeldUnderItsNewNumber() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('x', 'other')");
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.sync(12, 0, List.of(), task("c", "bread", 2));
            assertTrue(phone.replica.held().containsKey(2L));
            phone.sync(refusal(ErrorCode.FORKED, 1));
            assertTrue(phone.replica.held().containsKey(1L));
            assertEquals("(1, 'held')", phone.read("SELECT number, state FROM syncdb_outbox"));
        }
    }

    /** The rows show what the other copy has sent, not what is under it. */
    @Test
    void whoEditsWhatACopyHasSentSawNoMoreThanThatOnesAuthor() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'tea' WHERE id = 'a'");
            phone.sync(11, 0, List.of(), retitled("a", "oat milk", 1));
            phone.sync(refusal(ErrorCode.FORKED, 1));
            assertEquals("('a', 'tea', 0)", phone.tasks());
            phone.write("UPDATE tasks SET title = 'coffee' WHERE id = 'a'");
            assertEquals("(10)", phone.read("SELECT base_version FROM syncdb_outbox"));
        }
    }

    @Test
    void aNewIdentityHasANewSecret() {
        try (Phone phone = Phone.synced(folder)) {
            SyncRequest before = phone.request();
            phone.receive(refusal(ErrorCode.FORKED, 0));
            assertNotEquals(before.secret(), phone.request().secret());
        }
    }

    @Test
    void twoCopiesThatTakeTheSameWorkAlongBecomeTheSameClient() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.request();
            phone.save("outbox-", saved);
            phone.sync(refusal(ErrorCode.FORKED, 0));
            SyncRequest once = phone.request();
            phone.replica.close();
            phone.restore("outbox-", saved);
            phone.replica = phone.reopened();
            phone.sync(refusal(ErrorCode.FORKED, 0));
            assertEquals(once.secret(), phone.request().secret());
        }
    }

    @Test
    void whatWasNeverSentIsShownBeforeItIsTakenForSomethingElse() {
        try (Phone phone = Phone.synced(folder)) {
            phone.request();
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            Progress progress = phone.receive(Words.answer(12, 1, List.of(accepted(1, 1L))));
            assertEquals(List.of(), progress.events(), "it has not begun again");
            assertEquals(1, phone.request().push().transactions().size());
            phone.receive(refusal(ErrorCode.FORKED, 0));
            assertEquals(1, phone.replica.pending(), "another device did the first transaction");
        }
    }

    @Test
    void whatACopyHadSentIsDone() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("INSERT INTO tasks (id, title) VALUES ('c', 'butter')");
            phone.sync(refusal(ErrorCode.FORKED, 0));
            Answer known = new Answer(
                    NEW_CLIENT,
                    new Receipt(1, List.of(accepted(1, 1L))),
                    cursor(14),
                    page(),
                    List.of());
            Progress progress = phone.sync(known);
            assertEquals(Next.AGAIN, progress.next());
            assertEquals(
                    1, phone.replica.pending(), "the server found the first one to be the same");
        }
    }

    @Test
    void whatIsNamedBetterInAFirstSyncStaysBehindWhatWasJudgedMeanwhile() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.request();
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            phone.receive(refusal(ErrorCode.FORKED, 0));
            phone.sync(new Answer(
                    NEW_CLIENT,
                    new Receipt(1, List.of(accepted(1, 5L))),
                    cursor(14),
                    page(task("a", "milk", 1), task("b", "bread", 5)),
                    List.of()));
            assertEquals("(2, 'pending')", phone.read("SELECT number, state FROM syncdb_outbox"));
            assertEquals("('a', 'milk', 0) ('b', 'bread', 1)", phone.tasks());
        }
    }

    @Test
    void aCopyOfWhatWasNeverSentShowsAllOfItBeforeItBeginsAgain() {
        try (Phone phone = Phone.synced(folder)) {
            phone.request();
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            Progress progress = phone.receive(refusal(ErrorCode.FORKED, 0));
            assertEquals(List.of(), progress.events(), "it has not begun again");
            assertEquals(1, phone.request().push().transactions().size());
            progress = phone.receive(refusal(ErrorCode.FORKED, 1));
            assertEquals(
                    ReplicaEvent.Kind.REREGISTERED, progress.events().get(0).kind());
            assertEquals(0, phone.replica.pending(), "the server had judged it for the other one");
        }
    }

    /**
     * The server judged the insert of row b, the client did not hear of it, and now has parted from
     * it.
     */
    private Phone forked() {
        Phone phone = Phone.synced(folder, task("a", "milk", 1));
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        phone.sync(11, 1, List.of(accepted(1)));
        phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
        phone.write("INSERT INTO tasks (id, title) VALUES ('c', 'held')");
        phone.sync(refusal(ErrorCode.FORKED, 2));
        return phone;
    }

    private static Answer firstAnew() {
        return new Answer(
                NEW_CLIENT,
                new Receipt(0, List.of()),
                cursor(14),
                page(task("a", "milk", 1), task("b", "bread", 22)),
                List.of());
    }
}
