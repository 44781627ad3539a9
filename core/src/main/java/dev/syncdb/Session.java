package dev.syncdb;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.exec.Execution;
import dev.syncdb.sql.exec.Execution.Written;
import dev.syncdb.sql.plan.DeletePlan;
import dev.syncdb.sql.plan.InsertPlan;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.UpdatePlan;
import dev.syncdb.sql.plan.term.Counters;
import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a database in SQL. Outside of BEGIN and COMMIT each statement is a transaction of its own. A
 * statement that fails leaves nothing behind, and an open transaction open. Lives until {@link #close()}, which rolls back
 * what is not committed; confined to one thread.
 *
 * <p>BEGIN takes a snapshot; the first write takes the turn to write, and fails with Contended if others have committed in
 * between. BEGIN IMMEDIATE takes the turn at once.
 */
public final class Session implements AutoCloseable {
    private static final SessionState AUTOCOMMIT = new SessionState.Autocommit();

    private final Engine engine;
    private final Counters counters = new Counters();
    private final Savepoints savepoints = new Savepoints();
    private SessionState state = AUTOCOMMIT;
    private boolean foreignKeys = true;
    private boolean closed;

    Session(Engine engine) {
        this.engine = engine;
    }

    /**
     * Runs any statement.
     *
     * @param parameters values of its parameters in order: null, integers, reals, texts, booleans, bytes, UUIDs (as text)
     * @return its rows: of a query, of RETURNING, of a PRAGMA; else none
     */
    public Rows query(String sql, @Nullable Object... parameters) {
        PlanCache.Entry entry = entry(sql);
        return run(entry.statement(), entry.plan(), sql, Parameters.of(parameters)).rows();
    }

    /** Runs any statement whose parameters have names; they are given with or without the sign before them. */
    public Rows query(String sql, Map<String, ?> parameters) {
        PlanCache.Entry entry = entry(sql);
        return run(entry.statement(), entry.plan(), sql, named(entry, parameters)).rows();
    }

    /** Runs any statement and returns how many rows it wrote. */
    public long execute(String sql, @Nullable Object... parameters) {
        PlanCache.Entry entry = entry(sql);
        return run(entry.statement(), entry.plan(), sql, Parameters.of(parameters)).written();
    }

    /** Runs any statement whose parameters have names, and returns how many rows it wrote. */
    public long execute(String sql, Map<String, ?> parameters) {
        PlanCache.Entry entry = entry(sql);
        return run(entry.statement(), entry.plan(), sql, named(entry, parameters)).written();
    }

    /** True between BEGIN and its end. */
    public boolean inTransaction() {
        return !(state instanceof SessionState.Autocommit);
    }

    /** The automatic key of the row that this session inserted last; 0 before the first. */
    public long lastInsertRowid() {
        return counters.lastInsertRowid();
    }

    /** The tables as this session sees them. */
    public Schema schema() {
        return reading(Reader::schema);
    }

    /** Rolls back an open transaction. A closed session can be closed again. */
    @Override
    public void close() {
        if (!closed) {
            rollback();
            closed = true;
        }
    }

    /** What a statement came to. */
    record Result(Rows rows, long written) {
        static final Result NOTHING = written(0);

        static Result written(long rows) {
            return new Result(new Rows(List.of(), List.of()), rows);
        }
    }

    /** Runs a statement that was parsed from {@code text} and, if it is one on rows, planned. */
    Result run(Statement statement, @Nullable Plan plan, String text, Value... parameters) {
        if (plan != null) {
            return plan.action() instanceof QueryPlan query
                    ? rows(plan, query, parameters)
                    : write(plan, parameters);
        }
        if (parameters.length > 0) {
            throw new Incorrect(ErrorCode.PARAMETER, "the statement has no parameters");
        }
        if (statement instanceof Statement.Pragma pragma) {
            return pragma(pragma);
        }
        if (!control(statement)) {
            define(statement, text);
        }
        return Result.NOTHING;
    }

    void begin(boolean writing) {
        requireNoTransaction();
        if (writing) {
            startWriting();
        } else {
            state = new SessionState.Reading(store().snapshot(), false);
        }
    }

    /** A transaction in which every write is refused. */
    void beginReading() {
        requireNoTransaction();
        state = new SessionState.Reading(store().snapshot(), true);
    }

    void commit() {
        if (state instanceof SessionState.Writing writing) {
            boolean undone = true;
            try {
                engine.commits().commit(writing.transaction());
            } catch (Incorrect refused) {
                undone = false;
                throw refused;
            } finally {
                if (undone) {
                    stopWriting();
                }
            }
        } else {
            rollback();
        }
    }

    void rollback() {
        if (state instanceof SessionState.Writing writing) {
            try {
                writing.transaction().rollback();
            } catch (Incorrect over) {
                // Who commits may have undone it before it refused.
                if (over.code() != ErrorCode.TRANSACTION) {
                    throw over;
                }
            } finally {
                stopWriting();
            }
        } else if (state instanceof SessionState.Reading reading) {
            reading.snapshot().close();
            state = AUTOCOMMIT;
        }
    }

    /** Switches foreign keys on or off, also for a transaction that is open. */
    void enforceForeignKeys(boolean enforce) {
        foreignKeys = enforce;
        if (state instanceof SessionState.Writing writing) {
            writing.transaction().enforceForeignKeys(enforce);
        }
    }

    private PlanCache.Entry entry(String sql) {
        return reading(reader -> engine.plans().entry(sql, reader.schema()));
    }

    private static Value[] named(PlanCache.Entry entry, Map<String, ?> parameters) {
        List<@Nullable String> names = entry.plan() == null ? List.of() : entry.plan().parameters();
        return Parameters.named(names, parameters);
    }

    private Result rows(Plan plan, QueryPlan query, Value[] parameters) {
        List<Row> rows = reading(reader ->
                new Execution(reader, engine.environment(), counters).query(plan, parameters));
        return new Result(new Rows(names(query.outputs()), rows), 0);
    }

    private Result write(Plan plan, Value[] parameters) {
        requireWritable(plan);
        Written written = writing(transaction -> {
            try {
                return new Execution(transaction, engine.environment(), counters)
                        .write(plan, transaction, parameters);
            } catch (Incorrect refused) {
                if (rollsBack(plan)) {
                    rollback();
                }
                throw refused;
            }
        });
        Rows rows = new Rows(names(returning(plan)), written.returned());
        return new Result(rows, written.rows());
    }

    private static boolean rollsBack(Plan plan) {
        Plan.Action action = plan.action();
        return (action instanceof InsertPlan insert && insert.conflict() == ConflictAction.ROLLBACK)
                || (action instanceof UpdatePlan update
                        && update.conflict() == ConflictAction.ROLLBACK);
    }

    private static List<Output> returning(Plan plan) {
        if (plan.action() instanceof InsertPlan insert) {
            return insert.returning();
        }
        return plan.action() instanceof UpdatePlan update
                ? update.returning()
                : ((DeletePlan) plan.action()).returning();
    }

    private static List<String> names(List<Output> outputs) {
        List<String> names = new ArrayList<>(outputs.size());
        outputs.forEach(output -> names.add(output.name()));
        return names;
    }

    private static void requireWritable(Plan plan) {
        if (plan.action() instanceof InsertPlan insert) {
            requireOwn(insert.table().name());
        } else if (plan.action() instanceof UpdatePlan update) {
            requireOwn(update.table().name());
        } else {
            requireOwn(((DeletePlan) plan.action()).table().name());
        }
    }

    private static void requireOwn(String name) {
        if (Schema.isInternal(name)) {
            throw new Forbidden(
                    ErrorCode.FORBIDDEN, "the name " + name + " is reserved for SyncDB itself");
        }
    }

    private void define(Statement statement, String text) {
        if (statement instanceof Statement.CreateTable create) {
            requireOwn(create.name());
        } else if (statement instanceof Statement.CreateIndex create) {
            requireOwn(create.name());
            requireOwn(create.table());
        } else if (statement instanceof Statement.DropTable drop) {
            requireOwn(drop.name());
        } else if (statement instanceof Statement.DropIndex drop) {
            Index index = schema().findIndex(drop.name());
            requireOwn(index == null ? drop.name() : index.table());
        }
        writing(transaction -> {
            transaction.define(text);
            transaction.endStatement();
            return text;
        });
    }

    /** Runs a statement that controls the transaction. Returns false if it is none. */
    private boolean control(Statement statement) {
        if (statement instanceof Statement.Begin begin) {
            begin(begin.locking() != Statement.Locking.DEFERRED);
        } else if (statement instanceof Statement.Commit) {
            requireTransaction();
            commit();
        } else if (statement instanceof Statement.Rollback rollback) {
            requireTransaction();
            if (rollback.savepoint() == null) {
                rollback();
            } else {
                savepoints.rollbackTo(rollback.savepoint(), startWriting());
            }
        } else if (statement instanceof Statement.Savepoint savepoint) {
            boolean outermost = !inTransaction();
            savepoints.add(savepoint.name(), startWriting().savepoint(), outermost);
        } else if (statement instanceof Statement.Release release) {
            requireTransaction();
            if (savepoints.endsTransaction(release.savepoint())) {
                commit();
            } else {
                savepoints.release(release.savepoint());
            }
        } else {
            return false;
        }
        return true;
    }

    private Result pragma(Statement.Pragma pragma) {
        if (!pragma.name().equalsIgnoreCase("foreign_keys")) {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED,
                    pragma.at() + ": PRAGMA " + pragma.name() + " is not supported");
        }
        if (pragma.value() == null) {
            List<Row> rows = List.of(Row.of(Value.of(foreignKeys)));
            return new Result(new Rows(List.of("foreign_keys"), rows), 0);
        }
        // As in SQLite, it says nothing within a transaction.
        if (!inTransaction()) {
            enforceForeignKeys(isOn(pragma.value()));
        }
        return Result.NOTHING;
    }

    /** What a PRAGMA takes for a yes. */
    static boolean isOn(String value) {
        return value.equalsIgnoreCase("on")
                || value.equalsIgnoreCase("yes")
                || value.equalsIgnoreCase("true")
                || value.equals("1");
    }

    private <T> T reading(Function<Reader, T> work) {
        if (state instanceof SessionState.Writing writing) {
            return work.apply(writing.transaction());
        }
        if (state instanceof SessionState.Reading reading) {
            return work.apply(reading.snapshot());
        }
        try (Snapshot snapshot = store().snapshot()) {
            return work.apply(snapshot);
        }
    }

    /** Does {@code work} in the open transaction, or in one of its own that is then committed. */
    private <T> T writing(Function<Transaction, T> work) {
        if (inTransaction()) {
            return work.apply(startWriting());
        }
        boolean done = false;
        try {
            T result = work.apply(startWriting());
            commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** The transaction; begins it, or takes the turn for one that only read so far. */
    private Transaction startWriting() {
        if (state instanceof SessionState.Writing writing) {
            return writing.transaction();
        }
        SessionState before = state;
        if (before instanceof SessionState.Reading reading && reading.forever()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "the transaction is for reading only");
        }
        Store store = store();
        engine.commits().acquire();
        boolean begun = false;
        try {
            requireNewest(before, store);
            Transaction transaction = store.begin();
            transaction.enforceForeignKeys(foreignKeys);
            state = new SessionState.Writing(transaction);
            begun = true;
            return transaction;
        } finally {
            if (!begun) {
                engine.commits().release();
            } else if (before instanceof SessionState.Reading reading) {
                reading.snapshot().close();
            }
        }
    }

    private static void requireNewest(SessionState state, Store store) {
        if (state instanceof SessionState.Reading reading
                && reading.snapshot().version() != store.head()) {
            throw new Contended(
                    ErrorCode.CHANGED,
                    "the transaction read version " + reading.snapshot().version()
                            + " and cannot write on version " + store.head());
        }
    }

    private void stopWriting() {
        state = AUTOCOMMIT;
        savepoints.clear();
        engine.commits().release();
    }

    private Store store() {
        if (closed) {
            throw new Incorrect(ErrorCode.CLOSED, "the session is closed");
        }
        return engine.store();
    }

    private void requireTransaction() {
        if (!inTransaction()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "no transaction is open");
        }
    }

    private void requireNoTransaction() {
        if (inTransaction()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "a transaction is open already");
        }
    }
}
