package dev.syncdb.server.http;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Authenticator;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncResponse;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's one door:
 *
 * <ul>
 *   <li>{@code POST /v0/spaces/{space}/sync} with a token as {@code Authorization: Bearer}: one
 *       SYNC
 *   <li>{@code GET /v0/health}: 200 while the server runs
 * </ul>
 *
 * <p>A refusal has its code and message in the body, as a message of the protocol. May be called
 * from any thread; lives as long as its server.
 */
public final class SyncEndpoint {
    /** The type of bodies in both directions. */
    public static final String CONTENT_TYPE = "application/vnd.syncdb.sync";

    /** A phone's outbox of weeks; decoding it takes some ten times as much memory. */
    public static final int BODY_BYTES_MAX = 8 << 20;

    private static final String HEALTH = "/v0/health";
    private static final Pattern SYNC = Pattern.compile("/v0/spaces/([^/]*)/sync");
    private static final String BEARER = "bearer ";
    private static final int OK = 200;
    private static final Map<String, String> CONTENT = Map.of("content-type", CONTENT_TYPE);

    private final SyncServer server;
    private final Authenticator authenticator;

    public SyncEndpoint(SyncServer server, Authenticator authenticator) {
        this.server = server;
        this.authenticator = authenticator;
    }

    /** Answers, however long that takes. Never throws. */
    public HttpResponse handle(HttpRequest request) {
        return receive(request).join();
    }

    /** Answers as soon as it can be answered, on any thread. Never completes exceptionally. */
    public CompletableFuture<HttpResponse> receive(HttpRequest request) {
        CompletableFuture<HttpResponse> response;
        try {
            response = route(request);
        } catch (RuntimeException failure) {
            response = CompletableFuture.failedFuture(failure);
        }
        return response.exceptionally(this::failed);
    }

    private CompletableFuture<HttpResponse> route(HttpRequest request) {
        if (request.path().equals(HEALTH)) {
            return now(request.method().equals("GET") ? healthy() : Refusals.wrongMethod("GET"));
        }
        Matcher sync = SYNC.matcher(request.path());
        if (!sync.matches()) {
            return now(Refusals.of(
                    Refusals.NOT_FOUND, ErrorCode.UNKNOWN_SPACE, "there is nothing at this path"));
        }
        if (!request.method().equals("POST")) {
            return now(Refusals.wrongMethod("POST"));
        }
        Principal principal = authenticator.authenticate(tokenOf(request));
        String space = sync.group(1);
        if (!SyncServer.isSpaceId(space)) {
            return now(Refusals.of(ErrorCode.UNKNOWN_SPACE, "this is no name of a space"));
        }
        if (!principal.may(space)) {
            return now(Refusals.of(ErrorCode.FORBIDDEN, "the token does not cover space " + space));
        }
        return sync(space, principal, request);
    }

    private CompletableFuture<HttpResponse> sync(
            String space, Principal principal, HttpRequest request) {
        if (!isSyncType(request.header("content-type"))) {
            return now(Refusals.of(
                    Refusals.UNSUPPORTED_TYPE,
                    ErrorCode.MALFORMED_MESSAGE,
                    "the body is to be " + CONTENT_TYPE));
        }
        if (request.body().length > BODY_BYTES_MAX) {
            return now(Refusals.of(
                    ErrorCode.LIMIT, "a request may have at most " + BODY_BYTES_MAX + " bytes"));
        }
        byte[] message = request.body();
        String subject = principal.subject();
        return server.sync(space, subject, message).thenApply(SyncEndpoint::responseTo);
    }

    private HttpResponse failed(Throwable failure) {
        @Nullable
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        HttpResponse response = cause instanceof SyncDbException known
                ? Refusals.of(known)
                : Refusals.of(ErrorCode.INTERNAL, Refusals.SILENT);
        if (response.status() >= Refusals.INTERNAL) {
            server.alarm().raise("answering a sync", cause == null ? failure : cause);
        }
        return response;
    }

    private static HttpResponse responseTo(SyncResponse response) {
        if (response instanceof Refusal refusal) {
            return Refusals.of(refusal);
        }
        int status = response instanceof Rewound ? Refusals.CONFLICT : OK;
        return new HttpResponse(status, CONTENT, ResponseCodec.encode(response));
    }

    private static HttpResponse healthy() {
        byte[] body = "ok\n".getBytes(StandardCharsets.US_ASCII);
        return new HttpResponse(OK, Map.of("content-type", "text/plain"), body);
    }

    private static CompletableFuture<HttpResponse> now(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    private static String tokenOf(HttpRequest request) {
        String header = request.header("authorization");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Forbidden(
                    ErrorCode.UNAUTHENTICATED, "a token is needed as Authorization: Bearer");
        }
        return header.substring(BEARER.length()).trim();
    }

    /** Parameters of the type say nothing here. */
    private static boolean isSyncType(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().equalsIgnoreCase(CONTENT_TYPE);
    }
}
