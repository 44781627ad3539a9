package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.Claim;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * T7, law 17: what a client wrote itself comes back only if the server did something else, or
 * somebody else wrote it later. Ann has one task and knows it.
 */
class EchoTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final RowName ONE = task(1, 1);
    private static final RowName STEP = RowName.of("steps", Key.of("s"));

    private final StoreSpace space = new StoreSpace();
    private final List<Outcome> outcomes = new ArrayList<>();
    private long base;

    @BeforeEach
    void begin() {
        push(BOB, 0, insertTask(1, "a", 0));
        base = space.store.head();
    }

    @Test
    void aPlainSetInsertOrDeleteThatStandsIsLeftOut() {
        ann(1, set(ONE, TITLE, Value.of("b")));
        ann(2, insertTask(2, "c", 0));
        ann(3, delete(ONE));
        assertEquals(List.of(), heard());
    }

    @Test
    void anEditOfTheSameValueTellsNothingButWhatTheOtherWrote() {
        push(BOB, 5, set(ONE, TITLE, Value.of("b")), set(ONE, VOTES, Value.of(7)));
        ann(1, set(ONE, TITLE, Value.of("b")));
        assertEquals(
                List.of(update(ONE, "b", 7)), heard(), "the title is Bob's, whoever says it again");
    }

    @Test
    void aForeignWriteOverAnOwnOneIsTold() {
        ann(1, set(ONE, TITLE, Value.of("b")), set(ONE, VOTES, Value.of(3)));
        push(BOB, 9, set(ONE, TITLE, Value.of("c")));
        assertEquals(List.of(set(ONE, TITLE, Value.of("c"))), heard(), "and only that cell");
    }

    @Test
    void anOwnWriteOverAForeignOneIsLeftOutAndTheRestIsTold() {
        push(BOB, 3, set(ONE, TITLE, Value.of("c")));
        push(BOB, 3, set(ONE, VOTES, Value.of(9)));
        ann(9, set(ONE, TITLE, Value.of("b")));
        assertEquals(List.of(), outcomes.get(0).differing(), "hers is the later edit");
        assertEquals(List.of(set(ONE, VOTES, Value.of(9))), heard());
    }

    @Test
    void aWriteThatLostIsToldWithItsRow() {
        push(BOB, 9, set(ONE, TITLE, Value.of("c")));
        ann(3, set(ONE, TITLE, Value.of("b")), set(ONE, VOTES, Value.of(4)));
        assertEquals(List.of(ONE), outcomes.get(0).differing());
        assertEquals(
                List.of(set(ONE, TITLE, Value.of("c")), row(ONE, taskRow(1, "c", 4))),
                heard(),
                "with what she wrote herself and what stands");
    }

    @Test
    void anEditOfARowThatWasGoneIsToldAsAbsent() {
        push(BOB, 3, delete(ONE));
        ann(9, set(ONE, TITLE, Value.of("b")));
        assertEquals(List.of(delete(ONE), delete(ONE)), heard());
    }

    @Test
    void aDeleteThatMetAnotherRowIsToldWithIt() {
        push(BOB, 3, delete(ONE));
        push(BOB, 3, insertTask(1, "new", 0));
        ann(9, delete(ONE));
        Change news = row(task(1, 2), taskRow(1, "new", 0));
        assertEquals(List.of(news, news), heard());
    }

    @Test
    void whatWasRejectedIsToldAsItIs() {
        push(BOB, 3, set(ONE, VOTES, Value.of(9)));
        ann(9, set(ONE, TITLE, Value.of("far too long a title")), insertStep("s", 77));
        assertNotNull(outcomes.get(0).rejection());
        List<Change> expected =
                List.of(set(ONE, VOTES, Value.of(9)), row(ONE, taskRow(1, "a", 9)), delete(STEP));
        assertEquals(expected, heard());
    }

    @Test
    void whatFollowedFromAnOwnDeleteIsTold() {
        push(BOB, 3, insertStep("s", 1));
        ann(9, delete(ONE));
        RowName numbered = new RowName(STEP.table(), STEP.key(), 1);
        assertEquals(List.of(delete(numbered)), heard());
    }

    @Test
    void ofARowOfHerOwnOnlyWhatOthersDidToItIsTold() {
        ann(1, insertTask(2, "b", 0));
        RowName two = task(2, 2);
        push(BOB, 9, set(two, VOTES, Value.of(5)));
        assertEquals(List.of(set(two, VOTES, Value.of(5))), heard());
        push(BOB, 9, delete(two));
        assertEquals(List.of(delete(two)), heard());
    }

    @Test
    void aRowThatTookThePlaceOfHerOwnIsTold() {
        ann(1, insertTask(2, "b", 0));
        space.write(transaction -> {
            transaction.delete("tasks", task(2, 2).key());
            transaction.insert("tasks", taskRow(2, "b", 0));
        });
        assertEquals(
                List.of(row(task(2, 3), taskRow(2, "b", 0))), heard(), "the same, but another");
    }

    @Test
    void onceSheHasAcknowledgedNothingIsNamedAnyMore() {
        push(BOB, 9, set(ONE, TITLE, Value.of("c")));
        ann(3, set(ONE, TITLE, Value.of("b")));
        assertEquals(2, heard().size());
        base = space.store.head();
        outcomes.clear();
        assertEquals(List.of(), heard());
    }

    /** Everything that Ann hears, over pages of every size. */
    private List<Change> heard() {
        List<Change> whole = pages(Integer.MAX_VALUE);
        assertEquals(whole, pages(1));
        assertEquals(whole, pages(2));
        return whole;
    }

    private List<Change> pages(int rows) {
        List<Change> all = new ArrayList<>();
        Page page = space.page(ANN, StoreSpace.pull(base, null, rows), outcomes);
        all.addAll(page.changes());
        while (page.next() != null) {
            page = space.page(ANN, StoreSpace.pull(base, page.next(), rows), outcomes);
            all.addAll(page.changes());
        }
        return all;
    }

    /** Ann pushes what she did at that time, having seen what she knows. */
    private void ann(long millis, Change... operations) {
        long number = outcomes.size() + 1;
        outcomes.add(space.push(number, new Claim(base, ANN, millis), merged(operations)));
    }

    private void push(long client, long millis, Change... operations) {
        space.push(1, new Claim(space.store.head(), client, millis), merged(operations));
    }

    /** One transaction has one operation on a row: two sets become one. */
    private static List<Change> merged(Change... operations) {
        if (operations.length == 2
                && operations[0] instanceof Change.Update first
                && operations[1] instanceof Change.Update second) {
            List<Cell> cells = new ArrayList<>(first.cells());
            cells.addAll(second.cells());
            return List.of(set(first.row(), cells));
        }
        return List.of(operations);
    }

    private static Change update(RowName row, String title, long votes) {
        return merged(set(row, TITLE, Value.of(title)), set(row, VOTES, Value.of(votes)))
                .get(0);
    }

    private static Change row(RowName name, Row cells) {
        return new Change.Insert(name, Image.of(cells));
    }
}
