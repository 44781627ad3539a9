package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Durability;
import dev.syncdb.testkit.clock.FakeScheduler;
import dev.syncdb.testkit.clock.VirtualTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A disk that refuses once, for a while or for want of room, at any operation. Each write that
 * fails says so and leaves nothing; reads go on, and so do writes once the disk does.
 */
@Order(1)
final class DatabaseFailureTest {
    /** A refused force, and the error of the background about it. */
    private static final int TRIES_MAX = 3;

    /** With delayed forces, most operations are like their neighbours. */
    private static final int STRIDE = Integer.getInteger("syncdb.stride", 3);

    private final DatabaseWork work = new DatabaseWork();

    /** How the last failure ended, and after how many steps. */
    private record Failed(Retryable failure, int steps) {}

    @Test
    void oneRefusalAnywhereIsOneErrorAndTheWorkGoesOn() {
        long operations = operations();
        for (long at = 1; at <= operations; at++) {
            FakeDisk disk = new FakeDisk().refuseAt(at);
            String situation = "refused at " + at;
            Database database = opened(disk);
            int failures = 0;
            for (int i = 0; i < DatabaseWork.STEPS; i++) {
                Retryable failure = failure(database, i);
                if (failure != null) {
                    failures++;
                    assertEquals(ErrorCode.IO, failure.code(), situation);
                    assertHolds(i, database, situation);
                    work.run(database, i);
                }
            }
            assertTrue(failures <= 1, situation + ": " + failures + " errors");
            assertHolds(DatabaseWork.STEPS, database, situation);
            reopen(disk.afterCrash(at), DatabaseWork.STEPS, DatabaseWork.STEPS, situation);
        }
    }

    @Test
    void aCommitThatWasRefusedIsNotThereAfterACrash() {
        long operations = operations();
        for (long at = 1; at <= operations; at++) {
            FakeDisk disk = new FakeDisk().refuseAt(at);
            Failed failed = runToFailure(disk);
            if (failed != null) {
                assertEquals(ErrorCode.IO, failed.failure.code(), "it could be taken back");
                String situation = "refused at " + at + ", then a crash";
                reopen(disk.afterCrash(at), failed.steps, failed.steps, situation);
            }
        }
    }

    @Test
    void aDiskThatRefusesForAWhileLosesNothing() {
        long operations = operations();
        int unknown = 0;
        for (long at = 1; at <= operations; at++) {
            FakeDisk disk = new FakeDisk();
            Database database = opened(disk);
            if (at <= disk.operations()) {
                continue;
            }
            disk.refuseFrom(at);
            String situation = "refused from " + at;
            int steps = 0;
            Retryable failure = null;
            while (steps < DatabaseWork.STEPS && failure == null) {
                failure = failure(database, steps);
                steps += failure == null ? 1 : 0;
            }
            if (failure == null) {
                continue;
            }
            assertHolds(steps, database, situation);
            assertNotNull(failure(database, steps), situation + ": it still refuses");
            assertHolds(steps, database, situation);
            boolean isUnknown = failure.code() == ErrorCode.OUTCOME_UNKNOWN;
            unknown += isUnknown ? 1 : 0;
            FakeDisk left = disk.copy();
            reopen(left, steps, steps + (isUnknown ? 1 : 0), situation + ", opened anew");

            disk.refuseFrom(Long.MAX_VALUE);
            for (int i = steps; i < DatabaseWork.STEPS; i++) {
                work.run(database, i);
            }
            assertHolds(DatabaseWork.STEPS, database, situation + ", then no more");
            reopen(disk.afterCrash(at), DatabaseWork.STEPS, DatabaseWork.STEPS, situation);
        }
        assertTrue(unknown > 0, "some refusals leave the outcome open");
    }

    @Test
    void aDiskThatIsFullTakesWritesAgainOnceThereIsRoom() {
        for (long bytes = 10_000; bytes < 40_000; bytes += 317) {
            FakeDisk disk = new FakeDisk().fullAt(bytes);
            String situation = "full at " + bytes;
            Database database = DatabaseWork.open(disk, Durability.FULL, null);
            int failures = 0;
            for (int i = 0; i < DatabaseWork.STEPS; i++) {
                Retryable failure = failure(database, i);
                if (failure != null) {
                    failures++;
                    String message = String.valueOf(failure.getMessage());
                    assertTrue(message.contains("disk full"), message);
                    assertHolds(i, database, situation);
                    disk.fullAt(Long.MAX_VALUE);
                    work.run(database, i);
                }
            }
            assertTrue(failures <= 1, situation);
            reopen(disk.afterCrash(bytes), DatabaseWork.STEPS, DatabaseWork.STEPS, situation);
        }
    }

    @Test
    void aFailedForceInTheBackgroundIsToldToTheNextCommit() {
        FakeScheduler scheduler = new FakeScheduler(new VirtualTime());
        FakeDisk disk = new FakeDisk();
        Database database = DatabaseWork.open(disk, Durability.NORMAL, scheduler);
        work.run(database, 0);
        disk.refuseAt(disk.operations() + 1);
        scheduler.pass(1_000);
        Retryable told = assertThrows(Retryable.class, () -> work.run(database, 1));
        assertEquals(ErrorCode.IO, told.code());
        assertHolds(1, database, "what was acknowledged stays");
        work.run(database, 1);
        scheduler.pass(1_000);
        assertEquals(0, scheduler.waiting(), "who has nothing to force wakes nobody");
        reopen(disk.afterCrash(1), 2, 2, "forced in the end");
    }

    @Test
    void aFailedForceIsTriedAgainWithoutACommit() {
        FakeScheduler scheduler = new FakeScheduler(new VirtualTime());
        FakeDisk disk = new FakeDisk();
        Database database = DatabaseWork.open(disk, Durability.NORMAL, scheduler);
        work.run(database, 0);
        disk.refuseFrom(disk.operations() + 1);
        scheduler.pass(1_000);
        disk.refuseFrom(Long.MAX_VALUE);
        scheduler.pass(1_000);
        reopen(disk.afterCrash(1), 1, 1, "the disk was well again");
    }

    @Test
    void aDelayedForceSurvivesARefusal() {
        long operations = normal(new FakeDisk(), "counted");
        for (long at = 1; at <= operations; at += STRIDE) {
            normal(new FakeDisk().refuseAt(at), "NORMAL, refused at " + at);
        }
    }

    @Test
    void closingForcesAndSaysIfItCannot() {
        FakeDisk disk = new FakeDisk();
        FakeScheduler scheduler = new FakeScheduler(new VirtualTime());
        Database database = DatabaseWork.open(disk, Durability.NORMAL, scheduler);
        work.run(database, 0);
        database.close();
        assertEquals(0, scheduler.waiting(), "a closed database wants nothing any more");
        reopen(disk.afterCrash(3), 1, 1, "closed");

        FakeDisk refusing = new FakeDisk();
        Database other = DatabaseWork.open(refusing, Durability.NORMAL, scheduler);
        work.run(other, 0);
        refusing.refuseFrom(refusing.operations() + 1);
        assertThrows(Retryable.class, other::close);
        other.close();
        assertEquals(0, refusing.leftOpen().size(), "it is closed all the same");
    }

    /** Does all the work with delayed forces and returns how many operations that took. */
    private long normal(FakeDisk disk, String situation) {
        FakeScheduler scheduler = new FakeScheduler(new VirtualTime());
        Database database = null;
        while (database == null) {
            try {
                database = DatabaseWork.open(disk, Durability.NORMAL, scheduler);
            } catch (Retryable refused) {
                assertEquals(ErrorCode.IO, refused.code());
            }
        }
        for (int i = 0; i < DatabaseWork.STEPS; i++) {
            int tries = 1;
            while (failure(database, i) != null) {
                assertHolds(i, database, situation);
                tries++;
                assertTrue(tries <= TRIES_MAX, situation);
            }
            scheduler.pass(40);
        }
        scheduler.pass(1_000);
        long operations = disk.operations();
        reopen(disk.afterCrash(1), DatabaseWork.STEPS, DatabaseWork.STEPS, situation);
        return operations;
    }

    private long operations() {
        FakeDisk disk = new FakeDisk();
        assertEquals(null, runToFailure(disk));
        return disk.operations();
    }

    /** Works until a step fails; null if none does. */
    private @Nullable Failed runToFailure(FakeDisk disk) {
        Database database = opened(disk);
        for (int i = 0; i < DatabaseWork.STEPS; i++) {
            Retryable failure = failure(database, i);
            if (failure != null) {
                return new Failed(failure, i);
            }
        }
        return null;
    }

    /** A database on a disk that may refuse once while it is opened. */
    private static Database opened(FakeDisk disk) {
        try {
            return DatabaseWork.open(disk, Durability.FULL, null);
        } catch (Retryable refused) {
            return DatabaseWork.open(disk, Durability.FULL, null);
        }
    }

    private @Nullable Retryable failure(Database database, int step) {
        try {
            work.run(database, step);
            return null;
        } catch (Retryable refused) {
            return refused;
        }
    }

    private void assertHolds(int steps, Database database, String situation) {
        assertEquals(work.stateAfter(steps), DatabaseWork.state(database), situation);
    }

    private void reopen(FakeDisk disk, int least, int most, String situation) {
        try (Database database = DatabaseWork.open(disk, Durability.FULL, null)) {
            work.stepsIn(database, least, most, situation);
        }
    }
}
