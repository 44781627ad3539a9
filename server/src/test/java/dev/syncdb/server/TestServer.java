package dev.syncdb.server;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.space.Limits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A server on a folder, whose clock stands still unless told, and which can be restarted. */
final class TestServer implements AutoCloseable {
    static final String SCHEMA = """
            CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT(8));
            CREATE TABLE tasks (id TEXT PRIMARY KEY, project TEXT REFERENCES projects ON DELETE CASCADE,
              title TEXT NOT NULL, done INTEGER, rank INTEGER CHECK (rank > 0))""";

    final List<Throwable> alarms = new ArrayList<>();
    private final Disk disk;
    private final Limits limits;
    private final SplittableRandom random = new SplittableRandom(7);
    long millis = 1_000_000;
    SyncServer server;

    TestServer(Path folder) {
        this(new FileDisk(folder), Limits.DEFAULT);
    }

    TestServer(Disk disk, Limits limits) {
        this.disk = disk;
        this.limits = limits;
        this.server = open();
    }

    void restart() {
        server.close();
        server = open();
    }

    @Override
    public void close() {
        server.close();
    }

    private SyncServer open() {
        Clock clock = () -> new Stamp(1, millis, millis);
        RandomSource chance = random::nextLong;
        ServerOptions options = new ServerOptions(
                disk,
                new Environment(clock, chance),
                Runnable::run,
                SCHEMA,
                limits,
                (what, failure) -> alarms.add(failure));
        return SyncServer.open(options, new ScriptCompiler(), transaction -> {
            for (String statement : SCHEMA.split(";")) {
                transaction.define(statement);
            }
            return null;
        });
    }
}
