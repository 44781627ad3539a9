package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class RequestCodecTest {
    private static final long SEED = 0x2E0;

    @Test
    void requestsComeBackAsTheyWere() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < 2_000; i++) {
            SyncRequest request = messages.request();
            assertEquals(
                    request,
                    RequestCodec.decode(RequestCodec.encode(request)),
                    () -> "seed " + SEED);
        }
    }

    @Test
    void aDamagedRequestIsAlwaysNoticed() {
        RandomMessages messages = new RandomMessages(SEED + 1);
        for (int i = 0; i < 30; i++) {
            byte[] message = RequestCodec.encode(messages.request());
            Damage.everyTruncationFails(message, RequestCodec::decode);
            Damage.everyFlipFails(message, RequestCodec::decode);
        }
    }

    @Test
    void aForgedRequestIsMalformedOrMeansSomethingElse() {
        RandomMessages messages = new RandomMessages(SEED + 2);
        for (int i = 0; i < 30; i++) {
            byte[] message = RequestCodec.encode(messages.request());
            Damage.everyFlipIsHarmless(
                    message, forged -> RequestCodec.decode(Damage.resealed(forged)));
            Damage.everyTruncationFails(message, cut -> RequestCodec.decode(Damage.resealed(cut)));
        }
    }

    @Test
    void aRequestPushesNoMoreTransactionsThanItsLimit() {
        SyncRequest most = pushing(numbers(1, RequestCodec.TRANSACTIONS_MAX));
        int count = RequestCodec.decode(RequestCodec.encode(most))
                .push()
                .transactions()
                .size();
        assertEquals(RequestCodec.TRANSACTIONS_MAX, count);
        malformed(
                pushing(numbers(1, RequestCodec.TRANSACTIONS_MAX + 1)),
                "10001 transactions at once; at most 10000");
    }

    @Test
    void aResponseIsNoRequest() {
        byte[] response = ResponseCodec.encode(new RandomMessages(SEED + 3).refusal());
        Corrupt refused = assertThrows(Corrupt.class, () -> RequestCodec.decode(response));
        assertEquals("this message is no request (at byte 0)", refused.getMessage());
    }

    private static void malformed(SyncRequest request, String reason) {
        byte[] message = RequestCodec.encode(request);
        Corrupt refused = assertThrows(Corrupt.class, () -> RequestCodec.decode(message));
        assertEquals(ErrorCode.MALFORMED_MESSAGE, refused.code());
        String found = refused.getMessage();
        assertEquals(reason, found.substring(0, found.indexOf(" (at byte")));
    }

    private static SyncRequest pushing(List<PushedTransaction> transactions) {
        Bytes secret = Bytes.owned(new byte[SyncRequest.SECRET_BYTES]);
        Push push = new Push(1, 0, transactions);
        Pull pull = new Pull(SignedCursor.START, null, 0);
        return new SyncRequest(new Sender(1, secret), SchemaTag.NONE, 0, push, pull);
    }

    private static List<PushedTransaction> numbers(long first, int count) {
        List<PushedTransaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transactions.add(new PushedTransaction(first + i, 0, 0, 0, 0, false, List.of()));
        }
        return transactions;
    }
}
