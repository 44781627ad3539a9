package dev.syncdb.testkit.world.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.syncdb.testkit.fault.Broken;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class HistoryTest {
    private final History history = new History();

    @Test
    void theSameEventsHaveTheSameHash() {
        History other = new History();
        history.add(1, "a");
        history.add(2, "b");
        other.add(1, "a");
        other.add(2, "b");
        assertEquals(history.hash(), other.hash());
        other.add(3, "c");
        assertNotEquals(history.hash(), other.hash());
    }

    @Test
    void orderAndTimeCountInTheHash() {
        History swapped = new History();
        History later = new History();
        history.add(1, "a");
        history.add(1, "b");
        swapped.add(1, "b");
        swapped.add(1, "a");
        later.add(1, "a");
        later.add(2, "b");
        assertNotEquals(history.hash(), swapped.hash());
        assertNotEquals(history.hash(), later.hash());
    }

    @Test
    void onlyTheLastEventsAreKept() {
        for (int i = 1; i <= 1_000; i++) {
            history.add(i, "event");
        }
        assertEquals(History.EVENTS_KEPT_MAX, history.last().size());
        assertEquals("1000 ms: event", history.last().get(History.EVENTS_KEPT_MAX - 1));
    }

    @Test
    void faultsAndChecksAreCountedByKind() {
        history.struck(Fault.CUT, 1);
        history.struck(Fault.DROPPED, 2);
        history.struck(Fault.CUT, 1);
        history.checked(Promise.ATOMIC);
        assertEquals(Map.of(Fault.DROPPED, 2, Fault.CUT, 2), history.faults());
        assertEquals(Map.of(Promise.ATOMIC, 1), history.checks());
    }

    @Test
    void theFirstBrokenPromisesAreKeptAndTheOthersCounted() {
        for (int i = 0; i < History.BROKEN_KEPT_MAX + 7; i++) {
            history.broke(Promise.KEPT, "word " + i);
        }
        assertEquals(History.BROKEN_KEPT_MAX, history.broken().size());
        assertEquals(new Broken(Promise.KEPT, "word 0"), history.broken().get(0));
        assertEquals(7, history.brokenMore());
    }
}
