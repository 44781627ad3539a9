package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class IntentsTest {
    private static final RowName TALLY = new RowName("tallies", Key.of(1), 3);

    @Test
    void aPushTellsOfCountersHowMuchTheyChanged() {
        Cell counted = new Cell(1, Value.of(5), Value.of(8));
        Cell best = new Cell(2, Value.of(5), Value.of(8));
        Push push = push(set(TALLY, List.of(counted, best)));
        Change told = set(TALLY, List.of(new Cell(1, Value.of(5), Value.of(3), true), best));
        assertEquals(push(told), new Intents(TestSchema.ALL, row -> null).next(push));
    }

    @Test
    void whatDoesNotCountIsToldAsItIs() {
        RowName gone = new RowName("ghosts", Key.of(1), 3);
        Push push = push(
                insertTask(1, "milk", 1),
                delete(task(2, 5)),
                set(gone, List.of(new Cell(1, Value.of(5), Value.of(8)))));
        assertEquals(
                push,
                new Intents(TestSchema.ALL, row -> null).next(push),
                "nor what has no table any more");
    }

    private static Push push(Change... operations) {
        PushedTransaction only = new PushedTransaction(1, 2, 3, 4, 5, false, List.of(operations));
        return new Push(1, 0, List.of(only), List.of(9));
    }
}
