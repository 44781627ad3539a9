package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.gone;
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
import dev.syncdb.change.RowName;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** How pages are taken in: laws 20, 21 and 23, sentence by sentence. */
final class PageRulesTest {
    @TempDir
    Path folder;

    /** Law 20: the outcomes of the last answer are those that count. */
    @Test
    void outcomesThatCameWithEarlierPagesDoNotCount() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("c", "tea", 3))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            phone.write("UPDATE tasks SET done = 2 WHERE id = 'c'");
            stage(phone, 1, List.of(accepted(1)), task("b", "x", 2));
            String pending = "('a', 'milk', 1) ('c', 'tea', 2)";
            assertEquals(pending, phone.tasks(), "still pending, still visible");
            assertEquals(2, phone.replica.pending());
            Progress progress = phone.sync(14, 1, List.of(rejected(1, "after all")));
            assertEquals(0, progress.accepted());
            assertEquals(1, phone.replica.pending(), "what the last answer left out is pending");
            assertEquals("('a', 'milk', 0) ('b', 'x', 0) ('c', 'tea', 2)", phone.tasks());
        }
    }

    /** Law 20: own accepted operations, then the pages, then what is pending. */
    @Test
    void pagesLieOnTopOfOwnAcceptedWorkAndPendingWorkOnTopOfThem() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "x", 2))) {
            phone.write("UPDATE tasks SET title = 'mine', done = 1 WHERE id = 'a'");
            phone.request();
            phone.write("UPDATE tasks SET done = 7 WHERE id = 'b'");
            Outcome first = accepted(1);
            stage(phone, 1, List.of(first), retitled("a", "theirs", 1), retitled("b", "y", 2));
            phone.sync(14, 1, List.of(first), retitled("b", "z", 2));
            assertEquals("('a', 'theirs', 1) ('b', 'z', 7)", phone.tasks());
            phone.reopen();
            assertEquals("('a', 'theirs', 1) ('b', 'z', 7)", phone.tasks());
        }
    }

    /** B16: law 21, what cannot be right is put right and does not come round for ever. */
    @Test
    void anUpdateOfARowThatIsNotHereFetchesEverythingAgainOnce() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            Progress progress = phone.sync(12, 0, List.of(), retitled("ghost", "x", 9));
            assertEquals(Next.AGAIN, progress.next());
            assertEquals(Kind.REBUILT, progress.events().get(0).kind());
            assertEquals("('a', 'milk', 1)", phone.tasks(), "meanwhile what is here stays");
            assertEquals(SignedCursor.START, phone.request().pull().cursor());
            phone.receive(answer(12, 0, List.of(), task("ghost", "x", 9), task("a", "milk", 1)));
            assertEquals("('a', 'milk', 1) ('ghost', 'x', 0)", phone.tasks());
            assertTrue(phone.replica.isComplete());
            assertEquals(1, phone.request().push().transactions().size());
        }
    }

    @Test
    void aServerThatSaysSoEvenToWhoHasNothingIsAFailureAndNoLoop() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.sync(12, 0, List.of(), retitled("ghost", "x", 9));
            assertThrows(Corrupt.class, () -> phone.sync(12, 0, List.of(), retitled("g", "x", 9)));
            assertEquals("('a', 'milk', 0)", phone.tasks());
            phone.reopen();
            assertEquals(SignedCursor.START, phone.request().pull().cursor());
            phone.receive(answer(12, 0, List.of(), task("b", "x", 2)));
            assertEquals("('b', 'x', 0)", phone.tasks());
        }
    }

    /** Law 21. */
    @Test
    void aDeleteOfARowThatIsNotHereMeansNothing() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            Progress progress = phone.sync(12, 0, List.of(), gone("ghost", 9));
            assertEquals(0, progress.rowsChanged());
            assertEquals(List.of(), progress.events());
        }
    }

    /** Law 23, T22: UNIQUE is asked when all pages are in. */
    @Test
    void rowsMaySwapUniqueValuesEvenAcrossPages() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "tea", 2))) {
            phone.sync(12, 0, List.of(), retitled("a", "tea", 1), retitled("b", "milk", 2));
            assertEquals("('a', 'tea', 0) ('b', 'milk', 0)", phone.tasks());
            stage(phone, 0, List.of(), retitled("a", "milk", 1));
            phone.sync(14, 0, List.of(), retitled("b", "tea", 2));
            assertEquals("('a', 'milk', 0) ('b', 'tea', 0)", phone.tasks());
            stage(phone, 0, List.of(), task("c", "rice", 3));
            phone.sync(16, 0, List.of(), gone("c", 3), task("d", "rice", 4), gone("a", 1));
            assertEquals("('b', 'tea', 0) ('d', 'rice', 0)", phone.tasks());
        }
    }

    /** Law 23: on a replica a foreign key is a rule for local writes. */
    @Test
    void aPageMayHaveChildrenWithoutParentsAndALocalWriteMayNot() {
        try (Phone phone = Phone.synced(folder)) {
            phone.sync(12, 0, List.of(), taskOf("a", "milk", 1, Value.of("p")));
            assertEquals("('a', 'milk', 0)", phone.tasks());
            Incorrect refused = assertThrows(
                    Incorrect.class,
                    () -> phone.write("INSERT INTO tasks (id, project) VALUES ('b', 'p')"));
            assertEquals(ErrorCode.FOREIGN_KEY, refused.code());
            phone.sync(14, 0, List.of(), project("p", "home", 1));
            phone.write("INSERT INTO tasks (id, project) VALUES ('b', 'p')");
        }
    }

    /** Law 23: what follows from a delete is the server's to say. */
    @Test
    void aPageThatDeletesAParentTakesNoChildWithIt() {
        Change child = taskOf("a", "milk", 1, Value.of("p"));
        try (Phone phone = Phone.synced(folder, project("p", "home", 1), child)) {
            RowName parent = new RowName("projects", Key.of("p"), 1);
            phone.sync(12, 0, List.of(), new Change.Delete(parent, null, Bytes.EMPTY));
            assertEquals("('a', 'milk', 0)", phone.tasks());
            assertEquals("", phone.read("SELECT * FROM projects"));
            phone.sync(14, 0, List.of(), gone("a", 1));
            assertEquals("", phone.tasks());
        }
    }

    /** A page that is not the last, asked for and taken in. */
    private static void stage(Phone phone, long lastTx, List<Outcome> outcomes, Change... rows) {
        phone.sync(new Answer(
                Phone.CLIENT,
                new Receipt(lastTx, outcomes),
                cursor(12),
                pageBefore(token(11, "a"), rows),
                List.of()));
    }
}
