package dev.syncdb.merge;

import dev.syncdb.change.Cell;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What the author of an edit meant by it. Whoever writes {@code 6} where {@code 5} was into a
 * counter means one more, wherever the counter stands meanwhile; whoever writes {@code ["a","b"]}
 * where {@code ["a"]} was into a set means to add b. Pure.
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
        if (cell.relative() || before == null) {
            return cell;
        }
        Value edit =
                switch (ruleOf(table, cell)) {
                    case COUNTER -> increment(before, cell.after());
                    case ORSET -> edit(before, cell.after());
                    default -> null;
                };
        return edit == null ? cell : new Cell(cell.column(), before, edit, true);
    }

    /** The edit of a set, or null if there is none between these values. */
    public static @Nullable SetEdit setEdit(Value before, Value after) {
        boolean sets = (before.isNull() || isText(before)) && isText(after);
        return sets ? SetEdit.between(textOf(before), after.asText()) : null;
    }

    /** True if {@code edit} is in the form of the rule's relative edits. */
    public static boolean isEdit(MergeRule rule, Value edit) {
        return switch (rule) {
            case COUNTER -> isInteger(edit);
            case ORSET -> isText(edit) && SetEdit.parse(edit.asText()) != null;
            default -> false;
        };
    }

    /** True if an edit of this rule leaves something of {@code current}. */
    public static boolean takes(MergeRule rule, Value current) {
        return switch (rule) {
            case COUNTER -> isInteger(current);
            case ORSET -> current.isNull() || (isText(current) && isSet(current.asText()));
            default -> false;
        };
    }

    /** The elements of a set; none of what is no set. */
    public static Set<String> elements(Value set) {
        Set<String> elements = SetEdit.elements(textOf(set));
        return elements == null ? Set.of() : elements;
    }

    /**
     * What a cell holds after the edit. A counter that holds no integer counts as 0, and a set that
     * holds no array as empty.
     *
     * @param table that of the cell
     * @param current what is there now
     * @throws Incorrect OUT_OF_RANGE if a counter leaves the range of 64-bit integers
     */
    public static Value applied(Table table, Value current, Cell cell) {
        Cell meant = of(table, cell);
        if (!meant.relative()) {
            return meant.after();
        }
        if (isText(meant.after())) {
            return Value.of(required(meant).applied(textOf(current)));
        }
        if (!isInteger(current)) {
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

    /**
     * The edit as a record of a conflict shows it: a value, an increment with its sign, or elements
     * with theirs.
     */
    public static Value shown(Cell cell) {
        if (!cell.relative()) {
            return cell.after();
        }
        if (isText(cell.after())) {
            return Value.of(required(cell).shown());
        }
        long increment = cell.after().asLong();
        return Value.of(increment < 0 ? String.valueOf(increment) : "+" + increment);
    }

    /** The edit of a set that a relative cell is. */
    public static SetEdit required(Cell cell) {
        SetEdit edit = SetEdit.parse(cell.after().asText());
        if (edit == null) {
            throw new IllegalArgumentException("no edit of a set: " + cell.after());
        }
        return edit;
    }

    private static MergeRule ruleOf(Table table, Cell cell) {
        return table.columns().get(cell.column()).type().merge();
    }

    private static @Nullable Value increment(Value before, Value after) {
        if (!isInteger(before) || !isInteger(after)) {
            return null;
        }
        try {
            return Value.of(Math.subtractExact(after.asLong(), before.asLong()));
        } catch (ArithmeticException tooFar) {
            return null;
        }
    }

    private static @Nullable Value edit(Value before, Value after) {
        SetEdit edit = setEdit(before, after);
        return edit == null ? null : Value.of(edit.text());
    }

    private static boolean isSet(String text) {
        return SetEdit.elements(text) != null;
    }

    private static @Nullable String textOf(Value value) {
        return isText(value) ? value.asText() : null;
    }

    private static boolean isInteger(Value value) {
        return value.type() == ValueType.INTEGER;
    }

    private static boolean isText(Value value) {
        return value.type() == ValueType.TEXT;
    }
}
