package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.merge.Claim;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Rows that go and come again in one transaction of the real store, and what it forbids. */
class ReplacedRowsTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final Key ONE = Key.of(1);

    private final StoreSpace space = new StoreSpace();

    @Test
    void aRowThatTheServerReplacesIsAnotherRow() {
        push(ANN, insertTask(1, "a", 0));
        long base = space.store.head();
        replace(ONE, taskRow(1, "b", 0));
        assertEquals(List.of(row(2, taskRow(1, "b", 0))), space.news(ANN, base));
        Outcome late = space.push(
                2, new Claim(base, ANN, 0), List.of(set(task(1, 1), TITLE, Value.of("c"))));
        assertEquals(List.of(task(1, 1)), late.differing(), "it meant the row before");
    }

    @Test
    void aRowReplacedByItselfIsAnotherRowToo() {
        push(ANN, insertTask(1, "a", 0));
        long base = space.store.head();
        replace(ONE, taskRow(1, "a", 0));
        assertEquals(List.of(row(2, taskRow(1, "a", 0))), space.news(ANN, base));
    }

    @Test
    void rowsThatSwapTheirKeysAreOtherRows() {
        push(ANN, insertTask(1, "a", 0), insertTask(2, "b", 0));
        long base = space.store.head();
        space.write(transaction -> {
            transaction.update("tasks", ONE, taskRow(3, "a", 0));
            transaction.update("tasks", Key.of(2), taskRow(1, "b", 0));
            transaction.update("tasks", Key.of(3), taskRow(2, "a", 0));
        });
        assertEquals(2, space.news(BOB, base).size());
        assertEquals(List.of(), space.store.check());
    }

    @Test
    void aClientThatReplacesARowLearnsItsNewHandle() {
        push(ANN, insertTask(1, "a", 0));
        Outcome outcome = push(BOB, delete(task(1, 1)), insertTask(1, "b", 0));
        assertEquals(List.of(2L), outcome.handles());
        assertEquals(List.of(), space.news(BOB, space.store.head() - 1), "it knows the rest");
        assertEquals(List.of(row(2, taskRow(1, "b", 0))), space.news(ANN, 2));
    }

    @Test
    void aConstraintRejectsTheWholeTransaction() {
        Outcome outcome = push(ANN, insertTask(1, "a", 0), insertStep("s", 9));
        Rejection rejection = outcome.rejection();
        assertNotNull(rejection);
        assertEquals(ErrorCode.FOREIGN_KEY, rejection.code());
        assertEquals(List.of(), space.news(BOB, 0));
    }

    @Test
    void aRowNumberIsNeverGivenTwice() {
        push(ANN, insertTask(1, "a", 0));
        push(ANN, delete(task(1, 1)));
        assertEquals(List.of(2L), push(ANN, insertTask(1, "a", 0)).handles());
    }

    private void replace(Key key, Row row) {
        space.write(transaction -> {
            transaction.delete("tasks", key);
            transaction.insert("tasks", row);
        });
    }

    private Outcome push(long client, Change... operations) {
        return space.push(1, new Claim(space.store.head(), client, 0), List.of(operations));
    }

    private static Change row(long handle, Row cells) {
        return new Change.Insert(task(1, handle), Image.of(cells));
    }
}
