package dev.syncdb.client.transport;

import java.nio.charset.StandardCharsets;

/**
 * One segment of a URL's path, percent-encoded but for the unreserved characters of RFC 3986. Pure.
 */
final class PathSegment {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";

    private PathSegment() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char ascii = (char) (each & 255);
            if (UNRESERVED.indexOf(ascii) >= 0) {
                encoded.append(ascii);
            } else {
                encoded.append('%').append(HEX.charAt(ascii >> 4)).append(HEX.charAt(ascii & 15));
            }
        }
        return encoded.toString();
    }
}
