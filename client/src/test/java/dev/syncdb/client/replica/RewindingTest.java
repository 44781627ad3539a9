package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.acknowledged;
import static dev.syncdb.client.replica.Words.answer;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.forgotten;
import static dev.syncdb.client.replica.Words.page;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.refusal;
import static dev.syncdb.client.replica.Words.rejected;
import static dev.syncdb.client.replica.Words.rewound;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** T15, T20, B20: a server that lost a part of its history, or lost track of a client. */
class RewindingTest {
    private static final long NEW_CLIENT = 8;
    private static final long LINE = 99;

    /** Where the two histories part: the client's third transaction was judged later. */
    private static final Cursor CUT = new Cursor(LINE, 12);

    private static final Cursor NEW_LINE = new Cursor(55, 14);

    @TempDir
    Path folder;

    @TempDir
    Path saved;

    private Phone phone;

    /** The chain value after each transaction, from 0. */
    private final int[] chain = new int[5];

    /**
     * A task, retitled in version 11, a second one in 12, done in 13; then retitled again, which is
     * pending.
     */
    @BeforeEach
    void threeJudgedAndOnePending() {
        phone = Phone.synced(folder, task("a", "milk", 1));
        write(1, "UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        phone.sync(11, 1, List.of(accepted(1)));
        write(2, "INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
        phone.sync(12, 2, List.of(accepted(2, 2L)));
        write(3, "UPDATE tasks SET done = 1 WHERE id = 'b'");
        phone.sync(13, 3, List.of(accepted(3)));
        write(4, "UPDATE tasks SET title = 'rye' WHERE id = 'b'");
    }

    @AfterEach
    void close() {
        phone.close();
    }

    @Test
    void aClientThatTheServerKnowsStaysWhoItIsAndSendsAgainWhatWasLost() {
        SyncRequest before = phone.request();
        Progress progress = phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        assertEquals(Next.AGAIN, progress.next());
        assertEquals(Kind.REWOUND, progress.events().get(0).kind());
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 1)", phone.tasks(), "nothing flickers");
        assertEquals("(3) (4)", phone.read("SELECT number FROM syncdb_outbox ORDER BY 1"));

        SyncRequest request = phone.request();
        assertEquals(before.client(), request.client());
        assertEquals(before.secret(), request.secret());
        assertEquals(2, request.ackTx());
        assertEquals(SignedCursor.START, request.pull().cursor());
        assertEquals(CUT, request.pull().seen(), "what it rests on, in the server's words");
        assertEquals(3, request.push().firstTx());
        assertEquals(chain[2], request.push().chainBefore());
        assertEquals(List.of(3L, 4L), numbers(request));
        PushedTransaction third = request.push().transactions().get(0);
        PushedTransaction fourth = request.push().transactions().get(1);
        assertEquals(12, third.base());
        assertEquals(12, fourth.base(), "of what it had seen, only that is left");
        assertEquals(13 * 500, fourth.baseMillis(), "it was made after that all the same");
        assertEquals(RowName.ANY, nameOf(third).handle());
        assertEquals(RowName.ANY, nameOf(fourth).handle());

        phone.receive(answer(
                16,
                4,
                List.of(accepted(3), accepted(4)),
                task("a", "oat milk", 1),
                task("b", "rye", 9)));
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 0)", phone.tasks());
        assertEquals(0, phone.replica.pending());
        write(5, "UPDATE tasks SET done = 1 WHERE id = 'b'");
        PushedTransaction fifth = phone.request().push().transactions().get(0);
        assertEquals(9, nameOf(fifth).handle(), "the server has said who the row is now");
        assertEquals(16, fifth.base());
    }

    @Test
    void whatTheServerStillHasIsNotSentAgain() {
        phone.receive(rewound(3, chain[3], new Cursor(LINE, 13)));
        SyncRequest request = phone.request();
        assertEquals(List.of(4L), numbers(request));
        assertEquals(3, request.ackTx());
        PushedTransaction fourth = request.push().transactions().get(0);
        assertEquals(13, fourth.base(), "all that its author had seen is there");
        assertEquals(2, nameOf(fourth).handle());
    }

    @Test
    void whatTheServerTookInIsNoLongerHeld() {
        write(5, "INSERT INTO tasks (id, title) VALUES ('c', 'oat milk 2')");
        phone.sync(14, 3, List.of(), task("d", "oat milk 2", 4));
        assertTrue(phone.replica.held().containsKey(5L), "a title is used once");
        int judged = phone.request().push().transactions().get(1).nonce();
        phone.receive(acknowledged(5, Chain.next(chain[4], judged), 5, new Cursor(LINE, 14)));
        assertTrue(phone.replica.held().isEmpty());
        assertEquals(0, phone.replica.pending());
    }

    @Test
    void whatWasJudgedButNeverHeardOfIsStillAskedFor() {
        phone.receive(rewound(4, chain[4], new Cursor(LINE, 13)));
        SyncRequest request = phone.request();
        assertEquals(3, request.ackTx());
        assertEquals(List.of(4L), numbers(request));
        Answer told = answer(14, 4, List.of(rejected(4, "no")), task("a", "x", 1));
        assertEquals(1, phone.receive(told).events().size(), "the rejection is heard of");
    }

    @Test
    void whatWasRejectedInTheLostHistoryIsNotSentAgain() {
        phone.sync(14, 4, List.of(rejected(4, "no")));
        write(5, "UPDATE tasks SET done = 0 WHERE id = 'b'");
        phone.receive(rewound(2, chain[2], CUT));
        List<PushedTransaction> again = phone.request().push().transactions();
        assertEquals(List.of(3L, 4L, 5L), numbers(phone.request()));
        assertEquals(1, again.get(0).operations().size());
        assertEquals(List.of(), again.get(1).operations(), "its number is used, and does nothing");
        assertEquals(1, again.get(2).operations().size());
        assertEquals("(4)", phone.read("SELECT number FROM syncdb_rejected"), "still to be read");
        phone.reopen();
        assertEquals(List.of(), phone.request().push().transactions().get(1).operations());
    }

    @Test
    void aServerThatDoesNotKnowTheClientGetsAllThatIsLeft() {
        Progress progress = phone.receive(forgotten(0, Chain.START, NEW_LINE));
        assertEquals(Kind.REREGISTERED, progress.events().get(0).kind());
        SyncRequest registration = phone.request();
        assertEquals(SyncRequest.UNREGISTERED, registration.client());
        assertEquals(List.of(), numbers(registration), "who the rows are is to be heard of first");
        assertEquals(Cursor.START, registration.pull().seen(), "nothing is common");
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 1)", phone.tasks());
        phone.receive(anew(task("a", "milk", 7)));
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 1)", phone.tasks());
        SyncRequest request = phone.request();
        assertEquals(NEW_CLIENT, request.client());
        assertEquals(List.of(1L, 2L, 3L, 4L), numbers(request));
        for (PushedTransaction each : request.push().transactions()) {
            assertEquals(0, each.base());
        }
    }

    @Test
    void whatTheServerDidForAClientThatItForgotIsNotSentAgain() {
        phone.receive(forgotten(3, chain[3], new Cursor(LINE, 13)));
        phone.request();
        phone.receive(anew(task("a", "oat milk", 1), task("b", "bread", 2)));
        SyncRequest request = phone.request();
        assertEquals(List.of(1L), numbers(request));
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 0)", phone.tasks());
        assertEquals(2, nameOf(request.push().transactions().get(0)).handle());
    }

    @Test
    void anotherChainMeansAnotherDevice() {
        phone.receive(rewound(2, chain[2] + 1, CUT));
        phone.request();
        phone.receive(anew(task("b", "bread", 2)));
        SyncRequest request = phone.request();
        assertEquals(NEW_CLIENT, request.client());
        assertEquals(1, request.push().transactions().size(), "what was judged is not sent again");
    }

    @Test
    void aServerThatHasMoreThanThisDeviceMadeMeansAnotherOne() {
        phone.receive(new Rewound(true, 7, 1, 0, 3, List.of(CUT)));
        assertEquals(SyncRequest.UNREGISTERED, phone.request().client());
        assertEquals(1, phone.replica.pending());
    }

    @Test
    void whatACopyOfThisDeviceHasSentIsNotSentAgain() {
        write(5, "UPDATE tasks SET done = 1 WHERE id = 'a'");
        phone.request();
        phone.receive(new Rewound(true, 7, 1, 0, 4, List.of(CUT)));
        phone.request();
        phone.receive(anew(task("a", "milk", 7)));
        List<PushedTransaction> rest = phone.request().push().transactions();
        assertEquals(1, rest.size(), "the server has the fourth");
        assertEquals(List.of(1L), numbers(phone.request()));
        assertEquals("(1)", phone.read("SELECT count(*) FROM syncdb_outbox"));
    }

    @Test
    void whatIsTooOldToBeSentAgainIsLeftOut() {
        phone.millis += 8 * 24 * 60 * 60 * 1_000L;
        phone.sync(14, 4, List.of(accepted(4)));
        phone.receive(rewound(2, chain[2], CUT));
        assertEquals(SyncRequest.UNREGISTERED, phone.request().client(), "3 is gone");
        assertEquals(1, phone.replica.pending(), "4 was acknowledged just now");
    }

    @Test
    void theScreenStaysAsItIsWhenTheAppIsOpenedAgainMeanwhile() {
        write(5, "INSERT INTO tasks (id, title) VALUES ('c', 'tea')");
        phone.receive(rewound(1, chain[1], new Cursor(LINE, 11)));
        phone.reopen();
        String rows = "('a', 'oat milk', 0) ('b', 'rye', 1) ('c', 'tea', NULL)";
        assertEquals(rows, phone.tasks());
        assertEquals(0, phone.replica.held().size());
        assertEquals("(4)", phone.read("SELECT count(*) FROM syncdb_outbox"));
        assertEquals(List.of(2L, 3L, 4L, 5L), numbers(phone.request()));
    }

    @Test
    void theScreenStaysAlsoForAClientThatRegistersAnew() {
        phone.receive(forgotten(0, Chain.START, NEW_LINE));
        phone.reopen();
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 1)", phone.tasks());
        assertEquals(0, phone.replica.held().size());
        assertEquals(4, phone.replica.pending());
    }

    @Test
    void whatIsWrittenMeanwhileNamesRowsByKey() {
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        write(5, "UPDATE tasks SET done = 1 WHERE id = 'a'");
        PushedTransaction fifth = phone.request().push().transactions().get(2);
        assertEquals(12, fifth.base(), "the screen shows what was before the cut, and more");
        assertEquals(RowName.ANY, nameOf(fifth).handle());
    }

    @Test
    void aServerMayBeRestoredTwice() {
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        phone.request();
        phone.receive(rewound(0, Chain.START, new Cursor(77, 12), new Cursor(LINE, 10)));
        SyncRequest request = phone.request();
        assertEquals(List.of(1L, 2L, 3L, 4L), numbers(request));
        assertEquals(new Cursor(LINE, 10), request.pull().seen());
        assertEquals(10, request.push().transactions().get(3).base());
    }

    @Test
    void aServerMayBeRestoredAgainAfterItGotEverything() {
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        phone.request();
        Answer healed = new Answer(
                Phone.CLIENT,
                new Receipt(4, List.of(accepted(3), accepted(4))),
                new SignedCursor(new Cursor(55, 16), 8_000, cursor(1).signature()),
                page(task("a", "oat milk", 1), task("b", "rye", 9)),
                List.of());
        phone.receive(healed);
        write(5, "UPDATE tasks SET done = 1 WHERE id = 'b'");
        phone.sync(rewound(2, chain[2], new Cursor(66, 15), CUT));
        SyncRequest request = phone.request();
        assertEquals(List.of(3L, 4L, 5L), numbers(request));
        assertEquals(CUT, request.pull().seen());
        assertEquals(12, request.push().transactions().get(2).base(), "line 55 is lost, too");
    }

    @Test
    void aServerThatIsRestoredFromANewerStateAfterAnOlderOneIsSentNothingTwice() {
        phone.receive(rewound(1, chain[1], NEW_LINE, new Cursor(LINE, 11)));
        assertEquals(List.of(2L, 3L, 4L), numbers(phone.request()));
        phone.receive(acknowledged(3, chain[3], 2, new Cursor(66, 15), new Cursor(LINE, 13)));
        SyncRequest request = phone.request();
        assertEquals(2, request.ackTx(), "the outcome of 3 can still be told");
        assertEquals(List.of(3L, 4L), numbers(request));
        phone.receive(acknowledged(3, chain[3], 3, new Cursor(66, 15), new Cursor(LINE, 13)));
        request = phone.request();
        assertEquals(3, request.ackTx());
        assertEquals(List.of(4L), numbers(request));
        assertEquals("(4)", phone.read("SELECT number FROM syncdb_outbox"));
    }

    @Test
    void aServerThatKnowsTheClientAfterAllFindsItBySecret() {
        Bytes secret = phone.request().secret();
        phone.receive(forgotten(0, Chain.START, NEW_LINE));
        SyncRequest registration = phone.request();
        assertEquals(secret, registration.secret());
        assertEquals(SyncRequest.UNREGISTERED, registration.client());
        phone.receive(acknowledged(3, chain[3], 3, new Cursor(LINE, 13)));
        SyncRequest request = phone.request();
        assertEquals(SyncRequest.UNREGISTERED, request.client(), "it hears its number again");
        assertEquals(3, request.ackTx());
        assertEquals(chain[3], request.push().chainBefore());
        phone.receive(answer(14, 3, List.of(), task("a", "oat milk", 1), task("b", "bread", 2)));
        assertEquals(Phone.CLIENT, phone.request().client());
        assertEquals(List.of(4L), numbers(phone.request()));
    }

    @Test
    void stagedPagesOfTheLostHistoryAreThrownAway() {
        phone.sync(new Answer(
                Phone.CLIENT,
                new Receipt(4, List.of(accepted(4))),
                cursor(20),
                pageBefore(token(19, "z"), task("z", "zoo", 5)),
                List.of()));
        assertEquals(token(19, "z"), phone.request().pull().after());
        phone.receive(rewound(3, chain[3], new Cursor(LINE, 13)));
        assertNull(phone.request().pull().after());
        assertEquals(List.of(4L), numbers(phone.request()));
        phone.reopen();
        phone.sync(15, 4, List.of(accepted(4)), task("a", "oat milk", 1));
        assertEquals("('a', 'oat milk', 0)", phone.tasks(), "and no zoo");
    }

    @Test
    void anUnregisteredClientMayBeToldToo() {
        phone.receive(forgotten(0, Chain.START, CUT));
        assertEquals(CUT, phone.request().pull().seen());
        phone.receive(rewound(0, Chain.START, new Cursor(LINE, 10)));
        SyncRequest request = phone.request();
        assertEquals(SyncRequest.UNREGISTERED, request.client());
        assertEquals(new Cursor(LINE, 10), request.pull().seen());
        assertEquals(List.of(), numbers(request));
        assertEquals(4, phone.replica.pending());
    }

    @Test
    void aCrashBetweenTheTwoFilesIsHarmless() {
        phone.save("replica-", saved);
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        SyncRequest before = phone.request();
        phone.replica.close();
        phone.restore("replica-", saved);
        phone.replica = phone.reopened();
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 1)", phone.tasks());
        phone.request();
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        assertEquals(before, phone.request());
    }

    @Test
    void aDiskThatRefusesOneOfTheTwoFilesIsAskedAgain() {
        for (String refused : List.of("outbox-", "replica-")) {
            phone.request();
            phone.disk.refused = refused;
            assertThrows(Retryable.class, () -> phone.receive(rewound(2, chain[2], NEW_LINE, CUT)));
            phone.disk.refused = "nothing";
            assertEquals(13, phone.replica.cursor().version(), "it has not moved");
        }
        phone.request();
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        assertEquals(List.of(3L, 4L), numbers(phone.request()));
        phone.sync(16, 4, List.of(accepted(3), accepted(4)), task("b", "rye", 9));
        phone.reopen();
        assertEquals("('b', 'rye', 0)", phone.tasks());
    }

    @Test
    void aDiskThatRefusesToForgetTheOldIdentityIsAskedAgain() {
        phone.request();
        phone.disk.refused = "replica-";
        assertThrows(Retryable.class, () -> phone.receive(forgotten(0, Chain.START, NEW_LINE)));
        phone.disk.refused = "nothing";
        assertEquals(SyncRequest.UNREGISTERED, phone.request().client());
        phone.receive(rewound(0, Chain.START, NEW_LINE));
        assertEquals(SignedCursor.START, phone.request().pull().cursor());
        assertEquals(List.of(), numbers(phone.request()));
        phone.receive(anew(task("a", "milk", 7)));
        phone.reopen();
        assertEquals(List.of(1L, 2L, 3L, 4L), numbers(phone.request()));
        assertEquals("('a', 'oat milk', 0) ('b', 'rye', 1)", phone.tasks());
    }

    /** T15: the outbox says what it rests on, so that a server can tell whether it has that. */
    @Test
    void aLostReplicaLeavesTheOutboxKnowingWhatItRestsOn() {
        phone.replica.close();
        phone.damaged();
        phone.replica = phone.reopened();
        SyncRequest request = phone.request();
        assertEquals(SignedCursor.START, request.pull().cursor());
        assertEquals(new Cursor(LINE, 13), request.pull().seen());
        assertEquals(List.of(4L), numbers(request));
        phone.receive(rewound(2, chain[2], NEW_LINE, CUT));
        assertEquals(List.of(3L, 4L), numbers(phone.request()));
    }

    @Test
    void aForkLeavesNothingToBeSentTwice() {
        phone.receive(refusal(ErrorCode.FORKED, 3));
        phone.receive(forgotten(0, Chain.START, CUT));
        assertEquals(1, phone.replica.pending(), "the other device has the rest");
        assertTrue(phone.replica.held().isEmpty());
    }

    private void write(int number, String statement) {
        phone.write(statement);
        int count = phone.request().push().transactions().size();
        if (number < chain.length) {
            PushedTransaction last = phone.request().push().transactions().get(count - 1);
            chain[number] = Chain.next(chain[number - 1], last.nonce());
        }
    }

    private static List<Long> numbers(SyncRequest request) {
        return request.push().transactions().stream()
                .map(PushedTransaction::number)
                .collect(Collectors.toList());
    }

    private static RowName nameOf(PushedTransaction transaction) {
        return ((Change.Update) transaction.operations().get(0)).row();
    }

    /** The first answer to a client that registered anew. */
    private static Answer anew(Change... rows) {
        return new Answer(NEW_CLIENT, new Receipt(0, List.of()), cursor(14), page(rows), List.of());
    }
}
