package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/** The rows of VALUES. */
final class ValuesCursor implements Cursor {
    private final List<List<Term>> rows;
    private final Frame frame;
    private int at = -1;

    ValuesCursor(QueryPlan.Values plan, Frame frame) {
        this.rows = plan.rows();
        this.frame = frame;
    }

    @Override
    public boolean next() {
        at++;
        return at < rows.size();
    }

    @Override
    public Row row() {
        List<Term> terms = rows.get(at);
        Value[] cells = new Value[terms.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = terms.get(i).value(frame);
        }
        return Row.owned(cells);
    }
}
