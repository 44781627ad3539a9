package dev.syncdb.sql.exec;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.term.Counters;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where statements run: one state of the store, and what their functions may ask. Lives as long as
 * that state is open; confined to one thread.
 */
public final class Execution implements Frame.Surroundings {
    private final Reader reader;
    private final Environment environment;
    private final Counters counters;

    public Execution(Reader reader, Environment environment, Counters counters) {
        this.reader = reader;
        this.environment = environment;
        this.counters = counters;
    }

    /** What a write did. */
    public record Written(long rows, List<Row> returned) {}

    /** The rows of a query, as they lie in their table where that is all it asks for. */
    public static final class Found {
        private final List<Row> rows;
        private final int @Nullable [] columns;

        Found(List<Row> rows, int @Nullable [] columns) {
            this.rows = rows;
            this.columns = columns;
        }

        public List<Row> rows() {
            return rows;
        }

        /** The positions of the outputs in the rows; null if these have nothing else. */
        public int @Nullable [] columns() {
            return columns;
        }
    }

    /**
     * All rows of a query. Fails with PARAMETER unless it gets as many values as it has parameters.
     */
    public Found query(Plan plan, Value... parameters) {
        Frame frame = frame(plan, parameters);
        QueryPlan query = (QueryPlan) plan.action();
        if (query instanceof QueryPlan.Simple simple) {
            int[] columns = simple.bareColumns();
            if (columns != null) {
                List<Row> rows = RowBuffer.all(SelectCursor.openBare(simple, frame, this));
                return new Found(rows, columns);
            }
        }
        return new Found(RowBuffer.all(open(query, frame)), null);
    }

    /**
     * Runs an INSERT, UPDATE or DELETE on {@code transaction}, which must be what this execution
     * reads. On failure nothing of it remains, but for OR FAIL.
     */
    public Written write(Plan plan, Transaction transaction, Value... parameters) {
        return new WriteRun(this, transaction, frame(plan, parameters)).run(plan.action());
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public Query.Cursor open(Query query, Frame frame) {
        return Cursors.open((QueryPlan) query, frame, this);
    }

    Reader reader() {
        return reader;
    }

    private Frame frame(Plan plan, Value[] parameters) {
        if (parameters.length != plan.parameters().size()) {
            throw new Incorrect(
                    ErrorCode.PARAMETER,
                    "the statement has " + plan.parameters().size() + " parameters but "
                            + parameters.length + " values were given");
        }
        return new Frame(this, plan.slots(), parameters);
    }
}
