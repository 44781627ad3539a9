package dev.syncdb.cli.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.cli.Ran;
import dev.syncdb.cli.Serving;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Refusal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

final class ServeTest {
    @TempDir
    Path folder;

    private Path data;
    private Path schema;

    @BeforeEach
    void writeSchema() throws IOException {
        data = folder.resolve("data");
        schema = script("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);\n"
                + "INSERT INTO t VALUES (1, 'one');\n");
    }

    @Test
    void theConsoleReadsAndWritesTheSpaceAndItsDataOutlivesTheServer() throws Exception {
        try (Serving serving = serve("--token", "s=me")) {
            assertEquals(Map.of("changed", 1.0), serving.run("INSERT INTO t VALUES (2, 'two')"));
            assertEquals(
                    Map.of(
                            "columns",
                            List.of("id", "x"),
                            "rows",
                            List.of(List.of(1.0, "one"), List.of(2.0, "two"))),
                    serving.run("SELECT id, x FROM t ORDER BY id"));
            Map<?, ?> error =
                    (Map<?, ?>) serving.run("INSERT INTO t VALUES (1, 'x')").get("error");
            assertEquals("PRIMARY_KEY", error.get("code"));
            assertEquals(0, serving.stop());
        }
        try (Serving serving = serve("--token", "s=me")) {
            Map<String, Object> count = serving.run("SELECT count(*) FROM t");
            assertEquals(List.of(List.of(2.0)), count.get("rows"));
        }
    }

    @Test
    void aTokenIsDrawnWhereNoneIsGiven() throws Exception {
        try (Serving first = serve()) {
            String token = (String) first.greeting().get("token");
            assertTrue(token.length() >= 20, token);
            assertEquals(
                    400, post(first, "/v0/spaces/main/sync", token, new byte[0]).statusCode());
            assertEquals(
                    403,
                    post(first, "/v0/spaces/other/sync", token, new byte[0]).statusCode());
        }
    }

    @Test
    void withoutATokenNobodySyncs() throws Exception {
        try (Serving serving = serve("--token", "s=me")) {
            HttpResponse<byte[]> answer = post(serving, "/v0/spaces/main/sync", "", new byte[0]);

            assertEquals(401, answer.statusCode());
            Refusal refusal = (Refusal) ResponseCodec.decode(answer.body());
            assertEquals(ErrorCode.UNAUTHENTICATED, refusal.code());
            assertEquals(
                    "Bearer", answer.headers().firstValue("www-authenticate").orElse(""));
        }
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() throws Exception {
        try (Serving serving = serve("--token", "s=me");
                Socket socket = connect(serving)) {
            long length = SyncEndpoint.BODY_BYTES_MAX + 1L;
            assertEquals(413, statusOf(socket, "content-length: " + length, ""));
        }
        try (Serving serving = serve("--token", "s=me")) {
            byte[] chunks = new byte[SyncEndpoint.BODY_BYTES_MAX + 5];
            HttpRequest request = HttpRequest.newBuilder(at(serving, "/v0/spaces/main/sync"))
                    .header("authorization", "Bearer s")
                    .header("content-type", SyncEndpoint.CONTENT_TYPE)
                    .POST(HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofByteArray(chunks)))
                    .build();
            assertEquals(413, send(request).statusCode(), "a length that was not announced");
        }
    }

    @Test
    void healthIsForEverybody() throws Exception {
        try (Serving serving = serve("--token", "s=me")) {
            HttpResponse<byte[]> answer =
                    send(HttpRequest.newBuilder(at(serving, "/v0/health")).build());

            assertEquals(200, answer.statusCode());
            assertArrayEquals("ok\n".getBytes(StandardCharsets.US_ASCII), answer.body());
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Ran ran = Ran.of(arguments("--port", port));

            assertEquals(1, ran.status());
            assertEquals("PORT_IN_USE", ran.errorCode());
            assertTrue(ran.err().contains(port), ran.err());
        }
    }

    @Test
    void aDataFolderIsOneServersAlone() throws IOException {
        try (Serving first = serve("--token", "s=me")) {
            Ran second = Ran.of(arguments("--port", "0"));

            assertEquals(1, second.status());
            assertEquals("STORE_IN_USE", second.errorCode());
            assertEquals(Map.of("changed", 1.0), first.run("DELETE FROM t"));
        }
    }

    @Test
    void otherMachinesAreNotLetInByFixedTokens() {
        Ran ran = Ran.of(arguments("--port", "0", "--host", "0.0.0.0", "--token", "s=me"));

        assertEquals(1, ran.status());
        assertEquals("CONFIGURATION", ran.errorCode());
        assertTrue(ran.err().contains("loopback"), ran.err());
        assertTrue(Files.notExists(data), "refused before anything is made");
    }

    @Test
    void aMalformedScriptIsToldWithLineAndColumn() throws IOException {
        schema = script("CREATE TABLE t (id INTEGER PRIMARY KEY);\n\n  CREATE TALBE u (id);\n");
        Ran ran = Ran.of(arguments("--port", "0"));

        assertEquals(1, ran.status());
        assertEquals("SYNTAX", ran.errorCode());
        assertTrue(ran.err().contains("line 3") && ran.err().contains("column 10"), ran.err());
    }

    @Test
    void aScriptThatIsNotThereIsNamed() {
        schema = folder.resolve("nothing.sql");
        Ran ran = Ran.of(arguments("--port", "0"));

        assertEquals(1, ran.status());
        assertEquals("IO", ran.errorCode());
        assertTrue(ran.err().contains("nothing.sql"), ran.err());
    }

    @Test
    void aDamagedLogStopsTheServerAndStaysAsItIs() throws Exception {
        try (Serving serving = serve("--token", "s=me")) {
            for (int i = 10; i < 60; i++) {
                serving.run("INSERT INTO t VALUES (" + i + ", 'a row to damage')");
            }
        }
        damageLog();
        Map<String, String> before = files();
        Ran ran = Ran.of(arguments("--port", "0"));

        assertEquals(1, ran.status());
        assertEquals("CORRUPT_FILE", ran.errorCode());
        assertEquals(before, files(), "a damaged file is evidence");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        for (List<String> wrong : List.of(
                List.of("--port", "http"),
                List.of("--token", "nobody"),
                List.of("--token", "=me"),
                List.of("--token", "a=x", "--token", "a=y"),
                List.of("--space", "a b"),
                List.of("--host", "no.such.host.invalid"))) {
            Ran ran = Ran.of(arguments(wrong.toArray(new String[0])));

            assertEquals(1, ran.status(), wrong.toString());
            assertEquals("CONFIGURATION", ran.errorCode(), wrong.toString());
        }
        assertEquals("CONFIGURATION", Ran.of("serve", "--json").errorCode());
    }

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("schema.sql"), text);
    }

    private Serving serve(String... more) throws IOException {
        String[] all = Stream.concat(
                        Stream.of(
                                "--data",
                                data.toString(),
                                "--schema",
                                schema.toString(),
                                "--port",
                                "0"),
                        Stream.of(more))
                .toArray(String[]::new);
        return new Serving(all);
    }

    private String[] arguments(String... more) {
        return Stream.concat(
                        Stream.of(
                                "serve",
                                "--json",
                                "--data",
                                data.toString(),
                                "--schema",
                                schema.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** Changes a byte in the midst of what is written in the log. */
    private void damageLog() throws IOException {
        Path log = data.resolve("log").resolve("wal-0000000000000001.log");
        byte[] bytes = Files.readAllBytes(log);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end / 2] ^= 0x10;
        Files.write(log, bytes);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static HttpResponse<byte[]> post(
            Serving serving, String path, String token, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(serving, path))
                .header("content-type", SyncEndpoint.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send((token.isEmpty() ? request : request.header("authorization", "Bearer " + token))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static URI at(Serving serving, String path) {
        return URI.create(serving.url() + path);
    }

    private static Socket connect(Serving serving) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(serving.url()).getPort());
    }

    private static int statusOf(Socket socket, String header, String body) throws IOException {
        String request = "POST /v0/spaces/main/sync HTTP/1.1\r\nhost: x\r\n" + header
                + "\r\nauthorization: Bearer s\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
        String line = new String(start, StandardCharsets.US_ASCII);
        return Integer.parseInt(line.substring(line.length() - 3));
    }
}
