package dev.syncdb.testkit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.testkit.upgrade.AppStore.Phone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones with apps of several versions at one server, each in its own words. */
final class OldAndNewAppTest {
    private static final String V1 = """
            CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT, price REAL, note TEXT);
            CREATE TABLE tags (id TEXT PRIMARY KEY, name TEXT);
            """;

    private static final String RENAMED = """
            ALTER TABLE tasks RENAME TO todos;
            ALTER TABLE todos RENAME COLUMN title TO name;
            """;

    private static final String ADDED = "ALTER TABLE tasks ADD COLUMN done INTEGER DEFAULT 0;";

    private static final String CENTS = """
            CREATE TABLE new_tasks (id TEXT PRIMARY KEY, title TEXT, cents INTEGER, note TEXT);
            INSERT INTO new_tasks SELECT id, title, CAST(round(price * 100) AS INTEGER), note
              FROM tasks;
            DROP TABLE tasks;
            ALTER TABLE new_tasks RENAME TO tasks;
            """;

    private static final String EUROS = """
            CREATE TABLE old_tasks (id TEXT PRIMARY KEY, title TEXT, price REAL, note TEXT);
            INSERT INTO old_tasks SELECT id, title, cents / 100.0, note FROM tasks;
            DROP TABLE tasks;
            ALTER TABLE old_tasks RENAME TO tasks;
            """;

    private AppStore store;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewReplicaHasItsTablesBeforeItEverMetAServer() {
        store = new AppStore(V1);
        Phone phone = store.phone(1);
        assertEquals("", phone.read("SELECT * FROM tasks"), "the tables are there");
        phone.write("INSERT INTO tasks VALUES ('a', 'milk', 1.5, NULL)");
        assertEquals("('a', 'milk', 1.5, NULL)", phone.read("SELECT * FROM tasks"));
        phone.open(1);
        assertEquals("('a', 'milk', 1.5, NULL)", phone.read("SELECT * FROM tasks"));

        store.serve(1);
        phone.sync();
        SchemaTag tag = new SchemaTag(1, store.upTo(1).hash(1));
        assertEquals(tag, phone.sent.schema(), "requests say which version the app speaks");
        assertEquals("('a', 'milk', 1.5, NULL)", store.read("SELECT * FROM tasks"));
        phone.open(1);
        assertEquals("('a', 'milk', 1.5, NULL)", phone.read("SELECT * FROM tasks"));
        assertFalse(phone.replica.isBackfilling(), "nothing was upgraded");
    }

    @Test
    void renamedTablesAndColumnsAreTheSameOnesForBothApps() {
        store = new AppStore(V1, RENAMED).serve(1);
        Phone old = store.phone(1).sync();
        old.write("INSERT INTO tasks VALUES ('a', 'milk', 1.5, 'n')");
        old.sync();
        store.serve(2);
        Phone fresh = store.phone(2).sync();
        assertEquals("('a', 'milk')", fresh.read("SELECT id, name FROM todos"));
        fresh.write("UPDATE todos SET name = 'bread' WHERE id = 'a'");
        old.write("UPDATE tasks SET note = 'soon' WHERE id = 'a'");
        old.sync();
        fresh.sync();
        old.sync();
        assertEquals("('a', 'bread', 1.5, 'soon')", old.read("SELECT * FROM tasks"));
        assertEquals("('a', 'bread', 1.5, 'soon')", fresh.read("SELECT * FROM todos"));
        assertEquals("('a', 'bread', 1.5, 'soon')", store.read("SELECT * FROM todos"));
    }

    @Test
    void columnsOfOneVersionAreKeptWhateverTheOtherOneWrites() {
        store = new AppStore(V1, ADDED, "ALTER TABLE tasks DROP COLUMN note;").serve(3);
        Phone old = store.phone(1).sync();
        Phone fresh = store.phone(3).sync();
        old.write("INSERT INTO tasks VALUES ('a', 'milk', 1.5, 'note')");
        old.sync();
        fresh.sync();
        assertEquals("('a', 'milk', 1.5, 0)", fresh.read("SELECT * FROM tasks"));
        fresh.write("UPDATE tasks SET done = 1, title = 'bread' WHERE id = 'a'");
        fresh.sync();
        old.sync();
        assertEquals("('a', 'bread', 1.5, 'note')", old.read("SELECT * FROM tasks"));
    }

    @Test
    void aTypeThatChangesIsCarriedBothWays() {
        store = new AppStore(V1).release(CENTS, EUROS).serve(2);
        Phone old = store.phone(1).sync();
        Phone fresh = store.phone(2).sync();
        old.write("INSERT INTO tasks VALUES ('a', 'milk', 1.25, NULL)");
        old.sync();
        fresh.sync();
        assertEquals("('a', 125)", fresh.read("SELECT id, cents FROM tasks"));
        fresh.write("UPDATE tasks SET cents = 250 WHERE id = 'a'");
        fresh.sync();
        old.sync();
        assertEquals("('a', 2.5)", old.read("SELECT id, price FROM tasks"));
    }

    @Test
    void anUpgradeBringsTheRowsOverAtOnceAndSaysSo() {
        store = new AppStore(V1, RENAMED)
                .release(
                        CENTS.replace(" tasks", " todos").replace("title", "name"),
                        EUROS.replace(" tasks", " todos").replace("title", "name"))
                .serve(1);
        Phone phone = store.phone(1).sync();
        phone.write("INSERT INTO tasks VALUES ('a', 'milk', 1.25, 'n'), ('b', 'bread', 2, NULL)");
        phone.write("INSERT INTO tags VALUES ('t', 'red')");
        phone.sync();
        phone.open(3);
        assertEquals(
                "('a', 'milk', 125, 'n') ('b', 'bread', 200, NULL)",
                phone.read("SELECT * FROM todos ORDER BY id"));
        assertEquals("('t', 'red')", phone.read("SELECT * FROM tags"));
        assertTrue(phone.replica.isBackfilling(), "the server may know more");
        phone.open(3);
        assertTrue(phone.replica.isBackfilling(), "that is remembered");
        store.serve(3);
        phone.sync();
        assertFalse(phone.replica.isBackfilling(), "a pull is complete");
        phone.open(3);
        assertFalse(phone.replica.isBackfilling(), "that is remembered, too");
        assertEquals(
                "('a', 'milk', 125, 'n') ('b', 'bread', 200, NULL)",
                phone.read("SELECT * FROM todos ORDER BY id"));
    }
}
