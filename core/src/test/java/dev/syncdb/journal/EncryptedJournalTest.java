package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A journal under a key, and what a stranger can do to its files without it. */
class EncryptedJournalTest {
    private static final String LOG = "db-0000000000000004.log";
    private static final String SNAPSHOT = "db-0000000000000003.snapshot";

    /** What every test writes: three records in the snapshot, three in the log. */
    private static final List<String> ALL =
            List.of("canary-1", "canary-2", "canary-3", "canary-4", "canary-5", "canary-6");

    @TempDir
    private Path folder;

    private final TestKeys keys = new TestKeys("k1").with("k1", 7);
    private FileDisk disk;

    @BeforeEach
    void newDisk() {
        disk = new FileDisk(folder);
    }

    @Test
    void whatWasWrittenComesBackAndStandsInNoFile() {
        fill(keys);
        assertEquals(ALL, read(keys));
        assertEquals(List.of(), Journal.check(disk, "db", keys));
        whatWasWrittenIsHidden();
    }

    @Test
    void withoutTheRightKeyNothingIsReadAndNothingIsCalledDamaged() {
        fill(keys);
        requireCode(ErrorCode.ENCRYPTED, Incorrect.class, null);
        requireCode(ErrorCode.UNKNOWN_KEY, Forbidden.class, new TestKeys("k2").with("k2", 7));
        requireCode(ErrorCode.WRONG_KEY, Forbidden.class, new TestKeys("k1").with("k1", 8));
        assertEquals(ALL, read(keys), "nothing was changed by trying");
    }

    @Test
    void aPlainJournalIsRefusedWhereKeysAreGiven() {
        fill(null);
        requireCode(ErrorCode.NOT_ENCRYPTED, Incorrect.class, keys);
        assertEquals(ALL, read(null));
    }

    @Test
    void aPlainJournalIsEncryptedInItsPlace() {
        fill(null);
        Journal.encrypt(disk, "db", keys);
        whatWasWrittenIsHidden();
        requireCode(ErrorCode.ENCRYPTED, Incorrect.class, null);
        assertEquals(ALL, read(keys));
        append(keys, "canary-7");
        assertEquals(7, read(keys).size(), "and goes on");
    }

    @Test
    void aNewKeyTakesOverWithNewFilesAndTheOldOneIsNeededUntilAllAreRewritten() {
        fill(keys);
        keys.with("k2", 9);
        assertEquals(ALL, read(keys), "both keys are known");
        TestKeys newOnly = new TestKeys("k2").with("k2", 9);
        requireCode(ErrorCode.UNKNOWN_KEY, Forbidden.class, newOnly);
        Journal.encrypt(disk, "db", keys);
        assertEquals(ALL, read(newOnly), "the old key can go");
    }

    @Test
    void aCheckpointAfterARotationLeavesNothingUnderTheOldKey() {
        fill(keys);
        keys.with("k2", 9);
        try (Journal journal = open(keys, new ArrayList<>())) {
            journal.checkpoint(records -> ALL.forEach(each -> records.accept(bytesOf(each))));
        }
        assertEquals(ALL, read(new TestKeys("k2").with("k2", 9)));
    }

    @Test
    void whoRepairsTheChecksumsStillForgesNoRecord() {
        fill(keys);
        byte[] log = bytes(LOG);
        List<Integer> at = recordsOf(LOG, log);
        for (int victim : at) {
            for (int offset = 1; offset < 9; offset++) {
                requireForged(LOG, flipped(log, victim, offset), "number of a record");
            }
            requireForged(LOG, flipped(log, victim, 13), "what was forced before it");
            for (int offset = 25; offset < 25 + 36; offset++) {
                requireForged(LOG, flipped(log, victim, offset), "nonce, body or tag");
            }
        }
        byte[] snapshot = bytes(SNAPSHOT);
        for (int victim : recordsOf(SNAPSHOT, snapshot)) {
            requireForged(SNAPSHOT, flipped(snapshot, victim, 30), "nonce");
            requireForged(SNAPSHOT, flipped(snapshot, victim, 40), "body");
        }
    }

    @Test
    void bodiesThatChangePlacesAreNoticed() {
        fill(keys);
        for (String file : List.of(LOG, SNAPSHOT)) {
            byte[] bytes = bytes(file);
            List<Integer> at = recordsOf(file, bytes);
            byte[] swapped = bytes.clone();
            copyBody(bytes, at.get(0), swapped, at.get(1));
            copyBody(bytes, at.get(1), swapped, at.get(0));
            requireForged(file, swapped, "two bodies of " + file);
        }
    }

    @Test
    void recordsOfAnotherFileAreNoticedThoughKeyAndNumberAreTheSame() {
        fill(keys);
        byte[] older = bytes(LOG);
        List<Integer> olderAt = recordsOf(LOG, older);
        for (String file : disk.list()) {
            disk.delete(file);
        }
        fill(keys);
        byte[] newer = bytes(LOG);
        byte[] replayed = newer.clone();
        copyBody(older, olderAt.get(1), replayed, recordsOf(LOG, newer).get(1));
        requireForged(LOG, replayed, "a record of an older generation");
        byte[] mixed = newer.clone();
        System.arraycopy(older, 0, mixed, 0, olderAt.get(0));
        requireForged(LOG, mixed, "the header of an older generation");
    }

    @Test
    void aFileOfAnotherJournalOrNumberIsNoticed() {
        fill(keys);
        byte[] log = bytes(LOG);
        LogOptions other = options(keys).startingAt(4);
        RecordLog.open(disk, "dc", other, (number, body) -> {}).close();
        byte[] foreign = bytes("dc-0000000000000004.log");
        put(LOG, foreign);
        requireCorrupt("was made as dc-0000000000000004.log");
        disk.delete("dc-0000000000000004.log");
        disk.delete(LOG);
        put("db-0000000000000003.log", log);
        requireCorrupt("was made as " + LOG);
    }

    @Test
    void aSnapshotWithoutItsEndIsNoticed() {
        fill(keys);
        byte[] snapshot = bytes(SNAPSHOT);
        List<Integer> at = recordsOf(SNAPSHOT, snapshot);
        for (int end : at) {
            put(SNAPSHOT, Arrays.copyOf(snapshot, end));
            requireCorrupt("ends before its footer");
        }
        int last = at.get(2);
        int footer = last + size(snapshot, last);
        byte[] shorter = Arrays.copyOf(snapshot, snapshot.length - (footer - last));
        System.arraycopy(snapshot, footer, shorter, last, snapshot.length - footer);
        put(SNAPSHOT, shorter);
        requireCorrupt("was made with 3 records but has 2");
    }

    @Test
    void damageIsListedUnderAKeyAsWithoutOne() {
        fill(keys);
        byte[] log = bytes(LOG);
        byte[] damaged = log.clone();
        for (int at : recordsOf(LOG, log)) {
            damaged[at + 40] ^= 1;
        }
        put(LOG, damaged);
        List<Damage> found = Journal.check(disk, "db", keys);
        assertEquals(3, found.size(), "not only the first: " + found);
        Repair repair = Journal.repair(disk, "db", options(keys));
        assertEquals(3, repair.kept());
        assertEquals(found, repair.damage());
        assertEquals(ALL.subList(0, 3), read(keys));
    }

    @Test
    void checkSaysWhichFilesCannotBeReadForWantOfAKey() {
        fill(keys);
        List<Damage> found = Journal.check(disk, "db", new TestKeys("k2").with("k2", 7));
        assertEquals(2, found.size(), "snapshot and log: " + found);
        assertTrue(found.get(0).what().contains("k1"), "it names the key: " + found);
    }

    private void whatWasWrittenIsHidden() {
        for (String file : disk.list()) {
            String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(text.contains("canary"), file + " has no plain content");
        }
    }

    private void requireForged(String file, byte[] forged, String what) {
        byte[] before = bytes(file);
        put(file, forged);
        Corrupt noticed = assertThrows(Corrupt.class, () -> read(keys), what);
        String message = String.valueOf(noticed.getMessage());
        assertTrue(message.contains(file), message);
        assertFalse(message.contains("canary"), message);
        assertFalse(Journal.check(disk, "db", keys).isEmpty(), what);
        put(file, before);
    }

    private void requireCorrupt(String reason) {
        Corrupt noticed = assertThrows(Corrupt.class, () -> read(keys), reason);
        String message = String.valueOf(noticed.getMessage());
        assertTrue(message.contains(reason), message);
    }

    private void requireCode(
            ErrorCode code, Class<? extends SyncDbException> kind, @Nullable KeyProvider given) {
        SyncDbException refused = assertThrows(kind, () -> read(given));
        assertEquals(code, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("db-"), "names the file");
        SyncDbException log = assertThrows(
                kind,
                () -> RecordLog.open(
                        disk, "db", options(given).startingAt(4), (number, body) -> {}));
        assertEquals(code, log.code(), "log and snapshot alike");
    }

    /** A byte changed, and both checksums of the record made to fit. */
    private static byte[] flipped(byte[] file, int at, int offset) {
        byte[] flipped = file.clone();
        flipped[at + offset] ^= 1;
        putChecksums(flipped, at);
        return flipped;
    }

    private static void copyBody(byte[] from, int fromAt, byte[] to, int toAt) {
        int size = size(from, fromAt);
        System.arraycopy(
                from,
                fromAt + RecordFormat.HEADER_BYTES,
                to,
                toAt + RecordFormat.HEADER_BYTES,
                size - RecordFormat.HEADER_BYTES);
        putChecksums(to, toAt);
    }

    private static void putChecksums(byte[] file, int at) {
        ByteSource source = new ByteSource(file, ErrorCode.CORRUPT_FILE);
        int checkAt = at + RecordFormat.HEADER_BYTES - Integer.BYTES;
        putInt(file, checkAt, source.crc(at, checkAt - at));
        int bodyAt = at + RecordFormat.HEADER_BYTES;
        int bodyBytes = size(file, at) - RecordFormat.SIZE_MIN;
        putInt(file, bodyAt + bodyBytes, source.crc(bodyAt, bodyBytes));
    }

    private static void putInt(byte[] file, int at, int value) {
        byte[] bytes = new ByteSink().writeInt(value).toArray();
        System.arraycopy(bytes, 0, file, at, bytes.length);
    }

    private static int size(byte[] file, int at) {
        int bodyBytes = new ByteSource(file, at + 9, 4, ErrorCode.CORRUPT_FILE).readInt();
        return RecordFormat.SIZE_MIN + bodyBytes;
    }

    /** Where records begin; without the footer of a snapshot. */
    private static List<Integer> recordsOf(String file, byte[] bytes) {
        List<Integer> at = new ArrayList<>();
        int position = new ByteSource(bytes, 8, 4, ErrorCode.CORRUPT_FILE).readInt();
        for (int i = 0; i < 3; i++) {
            Header header = RecordFormat.header(bytes, position, bytes.length);
            assertTrue(header != null, "a record in " + file + " at " + position);
            at.add(position);
            position += size(bytes, position);
        }
        return at;
    }

    private void fill(@Nullable KeyProvider provider) {
        try (Journal journal = open(provider, new ArrayList<>())) {
            for (int i = 0; i < 3; i++) {
                journal.append(bytesOf(ALL.get(i)));
            }
            journal.checkpoint(
                    records -> ALL.subList(0, 3).forEach(each -> records.accept(bytesOf(each))));
            for (int i = 3; i < 6; i++) {
                journal.append(bytesOf(ALL.get(i)));
                journal.force();
            }
        }
    }

    private void append(KeyProvider provider, String text) {
        try (Journal journal = open(provider, new ArrayList<>())) {
            journal.append(bytesOf(text));
            journal.force();
        }
    }

    private List<String> read(@Nullable KeyProvider provider) {
        List<String> found = new ArrayList<>();
        open(provider, found).close();
        return found;
    }

    private Journal open(@Nullable KeyProvider provider, List<String> found) {
        return Journal.open(disk, "db", options(provider), new Journal.Recovery() {
            @Override
            public void snapshot(ByteSource record) {
                found.add(text(record));
            }

            @Override
            public void record(long number, ByteSource body) {
                found.add(text(body));
            }
        });
    }

    private static LogOptions options(@Nullable KeyProvider provider) {
        return new LogOptions(LogOptions.SEGMENT_BYTES_MIN, 1).encryptedBy(provider);
    }

    private byte[] bytes(String file) {
        try (DiskFile opened = disk.open(file)) {
            byte[] bytes = new byte[(int) opened.size()];
            opened.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    private void put(String file, byte[] bytes) {
        try (DiskFile opened = disk.open(file)) {
            opened.truncate(0);
            opened.write(0, bytes, 0, bytes.length);
        }
    }

    private static String text(ByteSource source) {
        return new String(source.read(source.remaining()), StandardCharsets.US_ASCII);
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
