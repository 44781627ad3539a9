package dev.syncdb.server.http;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Refusal;

import java.util.HashMap;
import java.util.Map;

/**
 * Refusals as responses: the message that SyncDB's clients read, and the status that everybody else
 * does.
 */
final class Refusals {
    static final int BAD_REQUEST = 400;

    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int UNSUPPORTED_TYPE = 415;
    static final int INTERNAL = 500;

    /** What a caller hears of a failure that is none of its business. */
    static final String SILENT = "the server failed; send the request again later";

    private static final long MILLIS_PER_SECOND = 1_000;

    /** Where a disk refuses, an operator has to do something first. */
    private static final long IO_RETRY_MILLIS = 10_000;

    private Refusals() {}

    static HttpResponse of(ErrorCode code, String message) {
        return of(statusOf(code), new Refusal(code, message, 0, 0));
    }

    static HttpResponse of(int status, ErrorCode code, String message) {
        return of(status, new Refusal(code, message, 0, 0));
    }

    static HttpResponse of(Refusal refusal) {
        return of(statusOf(refusal.code()), refusal);
    }

    /**
     * What the caller may know of a failure. A failure of ours may say what is no business of the
     * caller's.
     */
    static HttpResponse of(SyncDbException failure) {
        if (failure instanceof Retryable retryable) {
            boolean device = failure.code() == ErrorCode.IO;
            String message = device
                    ? "the server cannot write now; nothing was taken"
                    : String.valueOf(failure.getMessage());
            long wait = Math.max(retryable.retryAfterMillis(), device ? IO_RETRY_MILLIS : 0);
            return of(new Refusal(failure.code(), message, 0, wait));
        }
        int status = statusOf(failure.code());
        return status == INTERNAL
                ? of(ErrorCode.INTERNAL, SILENT)
                : of(failure.code(), String.valueOf(failure.getMessage()));
    }

    static HttpResponse wrongMethod(String allowed) {
        Refusal refusal = new Refusal(
                ErrorCode.MALFORMED_MESSAGE, "this path takes " + allowed + " only", 0, 0);
        HttpResponse response = of(METHOD_NOT_ALLOWED, refusal);
        Map<String, String> headers = new HashMap<>(response.headers());
        headers.put("allow", allowed);
        return new HttpResponse(METHOD_NOT_ALLOWED, headers, response.body());
    }

    private static HttpResponse of(int status, Refusal refusal) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", SyncEndpoint.CONTENT_TYPE);
        if (refusal.retryAfterMillis() > 0) {
            long seconds = (refusal.retryAfterMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND;
            headers.put("retry-after", Long.toString(seconds));
        }
        if (refusal.code() == ErrorCode.UNAUTHENTICATED) {
            headers.put("www-authenticate", "Bearer");
        }
        return new HttpResponse(status, headers, ResponseCodec.encode(refusal));
    }

    private static int statusOf(ErrorCode code) {
        switch (code) {
            case MALFORMED_MESSAGE:
            case PROTOCOL_VERSION:
                return BAD_REQUEST;
            case UNAUTHENTICATED:
                return 401;
            case FORBIDDEN:
                return 403;
            case UNKNOWN_SPACE:
                return NOT_FOUND;
            case FORKED:
            case REWOUND:
            case NOT_REMEMBERED:
                return CONFLICT;
            case LIMIT:
                return 413;
            case BUSY:
                return 429;
            case IO:
            case CLOSED:
                return 503;
            default:
                return INTERNAL;
        }
    }
}
