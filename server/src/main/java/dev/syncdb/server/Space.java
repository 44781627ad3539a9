package dev.syncdb.server;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.schema.Schema;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.space.Spaces;
import dev.syncdb.store.CommitListener;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.sync.encoding.TokenText;
import dev.syncdb.sync.ledger.Conflicts;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One space, as the server's own code uses it. Writes run in the space's owner loop, one after the
 * other with the clients' pushes, and are durable when they return. May be called from any thread
 * and kept as long as the server.
 */
public final class Space {
    private final String id;
    private final Spaces spaces;
    private final Alarm alarm;

    Space(String id, Spaces spaces, Alarm alarm) {
        this.id = id;
        this.spaces = spaces;
        this.alarm = alarm;
    }

    public String id() {
        return id;
    }

    /**
     * Runs one statement that reads, on a snapshot; see {@link Session#query(String, Object...)}.
     */
    @SuppressWarnings("NullAway") // class files lose that elements may be null
    public Rows query(String sql, @Nullable Object... parameters) {
        return database().query(sql, parameters);
    }

    /** Runs one statement that writes, and returns how many rows it wrote. */
    @SuppressWarnings("NullAway") // class files lose that elements may be null
    public long execute(String sql, @Nullable Object... parameters) {
        return write(session -> session.execute(sql, parameters));
    }

    /**
     * What can be done about edits of clients that gave way, see {@code syncdb_conflicts} and
     * {@link #spilledConflicts}.
     */
    public Conflicts conflicts() {
        return new Conflicts(
                this::write, record -> await("looking on disk", () -> spaces.recall(id, record)));
    }

    /**
     * The records of conflicts that were too many for memory, see
     * {@code Limits.conflictsInMemoryMax}, in order of id, as rows of {@code syncdb_conflicts}:
     * {@code ConflictTable} has the positions of the columns. Read a few thousand at a time, while
     * the space's shard waits; each time the file is read once. What is moved there meanwhile comes
     * if it is behind what was read.
     */
    public Iterator<Row> spilledConflicts() {
        return new SpilledConflicts((after, max) ->
                await("reading records of conflicts", () -> spaces.spilled(id, after, max)));
    }

    /** Runs a whole script in one transaction, see {@link Database#load}. */
    public void load(String script) {
        await(
                "loading a script",
                () -> spaces.write(id, database -> {
                    database.load(script);
                    return id;
                }));
    }

    /** As {@link #submit}, but waits. */
    public <T> T write(Function<Session, T> work) {
        return await("a write that waits", () -> submit(work));
    }

    /**
     * Hands in a transaction. It runs in the owner loop, on the newest state and serially, so it
     * must be quick and must not wait; what it throws undoes it. Completes when it is durable and
     * visible.
     */
    public <T> CompletableFuture<T> submit(Function<Session, T> work) {
        return spaces.write(id, database -> database.write(work));
    }

    /**
     * The space as a database for reading. Its writes fail with TRANSACTION: they are for
     * {@link #write}.
     */
    public Database database() {
        Database database = spaces.find(id);
        if (database == null) {
            await("making a space", () -> spaces.write(id, made -> id));
            database = spaces.find(id);
        }
        return Objects.requireNonNull(database, "a space that was written has tables");
    }

    /**
     * A token of the state that everybody who reads the space now sees: small text for an answer of
     * an API of one's own, or for a push message. A client that is given it, see
     * {@code SyncClient.caughtUpTo}, can wait until it shows all of that state, whatever was
     * written in it by whom. Taken after a write, it names a state with that write in it.
     *
     * <p>Keeps its meaning when the server is started again. It is a name and no permission.
     */
    public String token() {
        return TokenText.of(spaces.cursor(id));
    }

    /**
     * Tells {@code listener} of every commit that changes rows or structure, from now on and in
     * order, on the owner loop's thread; it must return quickly. SyncDB's own tables are left out.
     *
     * @return ends it when closed
     */
    public AutoCloseable observe(CommitListener listener) {
        return database().observe(changes -> tell(listener, changes));
    }

    /**
     * Calls a merge function again that failed here and is off since, see the table
     * {@code syncdb_rules}.
     */
    public void enableRule(String name) {
        await("enabling a rule", () -> spaces.enableRule(id, name));
    }

    /**
     * Tells {@code listener} of edits that gave way to others: the ids of their records in
     * {@code syncdb_conflicts}, once these can be read. As {@link #observe} does it, from now on
     * and in order, on the owner loop's thread.
     *
     * @return ends it when closed
     */
    public AutoCloseable observeConflicts(Consumer<List<Long>> listener) {
        return database().observe(changes -> {
            List<Long> records = new ArrayList<>();
            for (Change change : changes.changes()) {
                if (change instanceof Change.Insert insert
                        && Schema.isLedger(insert.row().table())) {
                    records.add(insert.row().key().values().at(0).asLong());
                }
            }
            if (!records.isEmpty()) {
                tell(() -> listener.accept(records));
            }
        });
    }

    /**
     * Everything that is wrong in the space: empty when all is well. Holds up its shard for a pass
     * over all rows.
     */
    public List<Inconsistency> check() {
        return await("a check", () -> spaces.check(id));
    }

    /**
     * Forgets a user: the values that the user's devices wrote, wherever the space keeps them
     * beside its tables (records of conflicts, outcomes, and rows that were deleted, which then
     * cannot come back), the user's name there, and the registrations. Records stay, and say that
     * number so-and-so had written something. The rows of the tables are the application's to
     * delete. Phones that have such records hear of it with their next sync.
     *
     * <p>The log and older snapshots still have the values until the server has next written its
     * snapshots.
     *
     * @return how many devices of the user were registered. The user's tokens must not be valid any
     *     more: who comes again with one registers anew
     */
    public long erase(String subject) {
        return await("erasing a user", () -> spaces.erase(id, subject));
    }

    private void tell(CommitListener listener, ChangeSet changes) {
        List<Change> seen = new ArrayList<>(changes.changes());
        seen.removeIf(Space::isInternal);
        if (seen.isEmpty()) {
            return;
        }
        tell(() -> listener.published(new ChangeSet(changes.version(), seen)));
    }

    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            alarm.raise("telling an observer of space " + id, failure);
        }
    }

    private static boolean isInternal(Change change) {
        if (change instanceof Change.Insert insert) {
            return Schema.isInternal(insert.row().table());
        }
        if (change instanceof Change.Update update) {
            return Schema.isInternal(update.row().table());
        }
        return change instanceof Change.Delete delete
                && Schema.isInternal(delete.row().table());
    }

    /**
     * Waits for work that is then handed in. Fails with TRANSACTION inside a write or an observer
     * of a space.
     */
    private <T> T await(String operation, Supplier<CompletableFuture<T>> work) {
        spaces.requireOutside(operation);
        try {
            return work.get().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw failure;
        }
    }
}
