package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

class FakeDiskTest extends DiskContract {
    private static final int SEEDS = 200;

    @Override
    protected Disk newDisk() {
        return new FakeDisk();
    }

    @Test
    void whatWasForcedSurvivesEveryCrash() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        write(file, 0, 1, 2000);
        file.force();
        disk.syncDirectory();
        write(file, 1000, 2, 3000);
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] found = disk.afterCrash(seed).bytes("a");
            assertArrayEquals(
                    filled(1, 512),
                    Arrays.copyOf(found, 512),
                    "seed " + seed + ": not touched since");
        }
    }

    @Test
    void anUnforcedWriteIsKeptLostAndTornBySectors() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        write(file, 0, 1, 1536);
        file.force();
        disk.syncDirectory();
        write(file, 0, 2, 1536);
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] found = disk.afterCrash(seed).bytes("a");
            StringBuilder outcome = new StringBuilder();
            for (int sector = 0; sector < 3; sector++) {
                byte[] part = Arrays.copyOfRange(found, sector * 512, sector * 512 + 512);
                assertArrayEquals(filled(part[0], 512), part, "a sector is whole");
                outcome.append(part[0]);
            }
            outcomes.add(outcome.toString());
        }
        assertEquals(8, outcomes.size(), "every mixture happens: " + outcomes);
    }

    @Test
    void namesAreForgottenUntilTheFolderIsForced() {
        FakeDisk disk = new FakeDisk();
        disk.open("a").close();
        disk.syncDirectory();
        disk.rename("a", "b");
        disk.open("c").close();
        Set<List<String>> outcomes = new java.util.HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            outcomes.add(disk.afterCrash(seed).list());
        }
        assertEquals(
                Set.of(List.of("a"), List.of("b"), List.of("a", "c"), List.of("b", "c")), outcomes);
    }

    @Test
    void forcingAFolderLeavesOthersUnforced() {
        FakeDisk disk = new FakeDisk();
        disk.folder("f").open("a").close();
        disk.open("b").close();
        disk.syncDirectory();
        boolean lost = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            FakeDisk after = disk.afterCrash(seed);
            assertTrue(after.exists("b"), "was forced");
            lost |= !after.folder("f").exists("a");
        }
        assertTrue(lost, "the other folder was not");
    }

    @Test
    void theSameSeedGivesTheSameCrash() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        disk.syncDirectory();
        write(file, 0, 1, 5000);
        write(file, 100, 2, 5000);
        file.truncate(3000);
        assertArrayEquals(disk.afterCrash(7).bytes("a"), disk.afterCrash(7).bytes("a"));
    }

    @Test
    void aCrashStopsEverythingBehindIt() {
        FakeDisk disk = new FakeDisk().crashAt(2);
        DiskFile file = disk.open("a");
        assertThrows(DiskCrash.class, () -> write(file, 0, 1, 1));
        assertThrows(DiskCrash.class, file::size);
        assertThrows(DiskCrash.class, file::close);
        assertThrows(DiskCrash.class, disk::list);
        assertThrows(DiskCrash.class, () -> disk.lock("l"));
        assertEquals(2, disk.operations());
    }

    @Test
    void aRefusedForceLosesWhatItCoveredEvenIfTheNextSucceeds() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        write(file, 0, 1, 700);
        file.force();
        disk.syncDirectory();
        write(file, 0, 2, 700);
        disk.refuseAt(disk.operations() + 1);
        assertThrows(Retryable.class, file::force);
        file.force();
        assertArrayEquals(filled(2, 700), disk.bytes("a"), "it still reads as written");
        assertArrayEquals(filled(1, 700), disk.afterCrash(1).bytes("a"), "but is not durable");
    }

    @Test
    void aRefusedWriteIsHalfDone() {
        FakeDisk disk = new FakeDisk().refuseFrom(2);
        DiskFile file = disk.open("a");
        assertThrows(Retryable.class, () -> write(file, 0, 1, 100));
        assertArrayEquals(filled(1, 50), disk.bytes("a"));
        assertThrows(Retryable.class, () -> file.truncate(0));
        assertThrows(Retryable.class, () -> disk.open("b"));
        file.close();
        assertThrows(Retryable.class, () -> disk.rename("a", "b"));
        assertThrows(Retryable.class, () -> disk.delete("a"));
        assertThrows(Retryable.class, disk::syncDirectory);
        assertEquals(List.of("a"), disk.list(), "nothing of that happened");
    }

    @Test
    void aFullDiskTakesWhatFitsAndSaysSo() {
        FakeDisk disk = new FakeDisk().fullAt(1000);
        DiskFile file = disk.open("a");
        write(file, 0, 1, 900);
        Retryable refused = assertThrows(Retryable.class, () -> write(file, 900, 1, 200));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("disk full"));
        assertThrows(Retryable.class, () -> file.truncate(1001));
        assertEquals(1000, file.size());
        write(file, 0, 2, 1000);
    }

    @Test
    void aForgetfulDiskForcesNothing() {
        FakeDisk disk = new FakeDisk().forgetForces();
        DiskFile file = disk.open("a");
        write(file, 0, 1, 10);
        file.force();
        disk.syncDirectory();
        boolean lost = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            lost |= !disk.afterCrash(seed).exists("a");
        }
        assertTrue(lost, "even the name was not forced");
    }

    @Test
    void aDiskMayBecomeHonestAgain() {
        FakeDisk disk = new FakeDisk().forgetForces(true);
        DiskFile file = disk.open("a");
        write(file, 0, 1, 10);
        file.force();
        disk.forgetForces(false);
        disk.syncDirectory();
        write(file, 10, 1, 10);
        file.force();
        for (int seed = 0; seed < SEEDS; seed++) {
            assertArrayEquals(filled(1, 20), disk.afterCrash(seed).bytes("a"), "now it forced");
        }
    }

    @Test
    void aDiskOfLargeSectorsTearsAtTheirBordersOnly() {
        FakeDisk disk = new FakeDisk(4096);
        DiskFile file = disk.open("a");
        write(file, 0, 1, 8192);
        file.force();
        disk.syncDirectory();
        write(file, 0, 2, 8192);
        boolean torn = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] found = disk.afterCrash(seed).bytes("a");
            for (int sector = 0; sector < 2; sector++) {
                byte[] part = Arrays.copyOfRange(found, sector * 4096, sector * 4096 + 4096);
                assertArrayEquals(filled(part[0], 4096), part, "a sector is whole");
            }
            torn |= found[0] != found[4096];
        }
        assertTrue(torn);
    }

    @Test
    void aCrashMaySpareWhatTearsWritesAndCountsWhatItTore() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        disk.syncDirectory();
        write(file, 0, 1, 5000);
        int torn = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            FakeDisk whole = disk.afterCrash(seed, false);
            int size = whole.bytes("a").length;
            assertTrue(size == 0 || size == 5000, "all of it or nothing");
            assertEquals(0, whole.torn());
            torn += disk.afterCrash(seed).torn();
        }
        assertTrue(torn > SEEDS / 4, "every other one");
    }

    @Test
    void theEndOfAProcessLosesNothingAndForcesNothing() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        disk.syncDirectory();
        write(file, 0, 1, 10);
        disk.lock("l");
        FakeDisk next = disk.afterKill();
        assertThrows(DiskCrash.class, () -> write(file, 0, 2, 10), "the process is gone");
        assertArrayEquals(filled(1, 10), next.bytes("a"));
        next.lock("l").close();
        boolean lost = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            lost |= next.afterCrash(seed).bytes("a").length == 0;
        }
        assertTrue(lost, "it was not forced");
    }

    @Test
    void theNextProcessCanForceWhatTheOneBeforeItWrote() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        disk.syncDirectory();
        write(file, 0, 1, 10);
        FakeDisk next = disk.afterKill();
        try (DiskFile again = next.open("a")) {
            again.force();
        }
        for (int seed = 0; seed < SEEDS; seed++) {
            assertEquals(10, next.afterCrash(seed).bytes("a").length);
        }
    }

    @Test
    void refusalsEndAndAreCounted() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        disk.refuseBetween(disk.operations() + 2, disk.operations() + 4);
        write(file, 0, 1, 10);
        assertThrows(Retryable.class, () -> write(file, 0, 2, 10));
        assertThrows(Retryable.class, file::force);
        write(file, 0, 3, 10);
        assertEquals(2, disk.refusals());
        assertThrows(
                Retryable.class, () -> write(file, 0, 1, disk.fullAt(5).bytes("a").length + 1));
        assertEquals(3, disk.refusals(), "a full disk refuses too");
        disk.fullAt(FakeDisk.UNLIMITED);
        write(file, 0, 1, 100);
        assertEquals(100, disk.bytesUsed());
    }

    @Test
    void isStrictAboutOpenAndClosedFiles() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        disk.open("b").close();
        assertEquals(List.of("a"), disk.leftOpen());
        assertThrows(IllegalStateException.class, () -> disk.delete("a"));
        assertThrows(IllegalStateException.class, () -> disk.rename("a", "c"));
        assertThrows(IllegalStateException.class, () -> disk.rename("b", "a"));
        file.close();
        assertThrows(IllegalStateException.class, file::close);
        assertThrows(IllegalStateException.class, () -> disk.bytes("nothing"));
        assertThrows(IllegalArgumentException.class, () -> disk.open("a/b"));
        Disk.Lock lock = disk.lock("l");
        lock.close();
        assertThrows(IllegalStateException.class, lock::close);
    }

    @Test
    void aCopyHoldsWhatCouldBeReadAndNoFaults() {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.open("a");
        write(file, 0, 1, 10);
        FakeDisk copy = disk.crashAt(disk.operations() + 1).copy();
        copy.put("b", filled(3, 3));
        assertArrayEquals(filled(1, 10), copy.afterCrash(3).bytes("a"), "durable there");
        assertFalse(disk.exists("b"), "two disks");
    }

    private static void write(DiskFile file, int position, int value, int count) {
        file.write(position, filled(value, count), 0, count);
    }

    private static byte[] filled(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
