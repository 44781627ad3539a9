package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.gone;
import static dev.syncdb.client.replica.Words.page;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.refusal;
import static dev.syncdb.client.replica.Words.rejected;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** T12, T33: what the server refused, and what it has not been sent, can be dealt with. */
class PendingWorkTest {
    private static final String OUTBOX =
            "SELECT number, state, depends_on, operations FROM syncdb_outbox ORDER BY number";
    private static final String REJECTED =
            "SELECT id, number, code, depends_on FROM syncdb_rejected ORDER BY id";

    @TempDir
    Path folder;

    @TempDir
    Path saved;

    @Test
    void aRejectedTransactionIsSentAgainAsANewOne() {
        try (Phone phone = refused("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'")) {
            assertEquals("(1, 1, 'CHECK', NULL)", phone.read(REJECTED));
            phone.sync(20, 1, List.of(), retitled("a", "theirs", 1));
            phone.millis += 500;

            phone.replica.pendingWork().resend(1);

            assertEquals("('a', 'oat milk', 0)", phone.tasks());
            assertEquals("", phone.read(REJECTED));
            PushedTransaction pushed = only(phone);
            assertEquals(2, pushed.number());
            assertEquals(20, pushed.base(), "its author has seen what is there now");
            assertEquals(0, pushed.ageMillis(), "it counts as made now");
            phone.reopen();
            assertEquals("('a', 'oat milk', 0)", phone.tasks());
            assertEquals("", phone.read(REJECTED));
            phone.sync(21, 2, List.of(accepted(2)));
            assertEquals("('a', 'oat milk', 0)", phone.tasks());
        }
    }

    @Test
    void aRejectedTransactionIsEditedAndSentAgainInOneStep() {
        try (Phone phone = refused("INSERT INTO tasks (id, title) VALUES ('b', 'bad')")) {
            AtomicInteger told = new AtomicInteger();
            phone.replica.onCommit(told::incrementAndGet);
            String title = phone.replica.pendingWork().resend(1, session -> {
                session.execute("UPDATE tasks SET title = 'good' WHERE id = 'b'");
                session.execute("UPDATE tasks SET done = 1 WHERE id = 'a'");
                return "good";
            });
            assertEquals("good", title);
            assertEquals("('a', 'milk', 1) ('b', 'good', NULL)", phone.tasks());
            assertEquals(2, only(phone).operations().size());
            assertEquals(1, told.get());
            assertEquals("", phone.read(REJECTED));
        }
    }

    @Test
    void whatNoLongerFitsIsNotSentAgainAndNothingChanges() {
        try (Phone phone = refused(
                "UPDATE tasks SET title = 'x' WHERE id = 'a'",
                "INSERT INTO tasks (id, title) VALUES ('b', 'bread')")) {
            PendingWork work = phone.replica.pendingWork();
            phone.sync(13, 1, List.of(), task("b", "theirs", 7));
            assertEquals(ErrorCode.PRIMARY_KEY, refusedFor(() -> work.resend(1)));
            phone.sync(14, 1, List.of(), gone("b", 7), task("c", "bread", 8));
            assertEquals(ErrorCode.UNIQUE, refusedFor(() -> work.resend(1)));
            phone.sync(15, 1, List.of(), gone("a", 1));
            assertEquals(ErrorCode.ROW_ABSENT, refusedFor(() -> work.resend(1)));
            phone.sync(16, 1, List.of(), task("a", "another", 9));
            assertEquals(ErrorCode.ROW_ABSENT, refusedFor(() -> work.resend(1)), "it meant row 1");
            assertEquals("('a', 'another', 0) ('c', 'bread', 0)", phone.tasks());
            assertEquals(0, phone.replica.pending());
            assertEquals("(1, 1, 'CHECK', NULL)", phone.read(REJECTED));
        }
    }

    @Test
    void workThatFailsLeavesTheRejectedTransactionAsItWas() {
        try (Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'")) {
            PendingWork work = phone.replica.pendingWork();
            assertThrows(
                    IllegalStateException.class,
                    () -> work.resend(1, session -> {
                        session.execute("DELETE FROM tasks");
                        throw new IllegalStateException("changed my mind");
                    }));
            assertEquals("('a', 'milk', 0)", phone.tasks());
            phone.disk.refused = "outbox-";
            assertThrows(Retryable.class, () -> work.resend(1));
            assertThrows(Retryable.class, () -> work.dismiss(1));
            phone.disk.refused = "nothing";
            assertEquals("('a', 'milk', 0)", phone.tasks());
            assertEquals("(1, 1, 'CHECK', NULL)", phone.read(REJECTED));
            work.resend(1);
            assertEquals("('a', 'x', 0)", phone.tasks());
        }
    }

    @Test
    void sendingAgainWhatIsThereAlreadyOnlyForgetsIt() {
        try (Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'")) {
            phone.sync(13, 1, List.of(), retitled("a", "x", 1));
            phone.replica.pendingWork().resend(1);
            assertEquals(0, phone.replica.pending());
            assertEquals("", phone.read(REJECTED));
            phone.reopen();
            assertEquals("", phone.read(REJECTED));
        }
    }

    @Test
    void aDeleteOfWhatIsGoneIsDone() {
        try (Phone phone = refused("DELETE FROM tasks WHERE id = 'a'")) {
            phone.sync(13, 1, List.of(), task("b", "x", 2), gone("a", 1));
            phone.replica.pendingWork().resend(1);
            assertEquals(0, phone.replica.pending());
            assertEquals("('b', 'x', 0)", phone.tasks());
        }
    }

    @Test
    void aRejectedTransactionCanBeDismissed() {
        try (Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'")) {
            phone.replica.pendingWork().dismiss(1);
            assertEquals("", phone.read(REJECTED));
            assertEquals(
                    ErrorCode.UNKNOWN_TRANSACTION,
                    refusedFor(() -> phone.replica.pendingWork().dismiss(1)));
            assertEquals(
                    ErrorCode.UNKNOWN_TRANSACTION,
                    refusedFor(() -> phone.replica.pendingWork().resend(1)));
            phone.reopen();
            assertEquals("", phone.read(REJECTED));
        }
    }

    /** T15: what was refused is the user's work, too. */
    @Test
    void whatWasRejectedOutlivesTheReplica() {
        try (Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'")) {
            phone.replica.close();
            phone.restore("replica-", saved);
            phone.replica = phone.reopened();
            assertEquals("(1, 1, 'CHECK', NULL)", phone.read(REJECTED));
            phone.sync(new Answer(
                    Phone.CLIENT,
                    new Receipt(1, List.of()),
                    cursor(13),
                    page(task("a", "milk", 1)),
                    Words.SCHEMA));
            phone.replica.pendingWork().resend(1);
            assertEquals("('a', 'x', 0)", phone.tasks());
        }
    }

    @Test
    void whatWasRejectedOutlivesTheIdentity() {
        try (Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'")) {
            phone.sync(refusal(ErrorCode.FORKED, 1));
            assertEquals("(1, 1, 'CHECK', NULL)", phone.read(REJECTED));
            phone.reopen();
            assertEquals("(1, 1, 'CHECK', NULL)", phone.read(REJECTED));
        }
    }

    /** T11: the replica knows of the rejection and the outbox does not. */
    @Test
    void aCrashBetweenReplicaAndOutboxLosesNoRejection() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            phone.request();
            phone.save("outbox-", saved);
            phone.receive(answer(13, 1, List.of(rejected(1, "no"))));
            String before = phone.read(OUTBOX) + phone.read(REJECTED);
            phone.replica.close();
            phone.restore("outbox-", saved);
            phone.replica = phone.reopened();
            assertEquals(before, phone.read(OUTBOX) + phone.read(REJECTED));
            assertEquals("('a', 'milk', 0)", phone.tasks());
            phone.replica.pendingWork().resend(1);
            assertEquals("('a', 'milk', 0) ('b', 'bread', NULL)", phone.tasks());
        }
    }

    @Test
    void whatBuildsOnARejectedTransactionIsHeldAndStillSent() {
        try (Phone phone = Phone.synced(folder, project("p", "home", 1), task("a", "milk", 2))) {
            phone.write(
                    "INSERT INTO projects VALUES ('q', 'work')",
                    "UPDATE projects SET name = 'here' WHERE id = 'p'");
            phone.request();
            phone.write("INSERT INTO tasks (id, title, project) VALUES ('b', 'bread', 'q')");
            phone.write("UPDATE tasks SET project = 'p' WHERE id = 'a'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            phone.write("INSERT INTO tasks (id, title) VALUES ('c', 'tea')");

            Progress progress = phone.receive(answer(13, 1, List.of(rejected(1, "no"))));

            assertEquals("('a', 'milk', 0) ('c', 'tea', NULL)", phone.tasks());
            assertEquals(
                    "(2, 'held', 1) (3, 'held', 1) (4, 'held', 2) (5, 'pending', NULL)",
                    phone.read("SELECT number, state, depends_on FROM syncdb_outbox"
                            + " ORDER BY number"));
            assertEquals(
                    List.of(Kind.REJECTED, Kind.HELD, Kind.HELD, Kind.HELD),
                    progress.events().stream().map(ReplicaEvent::kind).toList());
            assertEquals(
                    "it builds on transaction 1, which was taken back",
                    phone.replica.held().get(2L));
            phone.reopen();
            assertEquals("('a', 'milk', 0) ('c', 'tea', NULL)", phone.tasks());
            assertEquals(4, phone.request().push().transactions().size(), "the queue never stops");

            phone.receive(answer(
                    14, 5, List.of(rejected(2, "no"), accepted(3), accepted(4), accepted(5, 9L))));

            assertEquals(
                    "('a', 'p') ('c', NULL)",
                    phone.read("SELECT id, project FROM tasks ORDER BY id"));
            assertEquals("(1, 1, 'CHECK', NULL) (2, 2, 'CHECK', 1)", phone.read(REJECTED));
        }
    }

    @Test
    void aPendingTransactionIsDiscardedAndKeepsItsNumber() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'x' WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = 'y', done = 1 WHERE id = 'a'");

            phone.replica.pendingWork().discard(1);

            assertEquals("('a', 'y', 1)", phone.tasks(), "what came after it still fits");
            assertEquals(
                    "(1, 'pending')",
                    phone.read("SELECT number, state FROM syncdb_outbox WHERE operations = ''"));
            phone.reopen();
            List<PushedTransaction> pushed = phone.request().push().transactions();
            assertEquals(List.of(), pushed.get(0).operations());
            assertEquals(2, pushed.size());
            phone.receive(answer(13, 2, List.of(accepted(1), accepted(2))));
            assertEquals("('a', 'y', 1)", phone.tasks());
        }
    }

    @Test
    void whatNeedsADiscardedRowIsHeldUntilItIsThereAgain() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO projects VALUES ('p', 'home')");
            phone.write("UPDATE tasks SET project = 'p' WHERE id = 'a'");
            phone.write("UPDATE projects SET name = 'x' WHERE id = 'p'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            PendingWork work = phone.replica.pendingWork();

            work.discard(1);

            assertEquals("('a', 'milk', 0)", phone.tasks());
            assertEquals(
                    "(1, NULL) (2, 1) (3, 1) (4, 2)",
                    phone.read("SELECT number, depends_on FROM syncdb_outbox ORDER BY number"));
            phone.reopen();
            assertEquals(
                    "(1, NULL) (2, 1) (3, 1) (4, 2)",
                    phone.read("SELECT number, depends_on FROM syncdb_outbox ORDER BY number"));

            phone.replica
                    .pendingWork()
                    .edit(
                            1,
                            session ->
                                    session.execute("INSERT INTO projects VALUES ('p', 'anew')"));

            assertEquals("('a', 'milk', 1)", phone.tasks());
            assertEquals("('p', 'x')", phone.read("SELECT * FROM projects"));
            assertTrue(phone.replica.held().isEmpty());
        }
    }

    @Test
    void aPendingTransactionIsEditedInItsPlace() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("UPDATE tasks SET title = 'last' WHERE id = 'b'");
            phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
            AtomicInteger told = new AtomicInteger();
            phone.replica.onCommit(told::incrementAndGet);

            String seen = phone.replica.pendingWork().edit(2, session -> {
                session.execute("UPDATE tasks SET done = 7 WHERE id = 'b'");
                var rows = session.query("SELECT id, title, done FROM tasks ORDER BY id");
                return rows.toList().toString();
            });

            assertEquals(
                    "[('a', 'milk', 1), ('b', 'bread', 7)]",
                    seen,
                    "the state that the transaction left");
            assertEquals("('a', 'oat milk', 1) ('b', 'last', 7)", phone.tasks());
            assertEquals(1, told.get());
            phone.reopen();
            assertEquals("('a', 'oat milk', 1) ('b', 'last', 7)", phone.tasks());
            List<PushedTransaction> pushed = phone.request().push().transactions();
            assertEquals(4, pushed.size());
            assertEquals(1, pushed.get(1).operations().size());
            Change.Insert insert = (Change.Insert) pushed.get(1).operations().get(0);
            assertEquals("('b', 'bread', 7, NULL)", insert.image().cells().toString());
        }
    }

    @Test
    void anEditTravelsAsTheNetChangesOfItsPlace() {
        try (Phone phone = Phone.synced(
                folder, task("a", "milk", 1), task("b", "bread", 2), project("p", "home", 3))) {
            phone.write(
                    "UPDATE tasks SET title = 'x' WHERE id = 'a'",
                    "DELETE FROM tasks WHERE id = 'b'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");

            phone.replica.pendingWork().edit(1, session -> {
                session.execute("UPDATE tasks SET title = 'milk' WHERE id = 'a'");
                session.execute("UPDATE projects SET name = 'y'");
                session.execute("REPLACE INTO tasks VALUES ('b', 'again', 0, NULL)");
                session.execute("INSERT INTO tasks (id, title) VALUES ('c', 'tea')");
                return session.execute("DELETE FROM tasks WHERE id = 'c'");
            });

            assertEquals("('a', 'milk', 1) ('b', 'again', 0)", phone.tasks());
            List<Change> operations =
                    phone.request().push().transactions().get(0).operations();
            assertEquals(2, operations.size(), () -> operations.toString());
            Change.Update replaced = (Change.Update) operations.get(0);
            assertEquals(2, replaced.row().handle(), "to the server it is the same row");
            assertEquals(1, replaced.cells().size());
            assertEquals(3, ((Change.Update) operations.get(1)).row().handle());
            phone.receive(answer(13, 2, List.of(rejected(1, "no"), accepted(2))));
            assertEquals("('a', 'milk', 1) ('b', 'bread', 0)", phone.tasks());
            assertEquals("('p', 'home')", phone.read("SELECT * FROM projects"));
        }
    }

    @Test
    void anEditMayDelete() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'x' WHERE id = 'a'");
            phone.replica.pendingWork().edit(1, session -> session.execute("DELETE FROM tasks"));
            assertEquals("", phone.tasks());
            assertEquals(
                    1, ((Change.Delete) only(phone).operations().get(0)).row().handle());
        }
    }

    @Test
    void whatIsSentCanNoLongerBeChanged() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'x' WHERE id = 'a'");
            phone.request();
            phone.write("UPDATE tasks SET title = 'y' WHERE id = 'a'");
            PendingWork work = phone.replica.pendingWork();
            assertEquals(ErrorCode.ALREADY_SENT, refusedFor(() -> work.discard(1)));
            assertEquals(ErrorCode.ALREADY_SENT, refusedFor(() -> work.edit(1, any -> 1)));
            assertEquals(ErrorCode.UNKNOWN_TRANSACTION, refusedFor(() -> work.discard(3)));
            assertEquals(ErrorCode.UNKNOWN_TRANSACTION, refusedFor(() -> work.edit(3, any -> 1)));
            phone.reopen();
            assertEquals(
                    ErrorCode.ALREADY_SENT,
                    refusedFor(() -> phone.replica.pendingWork().discard(1)));
            assertEquals(
                    ErrorCode.ALREADY_SENT,
                    refusedFor(() -> phone.replica.pendingWork().edit(2, session -> {
                        session.execute("DELETE FROM tasks");
                        return phone.request();
                    })),
                    "sent while it was edited");
            assertEquals("('a', 'y', 0)", phone.tasks());
        }
    }

    @Test
    void anEditThatBreaksAConstraintChangesNothing() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            PendingWork work = phone.replica.pendingWork();
            assertEquals(
                    ErrorCode.UNIQUE,
                    refusedFor(() -> work.edit(
                            1, session -> session.execute("UPDATE tasks SET title = 'one'"))));
            assertEquals(
                    ErrorCode.FOREIGN_KEY,
                    refusedFor(() -> work.edit(
                            1, session -> session.execute("UPDATE tasks SET project = 'none'"))));
            assertEquals(
                    ErrorCode.UNSUPPORTED,
                    refusedFor(() ->
                            work.edit(1, session -> session.execute("CREATE TABLE mine (id)"))));
            assertEquals(
                    ErrorCode.LIMIT,
                    refusedFor(() -> work.edit(
                            1,
                            session -> session.execute(
                                    "UPDATE tasks SET title = ? WHERE id = 'b'",
                                    "x".repeat(2 << 20)))));
            phone.disk.refused = "outbox-";
            assertThrows(
                    Retryable.class,
                    () -> work.edit(1, session -> session.execute("DELETE FROM tasks")));
            phone.disk.refused = "nothing";
            assertEquals("('a', 'milk', 0) ('b', 'bread', NULL)", phone.tasks());
            phone.reopen();
            assertEquals("('a', 'milk', 0) ('b', 'bread', NULL)", phone.tasks());
        }
    }

    @Test
    void aHeldTransactionCanBeEditedSoThatItFits() {
        try (Phone phone = Phone.synced(folder)) {
            phone.request();
            phone.receive(new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(12),
                    pageBefore(token(11, "c"), task("c", "bread", 2)),
                    List.of()));
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.sync(12, 0, List.of());
            assertEquals("(1, 'held')", phone.read("SELECT number, state FROM syncdb_outbox"));

            phone.replica
                    .pendingWork()
                    .edit(
                            1,
                            session -> session.execute(
                                    "UPDATE tasks SET title = 'rye' WHERE id = 'b'"));

            assertEquals("('b', 'rye', NULL) ('c', 'bread', 0)", phone.tasks());
            assertTrue(phone.replica.held().isEmpty());
            assertEquals(10, only(phone).base(), "what its author had seen at first");
        }
    }

    @Test
    void aThreadThatIsWritingCannotDealWithPendingWork() {
        try (Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'")) {
            try (var session = phone.replica.database().session()) {
                session.execute("BEGIN IMMEDIATE");
                assertEquals(
                        ErrorCode.TRANSACTION,
                        refusedFor(() -> phone.replica.pendingWork().resend(1)));
            }
            phone.replica.pendingWork().resend(1);
        }
    }

    @Test
    void aClosedReplicaHasNoPendingWork() {
        Phone phone = refused("UPDATE tasks SET title = 'x' WHERE id = 'a'");
        phone.close();
        assertEquals(
                ErrorCode.CLOSED, refusedFor(() -> phone.replica.pendingWork().dismiss(1)));
    }

    /** A phone whose first transaction, of these statements, was rejected. */
    private Phone refused(String... statements) {
        Phone phone = Phone.synced(folder, task("a", "milk", 1));
        phone.write(statements);
        phone.sync(12, 1, List.of(rejected(1, "no")));
        return phone;
    }

    private static PushedTransaction only(Phone phone) {
        List<PushedTransaction> pushed = phone.request().push().transactions();
        assertEquals(1, pushed.size());
        return pushed.get(0);
    }

    private static ErrorCode refusedFor(Executable call) {
        return assertThrows(Incorrect.class, call).code();
    }
}
