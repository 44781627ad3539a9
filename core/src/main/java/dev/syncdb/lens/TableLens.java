package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;

/**
 * What an older and a newer version of one table make of each other's rows. Immutable.
 *
 * <p>A row has the same key on both sides, so it is the same row, whatever becomes of its other
 * cells. What the store computes itself (generated columns) a lens neither reads nor makes: in a
 * whole row it is NULL, as in one that travels; in an edited one it is left as it was.
 *
 * @param up for each column of the newer table where it comes from in the older one
 * @param down for each column of the older table where it comes from in the newer one
 */
public record TableLens(Table older, Table newer, List<Source> up, List<Source> down) {
    /**
     * Fails with SCHEMA unless there is a source for each column; each is within the other table;
     * what is the same is so from both sides and converts values alike; no generated column is a
     * source or has one; and the keys are the same columns in the same order.
     */
    public TableLens {
        up = List.copyOf(up);
        down = List.copyOf(down);
        Projection upward = new Projection(newer, up);
        Projection downward = new Projection(older, down);
        require(older, upward, down);
        require(newer, downward, up);
        requireSameKey(older, newer, up);
    }

    /** The lens between two versions that do not differ. */
    public static TableLens identity(Table table) {
        List<Source> same = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            same.add(table.columns().get(i).isGenerated() ? Fixed.NULL : new Same(i));
        }
        return new TableLens(table, table, same, same);
    }

    /** True if both columns convert what is written to them in the same way. */
    public static boolean convertAlike(Column left, Column right) {
        return affinity(left) == affinity(right);
    }

    /** How newer rows are made. */
    public Projection toNewer() {
        return new Projection(newer, up);
    }

    /** How older rows are made. */
    public Projection toOlder() {
        return new Projection(older, down);
    }

    /** The newer form of an older row. */
    public Row newer(Row row, Environment environment) {
        return toNewer().of(row, environment);
    }

    /** The older form of a newer row. */
    public Row older(Row row, Environment environment) {
        return toOlder().of(row, environment);
    }

    /** The newer row after an edit of the older one. */
    public Row newer(Edit edit, Environment environment) {
        return toNewer().after(edit, environment);
    }

    /** The older row after an edit of the newer one. */
    public Row older(Edit edit, Environment environment) {
        return toOlder().after(edit, environment);
    }

    /** The lens from the newer table to the older one. */
    public TableLens inverse() {
        return new TableLens(newer, older, down, up);
    }

    /** This lens and then {@code next}, whose older table is the newer one of this, as one. */
    public TableLens compose(TableLens next) {
        List<Source> composedUp = toNewer().then(next.toNewer()).sources();
        List<Source> composedDown = next.toOlder().then(toOlder()).sources();
        return new TableLens(older, next.newer, composedUp, composedDown);
    }

    private static void require(Table from, Projection projection, List<Source> back) {
        Table to = projection.to();
        for (int i = 0; i < to.columns().size(); i++) {
            Column column = to.columns().get(i);
            Source source = projection.sources().get(i);
            if (column.isGenerated() && !source.equals(Fixed.NULL)) {
                throw failure(to, column, "is computed by the store, so no lens makes it");
            }
            for (int read : projection.reads(i)) {
                if (read < 0 || read >= from.columns().size()) {
                    throw failure(to, column, "reads column " + read + " of " + from.name());
                }
                if (from.columns().get(read).isGenerated()) {
                    throw failure(to, column, "reads what the store computes");
                }
            }
            if (source instanceof Same same) {
                if (!back.get(same.column()).equals(new Same(i))) {
                    throw failure(to, column, "is the same as a column that is not the same");
                }
                if (!convertAlike(from.columns().get(same.column()), column)) {
                    throw failure(to, column, "is the same as a column of another affinity");
                }
            }
        }
    }

    private static void requireSameKey(Table older, Table newer, List<Source> up) {
        List<Integer> key = newer.primaryKey().columns();
        List<Integer> expected = older.primaryKey().columns();
        boolean same = key.size() == expected.size();
        for (int i = 0; same && i < key.size(); i++) {
            Column column = newer.columns().get(key.get(i));
            same = up.get(key.get(i)).equals(new Same(expected.get(i)))
                    && older.columns().get(expected.get(i)).collation() == column.collation();
        }
        if (!same) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "the primary key of " + newer.name() + " is not that of " + older.name()
                            + ", so its rows would be other rows",
                    newer.name(),
                    null);
        }
    }

    /** SQLite treats both numeric ones alike, but in a CAST. */
    private static Affinity affinity(Column column) {
        Affinity affinity = column.type().affinity();
        return affinity == Affinity.NUMERIC ? Affinity.INTEGER : affinity;
    }

    private static Incorrect failure(Table table, Column column, String what) {
        return Incorrect.at(
                ErrorCode.SCHEMA,
                "column " + table.name() + "." + column.name() + " " + what,
                table.name(),
                column.name());
    }
}
