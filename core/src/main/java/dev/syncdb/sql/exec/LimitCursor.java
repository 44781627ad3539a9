package dev.syncdb.sql.exec;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.QueryPlan.Limit;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

/** Some rows of a cursor. */
final class LimitCursor implements Cursor {
    private final Cursor rows;
    private long toSkip;
    private long left;

    private LimitCursor(Cursor rows, long toSkip, long left) {
        this.rows = rows;
        this.toSkip = toSkip;
        this.left = left;
    }

    /** True if no row is let through, so that none needs to be found. */
    static boolean isNothing(@Nullable Limit limit, Frame frame) {
        return limit != null && limit.count() != null && number(limit.count(), frame) == 0;
    }

    /** {@code rows} as far as {@code limit} lets them through. */
    static Cursor over(Cursor rows, @Nullable Limit limit, Frame frame) {
        if (limit == null) {
            return rows;
        }
        long count = number(limit.count(), frame);
        long offset = number(limit.offset(), frame);
        long left = limit.count() == null || count < 0 ? Long.MAX_VALUE : count;
        return new LimitCursor(rows, Math.max(0, offset), left);
    }

    @Override
    public boolean next() {
        while (toSkip > 0 && rows.next()) {
            toSkip--;
        }
        return toSkip == 0 && left-- > 0 && rows.next();
    }

    @Override
    public Row row() {
        return rows.row();
    }

    private static long number(@Nullable Term term, Frame frame) {
        if (term == null) {
            return 0;
        }
        Value value = Affinity.INTEGER.apply(term.value(frame));
        if (value.type() != ValueType.INTEGER) {
            throw new Incorrect(
                    ErrorCode.WRONG_TYPE, "LIMIT and OFFSET are integers, not " + value.toSql());
        }
        return value.asLong();
    }
}
