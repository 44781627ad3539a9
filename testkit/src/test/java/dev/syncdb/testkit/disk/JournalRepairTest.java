package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Damage;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.Repair;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is kept of a damaged journal, and what is said to be lost. */
class JournalRepairTest {
    private static final String SNAPSHOT = "db-000000000000001e.snapshot";
    private static final String FIRST_SEGMENT = "db-000000000000001f.log";

    /** In the body of a record, behind its header and a nonce. */
    private static final int INSIDE = 40;

    @Test
    void aJournalThatIsWholeIsLeftAlone() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = TextJournal.disk(30, 70, keys);
            long operations = disk.operations();
            assertEquals(List.of(), check(disk, keys));
            Repair repair = Journal.repair(disk, TextJournal.NAME, TextJournal.options(keys));
            assertEquals(new Repair(70, 70, 0, 0, List.of(), List.of()), repair);
            assertEquals(repair, salvage(disk, keys));
            assertEquals(operations, disk.operations(), "nothing was changed");
        }
        assertEquals(List.of(), check(new FakeDisk(), null), "no journal has no damage");
    }

    @Test
    void checkListsTheDamageOfAllFiles() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = TextJournal.disk(30, 70, keys);
            List<String> logs = disk.list().subList(0, disk.list().size());
            FakeDisk damaged = disk.copy();
            for (long number : new long[] {3, 4, 9}) {
                damaged = damagedAt(damaged, SNAPSHOT, number);
            }
            damaged = damagedAt(damaged, FIRST_SEGMENT, 31);
            damaged = damagedAt(damaged, FIRST_SEGMENT, 33);
            String last = logs.get(logs.size() - 1);
            damaged.delete(last);
            List<Damage> found = check(damaged, keys);
            assertEquals(6, found.size(), "three, two and a missing one: " + found);
            assertEquals(SNAPSHOT, found.get(0).file());
            assertEquals(TextJournal.at(disk.bytes(SNAPSHOT), 3), found.get(0).offset());
            assertTrue(found.get(0).what().contains("record 3"), found.toString());
            assertEquals(FIRST_SEGMENT, found.get(4).file());
        }
    }

    @Test
    void aDamagedNewestSnapshotFallsBackToTheOneBeforeAndTheLog() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = withTwoSnapshots(keys);
            String newest = "db-0000000000000028.snapshot";
            FakeDisk damaged = damagedAt(disk, newest, 7);
            assertEquals(TextJournal.texts(1, 40), TextJournal.read(damaged.copy(), keys));
            assertEquals(1, check(damaged, keys).size());
            Repair repair = salvage(damaged, keys);
            assertEquals(40, repair.kept());
            assertEquals(0, repair.snapshotRecordsLost());
            assertEquals(List.of(newest + ".damaged"), repair.setAside());
            requireSound(damaged, keys, TextJournal.texts(1, 40));
        }
    }

    @Test
    void whatCanBeReadOfTheOnlySnapshotIsKeptByASalvageOnly() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = TextJournal.disk(30, 70, keys);
            FakeDisk damaged = damagedAt(damagedAt(disk, SNAPSHOT, 3), SNAPSHOT, 9);
            Journal.repair(damaged, TextJournal.NAME, TextJournal.options(keys));
            assertThrows(
                    Corrupt.class, () -> TextJournal.read(damaged, keys), "holes are no state");
            Repair repair = salvage(damaged, keys);
            assertEquals(2, repair.snapshotRecordsLost());
            assertEquals(70, repair.kept());
            assertEquals(70, repair.lastLost(), "the log lost none");
            assertEquals(2, repair.damage().size());
            assertEquals(List.of(SNAPSHOT + ".damaged"), repair.setAside());
            List<String> left = TextJournal.texts(1, 70);
            left.remove(8);
            left.remove(2);
            requireSound(damaged, keys, left);
        }
    }

    @Test
    void recordsBehindADamagedHeaderOfARecordAreFoundAgain() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = TextJournal.disk(30, 70, keys);
            int at = TextJournal.at(disk.bytes(SNAPSHOT), 5);
            FakeDisk damaged = TextJournal.flipped(disk, SNAPSHOT, 8 * (at + 2));
            assertEquals(1, salvage(damaged, keys).snapshotRecordsLost());
            List<String> left = TextJournal.texts(1, 70);
            left.remove(4);
            requireSound(damaged, keys, left);
        }
    }

    @Test
    void aTruncatedSnapshotKeepsItsStart() {
        for (KeyProvider keys : keys()) {
            FakeDisk damaged = TextJournal.disk(30, 70, keys);
            byte[] bytes = damaged.bytes(SNAPSHOT);
            damaged.put(SNAPSHOT, Arrays.copyOf(bytes, TextJournal.at(bytes, 21) + 10));
            assertEquals(2, check(damaged, keys).size(), "a part of a record, and no footer");
            salvage(damaged, keys);
            List<String> left = TextJournal.texts(1, 20);
            left.addAll(TextJournal.texts(31, 70));
            requireSound(damaged, keys, left);
        }
    }

    @Test
    void whatStandsBehindTheFooterIsListedAndRefused() {
        FakeDisk damaged = TextJournal.disk(30, 70, null);
        byte[] bytes = damaged.bytes(SNAPSHOT);
        byte[] longer = TextJournal.disk(31, 31, null).bytes("db-000000000000001f.snapshot");
        int at = TextJournal.at(longer, 31);
        byte[] behind = Arrays.copyOfRange(longer, at, TextJournal.at(longer, 0));
        byte[] more = Arrays.copyOf(bytes, bytes.length + behind.length);
        System.arraycopy(behind, 0, more, bytes.length, behind.length);
        damaged.put(SNAPSHOT, more);
        assertEquals(1, check(damaged, null).size(), "it was made with 30 records");
        assertThrows(Corrupt.class, () -> TextJournal.read(damaged, null));
    }

    @Test
    void aDamagedFileHeaderCostsNoRecordInTheClearAndAllUnderAKey() {
        FakeDisk plain = TextJournal.flipped(TextJournal.disk(30, 70, null), SNAPSHOT, 77);
        plain = TextJournal.flipped(plain, FIRST_SEGMENT, 77);
        Repair repair = salvage(plain, null);
        assertEquals(0, repair.snapshotRecordsLost());
        assertTrue(repair.kept() >= 40, "the first segment is kept: " + repair);
        requireSound(plain, null, TextJournal.texts(1, (int) repair.kept()));
        FakeKeys keys = new FakeKeys(1);
        FakeDisk sealed = TextJournal.flipped(TextJournal.disk(30, 70, keys), SNAPSHOT, 77);
        assertFalse(salvage(sealed, keys).damage().isEmpty(), "the salt is lost");
        requireSound(sealed, keys, TextJournal.texts(31, 70));
    }

    @Test
    void aDamagedLogSaysUpToWhichNumberItLostRecords() {
        for (KeyProvider keys : keys()) {
            FakeDisk damaged = damagedAt(TextJournal.disk(30, 70, keys), FIRST_SEGMENT, 33);
            Repair repair = Journal.repair(damaged, TextJournal.NAME, TextJournal.options(keys));
            assertEquals(32, repair.kept());
            assertEquals(70, repair.lastLost());
            assertTrue(repair.bytesLost() > 1000, "bytes: " + repair.bytesLost());
            assertEquals(
                    FIRST_SEGMENT + ".damaged",
                    repair.setAside().get(repair.setAside().size() - 1));
            requireSound(damaged, keys, TextJournal.texts(1, 32));
        }
    }

    @Test
    void aTruncatedSegmentKeepsItsStart() {
        for (KeyProvider keys : keys()) {
            FakeDisk damaged = TextJournal.disk(30, 70, keys);
            byte[] bytes = damaged.bytes(FIRST_SEGMENT);
            damaged.put(FIRST_SEGMENT, Arrays.copyOf(bytes, TextJournal.at(bytes, 34) + 10));
            assertEquals(
                    33,
                    Journal.repair(damaged, TextJournal.NAME, TextJournal.options(keys))
                            .kept());
            requireSound(damaged, keys, TextJournal.texts(1, 33));
        }
    }

    @Test
    void aSnapshotWithoutALogGetsAnEmptyOne() {
        for (KeyProvider keys : keys()) {
            FakeDisk damaged = TextJournal.disk(30, 30, keys);
            damaged.delete(FIRST_SEGMENT);
            assertEquals("it has no log", check(damaged, keys).get(0).what());
            assertEquals(30, salvage(damaged, keys).kept());
            requireSound(damaged, keys, TextJournal.texts(1, 30));
        }
    }

    @Test
    void aLogThatDoesNotReachItsSnapshotIsListedAndGoesOnBehindIt() {
        FakeDisk damaged = TextJournal.disk(30, 70, null);
        damaged.delete(FIRST_SEGMENT);
        assertTrue(check(damaged, null).get(0).what().contains("the last before it is 30"));
        Journal.repair(damaged, TextJournal.NAME, TextJournal.options(null));
        requireSound(damaged, null, TextJournal.texts(1, 30));
    }

    @Test
    void filesOfTheFutureAreListedAndNeverRepaired() {
        for (String file : List.of(SNAPSHOT, FIRST_SEGMENT)) {
            FakeDisk future = TextJournal.disk(30, 70, null);
            future.put(file, Versions.rewritten(future.bytes(file), 2));
            byte[] before = future.bytes(file);
            List<Damage> found = check(future, null);
            assertTrue(found.get(0).what().contains("has version 2"), found.toString());
            assertThrows(Incompatible.class, () -> salvage(future, null));
            assertArrayEquals(before, future.bytes(file));
        }
    }

    @Test
    void tooOldTooNewAndDamagedAreThreeErrorsForEveryKindOfFile() {
        for (String file : List.of(SNAPSHOT, FIRST_SEGMENT)) {
            FakeDisk disk = TextJournal.disk(30, 70, null);
            for (int version : new int[] {0, 2}) {
                FakeDisk other = disk.copy();
                other.put(file, Versions.rewritten(disk.bytes(file), version));
                Incompatible refused =
                        assertThrows(Incompatible.class, () -> TextJournal.read(other, null));
                assertEquals(version, refused.found());
                assertEquals(1, refused.min());
                assertEquals(1, refused.max());
                assertTrue(String.valueOf(refused.getMessage()).contains(file));
            }
            FakeDisk damaged = TextJournal.flipped(disk, file, 8 * 10);
            assertThrows(Corrupt.class, () -> TextJournal.read(damaged, null));
        }
    }

    @Test
    void repairingWithTheWrongKeysChangesNothing() {
        FakeDisk sealed = TextJournal.disk(30, 70, new FakeKeys(1));
        List<String> files = sealed.list();
        assertThrows(Incorrect.class, () -> salvage(sealed, null));
        assertEquals(files, sealed.list());
    }

    @Test
    void aCrashDuringASalvageLeavesItToBeRepeated() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = damagedAt(TextJournal.disk(30, 70, keys), SNAPSHOT, 3);
            FakeDisk damaged = damagedAt(disk, FIRST_SEGMENT, 33);
            List<String> left = TextJournal.texts(1, 32);
            left.remove(2);
            boolean crashed = true;
            for (int at = 1; crashed; at++) {
                FakeDisk crashing = damaged.copy().crashAt(at);
                crashed = salvageCrashes(crashing, keys);
                FakeDisk after = crashing.afterCrash(at);
                salvage(after, keys);
                requireSound(after, keys, left);
            }
        }
    }

    private static boolean salvageCrashes(FakeDisk disk, @Nullable KeyProvider keys) {
        try {
            salvage(disk, keys);
            return false;
        } catch (DiskCrash expected) {
            return true;
        }
    }

    /** One behind 30 records, one behind 40, and the log from 31 on, as before the old one goes. */
    private static FakeDisk withTwoSnapshots(@Nullable KeyProvider keys) {
        FakeDisk disk = TextJournal.disk(30, 40, keys);
        FakeDisk later = disk.copy();
        try (Journal journal = TextJournal.open(later, keys, new ArrayList<>())) {
            journal.checkpoint(records -> TextJournal.texts(1, 40)
                    .forEach(each -> records.accept(TextJournal.record(each))));
        }
        String newest = "db-0000000000000028.snapshot";
        disk.put(newest, later.bytes(newest));
        assertEquals(TextJournal.texts(1, 40), TextJournal.read(disk.copy(), keys));
        return disk;
    }

    private static void requireSound(
            FakeDisk disk, @Nullable KeyProvider keys, List<String> expected) {
        assertEquals(List.of(), check(disk, keys), "nothing is wrong any more");
        assertEquals(expected, TextJournal.read(disk, keys));
        try (Journal journal = TextJournal.open(disk, keys, new ArrayList<>())) {
            TextJournal.append(journal, 71, 72);
        }
        List<String> more = new ArrayList<>(expected);
        more.addAll(TextJournal.texts(71, 72));
        assertEquals(more, TextJournal.read(disk, keys), "and it goes on");
    }

    private static List<Damage> check(FakeDisk disk, @Nullable KeyProvider keys) {
        return Journal.check(disk, TextJournal.NAME, keys);
    }

    private static Repair salvage(FakeDisk disk, @Nullable KeyProvider keys) {
        return Journal.salvage(disk, TextJournal.NAME, TextJournal.options(keys));
    }

    private static FakeDisk damagedAt(FakeDisk disk, String file, long number) {
        int at = TextJournal.at(disk.bytes(file), number) + INSIDE;
        return TextJournal.flipped(disk, file, 8 * at);
    }

    private static @Nullable KeyProvider[] keys() {
        return new @Nullable KeyProvider[] {null, new FakeKeys(1)};
    }
}
