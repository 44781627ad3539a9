package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** Each fault strikes for real, is counted, and is survived. */
final class FaultsTest {
    private static final int WRITES = 60;

    private final AtomicInteger answers = new AtomicInteger();
    private final Fleet fleet = new Fleet(new Sabotage() {
        @Override
        public byte[] answer(byte[] real) {
            answers.incrementAndGet();
            return real;
        }
    });

    @Test
    void lostMessagesAreSentAgain() {
        assertSurvived(Fault.DROP);
    }

    @Test
    void aRequestThatArrivesTwiceIsAnsweredTwiceAndAppliedOnce() {
        int before = answers.get();
        assertSurvived(Fault.DUPLICATE);
        int usual = answers.get() - before;
        assertTrue(usual > fleet.times(Fault.DUPLICATE), "each copy had an answer of its own");
    }

    @Test
    void aLateMessageIsOvertaken() {
        assertSurvived(Fault.DELAY);
    }

    @Test
    void halfAnAnswerIsNone() {
        assertSurvived(Fault.CUT);
    }

    @Test
    void aPhoneThatDiesComesBackWithWhatItPromised() {
        fleet.write(1, "before");
        fleet.phone(1).crashSoon(1);
        assertFalse(fleet.write(1, "never promised"));
        assertFalse(fleet.write(1, "while it is off"));
        fleet.phone(1).sync();
        fleet.rest();
        assertEquals(1, fleet.times(Fault.CRASH_PHONE));
        assertTrue(fleet.phone(1).isCaughtUp(), "it started again and synced");
        fleet.sync();
        assertEquals("", fleet.judged());
    }

    @Test
    void aPhoneThatDiesWhileItSyncsComesBack() {
        fleet.write(1, "news");
        for (int i = 0; i < 30; i++) {
            fleet.phone(2).crashSoon(4);
            fleet.write(1, "news" + i);
            fleet.sync();
        }
        fleet.phone(2).heal();
        assertTrue(fleet.times(Fault.CRASH_PHONE) > 5, "in many places");
        fleet.sync();
        assertEquals("", fleet.judged());
    }

    @Test
    void aServerThatDiesComesBackWithWhatItPromised() {
        for (int i = 0; i < 30; i++) {
            fleet.server.crashSoon(6);
            String word = "backend" + i;
            boolean held = fleet.server.write(
                    session -> session.execute("INSERT INTO words VALUES ('" + word + "')") + "");
            if (held) {
                fleet.stage.ledger().acknowledged(word);
            } else {
                assertFalse(fleet.server.write(session -> ""), "it is off");
                assertThrows(IllegalStateException.class, fleet.server::space);
            }
            fleet.write(1, "phone" + i);
            fleet.sync();
        }
        fleet.server.heal();
        assertTrue(fleet.times(Fault.CRASH_SERVER) > 5, "in many places");
        fleet.sync();
        assertEquals("", fleet.judged());
    }

    @Test
    void aClockThatJumpsIsCounted() {
        fleet.phone(1).jumpWall(-86_400_000);
        fleet.write(1, "yesterday");
        fleet.sync();
        assertEquals(1, fleet.times(Fault.CLOCK_JUMP));
        assertEquals("", fleet.judged());
    }

    /** Many syncs under the fault; it strikes, and when it ends all is well. */
    private void assertSurvived(Fault fault) {
        fleet.setFaults(fault);
        for (int i = 0; i < WRITES; i++) {
            fleet.write(1 + i % 2, "word" + i);
            fleet.sync();
        }
        assertTrue(fleet.times(fault) > 0, "a run without it shows nothing");
        assertEquals(1, fleet.stage.history().faults().size(), "and no other one");
        fleet.setFaults();
        fleet.sync();
        assertEquals("", fleet.judged());
    }
}
