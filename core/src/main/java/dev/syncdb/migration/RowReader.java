package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Conversion;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.RowFormula;
import dev.syncdb.sql.plan.term.TermFormula;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Position;

/**
 * What a statement reads of each row of a table.
 *
 * @param name what the statement calls the table
 * @param text the statement
 */
record RowReader(Origin origin, String name, String text) {
    /**
     * Where a column of {@code target} comes from once {@code value}, computed from the row, is
     * written to it. A column that is copied as it is stays the same cell.
     */
    Source written(Table target, int position, Expression value, Position at) {
        Column column = target.columns().get(position);
        int copied = copied(value);
        if (copied >= 0 && TableLens.convertAlike(origin.table().columns().get(copied), column)) {
            return origin.projection().through(new Same(copied));
        }
        RowFormula formula = compiled(value, at);
        for (int read : formula.reads()) {
            requireLasting(read, at);
        }
        return origin.projection()
                .through(new Computed(Conversion.into(
                        column, target.strict(), formula.formula(), formula.reads())));
    }

    /** The position of the column that the expression is, or -1. */
    private int copied(Expression value) {
        boolean isColumn = value instanceof Expression.Column column
                && (column.table() == null || Names.equal(column.table(), name));
        return isColumn ? origin.table().indexOf(((Expression.Column) value).name()) : -1;
    }

    private RowFormula compiled(Expression value, Position at) {
        try {
            return RowFormula.of(origin.table(), name, value, text);
        } catch (Incorrect unplaced) {
            String message = String.valueOf(unplaced.getMessage());
            if (message.startsWith("line ")) {
                throw unplaced;
            }
            String table = origin.table().name();
            throw Incorrect.at(unplaced.code(), at + ": " + message, table, unplaced.column());
        }
    }

    /** What is computed of a new row's default must be computed of the same one again. */
    private void requireLasting(int read, Position at) {
        boolean lasts = !(origin.projection().sources().get(read) instanceof Fixed fixed)
                || !(fixed.value() instanceof TermFormula formula)
                || formula.term().deterministic();
        if (!lasts) {
            throw Incorrect.at(
                    ErrorCode.UNSUPPORTED,
                    at + ": the column it reads has a default that is not always the same",
                    origin.table().name(),
                    origin.table().columns().get(read).name());
        }
    }
}
