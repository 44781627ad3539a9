package dev.syncdb.lab.text;

import dev.syncdb.Rows;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.space.Limits;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;

/** A server with one note, and phones that write it. Used once; confined to one thread. */
final class TextWorld implements AutoCloseable {
    /** The table of the note. */
    static final String SCHEMA = "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT MERGED)";

    private static final String SPACE = "text";
    private static final String SUBJECT = "somebody";

    /** About as fast as people type. */
    private static final long EDIT_MILLIS = 200;

    /** Files of the usual size would take longer to make than a short history takes. */
    private static final int SMALL_LOG_BYTES_MAX = 1 << 16;

    private final VirtualTime time = new VirtualTime();
    private final SeededRandom random = new SeededRandom(1);
    private final SyncServer server;
    private final List<TextPhone> phones = new ArrayList<>();
    private final LocalOptions local;

    private TextWorld(String start, Limits limits, LocalOptions local) {
        this.local = local;
        server = SyncServer.open(
                ServerOptions.of(new FakeDisk(), environment(), Runnable::run, SCHEMA)
                        .withLimits(limits));
        server.space(SPACE).execute("INSERT INTO notes VALUES (1, ?)", start);
    }

    /** A world whose note begins with a text. */
    static TextWorld of(String start) {
        return new TextWorld(start, Limits.DEFAULT, LocalOptions.DEFAULT);
    }

    /** A world for a text of some lines, which is made and forgotten quickly. */
    static TextWorld small(String start) {
        Limits limits =
                new Limits(SMALL_LOG_BYTES_MAX, SMALL_LOG_BYTES_MAX, 4L * SMALL_LOG_BYTES_MAX);
        LocalOptions local = new LocalOptions(
                LocalOptions.PUSH_BYTES_MAX,
                LocalOptions.SQUASH_MILLIS_MAX,
                LocalOptions.TRANSACTION_MILLIS_MAX,
                SMALL_LOG_BYTES_MAX);
        return new TextWorld(start, limits, local);
    }

    /** Another phone, which knows of nothing before it synced. */
    TextPhone phone() {
        ReplicaOptions options = new ReplicaOptions(
                        new FakeDisk(),
                        environment(),
                        Durability.FULL,
                        SPACE,
                        ReplicaOptions.PAGE_BYTES_MAX)
                .withLocal(local);
        TextPhone phone = new TextPhone(this, Replica.open(options));
        phones.add(phone);
        return phone;
    }

    /** All phones, in the order in which they came. */
    List<TextPhone> phones() {
        return List.copyOf(phones);
    }

    /** What the server has. */
    String text() {
        return text(server.space(SPACE).query("SELECT body FROM notes"));
    }

    /** True if the server and all phones show a text. */
    boolean allShow(String text) {
        return text().equals(text)
                && phones.stream().allMatch(phone -> phone.text().equals(text));
    }

    /** Lets as much time pass as a person needs for an edit. */
    void typing() {
        time.advanceTo(time.millis() + EDIT_MILLIS);
    }

    /** Answers a request. */
    byte[] answer(byte[] request) {
        return ResponseCodec.encode(server.sync(SPACE, SUBJECT, request).join());
    }

    /** The one text of a result. */
    static String text(Rows rows) {
        try (rows) {
            return rows.next() ? String.valueOf(rows.getString(0)) : "";
        }
    }

    private Environment environment() {
        return new Environment(new FakeClock(time), random.split());
    }

    @Override
    public void close() {
        phones.forEach(TextPhone::close);
        server.close();
    }
}
