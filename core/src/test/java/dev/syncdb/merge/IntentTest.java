package dev.syncdb.merge;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class IntentTest {
    private static final int TITLE = 1;
    private static final int VOTES = 2;
    private static final int TAGS = 3;
    private static final int STEPS = 4;
    private static final int MARKS = 5;

    private static final Table POLLS = table(
            "polls",
            column("id", "INTEGER"),
            column("title", "TEXT"),
            column("votes", "INTEGER COUNTER"),
            column("tags", "TEXT ORSET"),
            column("steps", "TEXT LIST"),
            column("marks", "TEXT MAP"));

    @Test
    void whoeverWritesOneMoreIntoACounterMeansOneMore() {
        Cell edit = cell(VOTES, Value.of(5), Value.of(6));
        assertEquals(new Cell(VOTES, Value.of(5), Value.of(1), true), Intent.of(POLLS, edit));
        assertEquals(Value.of(10), Intent.applied(POLLS, Value.of(9), edit));
    }

    @Test
    void anIncrementIsAppliedAsItIs() {
        Cell less = new Cell(VOTES, null, Value.of(-3), true);
        assertSame(less, Intent.of(POLLS, less));
        assertEquals(Value.of(-3), Intent.applied(POLLS, Value.of(0), less));
        assertEquals(Value.of(-3), Intent.applied(POLLS, Value.NULL, less), "nothing counts as 0");
    }

    @Test
    void anyOtherColumnIsSet() {
        Cell edit = cell(TITLE, Value.of(5), Value.of(6));
        assertSame(edit, Intent.of(POLLS, edit));
        assertEquals(Value.of(6), Intent.applied(POLLS, Value.of(9), edit));
        assertEquals(Value.of(6), Intent.shown(POLLS, edit));
    }

    @Test
    void aCounterIsSetWhereNoIncrementCanBeTold() {
        for (Cell edit : List.of(
                cell(VOTES, Value.NULL, Value.of(6)),
                cell(VOTES, null, Value.of(6)),
                cell(VOTES, Value.of(6), Value.NULL),
                cell(VOTES, Value.of(Long.MIN_VALUE), Value.of(1)))) {
            assertSame(edit, Intent.of(POLLS, edit), "it has no before or after, or is too far");
            assertEquals(edit.after(), Intent.applied(POLLS, Value.of(9), edit));
        }
    }

    @Test
    void aCounterThatWouldOverflowNamesItself() {
        Cell most = new Cell(VOTES, null, Value.of(Long.MAX_VALUE), true);
        Incorrect refused =
                assertThrows(Incorrect.class, () -> Intent.applied(POLLS, Value.of(1), most));
        assertEquals(ErrorCode.OUT_OF_RANGE, refused.code());
        assertEquals("polls", refused.table());
        assertEquals("votes", refused.column());
    }

    @Test
    void anIncrementIsShownWithItsSign() {
        assertEquals(Value.of("+2"), Intent.shown(POLLS, new Cell(VOTES, null, Value.of(2), true)));
        assertEquals(
                Value.of("-2"), Intent.shown(POLLS, new Cell(VOTES, null, Value.of(-2), true)));
        assertEquals(Value.of(2), Intent.shown(POLLS, cell(VOTES, null, Value.of(2))));
    }

    @Test
    void whoeverWritesAnotherArrayIntoASetMeansWhatCameAndWhatWent() {
        Cell edit = cell(TAGS, Value.of("[1, 2]"), Value.of("[2, 3]"));
        Cell told = new Cell(TAGS, edit.before(), Value.of("[[3],[1]]"), true);
        assertEquals(told, Intent.of(POLLS, edit));
        assertEquals(Value.of("[2,4,3]"), Intent.applied(POLLS, Value.of("[1,2,4]"), edit));
        assertEquals(Value.of("[3]"), Intent.applied(POLLS, Value.NULL, told));
        assertEquals(Value.of("+3 -1"), Intent.shown(POLLS, told));
        Cell first = cell(TAGS, Value.NULL, Value.of("[2]"));
        assertEquals(Value.of("[[2],[]]"), Intent.of(POLLS, first).after(), "NULL is empty");
    }

    @Test
    void aSetIsWrittenWholeWhereItIsNone() {
        for (Cell edit : List.of(
                cell(TAGS, Value.of("[1]"), Value.NULL),
                cell(TAGS, Value.of("[1]"), Value.of("none")),
                cell(TAGS, Value.of("none"), Value.of("[1]")),
                cell(TAGS, Value.of(7), Value.of("[1]")))) {
            assertSame(edit, Intent.of(POLLS, edit));
            assertEquals(edit.after(), Intent.applied(POLLS, Value.of("[5]"), edit));
        }
    }

    @Test
    void whoeverWritesAnotherArrayIntoAListMeansWhatCameWentAndMoved() {
        Cell edit = cell(STEPS, Value.of("[1, 2, 3]"), Value.of("[3, 1, \"x\"]"));
        Cell told = Intent.of(POLLS, edit);
        assertEquals(Value.of("[2] [0] +\"x\""), Intent.shown(POLLS, told));
        assertEquals(
                Value.of("[3,1,\"x\"]"),
                Intent.applied(POLLS, Value.of("[ 1,2,3 ]"), told),
                "blanks make no other list");
        assertEquals(Value.of("[3,1,9,\"x\"]"), Intent.applied(POLLS, Value.of("[1,2,3,9]"), edit));
        Cell unknown = new Cell(STEPS, null, told.after(), true);
        assertEquals(Value.of("[9,\"x\"]"), Intent.applied(POLLS, Value.of("[9]"), unknown));
        Cell odd = new Cell(STEPS, Value.of("none"), told.after(), true);
        assertEquals(Value.of("[\"x\"]"), Intent.applied(POLLS, Value.of(7), odd));
        Cell other = new Cell(STEPS, Value.of("[4]"), told.after(), true);
        assertEquals(Value.of("[\"x\"]"), Intent.applied(POLLS, Value.NULL, other));
    }

    @Test
    void whoeverWritesAnotherObjectIntoAMapMeansItsMembers() {
        Cell edit = cell(MARKS, Value.of("{\"a\":1,\"b\":2}"), Value.of("{\"a\":3}"));
        Cell told = Intent.of(POLLS, edit);
        assertEquals(Value.of("$.a=3 -$.b"), Intent.shown(POLLS, told));
        assertEquals(
                Value.of("{\"c\":4,\"a\":3}"),
                Intent.applied(POLLS, Value.of("{\"b\":2,\"c\":4}"), told));
        assertEquals(Value.of("{\"a\":3}"), Intent.applied(POLLS, Value.NULL, told));
    }

    @Test
    void aListOrMapIsWrittenWholeWhereItIsNone() {
        for (int column : new int[] {STEPS, MARKS}) {
            String some = column == STEPS ? "[1]" : "{}";
            for (Cell edit : List.of(
                    cell(column, Value.of(some), Value.NULL),
                    cell(column, Value.of(some), Value.of("none")),
                    cell(column, Value.of("none"), Value.of(some)),
                    cell(column, Value.of(7), Value.of(some)))) {
                assertSame(edit, Intent.of(POLLS, edit));
                assertEquals(edit.after(), Intent.applied(POLLS, Value.of(some), edit));
            }
        }
    }

    @Test
    void anEditHasTheFormOfItsRule() {
        assertTrue(Intent.isEdit(MergeRule.COUNTER, Value.of(1)));
        assertFalse(Intent.isEdit(MergeRule.COUNTER, Value.of("1")));
        assertTrue(Intent.isEdit(MergeRule.ORSET, Value.of("[[],[]]")));
        assertFalse(Intent.isEdit(MergeRule.ORSET, Value.of("[]")));
        assertFalse(Intent.isEdit(MergeRule.ORSET, Value.of(1)));
        assertTrue(Intent.isEdit(MergeRule.LIST, Value.of("[0]")));
        assertFalse(Intent.isEdit(MergeRule.LIST, Value.of("[]")));
        assertFalse(Intent.isEdit(MergeRule.LIST, Value.of(1)));
        assertTrue(Intent.isEdit(MergeRule.MAP, Value.of("[[],[]]")));
        assertFalse(Intent.isEdit(MergeRule.MAP, Value.of("{}")));
        assertFalse(Intent.isEdit(MergeRule.MAP, Value.of(1)));
        assertFalse(Intent.isEdit(MergeRule.LWW, Value.of(1)));
    }

    @Test
    void nothingIsLeftOfWhatAnEditCannotTake() {
        assertTrue(Intent.takes(MergeRule.COUNTER, Value.of(1)));
        assertFalse(Intent.takes(MergeRule.COUNTER, Value.NULL));
        assertTrue(Intent.takes(MergeRule.ORSET, Value.NULL));
        assertTrue(Intent.takes(MergeRule.ORSET, Value.of("[1]")));
        assertFalse(Intent.takes(MergeRule.ORSET, Value.of("none")));
        assertFalse(Intent.takes(MergeRule.ORSET, Value.of(1)));
        assertTrue(Intent.takes(MergeRule.LIST, Value.NULL));
        assertTrue(Intent.takes(MergeRule.LIST, Value.of("[1,1]")));
        assertFalse(Intent.takes(MergeRule.LIST, Value.of("{}")));
        assertFalse(Intent.takes(MergeRule.LIST, Value.of(1)));
        assertTrue(Intent.takes(MergeRule.MAP, Value.NULL));
        assertTrue(Intent.takes(MergeRule.MAP, Value.of("{}")));
        assertFalse(Intent.takes(MergeRule.MAP, Value.of("[1]")));
        assertFalse(Intent.takes(MergeRule.MAP, Value.of(1)));
        assertFalse(Intent.takes(MergeRule.LWW, Value.of(1)));
    }

    @Test
    void twoEditsOfOneValueComeToBothWhereTheRuleHasParts() {
        Value five = Value.of(5);
        assertEquals(Value.of(6), Intent.both(MergeRule.COUNTER, five, Value.of(4), Value.of(7)));
        assertNull(Intent.both(MergeRule.LWW, five, five, five), "values have no parts");
        assertNull(Intent.both(MergeRule.COUNTER, five, Value.of("a"), five), "no counter");
        assertNull(Intent.both(MergeRule.COUNTER, five, five, Value.of("a")), "no increment");
        assertTrue(Intent.hasParts(MergeRule.MAP));
        assertFalse(Intent.hasParts(MergeRule.MAX));
    }

    private static Cell cell(int column, @Nullable Value before, Value after) {
        return new Cell(column, before, after);
    }
}
