package dev.syncdb.servlet;

import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.server.http.SyncEndpoint;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The server as a servlet of any container: carries requests to a {@link SyncEndpoint} and its
 * responses back. Map it to {@code /*}, or to a folder of an application. Lives as long as the
 * container keeps it; the server is not its to close.
 *
 * <p>A request holds its thread until the endpoint has answered, so that a phone which reads slowly
 * keeps a thread of the container waiting and never the loop that owns a space.
 */
public final class SyncServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** One byte more than is taken shows that there is more. */
    private static final int READ_BYTES_MAX = SyncEndpoint.BODY_BYTES_MAX + 1;

    private static final int UNKNOWN_LENGTH = -1;

    private final transient SyncEndpoint endpoint;

    public SyncServlet(SyncEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long declared = request.getContentLengthLong();
        if (declared > SyncEndpoint.BODY_BYTES_MAX) {
            // What is announced to be too long is not read at all.
            response.setHeader("Connection", "close");
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(READ_BYTES_MAX);
        if (declared != UNKNOWN_LENGTH && declared != body.length) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        send(endpoint.handle(message(request, body)), response);
    }

    private static HttpRequest message(HttpServletRequest request, byte[] body) {
        int mounted =
                request.getContextPath().length() + request.getServletPath().length();
        String path = request.getRequestURI().substring(mounted);
        return new HttpRequest(request.getMethod(), path, headers(request), body);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return headers;
    }

    private static void send(HttpResponse answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
