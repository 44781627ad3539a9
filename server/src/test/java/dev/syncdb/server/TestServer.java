package dev.syncdb.server;

import dev.syncdb.Rows;
import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.space.Limits;
import dev.syncdb.server.space.ServedSchema;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** A server on a folder, whose clock stands still unless told, and which can be restarted. */
public final class TestServer implements AutoCloseable {
    static final String SCHEMA = """
            CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT(8));
            CREATE TABLE tasks (
              id TEXT PRIMARY KEY,
              project TEXT REFERENCES projects ON DELETE CASCADE,
              title TEXT NOT NULL,
              done INTEGER,
              rank INTEGER CHECK (rank > 0))""";

    /** No time, no chance. */
    static final Environment NOWHERE = new Environment(() -> new Stamp(0, 0, 0), () -> 0);

    final List<Throwable> alarms = Collections.synchronizedList(new ArrayList<>());
    private final FailingDisk disk;
    private final Limits limits;
    private final Executor executor;
    String schema = SCHEMA;

    /** The versions that are served instead of the script, or null. */
    @Nullable
    ServedSchema served;

    private final SplittableRandom random;
    long millis = 1_000_000;
    SyncServer server;

    public TestServer(Path folder) {
        this(new FileDisk(folder), Limits.DEFAULT);
    }

    TestServer(Disk disk, Limits limits) {
        this(disk, limits, Runnable::run, 7);
    }

    private TestServer(Disk disk, Limits limits, Executor executor, long seed) {
        this.random = new SplittableRandom(seed);
        this.disk = new FailingDisk(disk);
        this.limits = limits;
        this.executor = executor;
        this.server = reopen();
    }

    /** A server on a copy of another one's folder, which has luck of its own. */
    static TestServer onCopy(Path folder, long seed) {
        return new TestServer(new FileDisk(folder), Limits.DEFAULT, Runnable::run, seed);
    }

    /** A server whose loops run on threads of their own. */
    static TestServer onThreads(Path folder, int threads) {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        };
        Executor pool = Executors.newFixedThreadPool(threads, daemons);
        return new TestServer(new FileDisk(folder), Limits.DEFAULT, pool, 7);
    }

    public SyncServer server() {
        return server;
    }

    public List<Throwable> alarms() {
        return alarms;
    }

    /** From now on files whose names begin so cannot be forced. */
    public void refuse(String files) {
        disk.refused = files;
    }

    void restart() {
        server.close();
        server = reopen();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The rows of a table as the server has them, one a line. */
    String show(String space, String table) {
        return lines(server.space(space).query("SELECT * FROM " + table));
    }

    static String lines(Rows rows) {
        StringBuilder text = new StringBuilder();
        rows.toList().forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    SyncServer reopen() {
        Clock clock = () -> new Stamp(1, millis, millis);
        RandomSource chance = random::nextLong;
        ServerOptions options = ServerOptions.of(
                        disk, new Environment(clock, chance), executor, schema)
                .withSchema(served == null ? ServedSchema.script(schema) : served)
                .withLimits(limits)
                .withAlarm((what, failure) -> alarms.add(failure));
        return SyncServer.open(options);
    }
}
