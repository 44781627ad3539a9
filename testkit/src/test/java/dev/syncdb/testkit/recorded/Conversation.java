package dev.syncdb.testkit.recorded;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * What one phone and the server say to each other, understood from the bytes alone: what a brief
 * request leaves out follows from what was said before. Lives as long as they speak.
 */
final class Conversation {
    private Bytes secret = Bytes.EMPTY;
    private @Nullable SyncRequest last;
    private @Nullable SyncRequest expected;

    /** What the phone means with its next message. */
    SyncRequest request(byte[] message) {
        last = RequestCodec.isBrief(message) ? completed(message) : RequestCodec.decode(message);
        secret = last.secret();
        return last;
    }

    /** What the server means with its next message; {@link News} are told in full. */
    SyncResponse response(byte[] message) {
        SyncResponse response = ResponseCodec.decode(message);
        if (!(response instanceof News news)) {
            return response;
        }
        SyncRequest request = last;
        assertNotNull(request, "news come after a request");
        Answer answer = news.to(request);
        expected = request.following(answer, chainAt(request.push(), answer.lastTx()), 0);
        return answer;
    }

    private SyncRequest completed(byte[] message) {
        assertNotNull(expected, "a brief request comes after news");
        SyncRequest whole =
                RequestCodec.complete(RequestCodec.decodeBrief(message), expected, secretHash());
        assertNotNull(whole, "the proof is that of what follows from the messages before");
        return new SyncRequest(
                new Sender(whole.client(), secret),
                whole.schema(),
                whole.ackTx(),
                whole.push(),
                whole.pull(),
                null,
                true);
    }

    private Bytes secretHash() {
        try {
            return Bytes.owned(MessageDigest.getInstance("SHA-256").digest(secret.toArray()));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    private static int chainAt(Push push, long number) {
        List<Integer> nonces = new ArrayList<>();
        for (PushedTransaction transaction : push.transactions()) {
            nonces.add(transaction.nonce());
        }
        nonces.addAll(push.nonces());
        int chain = push.chainBefore();
        for (int i = 0; push.firstTx() + i <= number; i++) {
            chain = Chain.next(chain, nonces.get(i));
        }
        return chain;
    }
}
