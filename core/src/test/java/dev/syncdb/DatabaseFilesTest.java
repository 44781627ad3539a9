package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Damage;
import dev.syncdb.journal.DiskFile;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.KeyRing;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.journal.Repair;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The files of a database: under a key, inspected, repaired. */
class DatabaseFilesTest {
    private static final int ROWS = 5_000;

    @TempDir
    private Path folder;

    private FileDisk disk;

    @BeforeEach
    void newDisk() {
        disk = new FileDisk(folder);
    }

    @Test
    void anEncryptedDatabaseComesBackAndShowsNothing() throws IOException {
        KeyRing keys = keys("k1", 7);
        fill(keys);
        assertEquals(ROWS, count(keys));
        assertNothingShows();
        Incorrect refused = assertThrows(Incorrect.class, () -> count(null));
        assertEquals(ErrorCode.ENCRYPTED, refused.code());
        Forbidden wrong = assertThrows(Forbidden.class, () -> count(keys("k1", 8)));
        assertEquals(ErrorCode.WRONG_KEY, wrong.code());
        assertEquals(List.of(), Database.inspect(disk, keys));
    }

    @Test
    void aPlainDatabaseIsEncryptedInItsPlace() throws IOException {
        fill(null);
        KeyRing keys = keys("k1", 7);
        assertEquals(
                ErrorCode.NOT_ENCRYPTED,
                assertThrows(Incorrect.class, () -> count(keys)).code());
        Database.encrypt(disk, keys);
        assertNothingShows();
        assertEquals(ROWS, count(keys));
    }

    @Test
    void aDamagedSnapshotLosesTheRowsOfOneRecordAndSaysSo() {
        for (KeyProvider keys : new @Nullable KeyProvider[] {null, keys("k1", 7)}) {
            disk = new FileDisk(folder.resolve(keys == null ? "plain" : "sealed"));
            fill(keys);
            String snapshot = disk.list().stream()
                    .filter(name -> name.endsWith(".snapshot"))
                    .findFirst()
                    .orElseThrow();
            flip(snapshot);
            assertThrows(Corrupt.class, () -> count(keys));
            List<Damage> damage = Database.inspect(disk, keys);
            assertEquals(1, damage.size(), damage.toString());
            assertEquals(snapshot, damage.get(0).file());
            Repair repair = Database.repair(disk, keys);
            assertEquals(1, repair.snapshotRecordsLost());
            assertEquals(damage, repair.damage());
            assertEquals(List.of(), Database.inspect(disk, keys));
            long left = count(keys);
            assertTrue(left < ROWS && left >= ROWS - 1_000, "rows left: " + left);
            try (Database database = open(keys)) {
                assertEquals(List.of(), database.check());
                database.execute("INSERT INTO t VALUES (1000000, 'more')");
            }
            assertEquals(left + 1, count(keys), "and it goes on");
        }
    }

    private void fill(@Nullable KeyProvider keys) {
        try (Database database = open(keys)) {
            database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
            for (int i = 0; i < ROWS; i++) {
                database.execute("INSERT INTO t VALUES (?, ?)", i, "canary " + i);
            }
        }
        assertTrue(disk.list().stream().anyMatch(name -> name.endsWith(".snapshot")));
    }

    private long count(@Nullable KeyProvider keys) {
        try (Database database = open(keys);
                Rows rows = database.query("SELECT count(*) FROM t")) {
            rows.next();
            return rows.getLong(0);
        }
    }

    private Database open(@Nullable KeyProvider keys) {
        DatabaseOptions options = new DatabaseOptions(
                        DatabaseOptions.systemEnvironment(), Durability.NONE)
                .withScheduler(null)
                .withLog(100_000, LogOptions.SEGMENT_BYTES_MIN)
                .encryptedBy(keys);
        return Database.open(disk, options);
    }

    private void assertNothingShows() throws IOException {
        for (String name : disk.list()) {
            String text = new String(
                    Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1);
            assertFalse(text.contains("canary"), name);
            assertFalse(text.contains("CREATE TABLE"), name);
        }
    }

    private void flip(String name) {
        try (DiskFile file = disk.open(name)) {
            byte[] one = new byte[1];
            long at = file.size() / 2;
            file.read(at, one, 0, 1);
            one[0] ^= 1;
            file.write(at, one, 0, 1);
        }
    }

    private static KeyRing keys(String id, int filler) {
        byte[] key = new byte[KeyProvider.KEY_BYTES];
        Arrays.fill(key, (byte) filler);
        return KeyRing.of(id, key);
    }
}
