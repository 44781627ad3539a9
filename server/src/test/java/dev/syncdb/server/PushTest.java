package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Rejection;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class PushTest extends Team {
    @BeforeEach
    void sync() {
        ann.sync();
        bob.sync();
    }

    @Test
    void aResentPushGetsTheStoredOutcomeAndIsNotAppliedAgain() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        ann.commit(ann.update("tasks", "t1", 2, null));
        Answer lost = ann.ask();
        world.restart();
        bob.commit(bob.insert("tasks", "t9", null, "eggs", 0, 1)).sync();
        Answer again = ann.ask();
        assertEquals(lost.outcomes(), again.outcomes());
        assertEquals(2, again.lastTx());
        assertNotNull(again.outcomes().get(1).rejection());
        ann.sync();
        assertEquals(2, ann.rows.size());
    }

    @Test
    void acknowledgedOutcomesGoWithTheNextWrite() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        ann.sync();
        assertEquals(1, outcomes(), "nothing is written only to forget");
        ann.commit(ann.insert("tasks", "t2", null, "milk", 0, 1)).sync();
        assertEquals(1, outcomes());
    }

    @Test
    void aGapMeansThatTheServerLostHistory() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        int chain = ann.ackChain;
        ann.ackTx = 2;
        Rewound rewound = ann.rewound();
        assertTrue(rewound.known());
        assertEquals(1, rewound.lastTx());
        assertEquals(chain, rewound.chain());

        assertEquals(rewound, ann.send(ann.pushing(1, new Push(3, 0, List.of()))));
    }

    @Test
    void aPushThatCountsWrongIsMalformed() {
        PushedTransaction second = new PushedTransaction(2, 0, 0, 0, 0, false, List.of());
        for (Push push : List.of(new Push(0, 0, List.of()), new Push(1, 0, List.of(second)))) {
            Refusal refusal = (Refusal) ann.send(ann.pushing(0, push));
            assertEquals(ErrorCode.MALFORMED_MESSAGE, refusal.code());
        }
    }

    @Test
    void twoCopiesOfADevicePartWhereTheirTransactionsDiffer() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        TestClient twin = ann.copy();
        ann.commit(ann.insert("tasks", "t2", null, "a", 0, 1)).ask();
        twin.commit(twin.insert("tasks", "t3", null, "b", 0, 1));
        assertForked(1, twin.refused());
        ann.sync();
        ann.commit(ann.insert("tasks", "t4", null, "c", 0, 1)).sync();
        assertForked(1, twin.refused());
    }

    @Test
    void twoCopiesPartAlsoWhereAPushShowsOnlyNonces() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        TestClient twin = ann.copy();
        for (String id : List.of("t2", "t3", "t4")) {
            ann.commit(ann.insert("tasks", id, null, "a", 0, 1));
            twin.commit(twin.insert("tasks", id, null, "a", 0, 1));
        }
        ann.ask();
        assertEquals(4, ann.answer(shortened(ann.request())).lastTx());
        SyncRequest pushed = twin.request();
        SyncRequest alike = new SyncRequest(
                pushed.sender(),
                pushed.schema(),
                pushed.ackTx(),
                new Push(2, twin.ackChain, ann.pending.subList(0, 1), nonces(twin.pending, 1)),
                pushed.pull());
        assertForked(2, (Refusal) twin.send(alike));
    }

    @Test
    void aCopyThatPushesWhatWasJudgedLongAgoIsToldHowMuchOfIt() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        ann.commit(ann.insert("tasks", "t2", null, "bread", 0, 1));
        TestClient twin = ann.copy();
        ann.sync();
        ann.commit(ann.insert("tasks", "t3", null, "a", 0, 1)).sync();
        assertForked(2, twin.refused());
        twin.commit(twin.insert("tasks", "t4", null, "b", 0, 1));
        assertForked(2, twin.refused());
    }

    @Test
    void aCopyThatHasDoneNothingHearsOfWhatItNeverDid() {
        TestClient twin = ann.copy();
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        assertEquals(1, twin.ask().lastTx(), "a device that lost its replica asks like this too");
        ann.commit(ann.insert("tasks", "t2", null, "milk", 0, 1)).sync();
        Rewound rewound = twin.rewound();
        assertTrue(rewound.known());
        assertEquals(2, rewound.lastTx());
        assertEquals(1, rewound.acknowledgedTx(), "somebody has heard of the first");
        assertEquals(ann.ackChain, rewound.chain(), "by this each knows whether it was itself");
    }

    @Test
    void aCopyWithAnotherPastIsFoundOut() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        ann.ackChain++;
        assertForked(0, ann.refused());
    }

    @Test
    void whatBreaksARuleIsRejectedWithTableAndColumn() {
        ann.commit(ann.insert("projects", "p1", "home")).sync();
        ann.commit(ann.insert("tasks", "a", null, "t", "x", 1));
        ann.commit(ann.insert("tasks", "b", null, null, 0, 1));
        ann.commit(ann.insert("tasks", "c", null, "t", 0, -1));
        ann.commit(ann.insert("projects", "d", "far too long"));
        ann.commit(ann.insert("tasks", "e", "none", "t", 0, 1));
        ann.commit(ann.insert("nothing", "f"));
        ann.commit(ann.insert("syncdb_lines", "g", 1));
        bob.commit(bob.insert("projects", "p1", "mine"));

        List<Outcome> outcomes = ann.ask().outcomes();
        assertRejected(ErrorCode.WRONG_TYPE, "tasks", "done", outcomes.get(0));
        assertRejected(ErrorCode.NOT_NULL, "tasks", "title", outcomes.get(1));
        assertRejected(ErrorCode.CHECK, "tasks", "rank", outcomes.get(2));
        assertRejected(ErrorCode.TOO_LONG, "projects", "name", outcomes.get(3));
        assertEquals(ErrorCode.FOREIGN_KEY, rejection(outcomes.get(4)).code());
        assertRejected(ErrorCode.UNKNOWN_TABLE, "nothing", "", outcomes.get(5));
        assertRejected(ErrorCode.FORBIDDEN, "syncdb_lines", "", outcomes.get(6));
        Outcome duplicate = bob.ask().outcomes().get(0);
        assertEquals(ErrorCode.PRIMARY_KEY, rejection(duplicate).code());
        assertEquals("projects", rejection(duplicate).table());

        ann.sync();
        bob.sync();
        assertEquals(ann.show(), bob.show());
        assertEquals(1, ann.rows.size(), "the queue behind a rejected one never stops");
    }

    @Test
    void whatNeedsARejectedRowIsRejectedWithIt() {
        ann.commit(ann.insert("projects", "p1", "far too long"));
        ann.commit(ann.update("projects", "p1", 1, "home"));
        ann.commit(ann.insert("tasks", "t1", "p1", "milk", 0, 1));
        ann.commit(ann.insert("tasks", "t2", null, "eggs", 0, 1));
        ann.commit(ann.update("tasks", "t2", 1, "p1"));
        Answer answer = ann.ask();
        assertEquals(ErrorCode.TOO_LONG, rejection(answer.outcomes().get(0)).code());
        assertChained(1, answer.outcomes().get(1));
        assertChained(1, answer.outcomes().get(2));
        assertNull(answer.outcomes().get(3).rejection());
        assertChained(1, answer.outcomes().get(4));
        assertNull(answer.postponed(), "the queue behind rejected ones never stops");
        ann.sync();
        assertEquals(1, ann.rows.size());
    }

    @Test
    void whatTouchesARejectedRowWaitsUntilTheClientHasSeenIt() {
        ann.commit(ann.insert("projects", "p1", "home")).sync();
        ann.commit(ann.update("projects", "p1", 1, "far too long"));
        ann.commit(ann.insert("tasks", "t1", "p1", "milk", 0, 1));
        ann.commit(ann.insert("tasks", "t2", null, "eggs", 0, 1));
        assertEquals(2, ann.ask().lastTx(), "the batch ends before the first one that waits");
        assertEquals(
                new Postponement(Reason.BEHIND_REJECTED, 3, 2),
                ann.ask().postponed(),
                "also if the rejected one is only resent");
        ann.sync();
        assertEquals(2, ann.pending.size());
        assertEquals(4, ann.sync().lastTx());
        bob.sync();
        assertEquals(ann.show(), bob.show());
        assertEquals(3, bob.rows.size());
    }

    @Test
    void insertingARejectedRowAgainWaits() {
        ann.commit(ann.insert("projects", "p1", "far too long"));
        ann.commit(ann.insert("projects", "p1", "home"));
        assertEquals(1, ann.sync().lastTx());
        assertEquals(2, ann.sync().lastTx());
        assertEquals("projects ('p1')#1=('p1', 'home')\n", ann.show());
    }

    @Test
    void aStructureIsNotForClientsToChange() {
        ann.commit(new Change.Define("DROP TABLE tasks"));
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        Answer answer = ann.ask();
        assertEquals(ErrorCode.UNSUPPORTED, rejection(answer.outcomes().get(0)).code());
        assertNull(answer.outcomes().get(1).rejection());
        assertEquals(List.of(), answer.outcomes().get(0).differing());
    }

    @Test
    void aClientThatNeverAcknowledgesIsHeldUp() {
        List<PushedTransaction> many = new ArrayList<>();
        for (int i = 1; i <= 10_001; i++) {
            many.add(new PushedTransaction(i, 0, 0, 0, i, false, List.of()));
        }
        Answer answer = ann.answer(ann.pushing(0, new Push(1, 0, many)));
        assertEquals(10_000, answer.lastTx());
        assertEquals(new Postponement(Reason.UNACKNOWLEDGED, 10_001, 0), answer.postponed());
    }

    @Test
    void noSecondSyncOfAClientBeginsWhileOneIsInProgress() {
        space().write(session -> {
            // The loop is busy with this write, so the sync waits for its turn.
            var first = world.server.sync("team", "ann", ann.request());
            Refusal second =
                    (Refusal) world.server.sync("team", "ann", ann.request()).join();
            assertEquals(ErrorCode.BUSY, second.code());
            assertTrue(second.retryAfterMillis() > 0);
            assertFalse(first.isDone());
            return second;
        });
        ann.sync();
    }

    /** The same request with all transactions but the first shown by their nonces only. */
    private static SyncRequest shortened(SyncRequest request) {
        Push push = request.push();
        List<PushedTransaction> all = push.transactions();
        return new SyncRequest(
                request.sender(),
                request.schema(),
                request.ackTx(),
                new Push(push.firstTx(), push.chainBefore(), all.subList(0, 1), nonces(all, 1)),
                request.pull());
    }

    private static List<Integer> nonces(List<PushedTransaction> transactions, int from) {
        return transactions.subList(from, transactions.size()).stream()
                .map(PushedTransaction::nonce)
                .toList();
    }

    private static void assertChained(long on, Outcome outcome) {
        assertEquals(ErrorCode.CHAIN, rejection(outcome).code());
        assertEquals(on, rejection(outcome).dependsOn());
    }

    private long outcomes() {
        return world.show("team", "syncdb_outcomes").lines().count();
    }

    private static void assertForked(long common, Refusal refusal) {
        assertEquals(ErrorCode.FORKED, refusal.code());
        assertEquals(common, refusal.lastTx());
    }

    private static void assertRejected(
            ErrorCode code, String table, String column, Outcome outcome) {
        Rejection rejection = rejection(outcome);
        assertEquals(code, rejection.code());
        assertEquals(table, rejection.table());
        assertEquals(column, rejection.column());
    }

    private static Rejection rejection(Outcome outcome) {
        assertNotNull(outcome.rejection());
        return outcome.rejection();
    }
}
