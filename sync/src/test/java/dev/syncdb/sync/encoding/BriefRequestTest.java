package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class BriefRequestTest {
    private static final long SEED = 0xB21EF;

    @Test
    void aBriefRequestMeansWhatIsExpectedAndItsPush() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < 1_000; i++) {
            SyncRequest full = messages.request();
            SyncRequest.Brief brief = decoded(briefly(full));
            assertEquals(full.client(), brief.client());
            assertEquals(
                    proven(full),
                    RequestCodec.complete(brief, expected(full), Proof.key(full.secret())),
                    () -> "seed " + SEED);
        }
    }

    @Test
    void aBriefRequestWithoutAPushTakesFourteenBytes() {
        SyncRequest idle = idle(new RandomMessages(SEED + 1).request(), 127);
        byte[] message = RequestCodec.encode(briefly(idle));
        assertEquals(14, message.length, "kind, client, proof, checksum");
        assertTrue(RequestCodec.isBrief(message));
        assertFalse(RequestCodec.isBrief(RequestCodec.encode(idle)));
        assertFalse(RequestCodec.isBrief(new byte[0]));
    }

    @Test
    void whoHasAnotherSecretOrMeansAnotherStateIsNotUnderstood() {
        RandomMessages messages = new RandomMessages(SEED + 2);
        for (int i = 0; i < 300; i++) {
            SyncRequest full = messages.request();
            SyncRequest other = messages.request();
            SyncRequest.Brief brief = decoded(briefly(full));
            Bytes key = Proof.key(full.secret());
            assertNull(RequestCodec.complete(brief, expected(full), Proof.key(other.secret())));
            assertNull(RequestCodec.complete(brief, expected(other), key));
            Pull pull = full.pull();
            Pull larger = new Pull(
                    pull.cursor(), pull.after(), pull.pageBytesMax() + 1, pull.pageRowsMax());
            SyncRequest almost = new SyncRequest(
                    new Sender(full.client(), Bytes.EMPTY),
                    full.schema(),
                    full.ackTx(),
                    expected(full).push(),
                    larger,
                    null,
                    true);
            assertNull(RequestCodec.complete(brief, almost, key));
        }
    }

    @Test
    void nobodyCanPutAnotherPushBehindAProof() {
        RandomMessages messages = new RandomMessages(SEED + 3);
        SyncRequest full = messages.request();
        SyncRequest.Brief brief = decoded(briefly(idle(full, full.client())));
        SyncRequest.Brief forged =
                new SyncRequest.Brief(brief.client(), brief.proof(), Bytes.copyOf(new byte[] {0}));
        Bytes key = Proof.key(full.secret());
        assertNull(RequestCodec.complete(forged, expected(full), key));
        assertEquals(
                expected(full),
                RequestCodec.complete(brief, expected(full), key),
                "what was said is understood, each time it is");
    }

    @Test
    void aDamagedBriefRequestIsAlwaysNoticed() {
        RandomMessages messages = new RandomMessages(SEED + 4);
        for (int i = 0; i < 30; i++) {
            byte[] message = RequestCodec.encode(briefly(messages.request()));
            Damage.everyTruncationFails(message, RequestCodec::decodeBrief);
            Damage.everyFlipFails(message, RequestCodec::decodeBrief);
            Damage.everyFlipIsHarmless(
                    message, forged -> RequestCodec.decodeBrief(Damage.resealed(forged)));
        }
    }

    @Test
    void aPushThatIsNoneIsMalformedThoughItsProofFits() {
        SyncRequest full = idle(new RandomMessages(SEED + 5).request(), 3);
        Bytes key = Proof.key(full.secret());
        for (byte[] push : List.of(new byte[] {1}, new byte[] {0, 0, 0}, new byte[] {-1, -1, 3})) {
            Bytes said = Bytes.copyOf(push);
            Bytes proof = RequestCodec.proof(key, full, said);
            SyncRequest.Brief brief = new SyncRequest.Brief(3, proof, said);
            Corrupt refused = assertThrows(
                    Corrupt.class, () -> RequestCodec.complete(brief, expected(full), key));
            assertEquals(ErrorCode.MALFORMED_MESSAGE, refused.code());
        }
    }

    @Test
    void aLargePushIsSaidInFull() {
        SyncRequest full = idle(new RandomMessages(SEED + 6).request(), 3);
        for (int size : new int[] {60_000, 70_000}) {
            Row row = Row.of(Value.of(Bytes.owned(new byte[size])));
            Change insert = new Change.Insert(RowName.of("t", Key.of(1)), Image.of(row));
            long first = full.push().firstTx();
            PushedTransaction large =
                    new PushedTransaction(first, 0, 0, 0, 0, false, List.of(insert));
            SyncRequest request = briefly(pushing(full, List.of(large)));
            byte[] message = RequestCodec.encode(request);
            assertEquals(size < RequestCodec.BRIEF_PUSH_BYTES_MAX, RequestCodec.isBrief(message));
        }
        byte[] beyond = MessageFrame.write(
                MessageFrame.BRIEF,
                sink -> sink.write(new byte[RequestCodec.BRIEF_PUSH_BYTES_MAX + 10]));
        assertThrows(Corrupt.class, () -> RequestCodec.decodeBrief(beyond));
    }

    @Test
    void eachKindIsReadByItsOwnReader() {
        SyncRequest full = new RandomMessages(SEED + 7).request();
        byte[] brief = RequestCodec.encode(briefly(full));
        Corrupt refused = assertThrows(Corrupt.class, () -> RequestCodec.decode(brief));
        assertEquals("this message is no request (at byte 0)", refused.getMessage());
        byte[] whole = RequestCodec.encode(full);
        refused = assertThrows(Corrupt.class, () -> RequestCodec.decodeBrief(whole));
        assertEquals("this message is no brief request (at byte 0)", refused.getMessage());
    }

    private static SyncRequest.Brief decoded(SyncRequest brief) {
        return RequestCodec.decodeBrief(RequestCodec.encode(brief));
    }

    private static SyncRequest briefly(SyncRequest full) {
        return with(full, full.client(), full.secret(), full.push(), true);
    }

    /** What the server makes of it. */
    private static SyncRequest proven(SyncRequest full) {
        return with(full, full.client(), Bytes.EMPTY, full.push(), true);
    }

    private static SyncRequest expected(SyncRequest full) {
        return proven(idle(full, full.client()));
    }

    private static SyncRequest idle(SyncRequest full, long client) {
        Push nothing = new Push(full.push().firstTx(), full.push().chainBefore(), List.of());
        return with(full, client, full.secret(), nothing, false);
    }

    private static SyncRequest pushing(SyncRequest full, List<PushedTransaction> transactions) {
        Push push = new Push(full.push().firstTx(), full.push().chainBefore(), transactions);
        return with(full, full.client(), full.secret(), push, false);
    }

    private static SyncRequest with(
            SyncRequest full, long client, Bytes secret, Push push, boolean brief) {
        return new SyncRequest(
                new Sender(client, secret),
                full.schema(),
                full.ackTx(),
                push,
                full.pull(),
                null,
                brief);
    }
}
