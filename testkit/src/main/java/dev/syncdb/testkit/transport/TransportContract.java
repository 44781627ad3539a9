package dev.syncdb.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.client.transport.Reply;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Retryable;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What every {@link Transport} does. Extend it for an adapter of your own; if one passes and a
 * client still takes a failure for an answer, the fault is in here.
 */
public abstract class TransportContract {
    private static final int LONG_BYTES = 1 << 20;
    private static final long SHORT_MILLIS = 50;
    private static final long HOUR_MILLIS = 3_600_000;

    /**
     * The other end, as a test wants it. May be called on any thread, for one request at a time.
     */
    protected interface Server {
        /** The message that answers. */
        byte[] answer(byte[] body, String token);
    }

    /** What is wrong at the other end. */
    protected enum Trouble {
        /** Nobody answers there. */
        ABSENT,
        /** Somebody takes the request there and never answers. */
        SILENT,
        /** Somebody answers who is no SyncDB server. */
        STRANGER,
        /** The server is overloaded and says no more. */
        OVERLOADED,
        /** The server does not know the token and says no more. */
        TOKEN_UNKNOWN,
        /** The server knows the token, and it does not cover what is asked for. */
        TOKEN_REFUSED
    }

    /** A transport to such a server, for up to three exchanges. */
    protected abstract Transport newTransport(Server server);

    /** A transport to an end where this is wrong, for one exchange. */
    protected abstract Transport newTransport(Trouble trouble);

    @Test
    void bytesArriveAsTheyAre() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        List<byte[]> arrived = new CopyOnWriteArrayList<>();
        Transport transport = newTransport((body, token) -> {
            arrived.add(body);
            return body;
        });
        for (byte[] body : List.of(all, new byte[0], new byte[LONG_BYTES])) {
            assertArrayEquals(body, transport.exchange(body, "t").body().toArray());
        }
        assertArrayEquals(all, arrived.get(0));
    }

    @Test
    void eachExchangeHasItsOwnAnswerAndToken() {
        List<String> heard = new ArrayList<>();
        Transport transport = newTransport((body, token) -> bytes(text(body) + " of " + token));
        for (String user : List.of("ann", "ben", "ann")) {
            Reply reply = transport.exchange(bytes("edit"), user);
            heard.add(text(reply.body().toArray()));
        }
        assertEquals(List.of("edit of ann", "edit of ben", "edit of ann"), heard);
    }

    @Test
    void bytesAreCountedWithoutHeaders() {
        Transport transport = newTransport((body, token) -> bytes("answer"));
        Reply reply = transport.exchange(bytes("ask"), "t");
        assertEquals(3, reply.bytesUp());
        assertEquals(6, reply.bytesDown());
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        assertEquals(ErrorCode.UNREACHABLE, failure(Trouble.ABSENT).code());
    }

    @Test
    void whatAStrangerSaysIsNoAnswer() {
        assertEquals(
                ErrorCode.UNREACHABLE,
                failure(Trouble.STRANGER).code(),
                "a captive portal goes away again");
    }

    @Test
    void anOverloadedServerIsBusy() {
        assertEquals(ErrorCode.BUSY, failure(Trouble.OVERLOADED).code());
    }

    @Test
    void aTokenThatNobodyKnowsIsUnauthenticated() {
        assertEquals(
                ErrorCode.UNAUTHENTICATED,
                refusal(Trouble.TOKEN_UNKNOWN).code(),
                "the user is to sign in");
    }

    @Test
    void aTokenThatDoesNotCoverTheSpaceIsForbidden() {
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(Trouble.TOKEN_REFUSED).code(),
                "signing in again would not help");
    }

    @Test
    void anExchangeWaitsNoLongerThanItMay() {
        Transport transport = newTransport(Trouble.SILENT);
        Retryable failure = assertThrows(
                Retryable.class, () -> transport.exchange(bytes("ask"), "t", SHORT_MILLIS));
        assertEquals(ErrorCode.UNREACHABLE, failure.code());
    }

    @Test
    void anExchangeThatIsNotLateIsAnswered() {
        Transport transport = newTransport((body, token) -> body);
        Reply reply = transport.exchange(bytes("ask"), "t", HOUR_MILLIS);
        assertEquals("ask", text(reply.body().toArray()));
    }

    private Retryable failure(Trouble trouble) {
        Transport transport = newTransport(trouble);
        return assertThrows(Retryable.class, () -> transport.exchange(bytes("ask"), "t"));
    }

    private Forbidden refusal(Trouble trouble) {
        Transport transport = newTransport(trouble);
        return assertThrows(Forbidden.class, () -> transport.exchange(bytes("ask"), "t"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
