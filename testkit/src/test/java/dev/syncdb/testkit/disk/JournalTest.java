package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.Repair;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class JournalTest {
    private static final int RECORDS = 40;
    private static final int TEARS = 8;

    @Test
    void everyForcedRecordSurvivesACrashAtAnyOperation() {
        long operations = countOperations();
        for (long at = 1; at <= operations; at++) {
            for (int tear = 0; tear < TEARS; tear++) {
                JournalModel model = new JournalModel();
                FakeDisk disk = crash(model, at);
                String situation = "crash at " + at + ", tear " + tear;
                FakeDisk after = disk.afterCrash(tear);
                workOn(model, after, situation);
                model.open(after.afterCrash(tear), situation + ", then another").close();
            }
        }
        assertTrue(operations > 150, "a workload of " + operations + " operations is too small");
    }

    @Test
    void aSecondCrashDuringRecoveryChangesNothing() {
        long operations = countOperations();
        for (long at = 1; at <= operations; at++) {
            boolean crashed = true;
            for (int again = 1; crashed; again++) {
                JournalModel model = new JournalModel();
                FakeDisk second = crash(model, at).afterCrash(at).crashAt(again);
                String situation = "crash at " + at + ", again at " + again;
                crashed = openCrashes(model, second, situation);
                workOn(model, second.afterCrash(at + again), situation);
            }
        }
    }

    @Test
    void oneRefusalAnywhereLosesNothing() {
        long operations = countOperations();
        for (long at = 1; at <= operations; at++) {
            JournalModel model = new JournalModel();
            FakeDisk disk = new FakeDisk().refuseAt(at);
            String situation = "refused at " + at;
            try {
                model.work(model.open(disk, situation), 1, RECORDS);
            } catch (Retryable refused) {
                FakeDisk after = at % 3 == 0 ? disk.copy() : disk.afterCrash(at);
                model.open(after, situation + ", then stopped").close();
            }
        }
    }

    @Test
    void aRefusedCheckpointMayBeTriedAgain() {
        for (long later = 1; later <= 20; later++) {
            JournalModel model = new JournalModel();
            FakeDisk disk = new FakeDisk();
            Journal journal = model.open(disk, "new");
            model.append(journal);
            model.force(journal);
            disk.refuseAt(disk.operations() + later);
            try {
                model.checkpoint(journal);
            } catch (Retryable refused) {
                model.checkpoint(journal);
            }
            disk.refuseFrom(Long.MAX_VALUE);
            assertEquals(2, disk.list().size(), "one snapshot and one segment: " + disk.list());
            model.append(journal);
            model.force(journal);
            model.open(disk.afterCrash(later), "refused at +" + later).close();
        }
    }

    @Test
    void aCheckpointLeavesOneSnapshotAndAnEmptyLog() {
        JournalModel model = new JournalModel();
        FakeDisk disk = new FakeDisk();
        Journal journal = model.open(disk, "new");
        for (int i = 0; i < 30; i++) {
            model.append(journal);
        }
        assertTrue(journal.bytesSinceCheckpoint() > 5000, "bytes of bodies are counted");
        model.checkpoint(journal);
        model.checkpoint(journal);
        List<String> expected = List.of("db-000000000000001e.snapshot", "db-000000000000001f.log");
        assertEquals(expected, disk.list());
        model.append(journal);
        long bytes = journal.bytesSinceCheckpoint();
        model.force(journal);
        journal.close();
        Journal again = model.open(disk, "reopened");
        assertEquals(bytes, again.bytesSinceCheckpoint(), "opening counts them, too");
        assertEquals(0, again.bytesTorn());
        again.close();
        assertEquals(List.of(), disk.leftOpen());
    }

    @Test
    void aSnapshotFromBeforeTheFirstRecordCounts() {
        FakeDisk disk = new FakeDisk();
        Journal journal = new JournalModel().open(disk, "new");
        journal.checkpoint(records -> records.accept(LogModel.body(1)));
        journal.append(LogModel.body(1));
        journal.force();
        journal.close();
        JournalModel model = new JournalModel();
        model.appended = 2;
        AssertionError found =
                assertThrows(AssertionError.class, () -> model.open(disk, "reopened"));
        assertTrue(String.valueOf(found.getMessage()).contains("the log goes on"), "two at 1");
    }

    @Test
    void everyDamageToASnapshotIsNoticed() {
        FakeDisk disk = withSnapshot();
        String file = disk.list().get(0);
        byte[] bytes = disk.bytes(file);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            byte[] flipped = bytes.clone();
            int bit = i < 800 ? i : random.nextInt(bytes.length * 8);
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            requireCorrupt(disk, file, flipped, "bit " + bit);
        }
        for (int size = 0; size < bytes.length; size += 64) {
            requireCorrupt(disk, file, Arrays.copyOf(bytes, size), "cut to " + size);
            requireCorrupt(
                    disk, file, Arrays.copyOf(bytes, bytes.length + 1 + size), "longer by " + size);
        }
    }

    @Test
    void aSnapshotInThePlaceOfAnotherIsNoticed() {
        FakeDisk disk = withSnapshot();
        disk.rename(disk.list().get(0), "db-0000000000000001.snapshot");
        assertThrows(Corrupt.class, () -> new JournalModel().open(disk, "renamed"));
    }

    @Test
    void aMissingFileIsNoticed() {
        for (String file : withSnapshot().list()) {
            FakeDisk disk = withSnapshot();
            disk.delete(file);
            assertThrows(Corrupt.class, () -> new JournalModel().open(disk, "without " + file));
        }
    }

    @Test
    void theOlderSnapshotIsTakenIfTheNewerIsDamagedAndTheLogReachesBack() {
        FakeDisk disk = withSnapshot();
        JournalModel model = new JournalModel();
        model.appended = 12;
        Journal journal = model.open(disk, "before");
        model.append(journal);
        model.force(journal);
        journal.close();
        disk.put("db-000000000000000d.snapshot", new byte[100]);
        assertEquals(13, model.open(disk, "with a damaged newer snapshot").last());
    }

    @Test
    void repairKeepsTheSnapshotAndTheLogBeforeTheDamage() {
        FakeDisk disk = withSnapshot();
        String log = disk.list().get(1);
        byte[] bytes = disk.bytes(log);
        bytes[100] ^= 1;
        disk.put(log, bytes);
        JournalModel model = new JournalModel();
        model.appended = 12;
        assertThrows(Corrupt.class, () -> model.open(disk, "damaged"));
        Repair repair = Journal.repair(disk, JournalModel.NAME, LogModel.SEGMENT_BYTES);
        assertEquals(10, repair.kept());
        assertEquals(List.of(log + ".damaged"), repair.setAside());
        Journal journal = model.open(disk, "repaired");
        assertEquals(10, journal.last());
        model.append(journal);
        journal.close();
    }

    /** Ten records in the snapshot, two in the log. */
    private static FakeDisk withSnapshot() {
        JournalModel model = new JournalModel();
        FakeDisk disk = new FakeDisk();
        Journal journal = model.open(disk, "new");
        for (int i = 0; i < 10; i++) {
            model.append(journal);
        }
        model.checkpoint(journal);
        model.append(journal);
        model.append(journal);
        model.force(journal);
        journal.close();
        return disk.copy();
    }

    private static void requireCorrupt(FakeDisk disk, String file, byte[] bytes, String situation) {
        FakeDisk damaged = disk.copy();
        damaged.put(file, bytes);
        JournalModel model = new JournalModel();
        model.appended = 12;
        assertThrows(Corrupt.class, () -> model.open(damaged, situation), situation);
        assertEquals(List.of(), damaged.leftOpen(), situation + ": files were closed");
        damaged.lock("db.lock").close();
    }

    private static long countOperations() {
        JournalModel model = new JournalModel();
        FakeDisk disk = new FakeDisk();
        Journal journal = model.open(disk, "new");
        model.work(journal, 1, RECORDS);
        journal.close();
        assertTrue(model.checkpoints > 3, "checkpoints happened");
        assertEquals(List.of(), disk.leftOpen(), "files were closed");
        return disk.operations();
    }

    private static FakeDisk crash(JournalModel model, long at) {
        FakeDisk disk = new FakeDisk().crashAt(at);
        assertThrows(DiskCrash.class, () -> model.work(model.open(disk, "new"), 1, RECORDS));
        return disk;
    }

    private static boolean openCrashes(JournalModel model, FakeDisk disk, String situation) {
        try {
            model.open(disk, situation);
            return false;
        } catch (DiskCrash expected) {
            return true;
        }
    }

    private static void workOn(JournalModel model, FakeDisk disk, String situation) {
        Journal journal = model.open(disk, situation);
        model.append(journal);
        model.force(journal);
        model.checkpoint(journal);
        model.append(journal);
        model.force(journal);
        model.append(journal);
    }
}
