package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.gone;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.push.Receipt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pages that wait for the last one: on disk, not in memory, and for one state only. */
final class StagingTest {
    private static final int PAGES = 30;
    private static final int ROWS = 100;
    private static final String LONG_TITLE = "milk and bread, ".repeat(60);

    @TempDir
    Path folder;

    /** T21: memory does not grow with the pull. */
    @Test
    void aPageThatWaitsIsNotKeptInMemory() {
        try (Phone phone = Phone.synced(folder)) {
            List<WeakReference<Object>> pages = new ArrayList<>();
            for (int page = 1; page <= PAGES; page++) {
                pages.add(new WeakReference<>(stage(phone, page)));
            }
            collect(pages);
            for (WeakReference<Object> page : pages) {
                assertNull(page.get(), "a row of a page that waits");
            }
            phone.receive(answer(12, 0, List.of()));
            assertEquals("(3000)", phone.read("SELECT count(*) FROM tasks"));
        }
    }

    @Test
    void pagesOfManySegmentsAreReadInOrderWhenTheyBecomeVisibleAndWheneverItIsOpened() {
        try (Phone phone = Phone.synced(folder, task("old", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'old'");
            for (int page = 1; page <= PAGES; page++) {
                stage(phone, page);
                if (page % 7 == 0) {
                    phone.reopen();
                    assertEquals(token(page, "p" + page), phone.request().pull().after());
                }
            }
            assertEquals("('old', 'milk', 1)", phone.tasks(), "nothing is visible yet");
            phone.request();
            phone.receive(answer(
                    12, 1, List.of(accepted(1)), gone("p1-0", 100), retitled("p2-0", "tea", 200)));
            String counts = "SELECT count(*), sum(done), min(title) FROM tasks";
            assertEquals("(3000, 1, 'milk')", phone.read(counts));
            assertEquals("('tea')", phone.read("SELECT title FROM tasks WHERE id = 'p2-0'"));
            for (int i = 0; i < 2; i++) {
                phone.reopen();
                assertEquals("(3000, 1, 'milk')", phone.read(counts));
                Change added = task("n" + i, "new " + i, 9_000 + i);
                phone.sync(13 + i, 1, List.of(), added, gone("n" + i, 9_000 + i));
            }
        }
    }

    /** Law 20: what was staged for one schema is not shown under another. */
    @Test
    void tablesThatChangeDuringAPullBeginItAnew() {
        try (Phone phone = Phone.synced(folder)) {
            List<String> script = new ArrayList<>(Words.SCHEMA);
            script.add("CREATE TABLE notes (id TEXT PRIMARY KEY)");
            stage(phone, 1);
            Answer changed = new Answer(
                    Phone.CLIENT,
                    new Receipt(0, List.of()),
                    cursor(12),
                    pageBefore(token(2, "b"), task("b", "x", 2)),
                    script);
            assertEquals(Next.AGAIN, phone.sync(changed).next());
            assertNull(phone.request().pull().after(), "from the cursor on");
            phone.receive(changed);
            assertEquals(token(2, "b"), phone.request().pull().after(), "now it is the first");
            phone.receive(answer(13, 0, List.of()));
            assertEquals("('b', 'x', 0)", phone.tasks());
            assertEquals("", phone.read("SELECT * FROM notes"));
        }
    }

    /** Law 20: what was staged for one identity and cursor is not shown under another. */
    @Test
    void whoRegistersAnewHasNoPagesThatWait() {
        List<SyncResponse> restarts =
                List.of(Words.refusal(ErrorCode.FORKED, 0), Words.forgotten(0, 0));
        for (int i = 0; i < restarts.size(); i++) {
            try (Phone phone = Phone.synced(folder.resolve("restart" + i))) {
                stage(phone, 1);
                phone.sync(restarts.get(i));
                assertNull(phone.request().pull().after());
                phone.receive(Words.first(task("b", "x", 2)));
                assertEquals("('b', 'x', 0)", phone.tasks());
                phone.reopen();
                assertEquals("('b', 'x', 0)", phone.tasks());
            }
        }
    }

    @Test
    void aPageThatTheDiskSpoiledIsFetchedAgain() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            stage(phone, 1);
            Phone.files(folder, "replica-").forEach(file -> Phone.spoil(file, "p1-50"));
            Progress progress = phone.sync(12, 0, List.of());
            assertEquals(Next.AGAIN, progress.next());
            assertEquals(Kind.REBUILT, progress.events().get(0).kind());
            assertEquals("('a', 'milk', 0)", phone.tasks());
            assertNull(phone.request().pull().after());
            assertEquals(cursor(10), phone.request().pull().cursor(), "what is shown is whole");
            phone.sync(12, 0, List.of(), task("b", "x", 2));
            assertEquals("('a', 'milk', 0) ('b', 'x', 0)", phone.tasks());
        }
    }

    /** One request and a page that is not the last; returns something of that page. */
    private static Object stage(Phone phone, int page) {
        List<Change> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            String id = "p" + page + "-" + row;
            rows.add(task(id, LONG_TITLE + id, page * 100L + row));
        }
        PageToken next = token(page, "p" + page);
        phone.request();
        // Not over the wire: what the replica keeps shall be what this test knows.
        phone.replica.receive(new Answer(
                Phone.CLIENT,
                new Receipt(0, List.of()),
                cursor(12),
                pageBefore(next, rows.toArray(new Change[0])),
                List.of()));
        Object one = rows.get(1);
        Reference.reachabilityFence(rows);
        return one;
    }

    /** Lets the collector find them, if it can. */
    private static void collect(List<WeakReference<Object>> references) {
        for (int i = 0; i < 50; i++) {
            System.gc();
            if (references.stream().allMatch(reference -> reference.get() == null)) {
                return;
            }
        }
        assertTrue(references.size() > 0);
    }
}
