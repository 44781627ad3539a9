package dev.syncdb.server.space;

import dev.syncdb.Database;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.text.Texts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One space as its owner loop holds it: the store, and the commits of the present turn that are not
 * durable yet. Lives as long as the server. Only the store and the database may be read outside the
 * loop.
 */
final class SpaceState {
    private record Commit(Prepared prepared, long millis) {}

    private final String id;
    private final Environment environment;
    private final Store store;
    private final OwnerCommits owner = new OwnerCommits(this::prepareOwn);
    private final Database database;
    private final long line;
    private final Retention retention;
    private final Expectations expectations = new Expectations();
    private final SpaceFunctions functions;
    private final VersionTable versions = new VersionTable();
    private final List<Commit> commits = new ArrayList<>();
    private @Nullable ServedSchema present;
    private int framed;

    /**
     * Whether this opening's line is in the table of lines, counting prepared commits, and counting
     * published ones.
     */
    private boolean lineListed;

    private boolean lineDurable;

    /** Commit time of the newest commit, counting prepared ones, and counting published ones. */
    private long commitMillis;

    private long publishedMillis;
    private Schema hashed = Schema.EMPTY;
    private long schemaHash = Schema.EMPTY.hash();

    /**
     * A space that nothing is known of yet.
     *
     * @param line random; names the versions that this opening writes
     * @param functions the application's merge functions
     * @param retention what it forgets of conflicts
     */
    SpaceState(
            String id,
            Environment environment,
            long line,
            SpaceFunctions functions,
            Retention retention) {
        this.id = id;
        this.environment = environment;
        this.functions = functions;
        this.store = new Store(new SchemaDefinition(), environment, StoreOptions.SPACE);
        this.database = Database.over(store, owner, environment);
        this.line = line;
        this.retention = retention;
    }

    String id() {
        return id;
    }

    Store store() {
        return store;
    }

    /** The application's merge functions. */
    SpaceFunctions functions() {
        return functions;
    }

    /** How much it keeps. */
    Limits limits() {
        return retention.limits();
    }

    /** The records of conflicts that are on disk. */
    Spilling spilling() {
        return retention.spilling();
    }

    /** What its clients will say next. */
    Expectations expectations() {
        return expectations;
    }

    /** The space in SQL. It takes writes only inside {@link #write}. */
    Database database() {
        return database;
    }

    /** True if the space has never been written, so that it has no tables yet. */
    boolean isNew() {
        return store.head() == 0 && commits.isEmpty();
    }

    /** Commit time of the newest published commit. */
    long publishedMillis() {
        return publishedMillis;
    }

    /** When a commit that is made now is made: commit time never goes back. */
    long nowMillis() {
        return Math.max(commitMillis, environment.clock().wallMillis());
    }

    /** The hash of a schema of this space; that of the newest one costs nothing. */
    long hashOf(Schema schema) {
        if (schema != hashed) {
            schemaHash = schema.hash();
            hashed = schema;
        }
        return schemaHash;
    }

    /** Replays a commit from a snapshot or the log. */
    void recover(long millis, ChangeSet changes) {
        store.recover(changes);
        commitMillis = Math.max(commitMillis, millis);
        publishedMillis = commitMillis;
    }

    /**
     * Makes the tables of a new space, or brings those of an older version to the newest: all of
     * them, or none.
     */
    void bringTo(ServedSchema served) {
        if (served == present) {
            return;
        }
        try {
            SpaceFoundation foundation = new SpaceFoundation(this, served);
            if (isNew()) {
                foundation.found();
            } else {
                foundation.migrate();
            }
            present = served;
        } catch (RuntimeException failure) {
            abandon();
            throw failure;
        }
    }

    /** The schema that it has been brought to; null before it has been to any. */
    @Nullable
    ServedSchema present() {
        return present;
    }

    /** Which versions of its schema it stores. */
    VersionTable versions() {
        return versions;
    }

    Environment environment() {
        return environment;
    }

    /** Reads the state that the next commit will be made on. */
    <T extends @Nullable Object> T read(Function<Reader, T> reading) {
        Transaction transaction = store.begin();
        try {
            return reading.apply(transaction);
        } finally {
            transaction.rollback();
        }
    }

    /** Adds a commit to those of this turn; none, if {@code writing} fails. */
    void commit(Consumer<Transaction> writing) {
        commitIf(transaction -> {
            writing.accept(transaction);
            return true;
        });
    }

    /** The same; none either, if {@code writing} returns false. */
    void commitIf(Predicate<Transaction> writing) {
        Transaction transaction = store.begin();
        boolean prepared = false;
        try {
            if (writing.test(transaction)) {
                prepare(transaction);
                prepared = true;
            }
        } finally {
            if (!prepared) {
                transaction.rollback();
            }
        }
    }

    /** Runs work of the server's own code; what it commits joins the commits of this turn. */
    <T> T write(Function<Database, T> work) {
        return owner.allow(() -> work.apply(database));
    }

    /** The rows of a transaction, with those that were deleted. */
    StoreRows rows(Transaction transaction) {
        return rows(transaction, new JudgedTexts(transaction, limits()));
    }

    /** The same, with texts that a client writes. */
    StoreRows rows(Transaction transaction, Texts texts) {
        return new StoreRows(
                transaction,
                new DeletedTable(transaction, nowMillis()),
                texts,
                functions.calls(transaction));
    }

    /** Writes into every row that a transaction touched who did it, and numbers its new rows. */
    static void stamp(
            Transaction transaction, StoreRows rows, List<Change> changes, Authors authors) {
        HandleTable handles = new HandleTable(transaction);
        Effects.stamp(rows, changes, authors, handles);
        handles.save();
    }

    /** Adds what was prepared since the last call to the frame of this turn. */
    void frame(CommitFrame frame) {
        for (; framed < commits.size(); framed++) {
            Commit commit = commits.get(framed);
            frame.add(id, commit.millis(), commit.prepared().changes());
        }
    }

    /** Makes the commits of this turn visible: they are durable. */
    void publish() {
        for (Commit commit : commits) {
            commit.prepared().publish();
        }
        commits.clear();
        framed = 0;
        publishedMillis = commitMillis;
        lineDurable = lineListed;
    }

    /** Undoes the commits of this turn: they are not known to be durable. */
    void abandon() {
        store.abandon();
        present = null;
        commits.clear();
        framed = 0;
        commitMillis = publishedMillis;
        lineListed = lineDurable;
    }

    /** Commits what the server's own code did, see {@link dev.syncdb.Commits#commit}. */
    private void prepareOwn(Transaction transaction) {
        List<Change> changes = transaction.changes();
        Savepoint before = transaction.savepoint();
        boolean over = false;
        try {
            if (!changes.isEmpty()) {
                carrying(transaction).carry(transaction, List.of());
                ConflictLedger ledger = new ConflictLedger(transaction, nowMillis());
                ledger.resolve(changes);
                long seen = transaction.version() - 1;
                ledger.supersede(transaction.changes(), CellVersion.BACKEND, seen);
                Authors authors = Authors.backend(transaction.version(), nowMillis());
                stamp(transaction, rows(transaction), transaction.changes(), authors);
                prepare(transaction);
                over = true;
            }
        } catch (Incorrect refused) {
            transaction.rollbackTo(before);
            over = true;
            throw refused;
        } finally {
            if (!over) {
                transaction.rollback();
            }
        }
    }

    /** Of what the server's own code writes: that is in the cells of the newest version. */
    private Carrying carrying(Reader rows) {
        SchemaVersions known = present == null ? null : present.versions();
        StoredVersions stored = known == null ? null : versions.stored(rows, known);
        return stored == null
                ? new Carrying(null, 0, environment)
                : new Carrying(stored.succession(), stored.newest(), environment);
    }

    private void prepare(Transaction transaction) {
        long millis = nowMillis();
        retention.run(transaction, store, millis);
        if (!lineListed) {
            Lines.add(transaction, transaction.version(), line);
        }
        commits.add(new Commit(transaction.prepare(), millis));
        lineListed = true;
        commitMillis = millis;
    }
}
