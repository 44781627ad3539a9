package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.server.log.CommitLog;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.fault.Sabotage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.EnumSet;
import java.util.Set;

/** Some seeds from end to end; the lab runs thousands. */
final class WorldTest {
    private static final int SEEDS = 40;
    private static final World SHORT = World.standard().operations(60);

    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachFaultStrikesAloneAndIsSurvived(Fault fault) {
        EnumSet<Fault> faults = EnumSet.of(fault);
        if (fault == Fault.TORN) {
            faults.add(Fault.CRASHED);
        }
        World world = SHORT.faults(faults);
        int times = 0;
        for (long seed = 1; seed <= SEEDS && times == 0; seed++) {
            Report report = world.run(seed);
            assertTrue(report.held(), report::toString);
            Set<Fault> struck = EnumSet.noneOf(Fault.class);
            struck.addAll(report.totals().faults().keySet());
            struck.removeAll(faults);
            assertEquals(Set.of(), struck, "no other one");
            times = report.totals().faults().getOrDefault(fault, 0);
        }
        assertTrue(times > 0, fault + " never struck: such a world shows nothing");
    }

    @Test
    void everyPromiseIsLookedAtInEveryRun() {
        Report report = SHORT.run(3);
        Set<Promise> checked = EnumSet.of(Promise.SOUND);
        checked.addAll(report.totals().checks().keySet());
        assertEquals(EnumSet.allOf(Promise.class), checked, report::toString);
        assertTrue(report.totals().acknowledged() > 0);
        assertTrue(report.totals().messages() > 0);
        assertTrue(report.totals().virtualMillis() > 0);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        Report once = SHORT.run(3);
        assertEquals(once, SHORT.run(3));
        assertNotEquals(once.eventHash(), SHORT.run(4).eventHash());
    }

    @Test
    void withoutFaultsNoneStrikes() {
        Report report = World.standard().operations(20).faults(Set.of()).run(5);
        assertTrue(report.held(), report::toString);
        assertTrue(report.totals().faults().isEmpty(), report::toString);
    }

    @Test
    void aServerThatAnswersNonsenseIsNoticed() {
        Report report = SHORT.sabotage(() -> new Sabotage() {
                    @Override
                    public byte[] answer(byte[] request, byte[] real) {
                        return new byte[0];
                    }
                })
                .run(6);
        assertFalse(report.held());
        assertTrue(report.toString().contains("cannot read an answer"), report::toString);
        assertTrue(report.toString().contains("does not come to rest"), report::toString);
    }

    @Test
    void aPartThatFailsAsNoneMayIsABrokenPromise() {
        Report report = SHORT.sabotage(() -> new Sabotage() {
                    @Override
                    public CommitLog log(CommitLog real) {
                        throw new UnsupportedOperationException("no log");
                    }
                })
                .run(7);
        assertFalse(report.held());
        String what = report.broken().get(0).toString();
        assertTrue(what.contains("UnsupportedOperationException: no log"), what);
        assertTrue(what.contains("SyncServer.open"), "says where");
    }

    @Test
    void aRunInWhichNothingWasPromisedShowsNothingAndFails() {
        World world = World.of("CREATE TABLE notes (id INTEGER PRIMARY KEY);")
                .edit((client, random) -> {
                    throw new dev.syncdb.error.Incorrect(
                            dev.syncdb.error.ErrorCode.LIMIT, "never mind");
                })
                .backend((server, random) -> {
                    throw new dev.syncdb.error.Incorrect(
                            dev.syncdb.error.ErrorCode.LIMIT, "never mind");
                })
                .operations(4);
        Report report = world.run(1);
        for (long seed = 2; report.totals().acknowledged() > 0; seed++) {
            report = world.run(seed);
        }
        assertTrue(report.toString().contains("this run shows nothing"), report::toString);
    }

    @Test
    void aWorldWithoutOperationsOrPhonesIsRefused() {
        World world = World.standard();
        assertThrows(IllegalArgumentException.class, () -> world.operations(0));
        assertThrows(IllegalArgumentException.class, () -> world.clients(0));
        assertThrows(IllegalArgumentException.class, () -> world.spaces(0));
    }

    @Test
    void phonesAndSpacesAreAsMany() {
        Report report = World.standard().clients(3).spaces(1).operations(30).run(2);
        assertTrue(report.held(), report::toString);
    }
}
