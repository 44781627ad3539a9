package dev.syncdb;

import dev.syncdb.change.CommitSink;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.ChangeJournal;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.CommitListener;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A relational database in memory that speaks SQLite's SQL. Any number of threads may call it;
 * readers never wait, writers take turns. Lives until {@link #close()}; then every call fails with
 * CLOSED.
 */
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final Runnable closing;

    private Database(Engine engine, Runnable closing) {
        this.engine = engine;
        this.closing = closing;
    }

    /** An empty database that nothing survives. */
    public static Database inMemory() {
        return inMemory(DatabaseOptions.systemEnvironment());
    }

    /** An empty database that nothing survives, with a clock and chance of one's own. */
    public static Database inMemory(Environment environment) {
        Store store = new Store(new SchemaDefinition(), environment, StoreOptions.PLAIN);
        return over(store, new TurnTaking(store, CommitSink.NONE, () -> {}), environment);
    }

    /**
     * The database in a folder, which is created if there is none. Every commit survives power
     * loss.
     */
    public static Database open(Path folder) {
        return open(new FileDisk(folder), DatabaseOptions.standard());
    }

    /**
     * The database on a disk, which it keeps to itself. Fails with Contended STORE_IN_USE if
     * another one has it open, and with Corrupt if its files are not what was written.
     */
    public static Database open(Disk disk, DatabaseOptions options) {
        Environment environment = options.environment();
        Store store = new Store(new SchemaDefinition(), environment, StoreOptions.PLAIN);
        DurableStore durable = DurableStore.open(disk, store);
        CommitSink sink = new ChangeJournal(durable.journal(), options.durability());
        Commits commits = new TurnTaking(store, sink, durable::checkpointIfDue);
        return new Database(new Engine(store, commits, environment), durable.journal()::close);
    }

    /** The face of a store whose commits somebody else looks after. */
    public static Database over(Store store, Commits commits, Environment environment) {
        return new Database(new Engine(store, commits, environment), () -> {});
    }

    /** A new session, for one thread. */
    public Session session() {
        engine.store();
        return new Session(engine);
    }

    /** Runs one statement in a session of its own, see {@link Session#query(String, Object...)}. */
    public Rows query(String sql, @Nullable Object... parameters) {
        try (Session session = session()) {
            return session.query(sql, parameters);
        }
    }

    /** Runs one statement in a session of its own and returns how many rows it wrote. */
    public long execute(String sql, @Nullable Object... parameters) {
        try (Session session = session()) {
            return session.execute(sql, parameters);
        }
    }

    /**
     * Runs a whole script, such as a dump of SQLite's, in one transaction. BEGIN and COMMIT in it
     * say nothing more; {@code PRAGMA foreign_keys} counts for the rest of it, other PRAGMAs are
     * passed over. A failure leaves nothing of the script and names line and column of its
     * statement.
     */
    public void load(String script) {
        write(session -> {
            new ScriptRun(session).run(script);
            return script;
        });
    }

    /**
     * Does {@code work} on one state of the database, which writes of others do not show in. It
     * cannot write itself.
     */
    public <T> T read(Function<Session, T> work) {
        try (Session session = session()) {
            session.transaction().beginManagedReading();
            return work.apply(session);
        }
    }

    /**
     * Does {@code work} in one transaction and commits it; rolls back if it throws. Waits for its
     * turn, and fails with Contended if that does not come.
     */
    public <T> T write(Function<Session, T> work) {
        try (Session session = session()) {
            session.transaction().beginManagedWriting();
            T result = work.apply(session);
            session.transaction().commit();
            return result;
        }
    }

    /**
     * The rows that commits above {@code version} changed; 0 is before the first. Costs as much as
     * there are changes. Fails with Incorrect UNSUPPORTED unless changes are tracked.
     */
    public ChangedRows changedAfter(long version) {
        Snapshot snapshot = engine.store().snapshot();
        if (!snapshot.isTracking()) {
            snapshot.close();
            throw new Incorrect(ErrorCode.UNSUPPORTED, "this database does not track changes");
        }
        return new ChangedRows(snapshot, snapshot.changesAfter(version));
    }

    /**
     * Switches the tracking of changes on or off; on takes a pass over all rows, of which each then
     * counts as changed by the commit that wrote it last. Deletions from before may be missing.
     */
    public void track(boolean wanted) {
        engine.commits().acquire();
        try {
            engine.store().track(wanted);
        } finally {
            engine.commits().release();
        }
    }

    /** Tells {@code listener} of every commit from now on, until the returned handle is closed. */
    public AutoCloseable observe(CommitListener listener) {
        return engine.store().observe(listener);
    }

    /**
     * Everything that is wrong in the store: empty when all is well. Costs a pass over all rows.
     */
    public List<Inconsistency> check() {
        engine.commits().acquire();
        try {
            return engine.store().check();
        } finally {
            engine.commits().release();
        }
    }

    /** The tables as they are now. */
    public Schema schema() {
        try (Snapshot snapshot = engine.store().snapshot()) {
            return snapshot.schema();
        }
    }

    /**
     * Waits for a write that is under way, and gives up the disk. A closed database can be closed
     * again.
     */
    @Override
    public void close() {
        if (engine.isClosed()) {
            return;
        }
        engine.commits().acquire();
        try {
            if (engine.close()) {
                closing.run();
            }
        } finally {
            engine.commits().release();
        }
    }
}
