package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
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
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class PredictTest {
    private static final Key ONE = Key.of(1);

    private final MapRows rows = new MapRows();

    @Test
    void anOwnEditShowsOnTopOfNewerRows() {
        put(taskRow(1, "theirs", 5), HiddenCodec.ofHandle(3));
        replay(set(task(1, 3), TITLE, Value.of("mine")));
        assertEquals(taskRow(1, "mine", 5), cells(), "only the cell that was edited");
    }

    @Test
    void operationsOnRowsThatAreGoneDoNothing() {
        replay(set(task(1, 3), TITLE, Value.of("mine")), delete(task(2, 4)));
        assertNull(rows.get("tasks", ONE), "an edit never becomes an insert");
    }

    @Test
    void aRowThatIsNamedByKeyOnlyIsTheOneThatHasTheKey() {
        replay(set(task(1, RowName.ANY), TITLE, Value.of("mine")));
        assertNull(rows.get("tasks", ONE), "an edit never becomes an insert");
        put(taskRow(1, "theirs", 5), HiddenCodec.ofHandle(9));
        replay(set(task(1, RowName.ANY), TITLE, Value.of("mine")));
        assertEquals(taskRow(1, "mine", 5), cells());
        replay(delete(task(1, RowName.ANY)));
        assertNull(rows.get("tasks", ONE));
    }

    @Test
    void anotherRowUnderTheSameKeyIsNotMeant() {
        put(taskRow(1, "theirs", 5), HiddenCodec.ofHandle(9));
        replay(set(task(1, 3), TITLE, Value.of("mine")));
        replay(delete(task(1, 3)));
        assertEquals(taskRow(1, "theirs", 5), cells(), "as the server will judge, too");
        put(taskRow(1, "new", 0), Bytes.EMPTY);
        replay(delete(task(1, 3)));
        assertEquals(taskRow(1, "new", 0), cells(), "inserted here after the other was deleted");
    }

    @Test
    void deletesComeFirstAsOnTheServer() {
        put(taskRow(1, "old", 5), HiddenCodec.ofHandle(3));
        replay(insertTask(1, "new", 0), delete(task(1, 3)));
        assertEquals(taskRow(1, "new", 0), cells());
    }

    @Test
    void aRowThatItsAuthorInsertedIsMeantBeforeAndAfterItHasAHandle() {
        put(taskRow(1, "mine", 0), Bytes.EMPTY);
        replay(set(task(1, 0), VOTES, Value.of(1)));
        assertEquals(taskRow(1, "mine", 1), cells());
        put(taskRow(1, "mine", 0), HiddenCodec.ofHandle(8));
        replay(set(task(1, 0), VOTES, Value.of(2)));
        assertEquals(taskRow(1, "mine", 2), cells());
        replay(delete(task(1, 0)));
        assertNull(rows.get("tasks", ONE));
    }

    @Test
    void whatAConstraintNowForbidsFails() {
        put(taskRow(1, "theirs", 5), HiddenCodec.ofHandle(3));
        Incorrect taken = assertThrows(Incorrect.class, () -> replay(insertTask(1, "mine", 0)));
        assertEquals(ErrorCode.PRIMARY_KEY, taken.code());
        rows.breakConstraints();
        assertThrows(Incorrect.class, () -> replay(delete(task(2, 4))));
    }

    @Test
    void whatIsDoneAgainMustFitTheRowsThereAre() {
        put(taskRow(1, "theirs", 5), HiddenCodec.ofHandle(3));
        redo(set(task(1, 3), TITLE, Value.of("mine")), delete(task(2, 4)));
        assertEquals(taskRow(1, "mine", 5), cells(), "what is to be deleted may be gone");
        Change edit = set(task(2, 4), TITLE, Value.of("mine"));
        Incorrect absent = assertThrows(Incorrect.class, () -> redo(edit));
        assertEquals(ErrorCode.ROW_ABSENT, absent.code());
        assertEquals("tasks", absent.table());
        Change another = set(task(1, 9), TITLE, Value.of("other"));
        assertThrows(Incorrect.class, () -> redo(another), "it meant another row");
        assertThrows(Incorrect.class, () -> redo(insertTask(1, "twice", 0)));
        redo(insertTask(1, "new", 0), delete(task(1, 3)));
        assertEquals(taskRow(1, "new", 0), cells());
        rows.breakConstraints();
        redo(delete(task(1, 0)));
        assertNull(rows.get("tasks", ONE), "constraints are for the end of the transaction");
    }

    private void put(Row row, Bytes hidden) {
        rows.put("tasks", ONE, new Image(row, hidden));
    }

    private Row cells() {
        return rows.get("tasks", ONE).cells();
    }

    private void redo(Change... operations) {
        Predict.redo(rows, List.of(operations));
    }

    private void replay(Change... operations) {
        Predict.replay(rows, List.of(operations));
    }
}
