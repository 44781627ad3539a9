package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.journal.RecordLog;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * Crashes at every operation, in many ways. Every forced record is there, in order, and none is
 * invented.
 */
class RecordLogCrashTest {
    private static final int RECORDS = 60;
    private static final int TEARS = 8;

    @Test
    void everyForcedRecordSurvivesACrashAtAnyOperation() {
        long operations = countOperations();
        long bytesTorn = 0;
        for (long at = 1; at <= operations; at++) {
            for (int tear = 0; tear < TEARS; tear++) {
                LogModel model = new LogModel();
                FakeDisk disk = crash(model, at);
                String situation = "crash at " + at + ", tear " + tear;
                FakeDisk after = disk.afterCrash(tear);
                workOn(model, after, situation);
                RecordLog log = model.open(after.afterCrash(tear), situation + ", then another");
                log.close();
                bytesTorn += model.bytesTorn;
            }
        }
        assertTrue(operations > 150, "a workload of " + operations + " operations is too small");
        assertTrue(bytesTorn > 100_000, "only " + bytesTorn + " bytes were ever torn");
    }

    @Test
    void aSecondCrashDuringRecoveryChangesNothing() {
        long operations = countOperations();
        long recoveries = 0;
        for (long at = 1; at <= operations; at++) {
            for (int tear = 0; tear < 2; tear++) {
                long again = 0;
                boolean crashed = true;
                while (crashed) {
                    again++;
                    recoveries++;
                    LogModel model = new LogModel();
                    FakeDisk second = crash(model, at).afterCrash(tear).crashAt(again);
                    String situation = "crash at " + at + ", tear " + tear + ", again at " + again;
                    crashed = openCrashes(model, second, situation);
                    workOn(model, second.afterCrash(at + again), situation);
                }
            }
        }
        assertTrue(recoveries > 2 * operations, "recovery does something in most cases");
    }

    @Test
    void aDiskThatForgetsForcesIsFoundOut() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            LogModel model = new LogModel();
            FakeDisk disk = new FakeDisk().forgetForces();
            RecordLog log = model.open(disk, "new");
            for (int i = 0; i < 10; i++) {
                model.append(log);
                model.force(log);
            }
            FakeDisk after = disk.afterCrash(seed);
            try {
                model.open(after, "seed " + seed).close();
            } catch (AssertionError | Corrupt lost) {
                found++;
            }
        }
        assertTrue(found > 25, "the tests above would notice lost records; found " + found);
    }

    private static long countOperations() {
        LogModel model = new LogModel();
        FakeDisk disk = new FakeDisk();
        RecordLog log = model.open(disk, "new");
        model.work(log, 1, RECORDS);
        log.close();
        assertEquals(List.of(), disk.leftOpen(), "files were closed");
        return disk.operations();
    }

    private static FakeDisk crash(LogModel model, long at) {
        FakeDisk disk = new FakeDisk().crashAt(at);
        assertThrows(DiskCrash.class, () -> model.work(model.open(disk, "new"), 1, RECORDS));
        return disk;
    }

    private static boolean openCrashes(LogModel model, FakeDisk disk, String situation) {
        try {
            model.open(disk, situation);
            return false;
        } catch (DiskCrash expected) {
            return true;
        }
    }

    /** Opens the log after a crash, and leaves it with some records forced and one not. */
    private static void workOn(LogModel model, FakeDisk disk, String situation) {
        RecordLog log = model.open(disk, situation);
        model.append(log);
        model.append(log);
        model.force(log);
        model.append(log);
    }
}
