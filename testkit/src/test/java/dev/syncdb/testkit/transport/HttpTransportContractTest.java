package dev.syncdb.testkit.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import dev.syncdb.client.transport.HttpOptions;
import dev.syncdb.client.transport.HttpTransport;
import dev.syncdb.client.transport.Transport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Over real sockets, to a server of the platform on the loopback interface. */
final class HttpTransportContractTest extends TransportContract {
    private static final String BEARER = "Bearer ";

    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Override
    protected Transport newTransport(Server server) {
        return handledBy(exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] answer = server.answer(body, authorization.substring(BEARER.length()));
            respond(exchange, 200, Transport.CONTENT_TYPE, answer);
        });
    }

    @Override
    protected Transport newTransport(Trouble trouble) {
        return switch (trouble) {
            case ABSENT -> absent();
            case SILENT -> handledBy(exchange -> {});
            case STRANGER -> saying(200);
            case OVERLOADED -> saying(503);
            case TOKEN_UNKNOWN -> saying(401);
            case TOKEN_REFUSED -> saying(403);
        };
    }

    private Transport absent() {
        Transport transport = handledBy(HttpExchange::close);
        http.stop(0);
        return transport;
    }

    private Transport saying(int status) {
        byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.US_ASCII);
        return handledBy(exchange -> {
            exchange.getRequestBody().readAllBytes();
            respond(exchange, status, "text/html", page);
        });
    }

    private Transport handledBy(HttpHandler handler) {
        http.createContext("/v0/spaces/home/sync", handler);
        InetSocketAddress address = http.getAddress();
        String base = "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
        return new HttpTransport(base, "home", HttpOptions.DEFAULT);
    }

    private static void respond(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
