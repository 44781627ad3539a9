package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.RecordLog;
import dev.syncdb.journal.Repair;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes bytes behind the log's back. It never hands over a wrong record, and never hides that one
 * is lost.
 */
class RecordLogDamageTest {
    private static final int RECORDS = 40;
    private static final int SIZE_AT = 8;

    @Test
    void everyFlippedBitInAHeaderIsNoticed() {
        FakeDisk disk = logForcedEach(1);
        String first = disk.list().get(0);
        int headerBytes = disk.bytes(first)[SIZE_AT];
        for (int bit = 0; bit < headerBytes * 8; bit++) {
            requireCorrupt(flipped(disk, first, bit), "bit " + bit);
        }
    }

    @Test
    void everyFlippedBitInARecordIsNoticedWhetherItWasForcedOrNot() {
        for (int each : new int[] {1, 7, RECORDS}) {
            FakeDisk disk = logForcedEach(each);
            SplittableRandom random = new SplittableRandom(each);
            List<String> files = disk.list();
            int inRecords = 0;
            for (int i = 0; i < 2000; i++) {
                String file = files.get(random.nextInt(files.size()));
                byte[] bytes = disk.bytes(file);
                int bit = random.nextInt(bytes.length * 8);
                boolean last = file.equals(files.get(files.size() - 1));
                boolean inTail = bit / 8 >= endOfData(bytes, bytes.length - 1);
                FakeDisk damaged = flipped(disk, file, bit);
                String situation = "forced each " + each + ", " + file + " bit " + bit;
                if (inTail && last && bit / 8 < bytes.length - 1) {
                    assertEquals(RECORDS, recover(damaged).size(), situation + ": empty space");
                } else {
                    requireCorrupt(damaged, situation);
                    inRecords++;
                }
            }
            assertTrue(inRecords > 1000, "most flips hit something: " + inRecords);
        }
    }

    @Test
    void everyTruncationIsNoticed() {
        FakeDisk disk = logForcedEach(1);
        for (String file : disk.list()) {
            byte[] bytes = disk.bytes(file);
            for (int size = 0; size < bytes.length; size += 64) {
                FakeDisk damaged = disk.copy();
                damaged.put(file, Arrays.copyOf(bytes, size));
                requireCorrupt(damaged, file + " cut to " + size);
                damaged.put(file, Arrays.copyOf(bytes, bytes.length + 1 + size));
                requireCorrupt(damaged, file + " longer by " + (1 + size));
            }
        }
    }

    @Test
    void aLostSectorIsNoticedIfTheHeaderOfOneLaterForcedRecordOutlivesIt() {
        int cut = 0;
        for (int each : new int[] {1, 7}) {
            FakeDisk disk = logForcedEach(each);
            for (String file : disk.list()) {
                byte[] bytes = disk.bytes(file);
                for (int at = 0; at < bytes.length; at += 512) {
                    byte[] lost = bytes.clone();
                    Arrays.fill(lost, at, Math.min(at + 512, lost.length), (byte) 0);
                    FakeDisk damaged = disk.copy();
                    damaged.put(file, lost);
                    String situation = "forced each " + each + ", " + file + " without " + at;
                    int found = recoverOrCorrupt(damaged, situation);
                    if (found >= 0 && found < RECORDS) {
                        cut++;
                        requireNoWitness(bytes, at, (found / each + 1) * each, situation);
                    }
                }
            }
        }
        assertTrue(cut > 0, "the exception exists, or its text is out of date");
    }

    /**
     * Checks that each record behind number {@code force} has its header, in part, in the sector.
     */
    private static void requireNoWitness(byte[] bytes, int sector, long force, String situation) {
        int at = bytes[SIZE_AT];
        while (bytes[at] != 0) {
            ByteSource header = new ByteSource(bytes, at + 1, 12, ErrorCode.CORRUPT_FILE);
            long number = header.readLong();
            if (number > force) {
                assertTrue(
                        at < sector + 512 && at + 25 > sector,
                        situation + ": record " + number + " is a witness");
            }
            at += 30 + header.readInt();
        }
    }

    @Test
    void swappedSectorsAreNoticed() {
        FakeDisk disk = logForcedEach(1);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            String file = disk.list().get(random.nextInt(3));
            byte[] bytes = disk.bytes(file);
            int sectors = bytes.length / 512;
            int a = random.nextInt(sectors) * 512;
            int b = random.nextInt(sectors) * 512;
            byte[] swapped = bytes.clone();
            System.arraycopy(bytes, a, swapped, b, 512);
            System.arraycopy(bytes, b, swapped, a, 512);
            if (!Arrays.equals(bytes, swapped)) {
                FakeDisk damaged = disk.copy();
                damaged.put(file, swapped);
                requireCorrupt(damaged, file + " with " + a + " and " + b + " swapped");
            }
        }
    }

    @Test
    void everyMissingSegmentIsNoticed() {
        FakeDisk disk = logForcedEach(1);
        assertTrue(disk.list().size() > 3, "several segments");
        for (String file : disk.list()) {
            FakeDisk damaged = disk.copy();
            damaged.delete(file);
            requireCorrupt(damaged, "without " + file);
        }
    }

    @Test
    void aSegmentInThePlaceOfAnotherIsNoticed() {
        FakeDisk disk = logForcedEach(1);
        List<String> files = disk.list();
        FakeDisk swapped = disk.copy();
        swapped.put(files.get(1), disk.bytes(files.get(2)));
        requireCorrupt(swapped, "another segment of this log");
        FakeDisk foreign = disk.copy();
        LogModel model = new LogModel();
        RecordLog.open(foreign, "other", model.options(), (number, body) -> {}).close();
        foreign.rename("other-0000000000000001.log", files.get(0));
        requireCorrupt(foreign, "a segment of another log");
    }

    @Test
    void repairKeepsEveryRecordBeforeTheDamage() {
        FakeDisk disk = logForcedEach(1);
        SplittableRandom random = new SplittableRandom(3);
        List<String> files = disk.list();
        for (int i = 0; i < 300; i++) {
            String file = files.get(random.nextInt(files.size() - 1));
            FakeDisk damaged = flipped(disk, file, random.nextInt(4096 * 8));
            List<Long> before = new ArrayList<>();
            assertThrows(Corrupt.class, () -> recover(damaged, before));
            Repair repair = RecordLog.repair(damaged, LogModel.NAME, new LogModel().options());
            assertTrue(before.size() <= repair.kept(), "what could be read is kept");
            assertFalse(repair.damage().isEmpty());
            assertTrue(repair.bytesLost() > 0, "and the rest is told of");
            assertTrue(damaged.list().containsAll(repair.setAside()), "and set aside");
            requireUsable(damaged, (int) repair.kept());
        }
    }

    @Test
    void repairOfAMissingSegmentSetsTheLaterOnesAside() {
        FakeDisk disk = logForcedEach(1);
        List<String> files = disk.list();
        for (int i = 0; i < files.size(); i++) {
            FakeDisk damaged = disk.copy();
            damaged.delete(files.get(i));
            Repair repair = RecordLog.repair(damaged, LogModel.NAME, new LogModel().options());
            assertEquals(Long.parseLong(files.get(i).substring(6, 22), 16) - 1, repair.kept());
            requireUsable(damaged, (int) repair.kept());
        }
    }

    @Test
    void repairOfALogThatEndsTooEarlyLetsItGoOnAtItsStart() {
        FakeDisk disk = logForcedEach(1);
        LogModel later = new LogModel();
        later.start = 100;
        later.appended = 99;
        assertThrows(Corrupt.class, () -> later.open(disk, "records 41 to 99 are missing"));
        Repair repair = RecordLog.repair(disk, LogModel.NAME, later.options());
        assertEquals(List.of(), repair.setAside(), "nothing of it was wanted");
        RecordLog log = later.open(disk, "repaired");
        assertEquals(100, log.append(LogModel.body(100)));
        assertEquals(1, disk.list().size(), "older segments are not needed any more");
    }

    @Test
    void aCrashDuringRepairLeavesItToBeRepeated() {
        String file = "tasks-0000000000000001.log";
        FakeDisk disk = flipped(logForcedEach(1), file, 8 * 2000);
        List<Long> before = new ArrayList<>();
        assertThrows(Corrupt.class, () -> recover(disk, before));
        boolean crashed = true;
        for (int at = 1; crashed; at++) {
            for (int tear = 0; tear < 8; tear++) {
                FakeDisk crashing = disk.copy().crashAt(at);
                crashed = repairCrashes(crashing);
                FakeDisk after = crashing.afterCrash(tear);
                requireHolds(after, disk.bytes(file), "crash at " + at + ", tear " + tear);
                RecordLog.repair(after, LogModel.NAME, new LogModel().options());
                requireUsable(after, before.size());
            }
        }
    }

    @Test
    void repairLeavesAGoodLogAlone() {
        FakeDisk disk = logForcedEach(1);
        long operations = disk.operations();
        Repair repair = RecordLog.repair(disk, LogModel.NAME, new LogModel().options());
        assertEquals(List.of(), repair.damage());
        assertEquals(RECORDS, repair.kept());
        assertEquals(operations, disk.operations(), "nothing was changed");
    }

    private static void requireHolds(FakeDisk disk, byte[] damaged, String situation) {
        boolean found = false;
        for (String file : disk.list()) {
            found |= Arrays.equals(damaged, disk.bytes(file));
        }
        assertTrue(found, situation + ": the damaged file is there, under one name or another");
    }

    private static boolean repairCrashes(FakeDisk disk) {
        try {
            RecordLog.repair(disk, LogModel.NAME, new LogModel().options());
            return false;
        } catch (DiskCrash expected) {
            return true;
        }
    }

    private static FakeDisk logForcedEach(int each) {
        FakeDisk disk = new FakeDisk();
        LogModel model = new LogModel();
        RecordLog log = model.open(disk, "new");
        for (int i = 1; i <= RECORDS; i++) {
            model.append(log);
            if (i % each == 0 || i == RECORDS) {
                model.force(log);
            }
        }
        log.close();
        return disk.copy();
    }

    private static FakeDisk flipped(FakeDisk disk, String file, int bit) {
        FakeDisk damaged = disk.copy();
        byte[] bytes = disk.bytes(file);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        damaged.put(file, bytes);
        return damaged;
    }

    private static int endOfData(byte[] bytes, int to) {
        int end = to;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static List<Long> recover(FakeDisk disk) {
        List<Long> numbers = new ArrayList<>();
        recover(disk, numbers);
        return numbers;
    }

    private static void recover(FakeDisk disk, List<Long> numbers) {
        RecordLog.open(disk, LogModel.NAME, new LogModel().options(), (number, body) -> {
                    LogModel.requireBody(number, body, "damaged log");
                    numbers.add(number);
                })
                .close();
    }

    private static int recoverOrCorrupt(FakeDisk disk, String situation) {
        try {
            return recover(disk).size();
        } catch (Corrupt noticed) {
            assertEquals(List.of(), disk.leftOpen(), situation + ": files were closed");
            return -1;
        }
    }

    private static void requireCorrupt(FakeDisk disk, String situation) {
        List<String> files = disk.list();
        Corrupt noticed = assertThrows(Corrupt.class, () -> recover(disk), situation);
        assertEquals(ErrorCode.CORRUPT_FILE, noticed.code());
        assertTrue(String.valueOf(noticed.getMessage()).contains("tasks"), "says in which file");
        assertEquals(files, disk.list(), situation + ": nothing was deleted");
        assertEquals(List.of(), disk.leftOpen(), situation + ": files were closed");
    }

    private static void requireUsable(FakeDisk disk, int records) {
        LogModel model = new LogModel();
        model.appended = records;
        model.forced = records;
        RecordLog log = model.open(disk, "repaired");
        model.work(log, 9, 10);
        log.close();
        assertFalse(model.open(disk, "and opened again").last() < records + 10);
    }
}
