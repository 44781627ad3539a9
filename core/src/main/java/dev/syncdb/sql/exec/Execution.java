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

    /**
     * All rows of a query. Fails with PARAMETER unless it gets as many values as it has parameters.
     */
    public List<Row> query(Plan plan, Value... parameters) {
        return RowBuffer.all(open((QueryPlan) plan.action(), frame(plan, parameters)));
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
