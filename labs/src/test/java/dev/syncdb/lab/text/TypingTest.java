package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Edits of a trace come to phones of a real server as its history says. */
class TypingTest {
    private static final int HISTORIES = 36;
    private static final int ORDERS = 2;

    /** Who take turns do nothing at the same time, so any column will do. */
    private static final Trace TURNS = new Traces()
            .edit(0, List.of(), 0, 0, "one 👋")
            .edit(1, List.of(0), 5, 0, " two")
            .edit(1, List.of(1), 4, 1, "🎉🎉")
            .edit(0, List.of(2), 6, 0, "!")
            .edit(1, List.of(3), 0, 3, "three")
            .trace("", "three 🎉🎉! two");

    @Test
    void aPhoneHasWhatItsAuthorHadSeenHoweverLargeTheBatch() {
        for (int batch : new int[] {1, 2, 100}) {
            Replayed replayed = ConcurrentReplay.play(TURNS, LetterOrder.of(TURNS), batch);

            assertTrue(replayed.equal(), "everybody ends with the text, batch " + batch);
            assertEquals(2, replayed.phones(), "one for each agent");
            assertEquals(5, replayed.edits());
        }
    }

    @Test
    void anAgentThatDoesTwoThingsAtOnceHasTwoPhones() {
        Trace twice = new Traces()
                .edit(0, List.of(), 0, 0, "a")
                .edit(0, List.of(0), 1, 0, "b")
                .edit(0, List.of(0), 0, 0, "c")
                .edit(0, List.of(1, 2), 3, 0, "d")
                .trace("", "cabd");

        assertEquals(2, ConcurrentReplay.play(twice, LetterOrder.of(twice), 1).phones());
    }

    @Test
    void aPhoneSeesWhatArrivedBeforeItSynced() {
        Trace trace = Traces.greeting();
        try (TextWorld world = TextWorld.small("")) {
            Typing typing = new Typing(trace, LetterOrder.of(trace), world);
            int first = typing.open();
            int second = typing.open();
            typing.make(first, 0);
            assertEquals(1, typing.unsent(first));
            assertTrue(typing.knows(first, 0), "its own");
            assertFalse(typing.hasArrived(0));

            typing.sync(first);
            assertTrue(typing.hasArrived(0));
            assertFalse(typing.knows(second, 0), "it did not sync since");
            typing.sync(second);
            assertTrue(typing.knows(second, 0));
            assertTrue(world.allShow("Hi 👋 all"), world.text());
        }
    }

    @Test
    void peopleWhoTypeAtTheSameTimeEndWithOneText() {
        Trace trace = Traces.greeting();
        for (int batch : new int[] {1, 2, 100}) {
            assertTrue(
                    ConcurrentReplay.play(trace, LetterOrder.of(trace), batch).equal());
        }
    }

    @Test
    void inEveryOrderOfPushesAllLettersAreThereOnce() {
        TraceFile file = TraceFile.read(
                Traces.corpus("text-crdt-ot-vectors/fuguemax_conformance.json.gz"), 1);
        for (int i = 0; i < HISTORIES; i++) {
            Verdict verdict = PushOrders.play(file.histories().get(i), ORDERS, i);
            assertTrue(verdict.holds(), "history " + i + ", seed " + i + ": " + verdict);
        }
    }

    @Test
    void everyRunOfAHistoryHasAPhone() {
        Verdict verdict = PushOrders.play(TURNS, 3, 1);

        assertEquals(3, verdict.orders());
        assertEquals(3 * 4, verdict.phones(), "four runs, three times");
        assertTrue(verdict.holds(), "who take turns lose nothing: " + verdict);
    }
}
