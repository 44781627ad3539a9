package dev.syncdb.server.http;

import java.util.Map;

/**
 * A response to send.
 *
 * @param headers by name in lower case
 * @param body owned by the response
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {
    public HttpResponse {
        headers = Map.copyOf(headers);
    }
}
