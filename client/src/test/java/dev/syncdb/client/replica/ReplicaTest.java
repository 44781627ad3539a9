package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.gone;
import static dev.syncdb.client.replica.Words.overruled;
import static dev.syncdb.client.replica.Words.page;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.rejected;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.taskOf;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class ReplicaTest {
    @TempDir
    Path folder;

    @Test
    void aFirstSyncBringsTheTablesAndTheirRows() {
        try (Phone phone = new Phone(folder)) {
            SyncRequest request = phone.request();
            assertEquals(SyncRequest.UNREGISTERED, request.client());
            assertEquals(0, request.schema().hash(), "there are no tables yet");
            assertFalse(phone.replica.isComplete());

            Progress progress =
                    phone.receive(Words.first(task("a", "milk", 1), task("b", "bread", 2)));

            assertEquals(Next.CAUGHT_UP, progress.next());
            assertEquals(2, progress.rowsReceived());
            assertEquals(2, progress.rowsChanged());
            assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
            assertTrue(phone.replica.isComplete());
            assertEquals(10, phone.replica.cursor().version());
            assertEquals(1_000_000, phone.replica.syncedMillis());
            SyncRequest next = phone.request();
            assertEquals(Phone.CLIENT, next.client());
            assertEquals(request.secret(), next.secret());
            assertNotEquals(0, next.schema().hash());
            assertEquals(cursor(10), next.pull().cursor());
        }
    }

    @Test
    void nothingIsPushedBeforeTheFirstSyncIsComplete() {
        try (Phone phone = new Phone(folder)) {
            assertTrue(phone.request().push().transactions().isEmpty());
            phone.receive(new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(10),
                    pageBefore(token(5, "a"), task("a", "milk", 1)),
                    Words.SCHEMA));
            assertTrue(phone.request().push().transactions().isEmpty());
            assertEquals(token(5, "a"), phone.request().pull().after());
        }
    }

    @Test
    void aPullChangesRemovesAndAddsRows() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2))) {
            Progress progress = phone.sync(
                    12,
                    0,
                    List.of(),
                    retitled("a", "oat milk", 1),
                    gone("b", 2),
                    task("c", "tea", 3));
            assertEquals(3, progress.rowsChanged());
            assertEquals("('a', 'oat milk', 0) ('c', 'tea', 0)", phone.tasks());
        }
    }

    @Test
    void aDeleteOfARowThatIsNotHereMeansNothing() {
        try (Phone phone = Phone.synced(folder)) {
            assertEquals(0, phone.sync(12, 0, List.of(), gone("x", 9)).rowsChanged());
        }
    }

    @Test
    void anIdleSyncWritesNothing() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            long before = fingerprint();
            phone.millis += 5_000;
            Progress progress = phone.sync(10, 0, List.of());
            assertEquals(Next.CAUGHT_UP, progress.next());
            assertEquals(before, fingerprint());
            assertEquals(1_000_000, phone.replica.syncedMillis(), "nothing became visible");
        }
    }

    @Test
    void acceptedWorkBecomesPartOfTheServersState() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("DELETE FROM tasks WHERE id = 'a'");
            assertEquals(3, phone.replica.pending());
            assertEquals(3, phone.request().push().transactions().size());

            Progress progress =
                    phone.sync(13, 3, List.of(accepted(1, 2L), accepted(2), accepted(3)));

            assertEquals(Next.CAUGHT_UP, progress.next());
            assertEquals(3, progress.accepted());
            assertEquals(0, phone.replica.pending());
            assertEquals("('b', 'bread', NULL)", phone.tasks());
            assertEquals(3, phone.request().ackTx());
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            Change pushed =
                    phone.request().push().transactions().get(0).operations().get(0);
            assertEquals(
                    2,
                    ((Change.Update) pushed).row().handle(),
                    "the outcome told the row's handle");
        }
    }

    @Test
    void whatTheServerMadeOfAcceptedWorkComesWithThePage() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'mine' WHERE id = 'a'");
            Progress progress =
                    phone.sync(13, 1, List.of(overruled(1, "a")), task("a", "theirs", 1));
            assertEquals(1, progress.differing());
            assertEquals("('a', 'theirs', 0)", phone.tasks());
        }
    }

    @Test
    void whatTheServerDidIsCountedAndTold() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "x", 2))) {
            phone.write("UPDATE tasks SET title = 'one' WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = 'two' WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = 'three' WHERE id = 'b'");
            phone.write("UPDATE tasks SET title = 'four' WHERE id = 'b'");
            RowName row = RowName.of("tasks", Key.of("b"));
            Outcome lost = new Outcome(3, null, List.of(), List.of(row), 2);

            Progress progress = phone.sync(
                    13,
                    4,
                    List.of(accepted(1), overruled(2, "a"), lost, rejected(4, "no")),
                    task("a", "theirs", 1),
                    task("b", "theirs too", 2));

            assertEquals(new Judged(1, 1, 1, 1, 2, 2), progress.judged());
            assertEquals(3, progress.accepted());
            assertEquals(2, progress.differing());
            assertEquals(
                    List.of(
                            new ReplicaEvent(Kind.MERGED, 2, "1 rows differ"),
                            new ReplicaEvent(Kind.CONFLICT, 3, "2 conflicts were recorded"),
                            ReplicaEvent.rejected(
                                    4, new Rejection(ErrorCode.CHECK, "no", "tasks", "title"))),
                    progress.events());
            assertEquals(null, progress.postponed());
            assertEquals(Judged.NONE, phone.sync(13, 4, List.of()).judged());
        }
    }

    @Test
    void whyTheServerDidNotJudgeIsTold() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'one' WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = 'two' WHERE id = 'a'");
            Postponement behind = new Postponement(Reason.BEHIND_REJECTED, 2, 1);
            Progress progress = phone.sync(new Answer(
                    Phone.CLIENT,
                    new Receipt(1, List.of(rejected(1, "no")), behind),
                    cursor(13),
                    page(),
                    List.of(),
                    null));
            assertEquals(behind, progress.postponed());
            assertEquals(Next.AGAIN, progress.next(), "it has seen now what it was to see");
            assertTrue(progress.events()
                    .contains(new ReplicaEvent(Kind.POSTPONED, 2, "BEHIND_REJECTED")));
            Postponement full = new Postponement(Reason.UNACKNOWLEDGED, 2, 0);
            Progress later = phone.sync(new Answer(
                    Phone.CLIENT,
                    new Receipt(1, List.of(), full),
                    cursor(13),
                    page(),
                    List.of(),
                    null));
            assertEquals(full, later.postponed());
            assertEquals(Next.WAIT, later.next());
        }
    }

    /** T8: a row changes between the request and its answer. */
    @Test
    void anEditDuringAPushStaysPending() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'first' WHERE id = 'a'");
            phone.request();
            phone.write("UPDATE tasks SET title = 'second' WHERE id = 'a'");

            Progress progress = phone.receive(answer(12, 1, List.of(accepted(1))));

            assertEquals(Next.AGAIN, progress.next(), "the second edit was not in the request");
            assertEquals("('a', 'second', 0)", phone.tasks());
            SyncRequest next = phone.request();
            assertEquals(2, next.push().firstTx());
            assertEquals(1, next.push().transactions().size());
        }
    }

    /** T10: a row comes and goes before anybody else heard of it. */
    @Test
    void aRowThatComesAndGoesBeforeItsFirstPushLeavesNothing() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write(
                    "INSERT INTO tasks (id, title) VALUES ('a', 'milk')",
                    "DELETE FROM tasks WHERE id = 'a'");
            assertEquals(0, phone.replica.pending(), "one transaction that comes to nothing");
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            phone.write("DELETE FROM tasks WHERE id = 'a'");
            phone.sync(12, 2, List.of(accepted(1, 1L), accepted(2)));
            assertEquals("", phone.tasks());
            assertEquals(0, phone.replica.pending());
        }
    }

    @Test
    void anInsertThatSomethingElseInItsTransactionUndidIsLeftOut() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            phone.sync(12, 1, List.of(accepted(1, 0L)));
            assertEquals("", phone.tasks());
        }
    }

    @Test
    void anAcceptedEditOfARowThatWasGoneIsLeftOut() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("DELETE FROM tasks WHERE id = 'a'");
            phone.sync(11, 0, List.of(), gone("a", 1));
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'new')");
            phone.sync(13, 2, List.of(accepted(1), accepted(2, 5L)));
            assertEquals("('a', 'new', NULL)", phone.tasks());
            assertEquals("", phone.read("SELECT * FROM syncdb_outbox"));
        }
    }

    /** T33: a refused write is taken back, kept and told of. */
    @Test
    void aRejectedTransactionIsRolledBackAndCanBeRead() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'it''s bad', done = 1 WHERE id = 'a'");
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("DELETE FROM tasks WHERE id = 'b'");

            Progress progress = phone.sync(
                    12, 3, List.of(rejected(1, "too bad"), rejected(2, "no"), rejected(3, "no")));

            assertEquals("('a', 'milk', 0)", phone.tasks());
            assertEquals(0, progress.accepted());
            assertEquals(
                    ReplicaEvent.rejected(
                            1, new Rejection(ErrorCode.CHECK, "too bad", "tasks", "title")),
                    progress.events().get(0));
            phone.reopen();
            assertEquals(
                    "(1, 1, 'CHECK', 'too bad', 'tasks', 'title')",
                    phone.read("SELECT id, number, code, message, table_name, column_name"
                            + " FROM syncdb_rejected WHERE number = 1"));
            List<String> operations = List.of(
                    "UPDATE \"tasks\" SET \"title\" = 'it''s bad', \"done\" = 1"
                            + " WHERE \"id\" = 'a';",
                    "INSERT INTO \"tasks\"(\"id\", \"title\", \"done\", \"project\")"
                            + " VALUES ('b', 'bread', NULL, NULL);",
                    "DELETE FROM \"tasks\" WHERE \"id\" = 'b';");
            List<String> found = new ArrayList<>();
            var rows = phone.replica
                    .database()
                    .query("SELECT operations FROM syncdb_rejected ORDER BY id");
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(0)));
            }
            assertEquals(operations, found);
            phone.write(operations.get(0));
            assertEquals("('a', 'it''s bad', 1)", phone.tasks(), "it can be sent again");
        }
    }

    @Test
    void pendingWorkThatNoLongerFitsIsHeldAndShownAgainWhenItFits() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");

            Progress progress = phone.sync(12, 0, List.of(), task("c", "bread", 2));

            assertEquals("('a', 'milk', 1) ('c', 'bread', 0)", phone.tasks());
            assertEquals(
                    List.of(1L, 2L),
                    progress.events().stream().map(ReplicaEvent::number).toList(),
                    "the second touches the row of the first");
            assertEquals(2, phone.replica.held().size());
            assertEquals(
                    "(1, 'held') (2, 'held') (3, 'pending')",
                    phone.read("SELECT number, state FROM syncdb_outbox ORDER BY 1"));
            assertEquals(
                    3,
                    phone.request().push().transactions().size(),
                    "held work is sent all the same");
            assertEquals(
                    0, phone.sync(13, 0, List.of(), task("d", "x", 3)).events().size());

            phone.sync(14, 0, List.of(), gone("c", 2));

            assertEquals("('a', 'milk', 1) ('b', 'bread', 1) ('d', 'x', 0)", phone.tasks());
            assertTrue(phone.replica.held().isEmpty());
        }
    }

    @Test
    void aPendingDeleteTakesChildrenThatCameMeanwhileWithIt() {
        try (Phone phone = Phone.synced(folder, project("p", "home", 1))) {
            phone.write("DELETE FROM projects");
            phone.sync(12, 0, List.of(), taskOf("a", "milk", 5, Value.of("p")));
            assertEquals("", phone.tasks());
            phone.sync(13, 1, List.of(rejected(1, "no")));
            assertEquals("('a', 'milk', 0)", phone.tasks(), "the shadow kept the child");
            assertEquals("('p', 'home')", phone.read("SELECT * FROM projects"));
        }
    }

    @Test
    void pendingWorkIsReplayedOnEveryPullUntilItIsJudged() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "x", 2))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("DELETE FROM tasks WHERE id = 'b'");
            phone.sync(12, 0, List.of(), retitled("a", "theirs", 1), retitled("b", "y", 2));
            assertEquals("('a', 'theirs', 1)", phone.tasks());
            phone.sync(13, 0, List.of(), gone("a", 1));
            assertEquals("", phone.tasks(), "an edit of a row that is gone does nothing");
            phone.sync(14, 2, List.of(overruled(1, "a"), rejected(2, "no")));
            assertEquals("('b', 'y', 0)", phone.tasks());
        }
    }

    @Test
    void aPullOfSeveralPagesBecomesVisibleAtOnce() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.request();
            phone.receive(new Answer(
                    Phone.CLIENT,
                    new Receipt(1, List.of(accepted(1))),
                    cursor(12),
                    pageBefore(token(11, "a"), retitled("a", "x", 1), task("b", "y", 2)),
                    List.of()));
            assertEquals("('a', 'milk', 1)", phone.tasks());

            SyncRequest more = phone.request();

            assertEquals(token(11, "a"), more.pull().after());
            assertEquals(cursor(10), more.pull().cursor());
            assertEquals(2, more.push().firstTx(), "the server judged the first");
            assertTrue(more.push().transactions().isEmpty());
            phone.receive(answer(14, 1, List.of(accepted(1)), gone("b", 2), task("c", "z", 3)));
            assertEquals("('a', 'x', 1) ('c', 'z', 0)", phone.tasks());
        }
    }

    @Test
    void aServerThatDoesNotJudgeNowIsAskedLater() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            assertEquals(Next.WAIT, phone.sync(12, 0, List.of()).next());
            assertEquals(Next.WAIT, phone.sync(12, 0, List.of()).next());
        }
    }

    @Test
    void newTablesOfTheServerAreAdded() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            List<String> script = new ArrayList<>(Words.SCHEMA);
            script.add("CREATE TABLE notes (id TEXT PRIMARY KEY)");
            script.add("CREATE INDEX done_tasks ON tasks (done)");
            long before = phone.request().schema().hash();
            Answer first = new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(12),
                    pageBefore(token(11, "b"), task("b", "x", 2)),
                    script);
            phone.receive(first);
            assertNotEquals(
                    before, phone.request().schema().hash(), "the staged pages bring tables");
            phone.receive(answer(13, 0, List.of()));
            assertEquals("", phone.read("SELECT * FROM notes"));
            assertEquals("('a', 'milk', 0) ('b', 'x', 0)", phone.tasks());
            phone.reopen();
            assertEquals("", phone.read("SELECT * FROM notes"));
        }
    }

    @Test
    void tablesThatChangeTwiceDuringAPullBeginItAnew() {
        try (Phone phone = Phone.synced(folder)) {
            List<String> script = new ArrayList<>(Words.SCHEMA);
            script.add("CREATE TABLE notes (id TEXT PRIMARY KEY)");
            Answer staged = new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(12),
                    pageBefore(token(11, "b")),
                    script);
            phone.sync(staged);
            assertEquals(Next.AGAIN, phone.sync(staged).next());
            assertEquals(null, phone.request().pull().after());
        }
    }

    @Test
    void aServerWhoseTablesChangedOtherwiseIsNotUnderstood() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            Answer other = new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(12),
                    page(),
                    List.of("CREATE TABLE tasks (id TEXT PRIMARY KEY)"));
            Incompatible refused = assertThrows(Incompatible.class, () -> phone.sync(other));
            assertEquals(ErrorCode.SCHEMA, refused.code());
            assertEquals("('a', 'milk', 0)", phone.tasks());
        }
    }

    @Test
    void aRefusalIsAFailureThatSaysWhatToDo() {
        try (Phone phone = Phone.synced(folder)) {
            Retryable busy = assertThrows(
                    Retryable.class,
                    () -> phone.sync(new Refusal(ErrorCode.BUSY, "later", 0, 1_500)));
            assertEquals(1_500, busy.retryAfterMillis());
            assertThrows(Forbidden.class, () -> phone.sync(Words.refusal(ErrorCode.FORBIDDEN, 0)));
            assertThrows(
                    Fault.class, () -> phone.sync(Words.refusal(ErrorCode.PROTOCOL_VERSION, 0)));
            assertThrows(
                    Retryable.class,
                    () -> phone.sync(Words.refusal(ErrorCode.MALFORMED_MESSAGE, 0)),
                    "it was damaged on its way, most likely");
        }
    }

    @Test
    void anAnswerThatDoesNotFitTheRequestIsRefused() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            Answer others = new Answer(8, new Receipt(0, List.of()), cursor(12), page(), List.of());
            assertThrows(Corrupt.class, () -> phone.sync(others));
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.sync(12, 1, List.of(accepted(1)));
            assertThrows(Corrupt.class, () -> phone.sync(13, 0, List.of()));
        }
    }

    @Test
    void anAnswerThatLeavesOutcomesOutDoesNotFit() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            assertEquals(
                    Kind.REBUILT, phone.sync(12, 1, List.of()).events().get(0).kind());
        }
    }

    @Test
    void anOutcomeThatLeavesHandlesOutDoesNotFit() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            assertEquals(
                    Kind.REBUILT,
                    phone.sync(12, 1, List.of(accepted(1))).events().get(0).kind());
            assertEquals("('a', 'milk', NULL)", phone.tasks());
        }
    }

    @Test
    void theStatusTableSaysWhereTheReplicaStands() {
        try (Phone phone = Phone.synced(folder)) {
            assertEquals(
                    "(7, 10, 5000, 0, 1)",
                    phone.read("SELECT client, version, commit_millis, last_tx, complete"
                            + " FROM syncdb_status"));
        }
    }

    private long fingerprint() {
        long sum = 0;
        for (Path file : Phone.files(folder, "replica-")) {
            sum += Arrays.hashCode(read(file));
        }
        return sum;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
