package dev.syncdb;

import dev.syncdb.clock.Environment;
import dev.syncdb.delivery.Delivery;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Damage;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.journal.Repair;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.CommitListener;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.store.MemoryReport;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A relational database in memory that speaks SQLite's SQL. Any number of threads may call it;
 * readers never wait, writers take turns. Lives until {@link #close()}; then every call fails with
 * CLOSED.
 */
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final Runnable closing;
    private final Observations observations;

    private Database(Engine engine, Runnable closing) {
        this.engine = engine;
        this.closing = closing;
        this.observations = new Observations(engine);
    }

    /** An empty database that nothing survives. */
    public static Database inMemory() {
        return inMemory(DatabaseOptions.systemEnvironment());
    }

    /** An empty database that nothing survives, with a clock and chance of one's own. */
    public static Database inMemory(Environment environment) {
        return inMemory(new DatabaseOptions(environment, Durability.NONE));
    }

    /** An empty database that nothing survives, whatever the options say of that. */
    public static Database inMemory(DatabaseOptions options) {
        Store store = store(options);
        return over(store, new TurnTaking(store, Backing.NONE), options.environment());
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
        Store store = store(options);
        TurnTaking commits = new TurnTaking(store, DurableStore.open(disk, store, options));
        return new Database(new Engine(store, commits, environment), commits::close);
    }

    /**
     * Everything that is wrong with the files of a database that is not open: empty when all is
     * well. Reads all of them and changes nothing.
     *
     * @param keys what encrypts the files; null for plain ones
     */
    public static List<Damage> inspect(Disk disk, @Nullable KeyProvider keys) {
        return Journal.check(disk, DurableStore.JOURNAL, keys);
    }

    /**
     * Makes the damaged files of a database usable, keeps all that can be read, and says what was
     * lost. What was taken out stays in files set aside. Rows may be gone that others refer to:
     * {@link #check} lists them.
     *
     * @param keys what encrypts the files; null for plain ones
     */
    public static Repair repair(Disk disk, @Nullable KeyProvider keys) {
        LogOptions options = LogOptions.DEFAULT.encryptedBy(keys);
        return Journal.salvage(disk, DurableStore.JOURNAL, options);
    }

    /**
     * Encrypts the files of a database that is not open with the current key, whether they were
     * plain or under an older one, see {@link Journal#encrypt}.
     */
    public static void encrypt(Disk disk, KeyProvider keys) {
        Journal.encrypt(disk, DurableStore.JOURNAL, keys);
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
            engine.commits().enter();
            try {
                engine.store().track(wanted);
            } finally {
                engine.commits().leave();
            }
        } finally {
            engine.commits().release();
        }
    }

    /** Tells {@code listener} of every commit from now on, until the returned handle is closed. */
    public AutoCloseable observe(CommitListener listener) {
        return engine.store().observe(listener);
    }

    /**
     * Observes a query without parameters, see {@link #observe(String, List, Executor,
     * QueryListener)}.
     */
    public ObservedQuery observe(String query, Executor executor, QueryListener listener) {
        return observe(query, List.of(), executor, listener);
    }

    /**
     * Tells {@code listener} of every commit from now on that can change the result of a query, and
     * what it changed: once for each commit, in their order, never two at a time, on
     * {@code executor}. It is not told of the result there is already: {@link ObservedQuery#rows()}
     * asks for that.
     *
     * <p>No commit that changes the result, or the order of its rows, is missed. Most that do not
     * are passed over: those of other tables, of columns that the query does not read, and of rows
     * that meet its conditions neither before nor after, as far as a row can tell alone. Time that
     * passes is no commit: who asks for the time or chance hears of commits all the same, but not
     * of the hour.
     *
     * <p>A commit that defines a table of the query anew, or an index of it, is told of too. Where
     * the query then no longer fits, its rows fail with the reason, and the next event comes when
     * it fits again.
     *
     * <p>Commits wait neither for the executor nor for the listener. Where too many events wait,
     * they become one, see {@link QueryEvent#isComplete()}. One that the executor refuses waits and
     * is handed to it again at the next commit. An executor that runs a listener on the thread of
     * the commit lets it read, but its writes fail with TRANSACTION.
     *
     * @param parameters as of {@link Session#query(String, Object...)}
     */
    public ObservedQuery observe(
            String query,
            List<? extends @Nullable Object> parameters,
            Executor executor,
            QueryListener listener) {
        return observations.observe(
                query, Session.inOrder(parameters.toArray()), delivery(executor, listener));
    }

    /**
     * Observes a query whose parameters have names, see {@link #observe(String, List, Executor,
     * QueryListener)}.
     */
    public ObservedQuery observe(
            String query, Map<String, ?> parameters, Executor executor, QueryListener listener) {
        return observations.observe(
                query, Session.byName(parameters), delivery(executor, listener));
    }

    private static Delivery<QueryEvent> delivery(Executor executor, QueryListener listener) {
        return new Delivery<>(executor, new QueryBacklog(), listener::changed);
    }

    /**
     * Everything that is wrong in the store: empty when all is well. Costs a pass over all rows.
     */
    public List<Inconsistency> check() {
        engine.commits().acquire();
        try {
            engine.commits().enter();
            try {
                return engine.store().check();
            } finally {
                engine.commits().leave();
            }
        } finally {
            engine.commits().release();
        }
    }

    /** Where the memory of the database is, by table and index. */
    public MemoryReport memory() {
        return engine.store().memory();
    }

    /** The tables as they are now. */
    public Schema schema() {
        try (Snapshot snapshot = engine.store().snapshot()) {
            return snapshot.schema();
        }
    }

    /**
     * Waits for a write that is under way, forces what is to be forced, and gives up the disk. A
     * closed database can be closed again. Fails with Retryable IO if what is only acknowledged
     * could not be forced; it is closed all the same.
     */
    @Override
    public void close() {
        if (engine.isClosed()) {
            return;
        }
        engine.commits().acquire();
        try {
            if (engine.close()) {
                observations.close();
                closing.run();
            }
        } finally {
            engine.commits().release();
        }
    }

    private static Store store(DatabaseOptions options) {
        StoreOptions plain = new StoreOptions(
                options.tracksChanges(),
                StoreOptions.PLAIN.automaticKeys(),
                options.memoryBytesMax());
        return new Store(new SchemaDefinition(), options.environment(), plain);
    }
}
