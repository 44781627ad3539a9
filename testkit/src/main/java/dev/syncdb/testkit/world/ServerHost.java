package dev.syncdb.testkit.world;

import dev.syncdb.Session;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Retryable;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.server.space.Limits;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The one server: its disk and its clock, and its endpoint while it runs. */
final class ServerHost {
    private static final String SPACE = "world";
    private static final String TOKEN = "token-of-the-world";
    private static final String PATH = "/v0/spaces/" + SPACE + "/sync";
    private static final Map<String, String> HEADERS =
            Map.of("authorization", "Bearer " + TOKEN, "content-type", SyncEndpoint.CONTENT_TYPE);
    private static final int RESTART_MILLIS_MAX = 15_000;

    /** So little that a run writes several snapshots, and recovers from some of them. */
    private static final long LOG_BYTES_MAX = 8 << 10;

    private static final Limits LIMITS = new Limits(
            Limits.DEFAULT.pageBytesMax(), Limits.DEFAULT.turnBytesTarget(), LOG_BYTES_MAX);

    private final Stage stage;
    private final Sabotage sabotage;
    private final SeededRandom random;
    private final FakeClock clock;
    private FakeDisk disk = new FakeDisk();
    private @Nullable SyncServer server;
    private @Nullable SyncEndpoint endpoint;

    ServerHost(Stage stage, Sabotage sabotage) {
        this.stage = stage;
        this.sabotage = sabotage;
        this.random = stage.random().split();
        this.clock = new FakeClock(stage.time());
    }

    /** Opens the data folder, unless the server runs. */
    void start() {
        if (server != null) {
            return;
        }
        try {
            SyncServer opened = SyncServer.open(options());
            opened.space(SPACE).observe(this::published);
            Principal somebody = new Principal("somebody", Set.of(SPACE));
            endpoint = new SyncEndpoint(opened, new StaticTokens(Map.of(TOKEN, somebody)));
            server = opened;
            stage.note("the server starts");
        } catch (DiskCrash | Retryable failure) {
            requireDead(failure);
            died();
        }
    }

    /** The bytes of the answer, or null if none comes back. */
    byte @Nullable [] handle(byte[] request) {
        SyncEndpoint door = endpoint;
        if (door == null) {
            return null;
        }
        HttpResponse response = door.handle(new HttpRequest("POST", PATH, HEADERS, request));
        if (disk.isCrashed()) {
            died();
            return null;
        }
        stage.note("the server answers " + response.status());
        return response.body();
    }

    /**
     * Does something as the backend does; false if the server was down or did not promise that it
     * holds.
     */
    boolean write(Function<Session, String> work) {
        SyncServer running = server;
        if (running == null) {
            return false;
        }
        try {
            running.space(SPACE).write(work);
        } catch (DiskCrash | Retryable failure) {
            requireDead(failure);
        }
        if (disk.isCrashed()) {
            died();
            return false;
        }
        return true;
    }

    Space space() {
        SyncServer running = server;
        if (running == null) {
            throw new IllegalStateException("the server does not run");
        }
        return running.space(SPACE);
    }

    /** The disk will stop the server at one of its next operations. */
    void crashSoon(int operationsMax) {
        disk.crashAt(disk.operations() + 1 + random.below(operationsMax));
    }

    /** No crash any more. */
    void heal() {
        disk.crashAt(Long.MAX_VALUE);
    }

    private ServerOptions options() {
        Environment environment = new Environment(clock, random);
        return ServerOptions.of(disk, environment, Runnable::run, Workload.SCHEMA)
                .withLimits(LIMITS)
                .withAlarm(this::alarmed)
                .withLog(sabotage::log);
    }

    private void alarmed(String what, Throwable failure) {
        if (!disk.isCrashed()) {
            stage.broke("the server raises an alarm: " + what + ": " + failure);
        }
    }

    private void published(ChangeSet changes) {
        for (Change change : changes.changes()) {
            if (change instanceof Change.Insert insert
                    && insert.row().table().equals(Workload.WORDS)) {
                stage.ledger().published(insert.row().key().values().at(0).asText());
            }
        }
    }

    /** The disk fails only by stopping the machine; whatever fails without that is broken. */
    private void requireDead(RuntimeException failure) {
        if (!disk.isCrashed()) {
            throw failure;
        }
    }

    private void died() {
        stage.struck(Fault.CRASH_SERVER, "the server dies");
        server = null;
        endpoint = null;
        disk = disk.afterCrash(random.nextLong());
        clock.reboot();
        stage.after(random.below(RESTART_MILLIS_MAX), this::start);
    }
}
