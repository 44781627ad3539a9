package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.rejected;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.taskOf;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class LocalCommitTest {
    @TempDir
    Path folder;

    @Test
    void aTransactionTravelsAsItsNetChanges() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2))) {
            phone.write(
                    "UPDATE tasks SET title = 'x' WHERE id = 'a'",
                    "UPDATE tasks SET title = 'milk', done = 1 WHERE id = 'a'",
                    "DELETE FROM tasks WHERE id = 'b'",
                    "INSERT INTO tasks (id, title) VALUES ('c', 'tea')");
            PushedTransaction pushed = only(phone);
            assertEquals(1, pushed.number());
            assertEquals(3, pushed.operations().size());
            Change.Update update = (Change.Update) pushed.operations().get(0);
            assertEquals(new RowName("tasks", Key.of("a"), 1), update.row());
            assertEquals(1, update.cells().size(), "the title ends as it began");
            Change.Delete delete = (Change.Delete) pushed.operations().get(1);
            assertEquals(2, delete.row().handle());
            Row row = Row.of(Value.of("c"), Value.of("tea"), Value.NULL, Value.NULL);
            RowName name = RowName.of("tasks", Key.of("c"));
            assertEquals(
                    new Change.Insert(name, new Image(row, Bytes.EMPTY)),
                    pushed.operations().get(2));
        }
    }

    @Test
    void aTransactionThatComesToNothingIsNotPushed() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            AtomicInteger told = new AtomicInteger();
            phone.replica.onCommit(told::incrementAndGet);
            phone.write("UPDATE tasks SET title = 'milk'");
            phone.write("REPLACE INTO tasks VALUES ('a', 'milk', 0, NULL)");
            assertEquals(0, phone.replica.pending());
            assertEquals(0, told.get());
            phone.write("UPDATE tasks SET title = 'tea'");
            assertEquals(1, told.get());
        }
    }

    @Test
    void aRowThatIsReplacedKeepsItsHandle() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("REPLACE INTO tasks VALUES ('a', 'oat milk', 1, NULL)");
            phone.write("UPDATE tasks SET done = 2 WHERE id = 'a'");
            for (PushedTransaction pushed : phone.request().push().transactions()) {
                Change.Update update = (Change.Update) pushed.operations().get(0);
                assertEquals(1, update.row().handle());
                assertEquals(0, update.hidden().size(), "the server keeps its own");
            }
        }
    }

    @Test
    void whatForeignKeysDidTravelsToo() {
        try (Phone phone = Phone.synced(
                folder, project("p", "home", 1), taskOf("a", "milk", 1, Value.of("p")))) {
            phone.write("DELETE FROM projects");
            assertEquals(2, only(phone).operations().size());
        }
    }

    @Test
    void theBaseIsTheCursorUnlessPendingWorkWroteTheCell() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "x", 2))) {
            phone.write("UPDATE tasks SET title = 'mine' WHERE id = 'a'");
            phone.sync(20, 0, List.of(), retitled("a", "theirs", 1));
            phone.write("UPDATE tasks SET title = 'again' WHERE id = 'a'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = 'y' WHERE id = 'b'");
            List<PushedTransaction> pushed = phone.request().push().transactions();
            assertEquals(List.of(10L, 10L, 20L, 20L), bases(pushed));
            assertEquals(5_000, pushed.get(1).baseMillis());
            phone.reopen();
            phone.write("UPDATE tasks SET title = 'third' WHERE id = 'a'");
            assertEquals(
                    List.of(10L, 10L, 20L, 20L, 10L),
                    bases(phone.request().push().transactions()));
            phone.sync(25, 2, List.of(accepted(1), accepted(2)), task("c", "z", 3));
            phone.write("UPDATE tasks SET done = 5 WHERE id = 'c'");
            assertEquals(
                    List.of(20L, 20L, 10L, 25L), bases(phone.request().push().transactions()));
        }
    }

    @Test
    void tablesBelongToTheServer() {
        try (Phone phone = Phone.synced(folder)) {
            Incorrect refused = assertThrows(
                    Incorrect.class, () -> phone.write("CREATE INDEX more ON tasks (done)"));
            assertEquals(ErrorCode.UNSUPPORTED, refused.code());
            assertThrows(Forbidden.class, () -> phone.write("DELETE FROM syncdb_outbox"));
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            assertEquals("('a', 'milk', NULL)", phone.tasks());
        }
    }

    @Test
    void aTransactionOverTheSizeLimitIsRefusedAtItsCommit() {
        try (Phone phone = Phone.synced(folder)) {
            Incorrect refused = assertThrows(Incorrect.class, () -> phone.replica
                    .database()
                    .execute("INSERT INTO tasks (id, title) VALUES ('a', ?)", "x".repeat(2 << 20)));
            assertEquals(ErrorCode.LIMIT, refused.code());
            String message = String.valueOf(refused.getMessage());
            assertTrue(
                    message.endsWith("; the limit of bytes in a transaction is 1048576"), message);
            assertEquals("", phone.tasks());
            assertEquals("", phone.read("SELECT number FROM syncdb_outbox"));
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            assertEquals(1, phone.replica.pending());
        }
    }

    @Test
    void aTransactionOfTooManyOperationsIsRefusedAtItsCommit() {
        try (Phone phone = Phone.synced(folder)) {
            Incorrect refused =
                    assertThrows(Incorrect.class, () -> phone.replica.database().write(session -> {
                        for (int i = 0; i <= 10_000; i++) {
                            session.execute("INSERT INTO tasks (id) VALUES (?)", "t" + i);
                        }
                        return session;
                    }));
            assertEquals(ErrorCode.LIMIT, refused.code());
            assertEquals(
                    "a transaction of 10001 operations; the limit of operations in a transaction"
                            + " is 10000",
                    refused.getMessage());
            assertEquals("", phone.tasks());
            assertEquals(0, phone.replica.pending());
        }
    }

    @Test
    void whatIsCommittedSoonOnTheSameRowsIsOneTransaction() {
        try (Phone phone = squashing(task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', '1')");
            for (int i = 2; i <= 10; i++) {
                phone.millis += 1_000;
                phone.write("UPDATE tasks SET title = '" + i + "' WHERE id = 'b'");
            }
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            assertEquals(2, phone.replica.pending());
            assertEquals(9, phone.replica.pendingWork().transactionsSquashed());
            assertEquals(9, phone.replica.pendingWork().operationsSquashed());
            assertEquals(
                    "(1, 'INSERT INTO \"tasks\"(\"id\", \"title\", \"done\", \"project\")"
                            + " VALUES (''b'', ''10'', NULL, NULL);')",
                    phone.read("SELECT number, operations FROM syncdb_outbox WHERE number = 1"));
            assertEquals("('a', 'milk', 1) ('b', '10', NULL)", phone.tasks());
            phone.reopen();
            assertEquals("('a', 'milk', 1) ('b', '10', NULL)", phone.tasks());
            assertEquals(2, phone.request().push().transactions().size());
            phone.receive(answer(13, 2, List.of(rejected(1, "no"), accepted(2))));
            assertEquals("('a', 'milk', 1)", phone.tasks());
        }
    }

    /** T10: a row that comes and goes in two transactions before anybody else heard of it. */
    @Test
    void aRowThatComesAndGoesSoonIsNothingToTheServer() {
        try (Phone phone = squashing()) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', '1')");
            phone.write("DELETE FROM tasks");
            assertEquals(List.of(), only(phone).operations());
            phone.receive(answer(13, 1, List.of(accepted(1))));
            assertEquals("", phone.tasks());
            assertEquals(0, phone.replica.pending());
        }
    }

    /** T8, T30: an edit during a push leaves what is on its way alone. */
    @Test
    void whatIsOnItsWayIsNotJoinedTo() {
        try (Phone phone = squashing(task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = '1' WHERE id = 'a'");
            List<PushedTransaction> sent = phone.request().push().transactions();
            phone.write("UPDATE tasks SET title = '2' WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = '3' WHERE id = 'a'");
            assertEquals(2, phone.replica.pending());
            assertEquals(sent.get(0), phone.request().push().transactions().get(0));
            phone.receive(answer(13, 1, List.of(accepted(1))));
            assertEquals("('a', '3', 0)", phone.tasks());
        }
    }

    @Test
    void nothingIsJoinedAcrossAPull() {
        try (Phone phone = squashing(task("a", "milk", 1))) {
            phone.request();
            phone.receive(new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(12),
                    pageBefore(token(11, "b"), task("b", "x", 2)),
                    List.of()));
            phone.write("UPDATE tasks SET title = '1' WHERE id = 'a'");
            phone.sync(12, 0, List.of());
            phone.write("UPDATE tasks SET title = '2' WHERE id = 'a'");
            assertEquals(2, phone.replica.pending(), "the second has seen more");
        }
    }

    @Test
    void aCommitThatIsRefusedLeavesTheTransactionBeforeAsItWas() {
        try (Phone phone = squashing(task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = '1' WHERE id = 'a'");
            phone.disk.refused = "outbox-";
            assertThrows(
                    Retryable.class,
                    () -> phone.write("UPDATE tasks SET title = '2' WHERE id = 'a'"));
            phone.disk.refused = "nothing";
            assertEquals("('a', '1', 0)", phone.tasks());
            assertThrows(Incorrect.class, () -> phone.replica
                    .database()
                    .execute("UPDATE tasks SET title = ?", "x".repeat(2 << 20)));
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            assertEquals(1, phone.replica.pending());
            phone.reopen();
            assertEquals("('a', '1', 1)", phone.tasks());
        }
    }

    @Test
    void aCommitThatIsRefusedCanBePutRight() {
        try (Phone phone = Phone.synced(folder)) {
            try (var session = phone.replica.database().session()) {
                session.execute("BEGIN");
                session.execute(
                        "INSERT INTO tasks (id, title) VALUES ('a', ?)", "x".repeat(2 << 20));
                assertThrows(Incorrect.class, () -> session.execute("COMMIT"));
                session.execute("DELETE FROM tasks");
                session.execute("COMMIT");
            }
            assertEquals(0, phone.replica.pending());
            assertEquals("", phone.read("SELECT number FROM syncdb_outbox"));
        }
    }

    @Test
    void oneThreadCannotWriteInTwoSessions() {
        try (Phone phone = Phone.synced(folder)) {
            try (var session = phone.replica.database().session()) {
                session.execute("BEGIN IMMEDIATE");
                Incorrect refused = assertThrows(
                        Incorrect.class, () -> phone.sync(12, 0, List.of(), task("a", "milk", 1)));
                assertEquals(ErrorCode.TRANSACTION, refused.code());
            }
            phone.sync(12, 0, List.of(), task("a", "milk", 1));
            assertEquals("('a', 'milk', 0)", phone.tasks());
        }
    }

    @Test
    void anInterruptedWriterGivesUpItsPlace() {
        try (Phone phone = Phone.synced(folder)) {
            Thread.currentThread().interrupt();
            assertThrows(Contended.class, () -> phone.write("DELETE FROM tasks"));
            assertEquals(true, Thread.interrupted(), "the thread still learns of it");
        }
    }

    @Test
    void anInterruptDuringACommitHarmsNobody() {
        try (Phone phone = Phone.synced(folder)) {
            phone.replica.database().write(session -> {
                session.execute("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
                Thread.currentThread().interrupt();
                return session;
            });
            assertTrue(Thread.interrupted(), "the thread still learns of it");
            phone.write("UPDATE tasks SET done = 1");
            assertEquals("('a', 'milk', 1)", phone.tasks());
        }
    }

    private Phone squashing(Change... rows) {
        Phone phone = Phone.synced(folder, rows);
        phone.squashMillisMax = LocalOptions.SQUASH_MILLIS_MAX;
        phone.reopen();
        return phone;
    }

    private static List<Long> bases(List<PushedTransaction> pushed) {
        return pushed.stream().map(PushedTransaction::base).toList();
    }

    private static PushedTransaction only(Phone phone) {
        List<PushedTransaction> pushed = phone.request().push().transactions();
        assertEquals(1, pushed.size());
        return pushed.get(0);
    }
}
