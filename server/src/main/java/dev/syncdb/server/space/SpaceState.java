package dev.syncdb.server.space;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.StoreRows;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One space as its owner loop holds it: the store, and the commits of the present turn that are not
 * durable yet. Lives as long as the server; but for the store, confined to the loop.
 */
final class SpaceState {
    private record Commit(Prepared prepared, long millis) {}

    private final String id;
    private final Environment environment;
    private final Store store;
    private final long line;
    private final List<Commit> commits = new ArrayList<>();
    private int framed;

    /** True once this opening's line is in the table of lines, in a prepared commit at least. */
    private boolean lineListed;

    private boolean lineDurable;

    /** Commit time of the newest commit, prepared ones among them. */
    private long commitMillis;

    private long publishedMillis;
    private Schema hashed = Schema.EMPTY;
    private long schemaHash = Schema.EMPTY.hash();

    /** @param line random; names the versions that this opening writes */
    SpaceState(String id, SchemaCompiler compiler, Environment environment, long line) {
        this.id = id;
        this.environment = environment;
        this.store = new Store(compiler, environment, StoreOptions.SPACE);
        this.line = line;
    }

    String id() {
        return id;
    }

    Store store() {
        return store;
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
        Transaction transaction = store.begin();
        try {
            writing.accept(transaction);
            prepare(transaction);
        } catch (RuntimeException failure) {
            transaction.rollback();
            throw failure;
        }
    }

    /** Makes the tables of a new space. */
    void found(Writing<?> founding) {
        write(transaction -> {
            InternalTables.define(transaction);
            return founding.run(transaction);
        });
    }

    /** Runs work of the server's own code as one commit, or none if it writes nothing. */
    <T extends @Nullable Object> T write(Writing<T> work) {
        Transaction transaction = store.begin();
        try {
            T result = work.run(transaction);
            List<Change> changes = transaction.changes();
            if (changes.isEmpty()) {
                transaction.rollback();
            } else {
                stamp(transaction, changes, Authors.backend(transaction.version(), nowMillis()));
                prepare(transaction);
            }
            return result;
        } catch (RuntimeException failure) {
            transaction.rollback();
            throw failure;
        }
    }

    /** Writes into every row that a transaction touched who did it, and numbers its new rows. */
    static void stamp(Transaction transaction, List<Change> changes, Authors authors) {
        HandleTable handles = new HandleTable(transaction);
        Effects.stamp(new StoreRows(transaction), changes, authors, handles);
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
        if (commits.isEmpty()) {
            return;
        }
        store.abandon();
        lineListed = lineDurable;
        commits.clear();
        framed = 0;
        commitMillis = publishedMillis;
    }

    private void prepare(Transaction transaction) {
        long millis = nowMillis();
        if (!lineListed) {
            Lines.add(transaction, transaction.version(), line);
        }
        commits.add(new Commit(transaction.prepare(), millis));
        lineListed = true;
        commitMillis = millis;
    }
}
