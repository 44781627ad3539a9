package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;
import dev.syncdb.testkit.clock.FakeScheduler;
import dev.syncdb.testkit.clock.VirtualTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/**
 * The machine stops at any operation on a file, and again during recovery. What was acknowledged
 * must be there, nothing by halves, and work goes on. {@code -Dsyncdb.tears=N} tries more mixtures
 * of what had not been forced.
 */
@Order(2)
final class DatabaseCrashTest {
    private static final int TEARS = Integer.getInteger("syncdb.tears", 2);

    /** Steps that are done on what a crash left. */
    private static final int STEPS_AFTER = 3;

    /** A few steps fall into the delay of one force. */
    private static final long STEP_MILLIS = 40;

    private final DatabaseWork work = new DatabaseWork();

    /** One run of the work until its disk stops. */
    private final class Run {
        private final FakeDisk disk;
        private final Durability durability;
        private final @Nullable FakeScheduler scheduler;

        /** Steps begun, acknowledged, and acknowledged before the last force. */
        private int begun;

        private int done;
        private int forced;

        Run(FakeDisk disk, Durability durability) {
            this.disk = disk;
            this.durability = durability;
            this.scheduler =
                    durability == Durability.NORMAL ? new FakeScheduler(new VirtualTime()) : null;
        }

        Run work() {
            try {
                Database database = DatabaseWork.open(disk, durability, scheduler);
                while (done < DatabaseWork.STEPS) {
                    step(database);
                }
                database.close();
                forced = durability == Durability.NONE ? 0 : done;
            } catch (DiskCrash | SyncDbException failure) {
                assertTrue(disk.isCrashed(), () -> "only a crash is to fail: " + failure);
            }
            return this;
        }

        private void step(Database database) {
            begun++;
            work.run(database, done);
            done++;
            if (scheduler != null) {
                // A commit has a force scheduled, so there is one that ran if nothing is left.
                int covered = scheduler.waiting() > 0 ? done : forced;
                scheduler.pass(STEP_MILLIS);
                forced = scheduler.waiting() == 0 ? covered : forced;
            } else if (durability == Durability.FULL) {
                forced = done;
            }
        }
    }

    @Test
    void everyAcknowledgedCommitSurvivesACrashAtAnyOperation() {
        sweep(Durability.FULL, false);
    }

    @Test
    void aDelayedForceKeepsAPrefixWithAllThatWasForced() {
        sweep(Durability.NORMAL, false);
    }

    @Test
    void withoutAnyForceAPrefixIsKept() {
        sweep(Durability.NONE, false);
    }

    @Test
    void aSecondCrashDuringRecoveryChangesNothing() {
        long recoveries = 0;
        long operations = new Run(new FakeDisk(), Durability.FULL).work().disk.operations();
        for (long at = 1; at <= operations; at++) {
            Run run = new Run(new FakeDisk().crashAt(at), Durability.FULL).work();
            FakeDisk first = run.disk.afterCrash(at);
            boolean crashed = true;
            for (long again = 1; crashed; again++) {
                FakeDisk second = first.copy().crashAt(again);
                String situation = "crash at " + at + ", again at " + again;
                crashed = crashes(second);
                judge(run.forced, run.begun, second.afterCrash(again), situation);
                recoveries++;
            }
        }
        assertTrue(recoveries > operations, "some recoveries write: " + recoveries);
    }

    @Test
    void theWorkHasCheckpointsAndChangesOfSegment() {
        FakeDisk disk = new FakeDisk();
        Set<String> files = new HashSet<>();
        Database database = DatabaseWork.open(disk, Durability.FULL, null);
        for (int i = 0; i < DatabaseWork.STEPS; i++) {
            work.run(database, i);
            files.addAll(disk.list());
        }
        database.close();
        long checkpoints =
                files.stream().filter(name -> name.endsWith(".snapshot")).count();
        long segments = files.stream().filter(name -> name.endsWith(".log")).count();
        assertTrue(checkpoints >= 3, checkpoints + " checkpoints");
        assertTrue(segments > checkpoints + 3, segments + " segments");
        assertEquals(0, disk.leftOpen().size(), "all files were closed");
    }

    @Test
    void theWorkCompactsTheChangeLog() {
        int compactions = 0;
        long bytes = 0;
        try (Database database = DatabaseWork.open(new FakeDisk(), Durability.FULL, null)) {
            for (int i = 0; i < DatabaseWork.STEPS; i++) {
                work.run(database, i);
                long now = database.memory().changeLogBytes();
                compactions += now < bytes ? 1 : 0;
                bytes = now;
            }
        }
        assertTrue(compactions >= 2, "the change log grew shorter " + compactions + " times");
    }

    @Test
    void aDiskThatOnlySaysThatItForcesIsFoundOut() {
        assertThrows(AssertionError.class, () -> sweep(Durability.FULL, true));
    }

    @Test
    void anAcknowledgementBeforeTheForceIsFoundOut() {
        assertThrows(AssertionError.class, () -> {
            for (long at = 1; ; at++) {
                Run run = new Run(new FakeDisk().crashAt(at), Durability.NONE).work();
                run.forced = run.done;
                goOn(run, run.disk.afterCrash(at), "acknowledged too early, crash at " + at);
            }
        });
    }

    private void sweep(Durability durability, boolean forgetful) {
        long operations = new Run(new FakeDisk(), durability).work().disk.operations();
        assertTrue(operations > 100, "work of " + operations + " operations is too small");
        for (long at = 1; at <= operations; at++) {
            FakeDisk disk = new FakeDisk().crashAt(at);
            Run run = new Run(forgetful ? disk.forgetForces() : disk, durability).work();
            for (int tear = 0; tear < TEARS; tear++) {
                String situation = durability + ", crash at " + at + ", tear " + tear;
                goOn(run, run.disk.afterCrash(at * 31 + tear), situation);
            }
        }
    }

    /** Judges what a crash left, works on it, stops once more and judges again. */
    private void goOn(Run run, FakeDisk disk, String situation) {
        int count = judge(run.forced, run.begun, disk, situation);
        int done = Math.min(count + STEPS_AFTER, DatabaseWork.STEPS);
        try (Database database = DatabaseWork.open(disk, Durability.FULL, null)) {
            for (int i = count; i < done; i++) {
                work.run(database, i);
            }
        } catch (SyncDbException failure) {
            throw new AssertionError(situation + ", then worked on", failure);
        }
        judge(done, done, disk.afterCrash(count), situation + ", worked on, then another");
    }

    /** Opens what a crash left and returns how many steps it holds. */
    private int judge(int least, int most, FakeDisk disk, String situation) {
        try (Database database = DatabaseWork.open(disk, Durability.FULL, null)) {
            return work.stepsIn(database, least, most, situation);
        } catch (SyncDbException failure) {
            throw new AssertionError(situation, failure);
        }
    }

    private static boolean crashes(FakeDisk disk) {
        try {
            DatabaseWork.open(disk, Durability.FULL, null);
            return false;
        } catch (DiskCrash crash) {
            return true;
        }
    }
}
