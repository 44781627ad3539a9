package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.ObservedQuery;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.message.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

final class SpaceTest {
    private static final String INSERT = "INSERT INTO projects VALUES (?, ?)";

    @TempDir
    Path folder;

    private TestServer world;
    private TestClient ann;
    private Space team;

    @BeforeEach
    void open() {
        world = new TestServer(folder);
        ann = new TestClient(world, "team", "ann", 1);
        team = world.server.space("team");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatTheServersOwnCodeWritesReachesTheClients() {
        team.execute(INSERT, "p1", "home");
        ann.sync();
        assertEquals("projects ('p1')#1=('p1', 'home')\n", ann.show());
        ann.commit(ann.update("projects", "p1", 1, "mine"));
        assertEquals(1, team.execute("UPDATE projects SET name = 'ours'"));
        world.millis += 1;
        ann.sync();
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("'incoming', 'ours', 0,"), ledger);
    }

    @Test
    void whatClientsWroteIsReadInSql() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        assertEquals(
                "('milk')\n",
                TestServer.lines(team.query("SELECT title FROM tasks WHERE id = ?", "t1")));
        long clients = team.database().read(session -> {
            var rows = session.query("SELECT count(*) FROM syncdb_clients WHERE subject = 'ann'");
            rows.next();
            return rows.getLong(0);
        });
        assertEquals(1, clients);
    }

    @Test
    void aForeignKeyOfTheServersOwnWriteCascadesToTheClients() {
        team.load("""
                INSERT INTO projects VALUES ('p1', 'home');
                INSERT INTO tasks VALUES ('t1', 'p1', 'milk', 0, 1), ('t2', NULL, 'eggs', 0, 1);
                """);
        ann.sync();
        assertEquals(3, ann.rows.size());
        team.execute("DELETE FROM projects");
        ann.sync();
        assertEquals("tasks ('t2')#2=('t2', NULL, 'eggs', 0, 1)\n", ann.show());
    }

    @Test
    void writesArePossibleInTheLoopOnly() {
        assertTransaction(() -> team.database().execute(INSERT, "p1", "home"));
        assertTransaction(() -> team.query("DELETE FROM projects"));
        assertTransaction(() -> team.database().load("DELETE FROM projects"));
        assertTransaction(() -> team.write(session -> team.database().execute(INSERT, "p1", "x")));
        assertThrows(
                Forbidden.class, () -> team.execute("UPDATE syncdb_clients SET subject = 'eve'"));
    }

    @Test
    void aWriteThatFailsLeavesNothing() {
        team.execute(INSERT, "p1", "home");
        assertThrows(
                IllegalStateException.class,
                () -> team.write(session -> {
                    session.execute(INSERT, "p2", "lost");
                    throw new IllegalStateException("the caller's own");
                }));
        Incorrect refused =
                assertThrows(Incorrect.class, () -> team.execute(INSERT, "p1", "again"));
        assertEquals(ErrorCode.PRIMARY_KEY, refused.code());
        assertThrows(
                Incorrect.class, () -> team.load("INSERT INTO projects VALUES ('p3', 'x'); DROP"));
        ann.sync();
        assertEquals(1, ann.rows.size());
        assertEquals(List.of(), team.check());
    }

    @Test
    void aCommitThatAForeignKeyRefusesCanBeMendedAndMadeAgain() {
        team.load("""
                CREATE TABLE parts (id INTEGER PRIMARY KEY,
                  whole INTEGER REFERENCES parts DEFERRABLE INITIALLY DEFERRED);
                """);
        team.write(session -> {
            session.execute("INSERT INTO parts VALUES (1, 2)");
            assertThrows(Incorrect.class, () -> session.execute("COMMIT"));
            return session.execute("INSERT INTO parts VALUES (2, NULL)");
        });
        assertEquals("(1, 2)\n(2, NULL)\n", world.show("team", "parts"));
        assertEquals(List.of(), team.check());
    }

    @Test
    void aWriteThatNestsTooDeeplyHarmsNobodyElse() {
        assertThrows(
                Fault.class,
                () -> team.write(session -> {
                    session.execute(INSERT, "p1", "lost");
                    return endless(1);
                }));
        team.execute(INSERT, "p2", "home");
        assertEquals("('p2', 'home')\n", world.show("team", "projects"));
    }

    @Test
    void aWriteThatWritesNothingIsNoCommit() {
        team.execute(INSERT, "p1", "home");
        ann.sync();
        long version = ann.cursor.cursor().version();
        assertEquals(0, team.execute("DELETE FROM projects WHERE id = 'none'"));
        ann.sync();
        assertEquals(version, ann.cursor.cursor().version());
    }

    @Test
    void observersHearOfEveryCommitAndCannotHarm() throws Exception {
        List<ChangeSet> heard = new ArrayList<>();
        try (AutoCloseable first = team.observe(heard::add);
                AutoCloseable second = team.observe(changes -> {
                    throw new IllegalStateException("careless");
                })) {
            team.execute(INSERT, "p1", "home");
            ann.commit(ann.insert("projects", "p2", "work")).sync();
            ann.commit(ann.update("projects", "p2", 1, "play")).sync();
            ann.commit(ann.delete("projects", "p2")).sync();
        }
        team.execute(INSERT, "p3", "away");
        assertEquals(
                List.of(3L, 5L, 6L, 7L), heard.stream().map(ChangeSet::version).toList());
        assertEquals(1, heard.get(1).changes().size(), "the server's own tables are its own");
        assertEquals(4, world.alarms.size());
    }

    @Test
    void anObservedQueryHearsOfWhatClientsDoToItsRows() {
        team.execute(INSERT, "p1", "home");
        List<String> seen = new ArrayList<>();
        try (ObservedQuery observed = team.database()
                .observe(
                        "SELECT name FROM projects WHERE id = 'p2'",
                        Runnable::run,
                        event -> seen.add(event.rows().toList().toString()))) {
            ann.commit(ann.insert("projects", "p2", "work")).sync();
            ann.commit(ann.insert("projects", "p3", "play")).sync();
            ann.commit(ann.delete("projects", "p2")).sync();
            assertEquals("[]", observed.rows().toList().toString());
        }
        assertEquals(List.of("[('work')]", "[]"), seen);
        assertEquals(0, world.alarms.size());
    }

    @Test
    void waitingInsideTheLoopIsRefusedAndHandingInIsNot() throws Exception {
        Space other = world.server.space("other");
        assertTransaction(() -> team.write(session -> other.execute(INSERT, "p1", "home")));
        assertTransaction(() -> team.write(session -> other.query("SELECT 1")));
        assertTransaction(() -> team.write(session -> {
            world.server.close();
            return session;
        }));
        List<CompletableFuture<Long>> later = new ArrayList<>();
        try (AutoCloseable observer = team.observe(changes -> {
            if (later.size() < 3) {
                String key = "q" + later.size();
                later.add(team.submit(session -> session.execute(INSERT, key, "x")));
            }
        })) {
            team.execute(INSERT, "p1", "home");
        }
        later.forEach(CompletableFuture::join);
        ann.sync();
        assertEquals(4, ann.rows.size());
    }

    @Test
    void spacesKnowNothingOfEachOther() {
        TestClient other = new TestClient(world, "other", "ann", 1);
        ann.commit(ann.insert("projects", "p1", "home")).sync();
        other.commit(other.insert("projects", "p1", "else")).sync();
        assertEquals("projects ('p1')#1=('p1', 'home')\n", ann.show());
        assertEquals("projects ('p1')#1=('p1', 'else')\n", other.show());
        assertEquals(1, other.number);
        assertEquals(List.of("other", "team"), world.server.spaces());
        world.restart();
        assertEquals(List.of("other", "team"), world.server.spaces());
        ann.sync();
        assertEquals(1, ann.rows.size());
    }

    @Test
    void aNewTableReachesTheClients() {
        ann.sync();
        team.load("CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT);"
                + " CREATE INDEX notes_body ON notes (body);"
                + " INSERT INTO notes VALUES ('n1', 'hello')");
        Answer answer = ann.sync();
        assertEquals(4, answer.schema().size());
        assertTrue(ann.show().contains("hello"));
        world.restart();
        TestClient bob = new TestClient(world, "team", "bob", 2);
        bob.sync();
        assertEquals(ann.show(), bob.show());
    }

    @Test
    void aSpaceHasAPlainName() {
        assertEquals("team", team.id());
        for (String id : List.of("", "a b", "../x", "x".repeat(65), "\u00e4")) {
            assertThrows(Incorrect.class, () -> world.server.space(id), id);
            assertFalse(SyncServer.isSpaceId(id));
        }
        assertTrue(SyncServer.isSpaceId("A-z_09"));
    }

    @Test
    void manyThreadsShareTheLoops() {
        try (TestServer busy = TestServer.onThreads(folder.resolve("busy"), 4)) {
            List<CompletableFuture<Long>> writes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String key = "p" + i;
                Space space = busy.server.space("space" + i % 20);
                writes.add(space.submit(session -> session.execute(INSERT, key, "x")));
            }
            writes.forEach(CompletableFuture::join);
            busy.restart();
            assertEquals(20, busy.server.spaces().size());
            for (String space : busy.server.spaces()) {
                assertEquals(20, busy.show(space, "projects").lines().count());
                assertEquals(List.of(), busy.server.space(space).check());
            }
        }
    }

    @Test
    void aSchemaThatCannotBeMadeIsNoticedWhenTheServerOpens() {
        world.close();
        world.schema = "CREATE TABLE good (id INTEGER PRIMARY KEY); CREATE TABLE";
        assertThrows(Incorrect.class, world::reopen);
        world.schema = TestServer.SCHEMA;
        world.server = world.reopen();
    }

    private static long endless(long depth) {
        return endless(depth + 1) + 1;
    }

    private static void assertTransaction(Executable write) {
        Incorrect refused = assertThrows(Incorrect.class, write);
        assertEquals(ErrorCode.TRANSACTION, refused.code());
    }
}
