package dev.syncdb.testkit.world.host;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.server.space.Limits;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.oracle.Pushes;
import dev.syncdb.testkit.world.oracle.SpaceModel;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one server: its machine, its endpoint while it runs, and the backends that write to its
 * spaces. Somebody starts it again when it died, or when its disk has failed it twice.
 */
public final class ServerHost {
    /**
     * What a server is made of.
     *
     * @param schema the script of every space
     * @param rules the merge functions that it names
     * @param logBytesMax so little that a run writes several snapshots, and recovers from some
     * @param textHistoryBytesMax so little that some who were away have to be told of whole texts
     */
    public record Build(
            String schema,
            MergeRules rules,
            Workload workload,
            Sabotage sabotage,
            int logBytesMax,
            int textHistoryBytesMax) {}

    private static final String TOKEN = "token-of-the-world";
    private static final Map<String, String> HEADERS =
            Map.of("authorization", "Bearer " + TOKEN, "content-type", SyncEndpoint.CONTENT_TYPE);
    private static final int RESTART_MILLIS_MAX = 15_000;
    private static final int FAILURES_MAX = 2;
    private static final int UNAVAILABLE = 500;

    /** Clocks jump by years, and at rest every record is looked for. */
    private static final long CONFLICTS_KEPT_MILLIS = Long.MAX_VALUE;

    /** So many texts at their longest fit what is kept of a space. */
    private static final int NOTES = 2;

    private final Stage stage;
    private final Machine machine;
    private final Build build;
    private final Pushes pushes;
    private final Map<String, SpaceModel> models = new TreeMap<>();
    private final Map<String, Author> backends = new TreeMap<>();
    private @Nullable SyncServer server;
    private @Nullable SyncEndpoint endpoint;
    private @Nullable FakeDisk backup;
    private boolean putBack;
    private Runnable onPutBack = () -> {};
    private int failures;

    public ServerHost(Stage stage, Machine machine, Build build, Iterable<String> spaces) {
        this.stage = stage;
        this.machine = machine;
        this.build = build;
        this.pushes = new Pushes(stage.ledger());
        for (String space : spaces) {
            models.put(space, new SpaceModel(stage, pushes, space));
            backends.put(space, stage.ledger().enter("backend of " + space, space, true));
        }
    }

    public Machine machine() {
        return machine;
    }

    /** What phones send is to be told to these. */
    Pushes pushes() {
        return pushes;
    }

    public int logBytesMax() {
        return build.logBytesMax();
    }

    /** What the server has published of a space. */
    public SpaceModel model(String space) {
        return require(models.get(space));
    }

    /** The newest versions of all spaces together: as long as it stays, nothing was published. */
    public long versions() {
        return models.values().stream().mapToLong(SpaceModel::version).sum();
    }

    public Iterable<SpaceModel> models() {
        return models.values();
    }

    /** Opens the data folder, unless the server runs. */
    public void start() {
        if (server != null) {
            return;
        }
        try {
            SyncServer opened = SyncServer.open(options());
            for (SpaceModel model : models.values()) {
                Space space = opened.space(model.space());
                meet(model, space);
                space.database().observe(model::published);
            }
            Principal somebody = new Principal("somebody", new HashSet<>(models.keySet()));
            endpoint = new SyncEndpoint(opened, new StaticTokens(Map.of(TOKEN, somebody)));
            server = opened;
            if (putBack) {
                putBack = false;
                onPutBack.run();
            }
            failures = 0;
            stage.note("the server starts");
        } catch (DiskCrash crash) {
            died();
        } catch (Retryable refused) {
            if (machine.isOff()) {
                died();
            } else {
                requireRefusal(refused);
                end();
            }
        }
    }

    private void meet(SpaceModel model, Space space) {
        if (putBack) {
            for (Word lost : model.restored(space.database())) {
                String reason = lost.author().isBackend()
                        ? "the backend keeps nothing beside the server"
                        : lost.onlyThere();
                if (reason != null) {
                    lost.waive("the server's history lost it: " + reason);
                }
            }
        }
        model.started(space.database());
    }

    /** The answer, or null if none comes back. */
    @Nullable
    HttpResponse handle(String space, byte[] request) {
        SyncEndpoint door = endpoint;
        if (door == null) {
            return null;
        }
        String path = "/v0/spaces/" + space + "/sync";
        HttpResponse response = door.handle(new HttpRequest("POST", path, HEADERS, request));
        stage.note("the server answers " + response.status());
        boolean failed = response.status() >= UNAVAILABLE;
        if (machine.isOff()) {
            died();
            return failed ? null : response;
        }
        settle(failed);
        return response;
    }

    /** Does something as the backend of a space does, if the server runs. */
    public void write(String space, long seed) {
        SyncServer running = server;
        if (running == null) {
            return;
        }
        Author backend = require(backends.get(space));
        Word word = stage.ledger().next(backend, stage.time().millis());
        word.setBasis(stage.ledger().published(space));
        boolean failed = false;
        try {
            SeededRandom random = new SeededRandom(seed);
            running.space(space).write(session -> {
                build.workload().write(session, word, random);
                return word;
            });
            word.tell(Word.Told.SAFE);
            stage.note(word + " is written");
        } catch (Incorrect refused) {
            word.tell(Word.Told.UNDONE);
            stage.note(word + " is refused: " + refused.getMessage());
        } catch (DiskCrash | Retryable failure) {
            failed = true;
        }
        if (machine.isOff()) {
            died();
        } else {
            settle(failed);
        }
    }

    /** A space of the server, which must run. */
    public Space space(String name) {
        return require(server).space(name);
    }

    public boolean runs() {
        return server != null;
    }

    /** The process ends, and another one begins. */
    public void kill() {
        if (server != null) {
            machine.endProcess();
            end();
        }
    }

    /** Stops in order and starts again: what is there afterwards is what is on the disk. */
    public void restart() {
        require(server).close();
        server = null;
        endpoint = null;
        start();
    }

    /** Somebody makes a copy of the data folder. */
    public void backUp() {
        backup = machine.image();
        stage.note("the server's folder is copied");
    }

    /** Somebody puts the last copy in the place of the data folder, if there is one. */
    public void restore() {
        FakeDisk copy = backup;
        if (copy != null && server != null) {
            stage.struck(Fault.RESTORED, "the server's folder is put back from a copy");
            machine.putBack(copy);
            putBack = true;
            server = null;
            endpoint = null;
            start();
        }
    }

    /** Who hears that the server runs on a folder that was put back. */
    void onPutBack(Runnable listener) {
        onPutBack = listener;
    }

    private ServerOptions options() {
        Environment own = machine.environment();
        Environment environment =
                new Environment(own.clock(), build.sabotage().serverRandom(own.random()));
        return ServerOptions.of(
                        build.sabotage().serverDisk(machine.disk()),
                        environment,
                        Runnable::run,
                        build.schema())
                .withLimits(limits())
                .withRules(build.rules())
                .withAlarm(this::alarmed)
                .withLog(build.sabotage()::log);
    }

    private Limits limits() {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                        usual.pageBytesMax(),
                        usual.turnBytesTarget(),
                        build.logBytesMax(),
                        CONFLICTS_KEPT_MILLIS)
                .withTextHistory(
                        build.textHistoryBytesMax(), NOTES * (long) build.textHistoryBytesMax());
    }

    private void alarmed(String what, Throwable failure) {
        if (!machine.isOff() && machine.disk().refusals() == 0) {
            stage.broke(Promise.SOUND, "the server raises an alarm: " + what + ": " + failure);
        }
    }

    /** Two failures in a row are not waited for to go away. */
    private void settle(boolean failed) {
        machine.hasRefused();
        failures = failed ? failures + 1 : 0;
        if (failures == FAILURES_MAX) {
            stage.note("the server is started again, for its disk has failed it");
            machine.replaceProcess();
            end();
        }
    }

    private void requireRefusal(RuntimeException failure) {
        if (!machine.hasRefused()) {
            throw failure;
        }
    }

    private void died() {
        machine.losePower();
        end();
    }

    private void end() {
        server = null;
        endpoint = null;
        stage.after(machine.random().below(RESTART_MILLIS_MAX), this::start);
    }

    private static <T> T require(@Nullable T there) {
        if (there == null) {
            throw new IllegalStateException("the server does not run, or has no such space");
        }
        return there;
    }
}
