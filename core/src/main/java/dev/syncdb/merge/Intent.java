package dev.syncdb.merge;

import dev.syncdb.change.Cell;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

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
        EditKind kind = EditKind.of(ruleOf(table, cell));
        if (kind == null || cell.relative() || before == null) {
            return cell;
        }
        Value edit = kind.between(before, cell.after());
        return edit == null ? cell : new Cell(cell.column(), before, edit, true);
    }

    /**
     * The edit as it is told to those who have another text there than its author had; any other
     * edit is told as {@link #of} tells it.
     *
     * @param there what they have
     */
    public static Cell again(Table table, Cell cell, Value there) {
        Cell meant = of(table, cell);
        Value before = meant.before();
        boolean same = ruleOf(table, cell) != MergeRule.MERGED || there.equals(before);
        if (same || !meant.relative() || before == null) {
            return meant;
        }
        Value edit = TextKind.INSTANCE.again(before, meant.after(), there);
        return edit == null ? meant : new Cell(cell.column(), there, edit, true);
    }

    /** True if {@code edit} is in the form of the rule's relative edits. */
    public static boolean isEdit(MergeRule rule, Value edit) {
        EditKind kind = EditKind.of(rule);
        return kind != null && kind.isEdit(edit);
    }

    /**
     * True if a cell can hold what an edit says as it says it; false of an edit of a text that is
     * another one.
     *
     * @param table that of the cell
     */
    public static boolean isOf(Table table, Value current, Cell cell) {
        return ruleOf(table, cell) != MergeRule.MERGED
                || !cell.relative()
                || TextKind.INSTANCE.isOf(current, cell.after());
    }

    /** True if an edit of this rule leaves something of {@code current}. */
    public static boolean takes(MergeRule rule, Value current) {
        EditKind kind = EditKind.of(rule);
        return kind != null && kind.takes(current);
    }

    /**
     * What a cell holds after the edit. A counter that holds no integer counts as 0, and a
     * collection that holds none as empty.
     *
     * @param table that of the cell
     * @param current what is there now
     * @throws Incorrect OUT_OF_RANGE if a counter leaves the range of 64-bit integers
     */
    public static Value applied(Table table, Value current, Cell cell) {
        Cell meant = of(table, cell);
        EditKind kind = EditKind.of(ruleOf(table, cell));
        if (kind == null || !meant.relative()) {
            return meant.after();
        }
        try {
            return kind.applied(current, meant.after(), meant.before());
        } catch (ArithmeticException overflow) {
            throw outOfRange(table, current, meant);
        }
    }

    /**
     * What becomes of a cell and a relative edit of it, of which one or both are new to the other.
     *
     * @throws Incorrect as {@link #applied}
     */
    public static MergedCell merged(Meeting meeting) {
        Cell cell = meeting.cell();
        EditKind kind = EditKind.of(ruleOf(meeting.table(), cell));
        if (kind == null) {
            throw new IllegalArgumentException("no relative edit: " + cell);
        }
        try {
            return kind.merged(meeting);
        } catch (ArithmeticException overflow) {
            throw outOfRange(meeting.table(), meeting.stored(), cell);
        }
    }

    /**
     * The edit as a record of a conflict shows it: a value, an increment with its sign, or what
     * came and went.
     *
     * @param table that of the cell
     */
    public static Value shown(Table table, Cell cell) {
        EditKind kind = EditKind.of(ruleOf(table, cell));
        return kind == null || !cell.relative() ? cell.after() : kind.shown(cell.after());
    }

    /** True if edits of this rule are not the values that they leave. */
    public static boolean hasParts(MergeRule rule) {
        return EditKind.of(rule) != null;
    }

    /**
     * What two edits of one value come to under a rule, of which the second counts as the later
     * one; null if the rule has no such edits or there is none between these values.
     *
     * @throws ArithmeticException if a counter leaves the range of 64-bit integers
     */
    public static @Nullable Value both(MergeRule rule, Value base, Value first, Value second) {
        EditKind kind = EditKind.of(rule);
        if (kind == null || !kind.takes(first)) {
            return null;
        }
        Value edit = kind.between(base, second);
        return edit == null ? null : kind.applied(first, edit, base);
    }

    private static Incorrect outOfRange(Table table, Value current, Cell cell) {
        Column column = table.columns().get(cell.column());
        return Incorrect.at(
                ErrorCode.OUT_OF_RANGE,
                "the counter " + table.name() + "." + column.name() + " stands at " + current
                        + " and cannot change by " + cell.after(),
                table.name(),
                column.name());
    }

    private static MergeRule ruleOf(Table table, Cell cell) {
        return table.columns().get(cell.column()).type().merge();
    }
}
