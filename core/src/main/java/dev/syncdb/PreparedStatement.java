package dev.syncdb;

import dev.syncdb.Session.Arguments;
import dev.syncdb.Session.Call;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.PointPlan;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.store.KeyLookup;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A statement that is parsed once and run often, each time with the values that its parameters have
 * then. Follows changes of structure. Lives as long as its session, whose thread it shares.
 *
 * <p>Parameters are counted from 1, as in SQLite, and keep their values from run to run; before the
 * first they are NULL.
 */
public final class PreparedStatement {
    private static final @Nullable Object[] NONE = {};

    /** As many as a statement can have in SQLite. */
    private static final int PARAMETERS_MAX = 32_766;

    private final Session session;
    private final Statement statement;
    private final String sql;
    private final Arguments arguments = names -> values(names.size());
    private @Nullable Object[] given = NONE;
    private @Nullable Schema schema;
    private @Nullable Plan plan;
    private List<String> names = List.of();
    private @Nullable PointPlan point;
    private @Nullable KeyLookup lookup;

    PreparedStatement(Session session, Statement statement, String sql) {
        this.session = session;
        this.statement = statement;
        this.sql = sql;
    }

    /** Gives a parameter a value, as {@link Session#query(String, Object...)} takes them. */
    public PreparedStatement bind(int parameter, @Nullable Object value) {
        if (parameter < 1 || parameter > PARAMETERS_MAX) {
            throw new Incorrect(
                    ErrorCode.PARAMETER,
                    "parameters are counted from 1 to " + PARAMETERS_MAX + ", not " + parameter);
        }
        if (parameter > given.length) {
            given = Arrays.copyOf(given, parameter);
        }
        given[parameter - 1] = value;
        return this;
    }

    /** Gives all parameters their values. */
    public PreparedStatement bindAll(@Nullable Object... values) {
        given = values.clone();
        return this;
    }

    /** Runs the statement; see {@link Session#query(String, Object...)}. */
    public Rows query() {
        PointPlan known = point;
        if (known != null && given.length == 1 && !session.inTransaction()) {
            Rows found = find(known, given[0]);
            if (found != null) {
                return found;
            }
        }
        return session.run(call()).rows();
    }

    /** Runs the statement and returns how many rows it wrote. */
    public long execute() {
        return session.run(call()).written();
    }

    private Call call() {
        return new Call(statement, sql, this::plan, arguments);
    }

    /** The row of that key, or null if this way cannot find it. */
    private @Nullable Rows find(PointPlan known, @Nullable Object key) {
        KeyLookup rows = lookup;
        if (rows == null || rows.schema() != schema || session.isClosed()) {
            return null;
        }
        @Nullable Row row;
        if (key instanceof String text && rows.isText()) {
            row = rows.find(text);
        } else if (key instanceof Long integer && rows.isInteger()) {
            row = rows.find(integer.longValue());
        } else if (key instanceof Integer integer && rows.isInteger()) {
            row = rows.find(integer.longValue());
        } else {
            return null;
        }
        // Structure changes in other threads; a schema that has gone does not come back.
        return rows.schema() == schema ? new Rows(names, row, known.columns()) : null;
    }

    private Plan plan(Schema present) {
        Plan known = plan;
        if (known == null || schema != present) {
            known = session.plan(sql, statement, present);
            plan = known;
            schema = present;
            names = names(known);
            point = PointPlan.of(known);
            lookup = point == null ? null : session.lookup(point.table().name());
        }
        return known;
    }

    private static List<String> names(Plan plan) {
        List<String> names = new ArrayList<>();
        for (Query.Output output : plan.action().outputs()) {
            names.add(output.name());
        }
        return names;
    }

    private Value[] values(int count) {
        if (given.length > count) {
            throw new Incorrect(
                    ErrorCode.PARAMETER,
                    "the statement has " + count + " parameters but " + given.length
                            + " were given");
        }
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            values[i] = Parameters.value(i < given.length ? given[i] : null);
        }
        return values;
    }
}
