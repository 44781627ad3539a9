package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Contended;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.space.Limits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

final class DurabilityTest {
    /** Every few commits make a snapshot due. */
    private static final Limits SMALL = new Limits(1 << 20, 1 << 20, 1_500);

    @TempDir
    Path folder;

    @Test
    void aRestartKeepsRowsHandlesOutcomesAndCursors() {
        try (TestServer world = new TestServer(folder)) {
            TestClient ann = client(world, "ann", 1);
            TestClient bob = client(world, "bob", 2);
            ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
            ann.commit(ann.delete("tasks", "t1"));
            ann.ask();
            world.restart();
            bob.sync();
            assertEquals("", bob.show());
            ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
            assertEquals("tasks ('t1')#2=('t1', NULL, 'milk', 0, 1)\n", ann.show());
            bob.sync();
            assertEquals(ann.show(), bob.show());
        }
    }

    @Test
    void snapshotsReplaceTheLog() throws Exception {
        try (TestServer world = new TestServer(new FileDisk(folder), SMALL)) {
            TestClient ann = client(world, "ann", 1);
            TestClient other = new TestClient(world, "another", "ann", 1);
            TestClient bob = client(world, "bob", 2);
            bob.sync();
            for (int i = 0; i < 40; i++) {
                ann.commit(ann.insert("tasks", "t" + i, null, "milk", 0, 1)).sync();
                other.commit(other.insert("projects", "p" + i, "home")).sync();
                if (i % 3 == 0) {
                    ann.commit(ann.delete("tasks", "t" + i)).sync();
                }
            }
            assertFalse(snapshots().isEmpty(), "the log passed its limit many times");
            world.restart();
            bob.sync();
            assertEquals(ann.show(), bob.show(), "deletes of before the snapshot reach bob too");
            TestClient cid = client(world, "cid", 3);
            cid.sync();
            assertEquals(ann.show(), cid.show());
            ann.sync();
            assertEquals(26, ann.rows.size());
            other.commit(other.insert("projects", "last", "home")).sync();
            world.restart();
            other.sync();
            assertEquals(41, other.rows.size());
            assertEquals(List.of(), world.alarms);
            assertEquals(List.of(), world.server.space("team").check());
        }
    }

    @Test
    void aSnapshotThatCannotBeWrittenLeavesTheLogAsItIs() {
        try (TestServer world = new TestServer(new FileDisk(folder), SMALL)) {
            TestClient ann = client(world, "ann", 1);
            world.refuse("shard-");
            for (int i = 0; i < 40; i++) {
                ann.commit(ann.insert("tasks", "t" + i, null, "milk", 0, 1)).sync();
            }
            assertTrue(world.alarms.size() > 1, "the operator hears of it");
            assertTrue(world.alarms.size() < 20, "but it is not tried at every turn");
            world.refuse("none");
            for (int i = 40; i < 80; i++) {
                ann.commit(ann.insert("tasks", "t" + i, null, "milk", 0, 1)).sync();
            }
            world.restart();
            TestClient bob = client(world, "bob", 2);
            bob.sync();
            assertEquals(ann.show(), bob.show());
        }
    }

    @Test
    void whatTheDiskRefusesIsNotAcknowledged() {
        try (TestServer world = new TestServer(folder)) {
            TestClient ann = client(world, "ann", 1);
            TestClient bob = client(world, "bob", 2);
            ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
            bob.sync();
            world.refuse("wal");
            ann.commit(ann.update("tasks", "t1", 2, "bread"));
            assertRefused(ann);
            assertRefused(ann);
            bob.sync();
            assertTrue(bob.show().contains("milk"), "nobody sees what is not durable");
            TestClient late = new TestClient(world, "unborn", "ann", 1);
            assertRefused(late);
            assertEquals(List.of("team"), world.server.spaces());

            world.refuse("none");
            assertRefused(ann);
            world.restart();
            assertEquals(1, ann.sync().outcomes().size());
            bob.sync();
            assertTrue(bob.show().contains("bread"));
            late.sync();
        }
    }

    @Test
    void aFlippedBitIsNoticed() throws Exception {
        try (TestServer world = new TestServer(folder)) {
            TestClient ann = client(world, "ann", 1);
            ann.commit(ann.insert("tasks", "t1", null, "milk and honey", 0, 1)).sync();
            ann.commit(ann.insert("tasks", "t2", null, "bread", 0, 1)).sync();
        }
        Folders.flip(Folders.file(folder, "wal-0", ".log"), "milk and honey");
        Corrupt damaged = assertThrows(Corrupt.class, () -> new TestServer(folder));
        assertEquals(ErrorCode.CORRUPT_FILE, damaged.code());
        assertTrue(damaged.offset() > 0);
        assertThrows(Corrupt.class, () -> new TestServer(folder), "and the lock was given up");
    }

    @Test
    void aLostSnapshotIsNoticed() throws Exception {
        try (TestServer world = new TestServer(new FileDisk(folder), SMALL)) {
            TestClient ann = client(world, "ann", 1);
            for (int i = 0; i < 40; i++) {
                ann.commit(ann.insert("tasks", "t" + i, null, "milk", 0, 1)).sync();
            }
        }
        for (Path file : Folders.files(folder.resolve("snapshots"))) {
            Files.delete(file);
        }
        assertThrows(Corrupt.class, () -> new TestServer(folder));
    }

    @Test
    void aLostLogIsNoticed() throws Exception {
        try (TestServer world = new TestServer(new FileDisk(folder), SMALL)) {
            TestClient ann = client(world, "ann", 1);
            for (int i = 0; i < 40; i++) {
                ann.commit(ann.insert("tasks", "t" + i, null, "milk", 0, 1)).sync();
            }
        }
        for (Path file : Folders.files(folder.resolve("log"))) {
            Files.delete(file);
        }
        assertThrows(Corrupt.class, () -> new TestServer(folder));
    }

    @Test
    void aDataFolderHasOneServer() {
        try (TestServer world = new TestServer(folder)) {
            Contended inUse = assertThrows(Contended.class, () -> new TestServer(folder));
            assertEquals(ErrorCode.STORE_IN_USE, inUse.code());
            client(world, "ann", 1).sync();
        }
    }

    @Test
    void aClosedServerTakesNothing() {
        TestServer world = new TestServer(folder);
        world.close();
        TestClient ann = client(world, "ann", 1);
        CompletionException closed = assertThrows(CompletionException.class, ann::ask);
        assertEquals(ErrorCode.CLOSED, ((Incorrect) closed.getCause()).code());
    }

    @Test
    void cursorsSurviveARestartBecauseTheKeyDoes() {
        try (TestServer world = new TestServer(folder)) {
            TestClient ann = client(world, "ann", 1);
            ann.sync();
            world.restart();
            ann.sync();
        }
    }

    private List<Path> snapshots() throws Exception {
        return Folders.files(folder.resolve("snapshots")).stream()
                .filter(file -> file.toString().endsWith(".snapshot"))
                .toList();
    }

    private static void assertRefused(TestClient client) {
        CompletionException refused = assertThrows(CompletionException.class, client::ask);
        assertEquals(ErrorCode.IO, ((Retryable) refused.getCause()).code());
    }

    private static TestClient client(TestServer world, String subject, int secret) {
        return new TestClient(world, "team", subject, secret);
    }
}
