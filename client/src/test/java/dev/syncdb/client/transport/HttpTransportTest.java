package dev.syncdb.client.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Against a real server on the loopback address. */
@Timeout(60)
class HttpTransportTest {
    private static final byte[] REQUEST = {1, 2, 3};

    private HttpServer server;
    private String address;
    private final List<String> requests = new ArrayList<>();
    private final List<InetSocketAddress> connections = new ArrayList<>();
    private final Headers replyHeaders = new Headers();
    private int status = 200;
    private byte[] reply = {4, 5, 6, 7};
    private boolean silent;
    private boolean trickles;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        replyHeaders.add("Content-Type", Transport.CONTENT_TYPE);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anExchangeIsOnePostToTheSpace() {
        Reply exchanged = transport().exchange(REQUEST, "secret");
        assertArrayEquals(reply, exchanged.body().toArray());
        assertEquals(3, exchanged.bytesUp());
        assertEquals(4, exchanged.bytesDown());
        assertEquals(
                List.of("POST /v0/spaces/my%20space%2F%C3%BC/sync 3 bytes of "
                        + Transport.CONTENT_TYPE + ", Bearer secret"),
                requests);
    }

    @Test
    void connectionsAreKept() {
        Transport transport = transport();
        for (int i = 0; i < 3; i++) {
            transport.exchange(REQUEST, "t");
        }
        assertEquals(1, connections.stream().distinct().count());
    }

    @Test
    void aMessageCountsWhateverItsStatus() {
        for (int each : new int[] {400, 401, 403, 409, 429, 503}) {
            status = each;
            assertArrayEquals(reply, transport().exchange(REQUEST, "t").body().toArray());
        }
        replyHeaders.set("Content-Type", Transport.CONTENT_TYPE + "; version=0");
        assertArrayEquals(reply, transport().exchange(REQUEST, "t").body().toArray());
    }

    @Test
    void aCaptivePortalIsNotTheServer() {
        replyHeaders.set("Content-Type", "text/html");
        assertEquals(ErrorCode.UNREACHABLE, retryable().code());
        replyHeaders.clear();
        assertEquals(ErrorCode.UNREACHABLE, retryable().code());
        status = 302;
        replyHeaders.add("Location", address + "/elsewhere");
        assertEquals(ErrorCode.UNREACHABLE, retryable().code());
        assertEquals(3, requests.size(), "a redirection is not followed");
    }

    @Test
    void aDoorkeeperWithoutAMessageIsUnderstood() {
        replyHeaders.clear();
        status = 401;
        assertEquals(ErrorCode.UNAUTHENTICATED, forbidden().code());
        status = 403;
        assertEquals(ErrorCode.FORBIDDEN, forbidden().code());
    }

    @Test
    void anOverloadedServerSaysHowLongToWait() {
        replyHeaders.clear();
        status = 503;
        assertEquals(0, retryable().retryAfterMillis());
        replyHeaders.add("Retry-After", "12");
        assertEquals(12_000, retryable().retryAfterMillis());
        assertEquals(ErrorCode.BUSY, retryable().code());
        status = 429;
        replyHeaders.set("Retry-After", "99999999");
        assertEquals(86_400_000, retryable().retryAfterMillis());
        replyHeaders.set("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
        assertEquals(0, retryable().retryAfterMillis());
    }

    @Test
    void anEmptyReplyIsNone() {
        replyHeaders.clear();
        reply = new byte[0];
        status = 404;
        assertEquals(ErrorCode.UNREACHABLE, retryable().code());
    }

    @Test
    void aReplyIsBounded() {
        reply = new byte[2_001];
        HttpOptions small = new HttpOptions(1_000, 10_000, 2_000);
        Transport transport = new HttpTransport(address, "s", small);
        Retryable refused = assertThrows(Retryable.class, () -> transport.exchange(REQUEST, "t"));
        assertEquals(ErrorCode.UNREACHABLE, refused.code());
        reply = new byte[2_000];
        assertEquals(2_000, transport.exchange(REQUEST, "t").bytesDown());
    }

    @Test
    void aServerThatIsGoneOrSilentIsUnreachable() {
        silent = true;
        HttpOptions impatient = new HttpOptions(1_000, 50, 1_000);
        Transport transport = new HttpTransport(address, "s", impatient);
        Retryable refused = assertThrows(Retryable.class, () -> transport.exchange(REQUEST, "t"));
        assertEquals(ErrorCode.UNREACHABLE, refused.code());
        server.stop(0);
        assertEquals(ErrorCode.UNREACHABLE, retryable().code());
    }

    @Test
    void anExchangeEndsWhenItsTimeIsOver() {
        silent = true;
        Retryable refused =
                assertThrows(Retryable.class, () -> transport().exchange(REQUEST, "t", 50));
        assertEquals(ErrorCode.UNREACHABLE, refused.code());
        assertThrows(IllegalArgumentException.class, () -> transport().exchange(REQUEST, "t", 0));
    }

    /** Each wait for a byte is short, so that no timeout of the connection ends it. */
    @Test
    void aReplyThatTricklesEndsWhenItsTimeIsOver() {
        trickles = true;
        Retryable refused =
                assertThrows(Retryable.class, () -> transport().exchange(REQUEST, "t", 200));
        assertEquals(ErrorCode.UNREACHABLE, refused.code());
    }

    @Test
    void timeThatIsNotUsedUpChangesNothing() {
        Transport transport = transport();
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(
                    reply, transport.exchange(REQUEST, "t", 60_000).body().toArray());
        }
        assertEquals(1, connections.stream().distinct().count());
    }

    @Test
    void anAddressIsOneOfHttp() {
        for (String wrong : List.of("ftp://example.com", "nowhere", "")) {
            Incorrect refused = assertThrows(
                    Incorrect.class, () -> new HttpTransport(wrong, "s", HttpOptions.DEFAULT));
            assertEquals(ErrorCode.CONFIGURATION, refused.code());
        }
    }

    @Test
    void aFixedTokenIsCredentialsToo() {
        assertEquals("t", Credentials.of("t").token());
    }

    private Retryable retryable() {
        return assertThrows(Retryable.class, () -> transport().exchange(REQUEST, "t"));
    }

    private Forbidden forbidden() {
        return assertThrows(Forbidden.class, () -> transport().exchange(REQUEST, "t"));
    }

    private Transport transport() {
        return new HttpTransport(address + "/", "my space/ü", HttpOptions.DEFAULT);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int bytes = exchange.getRequestBody().readAllBytes().length;
        Headers headers = exchange.getRequestHeaders();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + bytes
                + " bytes of " + headers.getFirst("Content-Type") + ", "
                + headers.getFirst("Authorization"));
        connections.add(exchange.getRemoteAddress());
        if (silent) {
            return;
        }
        exchange.getResponseHeaders().putAll(replyHeaders);
        if (trickles) {
            trickle(exchange);
            return;
        }
        exchange.sendResponseHeaders(status, reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    /** Bytes without end, until the other side hangs up. */
    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                Thread.sleep(10);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
