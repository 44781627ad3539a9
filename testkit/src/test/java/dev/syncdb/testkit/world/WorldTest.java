package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.server.log.CommitLog;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Set;

/** A few seeds from end to end; the lab runs hundreds. */
final class WorldTest {
    private static final int SEEDS = 10;
    private static final WorldOptions SHORT =
            new WorldOptions(60, EnumSet.allOf(Fault.class), Sabotage.NONE);

    @Test
    void everyPromiseHoldsAndEveryFaultStrikes() {
        Set<Fault> struck = EnumSet.noneOf(Fault.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Report report = World.run(seed, SHORT);
            assertTrue(report.held(), report::toString);
            assertTrue(report.acknowledged() > 0, report::toString);
            struck.addAll(report.faults().keySet());
        }
        assertEquals(EnumSet.allOf(Fault.class), struck, "a fault that never strikes is none");
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        Report once = World.run(3, SHORT);
        assertEquals(once, World.run(3, SHORT));
        assertNotEquals(once.eventHash(), World.run(4, SHORT).eventHash());
    }

    @Test
    void withoutFaultsNoneStrikes() {
        Report report = World.run(5, new WorldOptions(20, Set.of(), Sabotage.NONE));
        assertTrue(report.held(), report::toString);
        assertTrue(report.faults().isEmpty(), report::toString);
    }

    @Test
    void aServerThatAnswersNonsenseDoesNotComeToRest() {
        Report report = World.run(6, SHORT.with(new Sabotage() {
            @Override
            public byte[] answer(byte[] real) {
                return new byte[0];
            }
        }));
        assertFalse(report.held());
        assertTrue(report.toString().contains("does not come to rest"), report::toString);
    }

    @Test
    void aPartThatFailsAsNoneMayIsABrokenPromise() {
        Report report = World.run(7, SHORT.with(new Sabotage() {
            @Override
            public CommitLog log(CommitLog real) {
                throw new UnsupportedOperationException("no log");
            }
        }));
        assertFalse(report.held());
        assertTrue(report.broken().get(0).contains("UnsupportedOperationException: no log"));
        assertTrue(report.broken().get(0).contains("SyncServer.open"), "says where");
    }

    @Test
    void aWorldWithoutOperationsIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new WorldOptions(0, Set.of(), Sabotage.NONE));
    }
}
