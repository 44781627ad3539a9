package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.edit;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class TranslateTest {
    @Test
    void operationsOfTheSchemaPassAsTheyAre() {
        List<Change> operations = List.of(
                insertTask(1, "ten chars!", 0),
                insertStep("S", 1),
                set(task(2, 5), TITLE, Value.NULL),
                delete(task(3, 6)),
                delete(task(4, 7)),
                insertTask(4, "again", 0));
        assertEquals(operations, Translate.intoSchema(operations, TestSchema.ALL));
    }

    @Test
    void aRelativeEditHasTheFormOfItsColumn() {
        RowName tally = new RowName("tallies", Key.of(1), 3);
        List<Change> more = List.of(set(tally, List.of(increment(1, Value.of(2)))));
        assertEquals(more, Translate.intoSchema(more, TestSchema.ALL));
        refused(
                ErrorCode.MALFORMED_MESSAGE,
                "tallies",
                "best",
                set(tally, List.of(increment(2, Value.of(2)))));
        refused(
                ErrorCode.MALFORMED_MESSAGE,
                "tallies",
                "hits",
                set(tally, List.of(increment(1, Value.NULL))));
        refused(
                ErrorCode.MALFORMED_MESSAGE,
                "tallies",
                "tags",
                set(tally, List.of(increment(3, Value.of("[1]")))));
    }

    @Test
    void anEditOfATextIsReadBeforeItIsDone() {
        RowName note = new RowName("notes", Key.of(1), 3);
        List<Change> edits = List.of(set(note, List.of(edit(1, "buy milk", "buy oat milk"))));
        assertEquals(edits, Translate.intoSchema(edits, TestSchema.ALL));
        List<Change> whole = List.of(set(note, 1, Value.of("another text")));
        assertEquals(whole, Translate.intoSchema(whole, TestSchema.ALL));
        Bytes beyond = Bytes.copyOf(new byte[] {3, 0, 0, 2, 2, 1, 'x'});
        for (Value wrong : List.of(Value.of(beyond), Value.of(Bytes.EMPTY), Value.of("a"))) {
            Incorrect refused = refused(
                    ErrorCode.MALFORMED_MESSAGE,
                    "notes",
                    "body",
                    set(note, List.of(increment(1, wrong))));
            assertEquals(
                    "the edit of notes.body is none of type TEXT MERGED", refused.getMessage());
        }
        Value edit = edit(1, "buy milk", "buy oat milk").after();
        refused(
                ErrorCode.MALFORMED_MESSAGE,
                "notes",
                "title",
                set(note, List.of(increment(2, edit))));
        refused(ErrorCode.WRONG_TYPE, "notes", "body", set(note, 1, Value.of(5)));
        refused(ErrorCode.WRONG_TYPE, "notes", "body", set(note, 1, edit));
    }

    private static Cell increment(int column, Value by) {
        return new Cell(column, null, by, true);
    }

    @Test
    void anUnknownTableIsRefused() {
        refused(ErrorCode.UNKNOWN_TABLE, "ghosts", null, delete(RowName.of("ghosts", Key.of(1))));
    }

    @Test
    void ourOwnTablesAreRefused() {
        RowName client = RowName.of("syncdb_clients", Key.of(1));
        Row row = Row.of(Value.of(1), Value.NULL);
        refused(ErrorCode.FORBIDDEN, "syncdb_clients", null, delete(client));
        refused(ErrorCode.FORBIDDEN, "syncdb_clients", null, set(client, 1, Value.NULL));
        refused(
                ErrorCode.FORBIDDEN,
                "syncdb_clients",
                null,
                new Change.Insert(client, Image.of(row)));
    }

    @Test
    void aChangeOfStructureIsRefused() {
        refused(ErrorCode.UNSUPPORTED, null, null, new Change.Define("DROP TABLE tasks"));
    }

    @Test
    void aKeyOfTooManyValuesIsRefused() {
        Key two = new Key(Row.of(Value.of(1), Value.of(2)));
        refused(ErrorCode.MALFORMED_MESSAGE, "tasks", null, delete(RowName.of("tasks", two)));
    }

    @Test
    void aNameThatTheStoreSpellsOtherwiseIsRefused() {
        RowName upper = RowName.of("TASKS", Key.of(1));
        refused(ErrorCode.MALFORMED_MESSAGE, "tasks", null, delete(upper));
        RowName unfolded = RowName.of("steps", Key.of("S"));
        refused(ErrorCode.MALFORMED_MESSAGE, "steps", null, delete(unfolded));
        RowName real = RowName.of("tasks", new Key(Row.of(Value.of(1.0))));
        refused(ErrorCode.MALFORMED_MESSAGE, "tasks", null, delete(real));
    }

    @Test
    void aTransactionThatTouchesARowTwiceIsRefused() {
        Change insert = insertTask(1, "a", 0);
        Change update = set(task(1, 5), TITLE, Value.of("b"));
        Change delete = delete(task(1, 6));
        List<List<Change>> twice = List.of(
                List.of(insert, insert),
                List.of(insert, update),
                List.of(update, update),
                List.of(update, delete),
                List.of(delete, update),
                List.of(delete, delete),
                List.of(delete, insert, update));
        for (List<Change> operations : twice) {
            Incorrect refused = assertThrows(
                    Incorrect.class,
                    () -> Translate.intoSchema(operations, TestSchema.ALL),
                    () -> "what would come of " + operations);
            assertEquals(ErrorCode.MALFORMED_MESSAGE, refused.code());
            assertEquals("tasks", refused.table());
        }
    }

    @Test
    void aValueThatTheColumnWouldConvertIsRefused() {
        RowName row = RowName.of("scores", Key.of(1));
        Incorrect refused =
                refused(ErrorCode.WRONG_TYPE, "scores", "score", set(row, 1, Value.of("12")));
        assertEquals("the value of scores.score is text, not DECIMAL", refused.getMessage());
        refused(ErrorCode.WRONG_TYPE, "scores", "score", set(row, 1, Value.of(2.0)));
        List<Change> stored = List.of(set(row, 1, Value.of("twelve")));
        assertEquals(stored, Translate.intoSchema(stored, TestSchema.ALL));
    }

    @Test
    void aRowOfTooManyOrTooFewCellsIsRefused() {
        RowName name = RowName.of("tasks", Key.of(1));
        for (int cells : new int[] {0, 2, 4}) {
            Row row = Row.of(Collections.nCopies(cells, Value.of(1)));
            Change insert = new Change.Insert(name, Image.of(row));
            refused(ErrorCode.UNKNOWN_COLUMN, "tasks", null, insert);
        }
    }

    @Test
    void aColumnThatIsNotThereIsRefused() {
        refused(ErrorCode.UNKNOWN_COLUMN, "tasks", null, set(task(1, 1), 3, Value.NULL));
    }

    @Test
    void aValueOfAnotherTypeIsRefusedByItsColumn() {
        refused(ErrorCode.WRONG_TYPE, "tasks", "title", set(task(1, 1), TITLE, Value.of(5)));
        Row row = Row.of(Value.of(1), Value.of("a"), Value.of("many"));
        Change insert = new Change.Insert(RowName.of("tasks", Key.of(1)), Image.of(row));
        Incorrect wrong = refused(ErrorCode.WRONG_TYPE, "tasks", "votes", insert);
        assertEquals("the value of tasks.votes is text, not INTEGER", wrong.getMessage());
    }

    @Test
    void aTextThatIsTooLongIsRefusedByItsColumn() {
        Incorrect tooLong =
                refused(ErrorCode.TOO_LONG, "tasks", "title", insertTask(1, "eleven char", 0));
        String message = "the value of tasks.title is longer than VARCHAR(10) allows";
        assertEquals(message, tooLong.getMessage());
    }

    @Test
    void aKeyThatIsNotThatOfItsRowIsRefused() {
        Row row = Row.of(Value.of(1), Value.of("a"), Value.of(0));
        Change insert = new Change.Insert(RowName.of("tasks", Key.of(2)), Image.of(row));
        refused(ErrorCode.MALFORMED_MESSAGE, "tasks", null, insert);
    }

    @Test
    void aNewPrimaryKeyIsRefused() {
        refused(ErrorCode.MALFORMED_MESSAGE, "tasks", "id", set(task(1, 1), 0, Value.of(2)));
    }

    private static Incorrect refused(
            ErrorCode code, @Nullable String table, @Nullable String column, Change operation) {
        Incorrect refused = assertThrows(
                Incorrect.class, () -> Translate.intoSchema(List.of(operation), TestSchema.ALL));
        assertEquals(code, refused.code());
        assertEquals(table, refused.table());
        assertEquals(column, refused.column());
        return refused;
    }
}
