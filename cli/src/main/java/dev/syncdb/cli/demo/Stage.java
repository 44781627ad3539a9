package dev.syncdb.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The server and the phones of one run, each with a folder of its own below a temporary one, which
 * goes when the stage is closed. Confined to one thread.
 */
final class Stage implements Closeable {
    static final String SPACE = "demo";

    private final Path scratch;
    private final ChildServer.Setting setting;
    private final List<Phone> phones = new ArrayList<>();
    private ChildServer server;

    private Stage(Path scratch, ChildServer.Setting setting) throws IOException {
        this.scratch = scratch;
        this.setting = setting;
        this.server = ChildServer.start(setting);
    }

    /**
     * Starts a server that has the tables and rows of {@code script}, and phones that have none.
     */
    static Stage open(String script, int phones) throws IOException {
        Path scratch = Files.createTempDirectory("syncdb-demo");
        Path schema = Files.writeString(scratch.resolve("schema.sql"), script);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            tokens.add(UUID.randomUUID().toString());
        }
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            subjects.add(tokens.get(i) + "=" + phoneName(i));
        }
        try {
            Stage stage = new Stage(
                    scratch,
                    new ChildServer.Setting(scratch.resolve("server"), schema, SPACE, subjects));
            stage.addPhones(tokens);
            return stage;
        } catch (IOException | RuntimeException failed) {
            delete(scratch);
            throw failed;
        }
    }

    private void addPhones(List<String> tokens) throws IOException {
        try {
            for (int i = 0; i < tokens.size(); i++) {
                CountingProxy relay = new CountingProxy(server.port());
                Path folder = scratch.resolve(phoneName(i));
                phones.add(new Phone(phoneName(i), folder, relay, tokens.get(i)));
            }
        } catch (IOException | RuntimeException failed) {
            closeAll();
            throw failed;
        }
    }

    ChildServer server() {
        return server;
    }

    /** The phones, in a fixed order. */
    List<Phone> phones() {
        return phones;
    }

    /** The phone with this place in the order. */
    Phone phone(int index) {
        return phones.get(index);
    }

    /** The server first, then the phones. */
    List<Copy> copies() {
        List<Copy> copies = new ArrayList<>();
        copies.add(server);
        copies.addAll(phones);
        return copies;
    }

    /** Starts the server again on its folder, after it was killed, and shows the phones to it. */
    void restartServer() throws IOException {
        server.close();
        server = ChildServer.start(setting);
        phones.forEach(phone -> phone.relay().aimAt(server.port()));
    }

    @Override
    public void close() throws IOException {
        try {
            closeAll();
        } finally {
            delete(scratch);
        }
    }

    private void closeAll() throws IOException {
        for (Phone phone : phones) {
            phone.close();
            phone.relay().close();
        }
        server.close();
    }

    private static String phoneName(int index) {
        return "phone-" + (index + 1);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
