package dev.syncdb.testkit.law;

import static dev.syncdb.testkit.law.SampleRows.ENVIRONMENT;

import dev.syncdb.lens.Edit;
import dev.syncdb.lens.TableLens;
import dev.syncdb.value.Row;

/** The lens of a table from the first version on, and the next step of it, while they are tried. */
final class TriedChain {
    private final TableLens first;
    private final TableLens next;
    private final TableLens both;
    private final SampleRows rows;
    private final String where;

    TriedChain(TableLens first, TableLens next, SampleRows rows, String where) {
        this.first = first;
        this.next = next;
        this.both = first.compose(next);
        this.rows = rows;
        this.where = where;
    }

    /** Tries both directions with another row and edit. */
    void tryOnce() {
        Row before = rows.row(first.older());
        Row between = first.newer(before, ENVIRONMENT);
        Edit edit = new Edit(before, rows.edited(first.older(), before), rows.row(next.newer()));
        Row moved = first.newer(new Edit(before, edit.after(), between), ENVIRONMENT);
        Row stepwise = next.newer(new Edit(between, moved, edit.other()), ENVIRONMENT);
        requireSame(next.newer(between, ENVIRONMENT), both.newer(before, ENVIRONMENT), before);
        requireSame(stepwise, both.newer(edit, ENVIRONMENT), edit.after());
        Row last = edit.other();
        Row back = first.older(next.older(last, ENVIRONMENT), ENVIRONMENT);
        requireSame(back, both.older(last, ENVIRONMENT), last);
    }

    private void requireSame(Row stepwise, Row atOnce, Row row) {
        if (!stepwise.equals(atOnce)) {
            throw LensLaw.COMPOSED.broken(
                    next.newer().name() + ", " + where,
                    row + " makes " + stepwise + " in steps, but at once " + atOnce);
        }
    }
}
