package dev.syncdb.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.server.TestServer;
import dev.syncdb.server.auth.Authenticator;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Push;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

final class SyncEndpointTest {
    private static final String PATH = "/v0/spaces/team/sync";
    private static final SyncRequest HELLO = request(0);

    @TempDir
    Path folder;

    private TestServer world;
    private SyncEndpoint endpoint;

    @BeforeEach
    void open() {
        world = new TestServer(folder);
        Authenticator tokens =
                new StaticTokens(Map.of("secret", new Principal("ann", Set.of("team"))));
        endpoint = new SyncEndpoint(world.server(), tokens);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSyncIsAnswered() {
        HttpResponse response = post(PATH, RequestCodec.encode(HELLO), Map.of());
        assertEquals(200, response.status());
        assertEquals(SyncEndpoint.CONTENT_TYPE, response.headers().get("content-type"));
        Answer answer = assertInstanceOf(Answer.class, ResponseCodec.decode(response.body()));
        assertEquals(1, answer.client());
        Map<String, String> spelled = Map.of(
                "authorization",
                "bearer  secret ",
                "content-type",
                "Application/Vnd.SyncDB.Sync; charset=utf-8");
        assertEquals(200, post(PATH, RequestCodec.encode(HELLO), spelled).status());
    }

    @Test
    void healthNeedsNoToken() {
        HttpResponse response =
                endpoint.handle(new HttpRequest("GET", "/v0/health", Map.of(), new byte[0]));
        assertEquals(200, response.status());
        assertEquals("ok\n", new String(response.body()));
        response = endpoint.handle(new HttpRequest("POST", "/v0/health", Map.of(), new byte[0]));
        assertEquals(405, response.status());
        assertEquals("GET", response.headers().get("allow"));
    }

    @Test
    void whoShowsNoTokenIsToldHow() {
        for (String header : List.of("", "secret", "Basic secret", "Bearer wrong")) {
            HttpResponse response = post(PATH, new byte[0], Map.of("authorization", header));
            assertRefused(401, ErrorCode.UNAUTHENTICATED, response);
            assertEquals("Bearer", response.headers().get("www-authenticate"));
        }
    }

    @Test
    void aTokenCoversItsSpacesOnly() {
        byte[] body = RequestCodec.encode(HELLO);
        assertRefused(403, ErrorCode.FORBIDDEN, post("/v0/spaces/other/sync", body, Map.of()));
        assertRefused(404, ErrorCode.UNKNOWN_SPACE, post("/v0/spaces/a%20b/sync", body, Map.of()));
        assertRefused(404, ErrorCode.UNKNOWN_SPACE, post("/v0/spaces//sync", body, Map.of()));
        assertRefused(404, ErrorCode.UNKNOWN_SPACE, post("/v0/spaces/team", body, Map.of()));
        assertEquals(List.of(), world.server().spaces(), "nothing came into being");
    }

    @Test
    void otherMethodsTypesAndSizesAreRefused() {
        HttpResponse response =
                endpoint.handle(new HttpRequest("GET", PATH, Map.of(), new byte[0]));
        assertRefused(405, ErrorCode.MALFORMED_MESSAGE, response);
        assertEquals("POST", response.headers().get("allow"));
        assertRefused(
                415,
                ErrorCode.MALFORMED_MESSAGE,
                post(PATH, new byte[0], Map.of("content-type", "text/plain")));
        byte[] large = new byte[SyncEndpoint.BODY_BYTES_MAX + 1];
        assertRefused(413, ErrorCode.LIMIT, post(PATH, large, Map.of()));
    }

    @Test
    void whatIsNoMessageIsRefused() {
        byte[] message = RequestCodec.encode(HELLO);
        message[5] ^= 1;
        assertRefused(400, ErrorCode.MALFORMED_MESSAGE, post(PATH, message, Map.of()));
        assertRefused(400, ErrorCode.MALFORMED_MESSAGE, post(PATH, new byte[0], Map.of()));
        byte[] newer = RequestCodec.encode(HELLO);
        newer[0] |= 1 << 4;
        assertRefused(400, ErrorCode.MALFORMED_MESSAGE, post(PATH, newer, Map.of()));
        ByteSink whole = new ByteSink().write(newer, 0, newer.length - Integer.BYTES);
        newer = whole.writeInt(whole.crc(0)).toArray();
        assertRefused(400, ErrorCode.PROTOCOL_VERSION, post(PATH, newer, Map.of()));
    }

    @Test
    void aRefusalOfTheProtocolHasAStatusToo() {
        byte[] unknown = RequestCodec.encode(request(9));
        HttpResponse rewound = post(PATH, unknown, Map.of());
        assertEquals(409, rewound.status());
        assertInstanceOf(Rewound.class, ResponseCodec.decode(rewound.body()));
        world.server().space("team").write(session -> {
            CompletableFuture<HttpResponse> first = endpoint.receive(request());
            HttpResponse second = endpoint.handle(request());
            assertRefused(429, ErrorCode.BUSY, second);
            assertEquals("1", second.headers().get("retry-after"));
            assertFalse(first.isDone());
            return second;
        });
    }

    @Test
    void aServerThatCannotWriteAsksForPatience() {
        world.refuse("wal");
        HttpResponse response = endpoint.handle(request());
        assertRefused(503, ErrorCode.IO, response);
        assertEquals("10", response.headers().get("retry-after"));
        String message = refusal(response).message();
        assertFalse(message.contains("wal"), "files are the operator's business: " + message);
        assertEquals(1, world.alarms().size());
        world.refuse("none");
    }

    @Test
    void aFailureOfOursSaysNothingOfItsInside() {
        endpoint = new SyncEndpoint(world.server(), token -> {
            throw new IllegalStateException("password of the directory: 12345");
        });
        HttpResponse response = endpoint.handle(request());
        assertRefused(500, ErrorCode.INTERNAL, response);
        assertEquals(Refusals.SILENT, refusal(response).message());
        assertTrue(world.alarms().get(0).getMessage().contains("12345"));
    }

    @Test
    void aClosedServerIsUnavailable() {
        world.server().close();
        assertRefused(503, ErrorCode.CLOSED, endpoint.handle(request()));
    }

    private HttpResponse post(String path, byte[] body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>();
        all.put("authorization", "Bearer secret");
        all.put("content-type", SyncEndpoint.CONTENT_TYPE);
        all.putAll(headers);
        return endpoint.handle(new HttpRequest("POST", path, all, body));
    }

    private static HttpRequest request() {
        Map<String, String> headers =
                Map.of("authorization", "Bearer secret", "content-type", SyncEndpoint.CONTENT_TYPE);
        return new HttpRequest("POST", PATH, headers, RequestCodec.encode(HELLO));
    }

    private static SyncRequest request(long client) {
        return new SyncRequest(
                new Sender(client, Bytes.owned(new byte[SyncRequest.SECRET_BYTES])),
                SchemaTag.NONE,
                0,
                new Push(1, 0, List.of()),
                new Pull(SignedCursor.START, null, 1_000));
    }

    private static void assertRefused(int status, ErrorCode code, HttpResponse response) {
        assertEquals(status, response.status());
        assertEquals(code, refusal(response).code());
    }

    private static Refusal refusal(HttpResponse response) {
        return assertInstanceOf(Refusal.class, ResponseCodec.decode(response.body()));
    }
}
