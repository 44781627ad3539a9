package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.edit;
import static dev.syncdb.sync.TestOperations.insert;
import static dev.syncdb.sync.TestOperations.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Edits of texts are told on the text that the server has told. */
class TextIntentsTest {
    private static final int BODY = 1;
    private static final int TITLE = 2;
    private static final RowName NOTE = new RowName("notes", Key.of(1), 3);
    private static final RowName GHOST = new RowName("ghosts", Key.of(1), 3);

    /** The server has told of this text, and not of what the client makes of another one. */
    private final Intents intents = new Intents(
            TestSchema.ALL, row -> row.equals(NOTE) ? Image.of(row("buy oat milk")) : null);

    @Test
    void anEditIsToldOnTheTextThatTheServerHasTold() {
        assertEquals(
                set(NOTE, List.of(told("buy oat milk", "buy oat milk!"))),
                next(write(NOTE, "buy milk", "buy milk!")));
    }

    @Test
    void eachEditIsToldOnWhatTheOnesBeforeLeave() {
        next(write(NOTE, "buy milk", "buy milk!"));
        assertEquals(
                set(NOTE, List.of(told("buy oat milk!", "Buy oat milk!"))),
                next(write(NOTE, "buy milk!", "Buy milk!")));
        next(set(NOTE, List.of(new Cell(BODY, null, Value.of("all new")))));
        assertEquals(
                set(NOTE, List.of(told("all new", "all new?"))),
                next(write(NOTE, "all new", "all new?")),
                "a whole text takes the place of what was there");
    }

    @Test
    void aPushIsToldInTheOrderOfItsTransactions() {
        Push push = new Push(
                1,
                0,
                List.of(
                        transaction(1, write(NOTE, "buy milk", "buy milk!")),
                        transaction(2, write(NOTE, "buy milk!", "Buy milk!"))));
        Push expected = new Push(
                1,
                0,
                List.of(
                        transaction(1, set(NOTE, List.of(told("buy oat milk", "buy oat milk!")))),
                        transaction(
                                2, set(NOTE, List.of(told("buy oat milk!", "Buy oat milk!"))))));
        assertEquals(expected, intents.next(push));
    }

    @Test
    void aRowThatTheClientInsertedHasTheTextThatItInserted() {
        RowName mine = RowName.of("notes", Key.of(2));
        Row cells = Row.of(Value.of(2), Value.of("mine"), Value.NULL);
        Change insert = insert(TestSchema.NOTES, cells);
        assertEquals(insert, next(insert));
        Change told = set(mine, List.of(told("mine", "mine!")));
        assertEquals(told, next(write(mine, "mine", "mine!")));
        Change again = set(mine, List.of(told("mine!", "mine!?")));
        assertEquals(again, next(write(mine, "mine!", "mine!?")));
    }

    @Test
    void anEditOfARowThatIsGoneIsToldAsItWasMade() {
        Change delete = delete(NOTE);
        assertEquals(delete, next(delete));
        assertEquals(
                set(NOTE, List.of(told("buy milk", "buy milk!"))),
                next(write(NOTE, "buy milk", "buy milk!")));
        RowName nowhere = new RowName("notes", Key.of(9), 9);
        assertEquals(
                set(nowhere, List.of(told("a", "ab"))),
                next(write(nowhere, "a", "ab")),
                "the server has told of none");
    }

    @Test
    void aRowThatIsDeletedAndInsertedAgainHasItsNewText() {
        Change insert = insert(TestSchema.NOTES, row("new"));
        List<Change> both = List.of(insert, delete(NOTE));
        assertEquals(both, intents.next(both), "in whatever order they are told");
        assertEquals(set(NOTE, List.of(told("new", "new!"))), next(write(NOTE, "new", "new!")));
    }

    @Test
    void columnsThatDoNotMergeAreToldAsTheyAre() {
        Cell title = new Cell(TITLE, Value.of("a"), Value.of("b"));
        Change both = set(
                NOTE, List.of(title, new Cell(BODY, Value.of("buy milk"), Value.of("buy milk!"))));
        assertEquals(set(NOTE, List.of(title, told("buy oat milk", "buy oat milk!"))), next(both));
        RowName tally = new RowName("tallies", Key.of(1), 3);
        assertEquals(
                set(tally, List.of(new Cell(1, Value.of(5), Value.of(3), true))),
                next(set(tally, List.of(new Cell(1, Value.of(5), Value.of(8))))));
    }

    @Test
    void whatIsOfATableThatWasDroppedIsToldAsItIs() {
        Change edit = write(GHOST, "buy milk", "buy milk!");
        assertEquals(edit, next(edit));
    }

    @Test
    void operationsByThemselvesAreToldAsTheirAuthorMeantThem() {
        List<Change> meant =
                Intents.of(List.of(write(NOTE, "buy milk", "buy milk!")), TestSchema.ALL);
        assertEquals(List.of(set(NOTE, List.of(told("buy milk", "buy milk!")))), meant);
        Change anew = write(NOTE, "the quick brown fox jumps", "every good boy does fine");
        Change.Update whole =
                (Change.Update) Intents.of(List.of(anew), TestSchema.ALL).get(0);
        assertFalse(whole.cells().get(0).relative(), "another text is no edit");
    }

    private @Nullable Change next(Change operation) {
        return intents.next(List.of(operation)).get(0);
    }

    /** An edit as it is told, of a text that the server knows too. */
    private static Cell told(String before, String after) {
        Cell edit = edit(BODY, before, after);
        return new Cell(BODY, Value.of(before), edit.after(), true);
    }

    /** As a client keeps it. */
    private static Change write(RowName row, String before, String after) {
        return new Change.Update(
                row, List.of(new Cell(BODY, Value.of(before), Value.of(after))), Bytes.EMPTY);
    }

    private static PushedTransaction transaction(long number, Change operation) {
        return new PushedTransaction(number, 2, 3, 4, 5, false, List.of(operation));
    }

    private static Row row(String body) {
        return Row.of(Value.of(1), Value.of(body), Value.NULL);
    }
}
