package dev.syncdb.testkit.law;

import static dev.syncdb.testkit.law.SampleRows.ENVIRONMENT;

import dev.syncdb.lens.Edit;
import dev.syncdb.lens.Projection;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

/** One direction of the lens of a table while it is tried, with the newer table as its target. */
final class TriedLens {
    private final TableLens lens;
    private final SampleRows rows;
    private final String where;
    private final Table target;
    private final Projection up;

    TriedLens(TableLens lens, SampleRows rows, String where) {
        this.lens = lens;
        this.rows = rows;
        this.where = where;
        this.target = lens.newer();
        this.up = lens.toNewer();
    }

    /** Tries all laws that one step can break with another row and edit. */
    void tryOnce() {
        Row before = rows.row(lens.older());
        Row after = rows.edited(lens.older(), before);
        Row other = rows.row(target);
        requireKept(before, other);
        requireShown(new Edit(before, after, other));
        requireStorable(before);
        requireStable(before);
    }

    private void requireKept(Row row, Row other) {
        Row kept = lens.newer(new Edit(row, row, other), ENVIRONMENT);
        for (int i = 0; i < other.size(); i++) {
            if (!kept.sameAt(i, other)) {
                throw broken(
                        LensLaw.KEPT,
                        i,
                        row + " beside " + other + " makes it " + kept.at(i).toSql());
            }
        }
    }

    private void requireShown(Edit edit) {
        Row shown = lens.newer(edit, ENVIRONMENT);
        Row before = lens.newer(edit.before(), ENVIRONMENT);
        Row after = lens.newer(edit.after(), ENVIRONMENT);
        for (int i = 0; i < shown.size(); i++) {
            boolean own = up.sources().get(i) instanceof Source.Fixed;
            boolean kept = own || before.sameAt(i, after);
            if (!shown.sameAt(i, kept ? edit.other() : after)) {
                throw broken(
                        LensLaw.SHOWN,
                        i,
                        "the edit of " + edit.before() + " to " + edit.after() + " beside "
                                + edit.other() + " makes it " + shown.at(i).toSql());
            }
        }
    }

    private void requireStorable(Row row) {
        Row made = lens.newer(row, ENVIRONMENT);
        for (int i = 0; i < made.size(); i++) {
            Column column = target.columns().get(i);
            if (isComputed(up, i) && made.isNullAt(i) && column.notNull()) {
                throw broken(LensLaw.STORABLE, i, row + " makes it NULL");
            }
        }
        for (Check check : target.checks()) {
            int column = check.column() == null ? -1 : target.indexOf(check.column());
            if (column >= 0 && isComputed(up, column) && !SampleRows.holds(check, target, made)) {
                throw broken(
                        LensLaw.STORABLE,
                        column,
                        row + " makes it " + made.at(column).toSql() + " against " + check.label());
            }
        }
    }

    /** Of columns that are computed both ways: what one of them reads can all come back. */
    private void requireStable(Row row) {
        Row made = lens.newer(row, ENVIRONMENT);
        Row back = lens.older(made, ENVIRONMENT);
        Row again = lens.newer(back, ENVIRONMENT);
        for (int i = 0; i < made.size(); i++) {
            if (comesBack(i)
                    && !up.failures(row, ENVIRONMENT).contains(i)
                    && !made.sameAt(i, again)) {
                throw broken(
                        LensLaw.STABLE,
                        i,
                        row + " makes it " + made.at(i).toSql() + ", that makes " + back
                                + ", and that " + again.at(i).toSql());
            }
        }
    }

    private boolean comesBack(int column) {
        Projection down = lens.toOlder();
        return isComputed(up, column)
                && up.reads(column).stream()
                        .noneMatch(read -> down.sources().get(read) instanceof Source.Fixed);
    }

    private static boolean isComputed(Projection projection, int column) {
        return projection.sources().get(column) instanceof Source.Computed;
    }

    private AssertionError broken(LensLaw law, int column, String what) {
        String name = target.name() + "." + target.columns().get(column).name();
        return law.broken(name + " of the " + where, what);
    }
}
