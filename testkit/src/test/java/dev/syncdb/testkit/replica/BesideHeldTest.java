package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Replica;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A user who cannot see an edit of their own, because it does not fit what the server has, goes on:
 * what they then do to the row is done without having seen that edit.
 */
class BesideHeldTest {
    private static final String SCHEMA = """
            CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE tasks (id INTEGER PRIMARY KEY,
              list INT CONSTRAINT sync_resurrect_parent REFERENCES lists, title TEXT);
            INSERT INTO lists VALUES (1, 'home'), (2, 'work');
            INSERT INTO tasks VALUES (1, 1, 'old')""";

    private static final String TASKS = "SELECT * FROM tasks";
    private static final String RECORDS =
            "SELECT kind, column_name, stored_value FROM syncdb_conflicts"
                    + " WHERE table_name = 'tasks'";

    private final Exchanges exchanges = new Exchanges(1, SCHEMA);
    private final FakeDisk disk = new FakeDisk();
    private Replica phone;

    /** The move of a task to another list is held: somebody deleted that list. */
    @BeforeEach
    void aMoveIsHeld() {
        phone = open();
        exchanges.sync(phone);
        does("INSERT INTO tasks VALUES (2, 1, 'another')");
        exchanges.server.space(Exchanges.SPACE).write(session -> {
            session.execute("DELETE FROM lists WHERE id = 2");
            return null;
        });
        does("UPDATE tasks SET list = 2, title = 'mine' WHERE id = 1");
        exchanges.exchange(phone);
        assertTrue(phone.held().containsKey(2L), "it needs a list that is gone");
        assertEquals("(1, 1, 'old')\n(2, 1, 'another')", shown(TASKS));
    }

    @AfterEach
    void close() {
        phone.close();
        exchanges.close();
    }

    @Test
    void aDeleteOfItsRowSaysWhatItTook() {
        does("DELETE FROM tasks WHERE id = 1");
        exchanges.sync(phone);
        assertEquals("(2, 1, 'another')", shown(TASKS));
        assertEquals(
                "('DELETE_UPDATE', '', '{\"id\":1,\"list\":2,\"title\":\"mine\"}')",
                found(RECORDS));
    }

    @Test
    void anEditOfItsCellSaysWhatItTook() {
        does("UPDATE tasks SET title = 'later' WHERE id = 1");
        exchanges.sync(phone);
        assertEquals("(1, 2, 'later')\n(2, 1, 'another')", shown(TASKS));
        assertEquals("('UPDATE_UPDATE', 'title', 'mine')", found(RECORDS));
    }

    @Test
    void thePhoneKnowsItAfterARestartToo() {
        does("DELETE FROM tasks WHERE id = 1");
        phone.close();
        phone = open();
        exchanges.sync(phone);
        assertFalse(found(RECORDS).isEmpty());
    }

    @Test
    void whatItsAuthorSeesAgainIsNoConflict() {
        exchanges.sync(phone);
        assertEquals("(1, 2, 'mine')\n(2, 1, 'another')", shown(TASKS));
        does("DELETE FROM tasks WHERE id = 1");
        exchanges.sync(phone);
        assertEquals("", found(RECORDS));
    }

    private Replica open() {
        // One transaction in a request; what comes within a minute would become a part of it.
        return exchanges.open(disk, 1, 60_000);
    }

    private void does(String statement) {
        exchanges.time.advanceTo(exchanges.time.millis() + 1_000);
        phone.database().execute(statement);
    }

    private String shown(String query) {
        return Exchanges.show(phone, query).substring(query.length() + 1);
    }

    private String found(String query) {
        return exchanges.show(query).substring(query.length() + 1);
    }
}
