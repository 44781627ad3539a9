package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.rejected;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.Session;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class EditingTest {
    @TempDir
    Path folder;

    @Test
    void othersSeeNothingOfAnEditBeforeItsCommit() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'x' WHERE id = 'a'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            String meanwhile = phone.replica.pendingWork().edit(1, session -> {
                session.execute("UPDATE tasks SET title = 'y'");
                return phone.tasks();
            });
            assertEquals("('a', 'x', 1)", meanwhile, "with what is pending behind it");
            assertEquals("('a', 'y', 1)", phone.tasks());
        }
    }

    @Test
    void anEditSeesWhatIsPendingBeforeItAndNotBehindIt() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'first' WHERE id = 'a'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("DELETE FROM tasks");
            String seen = phone.replica.pendingWork().edit(2, EditingTest::rows);
            assertEquals("[('a', 'first', 1)]", seen);
            assertEquals("", phone.tasks());
        }
    }

    @Test
    void whatAnEditDidGoesWhenTheServerRefusesIt() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.replica
                    .pendingWork()
                    .edit(1, session -> session.execute("UPDATE tasks SET done = 7"));
            assertEquals("('a', 'milk', 7) ('b', 'bread', 7)", phone.tasks());
            phone.sync(12, 1, List.of(rejected(1, "no")));
            assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
        }
    }

    @Test
    void anEditStandsOnWhatTheServerHasNow() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2))) {
            phone.request();
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.receive(answer(12, 0, List.of(), retitled("a", "oat milk", 1)));

            String seen = phone.replica.pendingWork().edit(1, session -> {
                session.execute("UPDATE tasks SET done = 2 WHERE id = 'a'");
                return rows(session);
            });

            assertEquals("[('a', 'oat milk', 2), ('b', 'bread', 0)]", seen);
            Change.Update update = (Change.Update) operations(phone).get(0);
            assertEquals(1, update.cells().size(), "the server's own edit is not sent back to it");
            assertEquals(Value.of(2), update.cells().get(0).after());
        }
    }

    @Test
    void anEditThatIsGivenUpLeavesWhatWasShown() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            for (int i = 0; i < 2; i++) {
                assertThrows(
                        IllegalStateException.class,
                        () -> phone.replica.pendingWork().edit(1, session -> {
                            session.execute("DELETE FROM tasks");
                            throw new IllegalStateException("changed my mind");
                        }));
                assertEquals("('a', 'milk', 0) ('b', 'bread', 1)", phone.tasks());
            }
            phone.write("UPDATE tasks SET done = 2 WHERE id = 'b'");
            phone.reopen();
            assertEquals("('a', 'milk', 0) ('b', 'bread', 2)", phone.tasks());
            assertEquals(1, operations(phone).size());
        }
    }

    @Test
    void whatAnEditTakesAwayIsMissedByWhatComesBehind() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'b'");
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.replica
                    .pendingWork()
                    .edit(1, session -> session.execute("DELETE FROM tasks WHERE id = 'b'"));
            String outbox = "(1, 'pending', NULL) (2, 'held', 1) (3, 'pending', NULL)";
            String query = "SELECT number, state, depends_on FROM syncdb_outbox ORDER BY number";
            assertEquals(outbox, phone.read(query));
            assertEquals("('a', 'milk', 1)", phone.tasks());
            assertEquals(List.of(), operations(phone), "it keeps its number and does nothing");
        }
    }

    @Test
    void anEditOfNothingSendsTheSame() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET title = 'x', done = 5 WHERE id = 'a'");
            phone.write("UPDATE tasks SET title = 'y' WHERE id = 'a'");
            phone.replica.pendingWork().edit(1, EditingTest::rows);
            assertEquals("('a', 'y', 5)", phone.tasks());
            Change.Update update = (Change.Update) operations(phone).get(0);
            assertEquals(
                    List.of(Value.of("x"), Value.of(5)),
                    update.cells().stream().map(Cell::after).toList());
        }
    }

    private static String rows(Session session) {
        return session.query("SELECT id, title, done FROM tasks ORDER BY id")
                .toList()
                .toString();
    }

    private static List<Change> operations(Phone phone) {
        return phone.request().push().transactions().get(0).operations();
    }
}
