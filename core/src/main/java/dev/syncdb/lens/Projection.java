package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the rows of a table are made of other rows: one direction of a lens. Pure; never fails on a
 * row of the right size.
 *
 * @param to the table whose rows are made
 * @param sources for each of its columns where it comes from
 */
public record Projection(Table to, List<Source> sources) {
    public Projection {
        sources = List.copyOf(sources);
        if (sources.size() != to.columns().size()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "table " + to.name() + " has " + to.columns().size() + " columns, but sources"
                            + " for " + sources.size(),
                    to.name(),
                    null);
        }
    }

    /** The row that is made of {@code row}: what an INSERT or a migration needs. */
    public Row of(Row row, Environment environment) {
        Value[] cells = new Value[sources.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(i, row, environment);
        }
        return Row.owned(cells);
    }

    /**
     * What the other side's row is after an edit: a cell that is the same follows where it changed;
     * one that is computed is set where the formula has another value now than it had for the row
     * before, so that a formula that loses something loses nothing of what it did not touch; all
     * else is kept.
     */
    public Row after(Edit edit, Environment environment) {
        Row row = edit.other();
        for (int i = 0; i < sources.size(); i++) {
            if (touches(i, edit)) {
                Value before = cell(i, edit.before(), environment);
                Value after = cell(i, edit.after(), environment);
                row = after.equals(before) ? row : row.with(i, after);
            }
        }
        return row;
    }

    /** Positions of the columns whose conversions have no value for {@code row}. */
    public Set<Integer> failures(Row row, Environment environment) {
        Set<Integer> failures = new HashSet<>();
        for (int i = 0; i < sources.size(); i++) {
            if (fails(i, row, environment)) {
                failures.add(i);
            }
        }
        return failures;
    }

    /** Positions, in the rows that are given, of what the column at {@code column} depends on. */
    public Set<Integer> reads(int column) {
        Source source = sources.get(column);
        if (source instanceof Same same) {
            return Set.of(same.column());
        }
        return source instanceof Computed computed ? computed.conversion().reads() : Set.of();
    }

    /** What {@code next} makes of the rows that this one makes, in one step. */
    public Projection then(Projection next) {
        List<Source> composed = new ArrayList<>();
        next.sources.forEach(source -> composed.add(through(source)));
        return new Projection(next.to, composed);
    }

    /** Where that comes from in the rows that are given, which says where it is in those made. */
    public Source through(Source source) {
        if (source instanceof Same same) {
            return sources.get(same.column());
        }
        return source instanceof Computed computed
                ? new Computed(Chained.of(computed.conversion(), this))
                : source;
    }

    /** The row that is made of {@code row}, with NULL in all but {@code wanted} columns. */
    Row of(Row row, Set<Integer> wanted, Environment environment) {
        Value[] cells = new Value[sources.size()];
        Arrays.fill(cells, Value.NULL);
        for (int column : wanted) {
            cells[column] = cell(column, row, environment);
        }
        return Row.owned(cells);
    }

    boolean fails(int column, Row row, Environment environment) {
        return sources.get(column) instanceof Computed computed
                && computed.conversion().fails(row, environment);
    }

    private boolean touches(int column, Edit edit) {
        for (int read : reads(column)) {
            if (!edit.before().sameAt(read, edit.after())) {
                return true;
            }
        }
        return false;
    }

    private Value cell(int position, Row row, Environment environment) {
        Source source = sources.get(position);
        if (source instanceof Same same) {
            return row.at(same.column());
        }
        if (source instanceof Computed computed) {
            return computed.conversion().evaluate(row, environment);
        }
        Column column = to.columns().get(position);
        return Written.initial(column, ((Fixed) source).value(), environment);
    }
}
