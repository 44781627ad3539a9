package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.Damage;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.KeyProvider;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Single bits of a journal's files turn round: either it is noticed, with file and place, or what
 * comes back is the same. Never anything else.
 */
class JournalDetectionTest {
    private static final int COVERED = 30;
    private static final int RECORDS = 70;
    private static final int FLIPS = 10_000;
    private static final long SEED = 20_261_122;
    private static final List<String> TEXTS = TextJournal.texts(1, RECORDS);

    @Test
    void everyFlippedBitOfEveryHeaderIsNoticed() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = TextJournal.disk(COVERED, RECORDS, keys);
            assertTrue(disk.list().size() > 3, "a snapshot and several segments: " + disk.list());
            for (String file : disk.list()) {
                int bits = 8 * TextJournal.headerBytes(disk.bytes(file));
                for (int bit = 0; bit < bits; bit++) {
                    String situation = file + " bit " + bit;
                    FakeDisk damaged = TextJournal.flipped(disk, file, bit);
                    requireListed(damaged, keys, file, situation);
                    assertTrue(isNoticed(damaged, keys, file, situation), situation);
                }
            }
        }
    }

    @Test
    void tenThousandFlippedBitsAnywhereAreNoticedOrChangeNothing() {
        for (KeyProvider keys : keys()) {
            FakeDisk disk = TextJournal.disk(COVERED, RECORDS, keys);
            List<String> files = disk.list();
            SplittableRandom random = new SplittableRandom(SEED);
            int noticed = 0;
            int harmless = 0;
            for (int i = 0; i < FLIPS; i++) {
                String file = files.get(random.nextInt(files.size()));
                int bit = random.nextInt(8 * disk.bytes(file).length);
                String situation = "seed " + SEED + ", " + file + " bit " + bit;
                if (isNoticed(TextJournal.flipped(disk, file, bit), keys, file, situation)) {
                    noticed++;
                } else {
                    harmless++;
                }
            }
            System.out.println("seed " + SEED + (keys == null ? ", plain: " : ", encrypted: ")
                    + noticed + " of " + FLIPS + " flips noticed, " + harmless
                    + " without effect, 0 wrong answers");
            assertEquals(FLIPS, noticed + harmless);
            assertTrue(noticed > FLIPS / 2, "most of them hit something: " + noticed);
        }
    }

    private static @Nullable KeyProvider[] keys() {
        return new @Nullable KeyProvider[] {null, new FakeKeys(1)};
    }

    /** False if opening gives what was written. */
    private static boolean isNoticed(
            FakeDisk disk, @Nullable KeyProvider keys, String file, String situation) {
        try {
            assertEquals(TEXTS, TextJournal.read(disk, keys), situation + ": a wrong answer");
            return false;
        } catch (Corrupt noticed) {
            assertEquals(ErrorCode.CORRUPT_FILE, noticed.code(), situation);
            String message = String.valueOf(noticed.getMessage());
            assertTrue(message.contains(file), situation + " is blamed on: " + message);
            assertTrue(noticed.offset() <= disk.bytes(file).length, situation + ": " + message);
            assertFalse(message.contains("text "), "no content in " + message);
            return true;
        }
    }

    private static void requireListed(
            FakeDisk disk, @Nullable KeyProvider keys, String file, String situation) {
        long operations = disk.operations();
        List<Damage> damage = Journal.check(disk, TextJournal.NAME, keys);
        assertTrue(damage.stream().anyMatch(each -> each.file().equals(file)), situation);
        assertEquals(operations, disk.operations(), situation + ": checking changes nothing");
    }
}
