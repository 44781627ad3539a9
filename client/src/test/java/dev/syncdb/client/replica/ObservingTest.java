package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.gone;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.QueryEvent;
import dev.syncdb.change.Change;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Observed queries hear of what others did as they hear of local work. */
final class ObservingTest {
    private static final String OPEN = "SELECT id, title FROM tasks WHERE done = 0";

    @TempDir
    Path folder;

    private final List<QueryEvent> events = new ArrayList<>();

    @Test
    void aPullIsOneCommitWithItsNetChanges() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2))) {
            observe(phone, OPEN);
            phone.write("UPDATE tasks SET title = 'soy milk' WHERE id = 'a'");
            assertEquals(1, events.size(), "local work shows at once");

            phone.sync(12, 0, List.of(), gone("b", 2), task("c", "tea", 3));
            assertEquals(2, events.size());
            List<Change> changes = events.get(1).changes().get("tasks");
            assertEquals(2, changes.size(), "pending work is replayed unseen: " + changes);
            assertEquals(
                    "[('a', 'soy milk'), ('c', 'tea')]",
                    events.get(1).rows().toList().toString());
        }
    }

    @Test
    void thatTheServerAcceptedLocalWorkIsNoChange() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            observe(phone, OPEN);
            observe(phone, "SELECT count(*) FROM tasks");
            phone.request();
            phone.sync(13, 1, List.of(accepted(1, 2L)));
            assertEquals(List.of(), events);

            observe(phone, "SELECT * FROM syncdb_outbox");
            phone.write("DELETE FROM tasks WHERE id = 'a'");
            assertEquals(3, events.size(), "its own tables are told of where they are read");
        }
    }

    @Test
    void newsThatAQueryDoesNotReadAreNotToldOf() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
            observe(phone, OPEN);
            phone.sync(12, 0, List.of(), retitled("a", "oat milk", 1));
            assertEquals(List.of(), events);
        }
    }

    @Test
    void aListenerOnTheSyncsOwnThreadReadsButDoesNotWrite() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            List<ErrorCode> refused = new ArrayList<>();
            phone.replica.database().observe(OPEN, Runnable::run, event -> {
                assertEquals(2, event.rows().toList().size());
                Incorrect refusal =
                        assertThrows(Incorrect.class, () -> phone.write("DELETE FROM tasks"));
                refused.add(refusal.code());
            });
            phone.sync(12, 0, List.of(), task("c", "tea", 3));
            assertEquals(List.of(ErrorCode.TRANSACTION), refused);
        }
    }

    private void observe(Phone phone, String query) {
        phone.replica.database().observe(query, Runnable::run, events::add);
    }
}
