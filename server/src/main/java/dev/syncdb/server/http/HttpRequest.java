package dev.syncdb.server.http;

import java.util.Map;

/**
 * A request as it came.
 *
 * @param path without query, not decoded
 * @param headers by name in lower case
 * @param body owned by the request; whoever reads it from a socket need not read more than
 *     {@link SyncEndpoint#BODY_BYTES_MAX} and one byte
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** The header of that name, or "". */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
