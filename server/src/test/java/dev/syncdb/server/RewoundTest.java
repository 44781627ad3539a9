package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FileCommitLog;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.run.SerialExecutor;
import dev.syncdb.server.space.CommitFrame;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** T20, B20: what a server says that was restored from an older state, or lost a client. */
final class RewoundTest extends Team {
    private static final int TITLE = 2;
    private static final int SHARDS = 16;
    private static final int SEGMENT_BYTES = 4 << 20;

    @TempDir
    Path other;

    @BeforeEach
    void share() {
        shareTask();
    }

    @Test
    void whoIsNotKnownHearsOfNothingThatWasJudged() {
        ann.number = 9;
        Rewound rewound = ann.rewound();
        assertFalse(rewound.known());
        assertEquals(0, rewound.lastTx());
        assertEquals(Chain.START, rewound.chain());
        assertEquals(bob.cursor.cursor(), rewound.lines().get(0), "the newest line, and its end");
    }

    @Test
    void aRestoredServerSaysWhatIsCommonToBothHistories() throws IOException {
        ann.sync();
        Cursor common = ann.cursor.cursor();
        int chain = ann.ackChain;
        backUp();
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        try (TestServer restored = TestServer.onCopy(other, 8)) {
            TestClient phone = ann.copy(restored);
            Rewound before = phone.rewound();
            assertTrue(before.known());
            assertEquals(1, before.lastTx());
            assertEquals(chain, before.chain());
            assertEquals(List.of(common), before.lines(), "nothing was written since");

            TestClient cid = new TestClient(restored, "team", "cid", 3);
            cid.commit(cid.insert("tasks", "t9", null, "eggs", 0, 1)).sync();
            List<Cursor> lines = phone.rewound().lines();
            assertEquals(List.of(cid.cursor.cursor(), common), lines);

            TestClient friend = bob.copy(restored);
            friend.sync();
            assertEquals(2, friend.rows.size(), "who had seen nothing of it goes on");
        }
    }

    @Test
    void aRestoredServerSaysWhereACopyOfADeviceParted() throws IOException {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread"));
        TestClient copy = ann.copy();
        ann.sync();
        ann.commit(ann.update("tasks", "t1", TITLE, "rolls")).sync();
        backUp();
        bob.commit(bob.insert("tasks", "t2", null, "tea", 0, 1)).sync();
        ann.sync();
        copy.cursor = ann.cursor;
        copy.commit(copy.update("tasks", "t1", TITLE, "toast"));
        try (TestServer restored = TestServer.onCopy(other, 8)) {
            Rewound rewound = copy.copy(restored).rewound();
            assertEquals(3, rewound.lastTx());
            assertEquals(2, rewound.commonTx(), "both made the second, each its own third");
        }
    }

    @Test
    void whoHoldsNothingMayStillHaveWrittenOnALostHistory() throws IOException {
        backUp();
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        try (TestServer restored = TestServer.onCopy(other, 8)) {
            TestClient phone = bob.copy(restored);
            Pull lost = new Pull(
                    SignedCursor.START, ann.cursor.cursor(), null, 1_000, Pull.ROWS_UNLIMITED);
            assertInstanceOf(Rewound.class, phone.send(pulling(phone.request(), lost)));
            Pull common = new Pull(
                    SignedCursor.START, bob.cursor.cursor(), null, 1_000, Pull.ROWS_UNLIMITED);
            assertInstanceOf(Answer.class, phone.send(pulling(phone.request(), common)));
        }
    }

    @Test
    void aPullThatBeganInALostHistoryDoesNotGoOn() throws IOException {
        backUp();
        ann.commit(ann.insert("tasks", "t2", null, "tea", 0, 1));
        ann.commit(ann.insert("tasks", "t3", null, "eggs", 0, 1)).sync();
        bob.pageBytesMax = 1;
        Answer page = bob.ask();
        assertNotNull(page.page().next());
        try (TestServer restored = TestServer.onCopy(other, 8)) {
            TestClient phone = bob.copy(restored);
            phone.pageBytesMax = 1;
            phone.after = page.page().next();
            assertTrue(phone.rewound().known(), "its cursor is good, its page is not");
            phone.after = null;
            phone.sync();
            assertEquals(1, phone.rows.size());
        }
    }

    @Test
    void nobodyHasSeenMoreThanItsCursorProves() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        bob.sync();
        Cursor head = bob.cursor.cursor();
        TestClient liar = new TestClient(world, "team", "cid", 3);
        liar.cursor = new SignedCursor(head, 0, Bytes.EMPTY);
        RowName name = new RowName("tasks", Key.of("t1"), RowName.ANY);
        liar.commit(new Change.Delete(name, null, Bytes.EMPTY));
        liar.cursor = SignedCursor.START;
        CellPlace cell = liar.ask().wanted().get(0).cells().get(0);
        liar.bases = List.of(new Bases(1, List.of(new BaseValue(cell, null))));
        liar.ask();
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("DELETE_UPDATE"), "it claimed to have seen the row: " + ledger);
    }

    @Test
    void twoCopiesOfAFolderThatBothRunShareOnlyWhatWasBefore() throws IOException {
        Cursor common = bob.cursor.cursor();
        backUp();
        try (TestServer twin = TestServer.onCopy(other, 8)) {
            ann.commit(ann.update("tasks", "t1", TITLE, "here")).sync();
            TestClient there = bob.copy(twin);
            there.commit(there.update("tasks", "t1", TITLE, "there")).sync();
            TestClient astray = ann.copy(twin);
            assertEquals(
                    List.of(there.cursor.cursor(), common), astray.rewound().lines());
            bob.cursor = there.cursor;
            assertEquals(List.of(ann.cursor.cursor(), common), bob.rewound().lines());
        }
    }

    @Test
    void onlyTheNewestLinesAreTold() {
        for (int i = 0; i < Rewound.LINES_MAX; i++) {
            world.restart();
            bob.commit(bob.insert("tasks", "b" + i, null, "x", 0, 1)).sync();
        }
        ann.number = 9;
        List<Cursor> lines = ann.rewound().lines();
        assertEquals(Rewound.LINES_MAX, lines.size());
        assertEquals(bob.cursor.cursor(), lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            assertTrue(lines.get(i).version() < lines.get(i - 1).version(), "newest first");
        }
        ann.number = 1;
        ann.sync();
        assertEquals(bob.show(), ann.show(), "a cursor of an older line is good all the same");
    }

    /**
     * A server may be restored from a state that is newer than the one it was restored from before.
     */
    @Test
    void aServerThatGoesForwardAgainFindsItsClientBySecret() throws IOException {
        backUp();
        ann.commit(ann.insert("tasks", "t2", null, "tea", 0, 1)).sync();
        ann.commit(ann.insert("tasks", "t3", null, "eggs", 0, 1)).sync();
        TestClient astray = new TestClient(world, "team", "ann", 1);
        Rewound rewound = astray.rewound();
        assertTrue(rewound.known());
        assertEquals(3, rewound.lastTx());
        assertEquals(2, rewound.acknowledgedTx());
        assertEquals(ann.ackChain, rewound.chain());
        astray.ackTx = 3;
        astray.ackChain = rewound.chain();
        assertEquals(1, astray.sync().client());
        assertEquals(ann.show(), astray.show());
    }

    /** B20: a server that forgot a client still knows what it did for it. */
    @Test
    void aClientWhoseRecordIsLostHearsWhatWasJudged() throws IOException {
        ann.commit(ann.insert("tasks", "t2", null, "tea", 0, 1));
        Answer lost = ann.ask();
        assertEquals(2, lost.lastTx(), "its answer never arrives");
        world.close();
        forget(1, lost.cursor().cursor().version());
        world.server = world.reopen();

        Rewound rewound = ann.rewound();
        assertFalse(rewound.known());
        assertEquals(2, rewound.lastTx());
        int chain = Chain.next(ann.ackChain, ann.pending.get(0).nonce());
        assertEquals(chain, rewound.chain());

        ann.number = SyncRequest.UNREGISTERED;
        ann.cursor = SignedCursor.START;
        ann.pending.clear();
        ann.ackTx = 0;
        ann.ackChain = Chain.START;
        assertEquals(3, ann.sync().client());
    }

    @Test
    void theNumberOfAClientIsNeverGivenAgain() throws IOException {
        bob.commit(bob.insert("tasks", "t2", null, "tea", 0, 1));
        long head = bob.sync().cursor().cursor().version();
        world.close();
        forget(2, head);
        world.server = world.reopen();
        TestClient cid = new TestClient(world, "team", "cid", 3);
        assertEquals(3, cid.sync().client(), "rows of client 2 would count as written by it");
        cid.commit(cid.update("tasks", "t2", TITLE, "coffee")).sync();
        assertEquals(2, cid.rows.size());
    }

    private void backUp() throws IOException {
        world.close();
        Folders.copy(folder, other);
        world.server = world.reopen();
    }

    private void forget(long client, long head) {
        SerialExecutor writer = new SerialExecutor(Runnable::run, Alarm.SILENT);
        try (CommitLog log =
                FileCommitLog.open(new FileDisk(folder).folder("log"), SEGMENT_BYTES, writer)) {
            RowName row = RowName.of("syncdb_clients", Key.of(client));
            CommitFrame frame = new CommitFrame();
            frame.add(
                    "team",
                    world.millis,
                    new ChangeSet(head + 1, List.of(new Change.Delete(row, null, Bytes.EMPTY))));
            int shard = Math.floorMod("team".hashCode(), SHARDS);
            log.append(shard, log.head(shard), frame.toBytes())
                    .toCompletableFuture()
                    .join();
        }
    }

    private static SyncRequest pulling(SyncRequest request, Pull pull) {
        return new SyncRequest(
                request.sender(), request.schema(), request.ackTx(), request.push(), pull);
    }
}
