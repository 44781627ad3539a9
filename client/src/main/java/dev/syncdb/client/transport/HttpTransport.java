package dev.syncdb.client.transport;

import dev.syncdb.ThreadScheduler;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Scheduler.Task;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;

/**
 * Exchanges messages by HTTP, one POST each, over connections that the platform keeps open.
 * Whatever does not bear the content type of a message comes from somebody else (a captive portal,
 * a proxy) and is not parsed.
 *
 * <p>The platform may send a request twice, when a connection that it kept turns out dead; that
 * does no harm, because a server answers a request that it knows with the outcomes that it kept.
 */
public final class HttpTransport implements Transport {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int CHUNK_BYTES = 1 << 14;
    private static final long MILLIS_PER_SECOND = 1_000;

    /** A server that asks for more patience than this has made a mistake. */
    private static final long RETRY_AFTER_SECONDS_MAX = 24 * 60 * 60;

    private final URL url;
    private final HttpOptions options;
    private final Scheduler timer;

    /** For one space of a server, with a thread of its own for exchanges of limited time. */
    public HttpTransport(String server, String space, HttpOptions options) {
        this(server, space, options, new ThreadScheduler("syncdb-http"));
    }

    /**
     * For one space of a server.
     *
     * @param server such as {@code https://sync.example.com}
     * @param timer ends exchanges whose time is over; nothing that takes long may run there
     * @throws Incorrect CONFIGURATION if that is no HTTP address
     */
    public HttpTransport(String server, String space, HttpOptions options, Scheduler timer) {
        String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        this.url = url(base + "/v0/spaces/" + PathSegment.encode(space) + "/sync");
        this.options = options;
        this.timer = timer;
    }

    @Override
    public Reply exchange(byte[] body, String token, long millisMax) {
        if (millisMax < 1) {
            throw new IllegalArgumentException("an exchange of at most " + millisMax + " ms");
        }
        HttpURLConnection connection = open(millisMax);
        Watch watch = new Watch(connection);
        Task task = millisMax == NO_LIMIT ? null : timer.schedule(millisMax, watch);
        try {
            return exchange(connection, body, token, watch);
        } catch (IOException cut) {
            throw unreachable(String.valueOf(cut.getMessage()), cut);
        } catch (RuntimeException failure) {
            // A connection that another thread cuts off may fail in any way.
            throw watch.isOver()
                    ? unreachable("no answer in " + millisMax + " ms", failure)
                    : failure;
        } finally {
            if (task != null) {
                task.cancel();
            }
        }
    }

    private HttpURLConnection open(long millisMax) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout((int) Math.min(options.connectTimeoutMillis(), millisMax));
            connection.setReadTimeout((int) Math.min(options.readTimeoutMillis(), millisMax));
            return connection;
        } catch (IOException failure) {
            throw unreachable(String.valueOf(failure.getMessage()), failure);
        }
    }

    private Retryable unreachable(String why, Exception cause) {
        String message = url.getHost() + " cannot be reached: " + why;
        return new Retryable(ErrorCode.UNREACHABLE, message, cause);
    }

    private Reply exchange(HttpURLConnection connection, byte[] body, String token, Watch watch)
            throws IOException {
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", CONTENT_TYPE);
        connection.setRequestProperty("Accept", CONTENT_TYPE);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        byte[] reply = read(connection, status, watch);
        if (!isMessage(connection.getContentType())) {
            throw failure(status, retryAfterMillis(connection.getHeaderField("Retry-After")));
        }
        return Reply.of(Bytes.owned(reply), body.length);
    }

    // A body that is read to its end lets the platform use the connection again.
    private byte[] read(HttpURLConnection connection, int status, Watch watch) throws IOException {
        InputStream stream =
                status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (stream == null) {
            return new byte[0];
        }
        try (InputStream in = stream) {
            ByteSink sink = new ByteSink();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (watch.isOver()) {
                    connection.disconnect();
                    throw new IOException("the reply took too long");
                }
                if (count > options.replyBytesMax() - sink.size()) {
                    connection.disconnect();
                    throw new IOException(
                            "the reply has more than " + options.replyBytesMax() + " bytes");
                }
                sink.write(chunk, 0, count);
            }
            return sink.toArray();
        }
    }

    private RuntimeException failure(int status, long retryAfterMillis) {
        String message = url.getHost() + " answered with status " + status;
        switch (status) {
            case UNAUTHORIZED:
                return new Forbidden(ErrorCode.UNAUTHENTICATED, message);
            case FORBIDDEN:
                return new Forbidden(ErrorCode.FORBIDDEN, message);
            case TOO_MANY_REQUESTS, UNAVAILABLE:
                return new Retryable(ErrorCode.BUSY, message, retryAfterMillis);
            default:
                return new Retryable(
                        ErrorCode.UNREACHABLE,
                        message + " and no SyncDB message",
                        retryAfterMillis);
        }
    }

    private static boolean isMessage(@Nullable String contentType) {
        return contentType != null
                && (contentType.equals(CONTENT_TYPE) || contentType.startsWith(CONTENT_TYPE + ";"));
    }

    // RFC 9110, section 10.2.3. The other form, a date, would need trust in the phone's clock.
    private static long retryAfterMillis(@Nullable String seconds) {
        try {
            long parsed = seconds == null ? 0 : Long.parseLong(seconds.trim());
            return Math.max(0, Math.min(parsed, RETRY_AFTER_SECONDS_MAX)) * MILLIS_PER_SECOND;
        } catch (NumberFormatException date) {
            return 0;
        }
    }

    private static URL url(String address) {
        try {
            URL url = new URL(address);
            if (url.getProtocol().equals("http") || url.getProtocol().equals("https")) {
                return url;
            }
        } catch (MalformedURLException malformed) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION, address + " is no address: " + malformed.getMessage());
        }
        throw new Incorrect(ErrorCode.CONFIGURATION, address + " is no HTTP address");
    }

    /**
     * Cuts a connection off when its time is over. The timeouts of a connection bound each wait;
     * together the waits of a slow one may be long, and sending has no timeout at all.
     */
    private static final class Watch implements Runnable {
        private final HttpURLConnection connection;
        private volatile boolean over;

        Watch(HttpURLConnection connection) {
            this.connection = connection;
        }

        boolean isOver() {
            return over;
        }

        @Override
        public void run() {
            over = true;
            connection.disconnect();
        }
    }
}
