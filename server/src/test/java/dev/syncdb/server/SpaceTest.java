package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpaceTest {
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
        insert(team, "p1", "home");
        ann.sync();
        assertEquals("projects ('p1')#1=('p1', 'home')\n", ann.show());
        ann.commit(ann.update("projects", "p1", 1, "mine"));
        team.write(transaction ->
                transaction.update("projects", Key.of("p1"), TestClient.row("p1", "server's")));
        world.millis += 1;
        ann.sync();
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("'incoming'") && ledger.contains("server''s"), ledger);
    }

    @Test
    void aWriteThatFailsLeavesNothing() {
        insert(team, "p1", "home");
        assertThrows(IllegalStateException.class, () -> failing());
        Incorrect refused = assertThrows(Incorrect.class, () -> insert(team, "p1", "again"));
        assertEquals(ErrorCode.PRIMARY_KEY, refused.code());
        ann.sync();
        assertEquals(1, ann.rows.size());
        assertEquals(List.of(), team.check());
    }

    @Test
    void aWriteThatWritesNothingIsNoCommit() {
        insert(team, "p1", "home");
        ann.sync();
        long version = ann.cursor.cursor().version();
        assertEquals(1, team.<Long>write(transaction -> transaction.count("projects")));
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
            insert(team, "p1", "home");
            ann.commit(ann.insert("projects", "p2", "work")).sync();
        }
        insert(team, "p3", "away");
        assertEquals(List.of(2L, 4L), heard.stream().map(ChangeSet::version).toList());
        assertEquals(1, heard.get(1).changes().size(), "the server's own tables are its own");
        assertEquals(2, world.alarms.size());
    }

    @Test
    void waitingInsideTheLoopIsRefusedAndHandingInIsNot() throws Exception {
        Incorrect refused = assertThrows(
                Incorrect.class, () -> team.write(transaction -> {
                    insert(world.server.space("other"), "p1", "home");
                    return null;
                }));
        assertEquals(ErrorCode.TRANSACTION, refused.code());

        List<CompletableFuture<Object>> later = new ArrayList<>();
        try (AutoCloseable observer = team.observe(changes -> {
            if (later.size() < 3) {
                later.add(team.submit(transaction ->
                        transaction.insert("projects", TestClient.row("q" + later.size(), "x"))));
            }
        })) {
            insert(team, "p1", "home");
        }
        later.forEach(CompletableFuture::join);
        ann.sync();
        assertEquals(4, ann.rows.size());
        assertThrows(Incorrect.class, () -> team.write(transaction -> {
            world.server.close();
            return null;
        }));
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
        team.write(transaction -> {
            transaction.define("CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT)");
            return transaction.insert("notes", TestClient.row("n1", "hello"));
        });
        assertEquals(3, ann.sync().schema().size());
        assertTrue(ann.show().contains("hello"));
        world.restart();
        TestClient bob = new TestClient(world, "team", "bob", 2);
        bob.sync();
        assertEquals(ann.show(), bob.show());
    }

    @Test
    void aSpaceHasAPlainName() {
        assertEquals("team", team.id());
        for (String id : List.of("", "a b", "../x", "x".repeat(65), "ä")) {
            assertThrows(Incorrect.class, () -> world.server.space(id), id);
            assertFalse(SyncServer.isSpaceId(id));
        }
        assertTrue(SyncServer.isSpaceId("A-z_09"));
    }

    @Test
    void manyThreadsShareTheLoops() {
        try (TestServer busy = TestServer.onThreads(folder.resolve("busy"), 4)) {
            List<CompletableFuture<Object>> writes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String key = "p" + i;
                writes.add(busy.server.space("space" + i % 20).submit(transaction ->
                        transaction.insert("projects", TestClient.row(key, "x"))));
            }
            writes.forEach(CompletableFuture::join);
            busy.restart();
            assertEquals(20, busy.server.spaces().size());
            for (String space : busy.server.spaces()) {
                assertEquals(20, busy.server.space(space).<Long>write(rows -> rows.count("projects")));
                assertEquals(List.of(), busy.server.space(space).check());
            }
        }
    }

    @Test
    void aSchemaThatCannotBeMadeFailsTheFirstWriteOfASpace() {
        TestServer broken = new TestServer(folder.resolve("broken"));
        broken.close();
        broken.founding = "CREATE TABLE";
        broken.server = broken.reopen();
        assertThrows(Incorrect.class, () -> insert(broken.server.space("team"), "p1", "home"));
        assertThrows(CompletionException.class, new TestClient(broken, "team", "ann", 1)::ask);
        assertEquals(List.of(), broken.server.spaces());
        broken.close();
    }

    private void failing() {
        team.write(transaction -> {
            transaction.insert("projects", TestClient.row("p9", "lost"));
            throw new IllegalStateException("the caller's own");
        });
    }

    private static void insert(Space space, String key, String name) {
        space.write(transaction -> transaction.insert("projects", TestClient.row(key, name)));
    }
}
