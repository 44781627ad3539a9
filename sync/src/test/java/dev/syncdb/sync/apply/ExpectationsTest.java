package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.expect;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.apply.BlockedRows.Dependence;
import dev.syncdb.sync.apply.BlockedRows.Tie;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class ExpectationsTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final Key ONE = Key.of(1);
    private static final RowName TASK = task(1, 1);
    private static final Change MILK = expect(TASK, TITLE, Value.of("milk"));

    private final TestSpace space = new TestSpace();

    /** Version 1: Ann's task. */
    @BeforeEach
    void annHasATask() {
        space.push(new Claim(0, ANN, 100), insertTask(1, "milk", 0));
    }

    @Test
    void whatItsAuthorHadSeenHolds() {
        space.push(new Claim(1, BOB, 200), MILK, votes(5));
        assertEquals(taskRow(1, "milk", 5), cells());
        assertEquals(BOB, space.versions("tasks", ONE).cell(VOTES).writer());
        assertEquals(ANN, space.versions("tasks", ONE).cell(TITLE).writer(), "nobody wrote it");
    }

    @Test
    void aCellThatSomebodyElseWroteUnseenFails() {
        space.push(new Claim(1, ANN, 200), title("bread"));
        refused("title", new Claim(1, BOB, 300), MILK, votes(5));
        refused("title", new Claim(1, BOB, 300), votes(5), MILK);
        space.push(new Claim(2, ANN, 400), title("milk"));
        refused("title", new Claim(1, BOB, 500), MILK, votes(5));
        assertEquals(taskRow(1, "milk", 0), cells(), "the same value by another hand");
    }

    @Test
    void anotherCellMayHaveChanged() {
        space.push(new Claim(1, ANN, 200), votes(7));
        space.push(new Claim(1, BOB, 300), MILK, title("bread"));
        assertEquals(taskRow(1, "bread", 7), cells());
    }

    @Test
    void whatTheSameClientWroteIsNoOtherHand() {
        space.push(new Claim(1, BOB, 200), title("bread"));
        space.push(new Claim(1, BOB, 300), expect(TASK, TITLE, Value.of("bread")), title("butter"));
        assertEquals(taskRow(1, "butter", 0), cells());
    }

    @Test
    void whatTheSameClientWroteMustHaveComeToWhatItShowed() {
        space.push(new Claim(1, ANN, 300), title("bread"));
        space.push(new Claim(1, BOB, 200), title("butter"));
        space.push(new Claim(2, BOB, 400), title("eggs"));
        refused("title", new Claim(2, BOB, 500), expect(TASK, TITLE, Value.of("ham")), votes(1));
    }

    @Test
    void aRowThatIsGoneFails() {
        Change row = new Change.Expect(TASK, List.of());
        space.push(new Claim(1, BOB, 200), row);
        space.push(new Claim(1, ANN, 200), delete(TASK));
        refused(null, new Claim(1, BOB, 300), MILK, insertTask(2, "x", 0));
        space.push(new Claim(2, ANN, 300), insertTask(1, "milk", 0));
        refused(null, new Claim(1, BOB, 400), MILK);
        refused(null, new Claim(1, BOB, 400), row);
        assertNull(space.rows.get("tasks", Key.of(2)), "the transaction did nothing");
        Change byKey = expect(task(1, RowName.ANY), TITLE, Value.of("milk"));
        refused("title", new Claim(1, BOB, 400), byKey);
        space.push(new Claim(4, BOB, 400), byKey);
    }

    @Test
    void aPhoneSeesThatAValueIsAnother() {
        MapRows rows = new MapRows();
        rows.put("tasks", ONE, new Image(taskRow(1, "milk", 0), HiddenCodec.ofHandle(1)));
        Predict.replay(rows, List.of(MILK, votes(5)));
        assertEquals(5L, rows.get("tasks", ONE).cells().longAt(VOTES));
        rows.put("tasks", ONE, new Image(taskRow(1, "bread", 0), HiddenCodec.ofHandle(1)));
        requireFailed("title", () -> Predict.replay(rows, List.of(votes(5), MILK)));
        assertEquals(0L, rows.get("tasks", ONE).cells().longAt(VOTES), "it is looked at first");
        rows.put("tasks", ONE, new Image(taskRow(1, "milk", 0), HiddenCodec.ofHandle(2)));
        requireFailed(null, () -> Predict.replay(rows, List.of(MILK)));
        rows.put("tasks", ONE, null);
        requireFailed(null, () -> Predict.replay(rows, List.of(MILK)));
        Incorrect absent = assertThrows(Incorrect.class, () -> Predict.redo(rows, List.of(MILK)));
        assertEquals(ErrorCode.ROW_ABSENT, absent.code(), "there is nothing to expect again");
    }

    @Test
    void whoExpectsARowDependsOnWhoWroteIt() {
        BlockedRows blocked = new BlockedRows();
        blocked.add(4, List.of(MILK));
        assertEquals(true, blocked.isEmpty(), "who expects a row writes nothing");
        blocked.add(5, List.of(title("bread"), insertTask(2, "x", 0)));
        assertEquals(new Dependence(5, Tie.TOUCHES), blocked.find(List.of(MILK), TestSchema.ALL));
        Change second = expect(task(2, 0), TITLE, Value.of("x"));
        assertEquals(new Dependence(5, Tie.NEEDS), blocked.find(List.of(second), TestSchema.ALL));
    }

    @Test
    void itIsOfTheSchema() {
        List<Change> operations = List.of(MILK, MILK, title("bread"));
        assertEquals(operations, Translate.intoSchema(operations, TestSchema.ALL));
        untranslated(ErrorCode.UNKNOWN_COLUMN, expect(TASK, 99, Value.NULL));
        untranslated(
                ErrorCode.UNKNOWN_TABLE, new Change.Expect(RowName.of("nothing", ONE), List.of()));
        untranslated(
                ErrorCode.FORBIDDEN,
                new Change.Expect(RowName.of("syncdb_conflicts", ONE), List.of()));
        untranslated(
                ErrorCode.MALFORMED_MESSAGE,
                new Change.Expect(RowName.of("Tasks", ONE), List.of()));
    }

    private static void untranslated(ErrorCode code, Change operation) {
        Incorrect refused = assertThrows(
                Incorrect.class, () -> Translate.intoSchema(List.of(operation), TestSchema.ALL));
        assertEquals(code, refused.code());
    }

    private void refused(@Nullable String column, Claim claim, Change... operations) {
        Row before = space.rows.get("tasks", ONE) == null ? null : cells();
        requireFailed(column, () -> space.push(claim, operations));
        assertEquals(before, space.rows.get("tasks", ONE) == null ? null : cells());
    }

    private static void requireFailed(@Nullable String column, Runnable work) {
        Incorrect failed = assertThrows(Incorrect.class, work::run);
        assertEquals(ErrorCode.EXPECTATION_FAILED, failed.code());
        assertEquals("tasks", failed.table());
        assertEquals(column, failed.column());
    }

    private Row cells() {
        return space.image("tasks", ONE).cells();
    }

    private static Change title(String title) {
        return set(TASK, TITLE, Value.of(title));
    }

    private static Change votes(long votes) {
        return set(TASK, VOTES, Value.of(votes));
    }
}
