package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.exec.Execution;
import dev.syncdb.sql.exec.Execution.Written;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.term.Counters;
import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.store.KeyLookup;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A conversation with a database in SQL. Outside of BEGIN and COMMIT each statement is a
 * transaction of its own. A statement that fails leaves nothing behind, and an open transaction
 * open. Lives until {@link #close()}, which rolls back what is not committed; confined to one
 * thread.
 *
 * <p>BEGIN takes a snapshot; the first write takes the turn to write, and fails with Contended if
 * others have committed in between. BEGIN IMMEDIATE takes the turn at once.
 */
public final class Session implements AutoCloseable {
    private final Engine engine;
    private final Counters counters = new Counters();
    private final SessionTransaction transaction;

    Session(Engine engine) {
        this.engine = engine;
        this.transaction = new SessionTransaction(engine);
    }

    /**
     * Runs any statement.
     *
     * @param parameters values of its parameters in order: null, integers, reals, texts, booleans,
     *     bytes, UUIDs (as text)
     * @return its rows: of a query, of RETURNING, of a PRAGMA; else none
     */
    public Rows query(String sql, @Nullable Object... parameters) {
        return run(call(sql, inOrder(parameters))).rows();
    }

    /**
     * Runs any statement whose parameters have names, given with or without the sign before them.
     */
    public Rows query(String sql, Map<String, ?> parameters) {
        return run(call(sql, byName(parameters))).rows();
    }

    /** Runs any statement and returns how many rows it wrote. */
    public long execute(String sql, @Nullable Object... parameters) {
        return run(call(sql, inOrder(parameters))).written();
    }

    /** Runs any statement whose parameters have names, and returns how many rows it wrote. */
    public long execute(String sql, Map<String, ?> parameters) {
        return run(call(sql, byName(parameters))).written();
    }

    /** A statement that is to run often. */
    public PreparedStatement prepare(String sql) {
        return new PreparedStatement(this, engine.plans().statement(sql), sql);
    }

    /** The rows of a table, to be read and written without SQL. Fails with UNKNOWN_TABLE. */
    public Records records(String table) {
        return new Records(this, schema().table(table));
    }

    /** True between BEGIN and its end. */
    public boolean inTransaction() {
        return transaction.isOpen();
    }

    /** The automatic key of the row that this session inserted last; 0 before the first. */
    public long lastInsertRowid() {
        return counters.lastInsertRowid();
    }

    /** The tables as this session sees them. */
    public Schema schema() {
        return transaction.reading(Reader::schema);
    }

    /** Rolls back an open transaction. A closed session can be closed again. */
    @Override
    public void close() {
        transaction.close();
    }

    /**
     * What a statement came to.
     *
     * @param failure to throw once what the statement kept is settled, or null
     */
    record Result(Rows rows, long written, @Nullable Incorrect failure) {
        static Result nothing() {
            return new Result(Rows.none(), 0, null);
        }

        Result orThrow() {
            if (failure != null) {
                throw failure;
            }
            return this;
        }
    }

    /** Values for the parameters of a statement, given their names. */
    interface Arguments {
        Value[] values(List<String> names);
    }

    /**
     * A statement to run.
     *
     * @param text as written
     * @param planning its plan for the schema that it meets, if it is one on rows
     */
    record Call(
            Statement statement,
            String text,
            Function<Schema, Plan> planning,
            Arguments arguments) {}

    Plan plan(String sql, Statement statement, Schema schema) {
        return engine.plans().plan(sql, statement, schema);
    }

    Snapshot snapshot() {
        return engine.store().snapshot();
    }

    KeyLookup lookup(String table) {
        return engine.store().lookup(table);
    }

    /** True once the session or its database is closed. */
    boolean isClosed() {
        return transaction.isClosed();
    }

    /** The transaction that statements run in. */
    SessionTransaction transaction() {
        return transaction;
    }

    Result run(Call call) {
        Statement statement = call.statement();
        if (statement instanceof Statement.Query) {
            return transaction.reading(reader -> rows(call, reader));
        }
        String written = writtenTable(statement);
        if (written != null) {
            if (!(statement instanceof Statement.Update && Schema.isLedger(written))) {
                requireOwn(written);
            }
            return transaction.writing(state -> write(call, state)).orThrow();
        }
        if (call.arguments().values(List.of()).length > 0) {
            throw new Incorrect(ErrorCode.PARAMETER, "the statement has no parameters");
        }
        if (statement instanceof Statement.Pragma pragma) {
            return pragma(pragma);
        }
        if (!control(statement)) {
            define(statement, call.text());
        }
        return Result.nothing();
    }

    static Arguments inOrder(@Nullable Object[] parameters) {
        return names -> Parameters.of(parameters);
    }

    static Arguments byName(Map<String, ?> parameters) {
        return names -> Parameters.named(names, parameters);
    }

    private Call call(String sql, Arguments arguments) {
        PlanCache plans = engine.plans();
        Statement statement = plans.statement(sql);
        return new Call(statement, sql, schema -> plans.plan(sql, statement, schema), arguments);
    }

    private Result rows(Call call, Reader reader) {
        Plan plan = call.planning().apply(reader.schema());
        Value[] values = call.arguments().values(plan.parameters());
        Execution.Found found =
                new Execution(reader, engine.environment(), counters).query(plan, values);
        Rows rows = new Rows(names(plan.action().outputs()), found.rows(), found.columns());
        return new Result(rows, 0, null);
    }

    private Result write(Call call, Transaction state) {
        Plan plan = call.planning().apply(state.schema());
        Value[] values = call.arguments().values(plan.parameters());
        ConflictAction conflict = plan.action().conflict();
        try {
            Written written =
                    new Execution(state, engine.environment(), counters).write(plan, state, values);
            Rows returned = new Rows(names(plan.action().outputs()), written.returned());
            return new Result(returned, written.rows(), null);
        } catch (Incorrect refused) {
            if (conflict == ConflictAction.FAIL) {
                // What OR FAIL kept is committed before the failure is thrown.
                return new Result(Rows.none(), 0, refused);
            }
            if (conflict == ConflictAction.ROLLBACK && plan.action().isConflict(refused)) {
                transaction.rollback();
            }
            throw refused;
        }
    }

    /** The table of an INSERT, UPDATE, DELETE or EXPECT; null for any other statement. */
    private static @Nullable String writtenTable(Statement statement) {
        if (statement instanceof Statement.Insert insert) {
            return insert.table();
        }
        if (statement instanceof Statement.Update update) {
            return update.table();
        }
        if (statement instanceof Statement.Expect expect) {
            return expect.table();
        }
        return statement instanceof Statement.Delete delete ? delete.table() : null;
    }

    private static List<String> names(List<Output> outputs) {
        List<String> names = new ArrayList<>(outputs.size());
        outputs.forEach(output -> names.add(output.name()));
        return names;
    }

    static Forbidden reserved(String name) {
        return new Forbidden(
                ErrorCode.FORBIDDEN, "the name " + name + " is reserved for SyncDB itself");
    }

    private static void requireOwn(String name) {
        if (Schema.isReserved(name)) {
            throw reserved(name);
        }
    }

    private void define(Statement statement, String text) {
        requireOwnNames(statement);
        transaction.writing(state -> {
            Savepoint before = state.savepoint();
            boolean done = false;
            try {
                state.define(text);
                if (statement instanceof Statement.AlterTable alter) {
                    AddedRules.require(state, alter, engine.environment());
                }
                state.endStatement();
                done = true;
                return text;
            } finally {
                if (!done) {
                    state.rollbackTo(before);
                }
            }
        });
    }

    private void requireOwnNames(Statement statement) {
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
        } else if (statement instanceof Statement.AlterTable alter) {
            requireOwn(alter.table());
            if (alter.alteration() instanceof Statement.RenameTable rename) {
                requireOwn(rename.name());
            } else if (alter.alteration() instanceof Statement.ReplaceTable) {
                throw new Forbidden(
                        ErrorCode.FORBIDDEN, "ALTER TABLE REPLACE is for SyncDB itself");
            }
        }
    }

    /** Runs a statement that controls the transaction. Returns false if it is none. */
    private boolean control(Statement statement) {
        if (statement instanceof Statement.Begin begin) {
            transaction.begin(begin.locking() != Statement.Locking.DEFERRED);
        } else if (statement instanceof Statement.Commit) {
            transaction.requireEndable();
            transaction.commit();
        } else if (statement instanceof Statement.Rollback rollback) {
            rollback(rollback.savepoint());
        } else if (statement instanceof Statement.Savepoint savepoint) {
            transaction.savepoint(savepoint.name());
        } else if (statement instanceof Statement.Release release) {
            transaction.release(release.savepoint());
        } else {
            return false;
        }
        return true;
    }

    private void rollback(@Nullable String savepoint) {
        if (savepoint == null) {
            transaction.requireEndable();
            transaction.rollback();
        } else {
            transaction.rollbackTo(savepoint);
        }
    }

    private Result pragma(Statement.Pragma pragma) {
        if (!pragma.name().equalsIgnoreCase("foreign_keys")) {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED,
                    pragma.at() + ": PRAGMA " + pragma.name() + " is not supported");
        }
        if (pragma.value() == null) {
            List<Row> rows = List.of(Row.of(Value.of(transaction.enforcesForeignKeys())));
            return new Result(new Rows(List.of("foreign_keys"), rows), 0, null);
        }
        // As in SQLite, it says nothing within a transaction.
        if (!inTransaction()) {
            transaction.enforceForeignKeys(isOn(pragma.value()));
        }
        return Result.nothing();
    }

    /** What a PRAGMA takes for a yes. */
    static boolean isOn(String value) {
        return value.equalsIgnoreCase("on")
                || value.equalsIgnoreCase("yes")
                || value.equalsIgnoreCase("true")
                || value.equals("1");
    }
}
