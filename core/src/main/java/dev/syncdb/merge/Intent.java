package dev.syncdb.merge;

import dev.syncdb.change.Cell;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

/**
 * What the author of an edit meant by it. Whoever writes {@code 6} where {@code 5} was into a
 * counter means one more, wherever the counter stands meanwhile. Pure.
 */
public final class Intent {
    private Intent() {}

    /**
     * The edit as it is told to others: relative where the rule makes it so and what was there
     * before is known.
     *
     * @param table that of the cell
     */
    public static Cell of(Table table, Cell cell) {
        Value before = cell.before();
        Value after = cell.after();
        boolean counts = table.columns().get(cell.column()).type().merge() == MergeRule.COUNTER;
        if (!counts || cell.relative() || before == null) {
            return cell;
        }
        if (!isInteger(before) || !isInteger(after)) {
            return cell;
        }
        try {
            long increment = Math.subtractExact(after.asLong(), before.asLong());
            return new Cell(cell.column(), before, Value.of(increment), true);
        } catch (ArithmeticException tooFar) {
            return cell;
        }
    }

    /**
     * What a cell holds after the edit. A counter that holds no integer counts as 0.
     *
     * @param table that of the cell
     * @param current what is there now
     * @throws Incorrect OUT_OF_RANGE if a counter leaves the range of 64-bit integers
     */
    public static Value applied(Table table, Value current, Cell cell) {
        Cell meant = of(table, cell);
        if (!meant.relative() || !isInteger(current)) {
            return meant.after();
        }
        try {
            return Value.of(Math.addExact(current.asLong(), meant.after().asLong()));
        } catch (ArithmeticException overflow) {
            Column column = table.columns().get(cell.column());
            throw Incorrect.at(
                    ErrorCode.OUT_OF_RANGE,
                    "the counter " + table.name() + "." + column.name() + " stands at " + current
                            + " and cannot change by " + meant.after(),
                    table.name(),
                    column.name());
        }
    }

    /** The edit as a record of a conflict shows it: a value, or an increment with its sign. */
    public static Value shown(Cell cell) {
        if (!cell.relative()) {
            return cell.after();
        }
        long increment = cell.after().asLong();
        return Value.of(increment < 0 ? String.valueOf(increment) : "+" + increment);
    }

    private static boolean isInteger(Value value) {
        return value.type() == ValueType.INTEGER;
    }
}
