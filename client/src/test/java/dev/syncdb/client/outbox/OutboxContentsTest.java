package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cursor;
import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class OutboxContentsTest {
    private static final Stamp NOW = new Stamp(1, 100, 5_000);
    private static final Rejection NO = new Rejection(ErrorCode.CHECK, "no", "t", "x");
    private static final Identity IDENTITY =
            new Identity(Bytes.owned(new byte[SyncRequest.SECRET_BYTES]), 9);

    private final OutboxContents contents = new OutboxContents();

    @BeforeEach
    void begin() {
        contents.owner = "space";
        contents.identity = IDENTITY;
        for (long number = 1; number <= 5; number++) {
            contents.add(transaction(number));
        }
    }

    @Test
    void whatWasSentAndIsLostDoesNotCountAsSent() {
        contents.send(4);
        OutboxRecovery salvaged = new OutboxRecovery();
        List<byte[]> records = new ArrayList<>();
        contents.write(records::add);
        for (byte[] record : records.subList(0, 4)) {
            salvaged.snapshot(new ByteSource(record, ErrorCode.CORRUPT_FILE));
        }
        assertEquals(2, salvaged.contents().last(), "the rest of the records is damaged");
        assertEquals(2, salvaged.contents().sent());
    }

    @Test
    void whatIsWrittenSaysAllThatIsHeld() {
        contents.send(4);
        contents.see(new Cursor(8, 3));
        contents.settle(new Settlement(2, Map.of(2L, NO), Map.of(4L, 2L)), NOW);

        OutboxContents again = written(contents);

        assertEquals("space", again.owner);
        assertEquals(IDENTITY, again.identity);
        assertEquals(contents.pending(), again.pending());
        assertEquals(2, again.get(4).dependsOn());
        assertEquals(contents.rejected(), again.rejected());
        assertEquals(contents.after(0), again.after(0));
        assertEquals(2, again.judged());
        assertEquals(4, again.sent());
        assertEquals(new Cursor(8, 3), again.marks().newest());
        assertEquals(contents.chain(), again.chain());
    }

    @Test
    void theChainIsTheSameHoweverManyWereJudged() {
        int chain = Chain.START;
        List<Integer> links = new ArrayList<>(List.of(chain));
        for (long number = 1; number <= 5; number++) {
            chain = Chain.next(chain, transaction(number).nonce());
            links.add(chain);
        }
        for (int judged = 0; judged <= 5; judged++) {
            if (judged > 0) {
                contents.settle(new Settlement(judged, Map.of(), Map.of()), NOW);
            }
            assertEquals(links.get(judged), contents.chain());
            for (int number = 0; number <= 5; number++) {
                assertEquals(links.get(number), contents.chainAt(number), "judged: " + judged);
            }
        }
    }

    @Test
    void anIdIsNeverGivenAgain() {
        contents.settle(new Settlement(2, Map.of(1L, NO, 2L, NO), Map.of()), NOW);
        assertEquals(List.of(1L, 2L), List.copyOf(contents.rejected().keySet()));
        contents.dismiss(1);
        contents.dismiss(2);
        OutboxContents again = written(contents);
        again.settle(new Settlement(3, Map.of(3L, NO), Map.of()), NOW);
        assertEquals(List.of(3L), List.copyOf(again.rejected().keySet()));
        assertEquals(3, again.rejected().get(3L).transaction().number());
    }

    @Test
    void aRejectedOneWouldDoNothingIfItWereSentAgain() {
        contents.settle(new Settlement(2, Map.of(1L, NO), Map.of()), NOW);
        assertEquals(List.of(), contents.after(0).get(0).operations());
        assertEquals(transaction(2), contents.after(0).get(1));
        assertEquals(transaction(1), contents.rejected().get(1L).transaction(), "as it was sent");
    }

    @Test
    void whatIsJudgedWasSent() {
        contents.settle(new Settlement(3, Map.of(), Map.of()), NOW);
        assertEquals(3, contents.sent());
        contents.send(2);
        assertEquals(3, contents.sent(), "nothing is unsent again");
    }

    @Test
    void whatIsOutOfOrderIsRefused() {
        contents.settle(new Settlement(2, Map.of(), Map.of()), NOW);
        assertRefused(() -> contents.add(transaction(5)));
        assertRefused(() -> contents.add(transaction(7)));
        assertRefused(() -> contents.get(2));
        assertRefused(() -> contents.revise(List.of(transaction(2))));
        assertRefused(() -> contents.revise(List.of(transaction(6))));
        assertRefused(() -> contents.retain(NOW, transaction(3)));
        assertRefused(() -> contents.send(6));
        assertRefused(() -> contents.dismiss(1));
        contents.add(transaction(6));
        assertEquals(6, contents.last());
    }

    @Test
    void whoBeginsAgainNumbersFromOneAndKnowsWhatWasSent() {
        contents.send(4);
        contents.settle(new Settlement(2, Map.of(1L, NO), Map.of()), NOW);
        Identity other = IDENTITY.succeededBy(1);

        OutboxContents next = contents.restarted(other, 0, Chain.START, contents.pending());

        assertEquals(other, next.identity);
        assertEquals(
                List.of(1L, 2L, 3L),
                next.pending().stream().map(PendingTransaction::number).toList());
        assertEquals(transaction(3).nonce(), next.get(1).nonce());
        assertEquals(2, next.sent(), "two of the three were");
        assertEquals(0, next.judged());
        assertEquals(contents.rejected(), next.rejected(), "their author has not dealt with them");
        assertEquals(3, contents.get(3).number(), "what was held is still as it was");
    }

    @Test
    void whatIsSeenTwiceIsNoNews() {
        assertTrue(contents.see(new Cursor(8, 3)));
        assertFalse(contents.see(new Cursor(8, 3)));
        assertTrue(contents.see(new Cursor(8, 4)));
    }

    private static OutboxContents written(OutboxContents contents) {
        OutboxRecovery recovery = new OutboxRecovery();
        contents.write(record ->
                recovery.snapshot(new ByteSource(Bytes.owned(record), ErrorCode.CORRUPT_FILE)));
        return recovery.contents();
    }

    private static void assertRefused(Runnable change) {
        assertThrows(IllegalArgumentException.class, change::run);
    }

    private static PendingTransaction transaction(long number) {
        return new PendingTransaction(
                number,
                new Base(3, 30),
                NOW,
                (int) number * 77,
                List.of(BasesTest.insert("a" + number)));
    }
}
