package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What every {@link Disk} does. Extend it for an adapter of your own; if one passes and still loses
 * data without a crash, the fault is in here.
 */
public abstract class DiskContract {
    /** A disk for an empty folder, a new one at each call. */
    protected abstract Disk newDisk();

    @Test
    void aNewFileIsThereAndEmpty() {
        Disk disk = newDisk();
        assertFalse(disk.exists("a"), "nobody made it yet");
        try (DiskFile file = disk.open("a")) {
            assertEquals(0, file.size());
        }
        assertTrue(disk.exists("a"), "opening makes a file");
    }

    @Test
    void whatWasWrittenIsReadAtOnceAndByALaterOpening() {
        Disk disk = newDisk();
        try (DiskFile file = disk.open("a")) {
            write(file, 0, "hello");
            assertEquals("hello", read(file, 0, 5));
            write(file, 1, "EL");
            file.force();
        }
        try (DiskFile file = disk.open("a")) {
            assertEquals("hELlo", read(file, 0, 5), "the second write took its place");
            assertEquals(5, file.size(), "opening cuts nothing off");
        }
    }

    @Test
    void onlyTheGivenRangesOfArraysAreUsed() {
        try (DiskFile file = newDisk().open("a")) {
            file.write(0, bytes("abcdef"), 2, 3);
            byte[] target = bytes("......");
            assertEquals(3, file.read(0, target, 1, 3));
            assertArrayEquals(bytes(".cde.."), target);
        }
    }

    @Test
    void readingEndsAtTheEndOfTheFile() {
        try (DiskFile file = newDisk().open("a")) {
            write(file, 0, "hello");
            assertEquals("lo", read(file, 3, 10), "fewer only at the end");
            assertEquals("", read(file, 5, 10));
            assertEquals("", read(file, 500, 10), "far behind the end there is nothing, too");
        }
    }

    @Test
    void aGapReadsAsZeros() {
        try (DiskFile file = newDisk().open("a")) {
            write(file, 600, "x");
            byte[] gap = new byte[600];
            Arrays.fill(gap, (byte) 1);
            assertEquals(600, file.read(0, gap, 0, 600));
            assertArrayEquals(new byte[600], gap);
            assertEquals(601, file.size());
        }
    }

    @Test
    void truncateCutsAndExtends() {
        try (DiskFile file = newDisk().open("a")) {
            write(file, 0, "hello");
            file.truncate(2);
            assertEquals("he", read(file, 0, 10));
            file.truncate(4);
            assertEquals("he\0\0", read(file, 0, 10), "what was cut off does not come back");
            file.truncate(4);
            assertEquals(4, file.size());
        }
    }

    @Test
    void listsItsFilesInOrderAndNoFolders() {
        Disk disk = newDisk();
        disk.open("b").close();
        disk.open("a").close();
        disk.folder("c").open("d").close();
        assertEquals(List.of("a", "b"), disk.list());
        assertEquals(List.of("d"), disk.folder("c").list(), "a folder is a space of its own");
    }

    @Test
    void renamingReplaces() {
        Disk disk = newDisk();
        put(disk, "a", "new");
        put(disk, "b", "old");
        disk.rename("a", "b");
        disk.syncDirectory();
        assertEquals(List.of("b"), disk.list());
        assertEquals("new", get(disk, "b"));
    }

    @Test
    void deletingRemoves() {
        Disk disk = newDisk();
        put(disk, "a", "x");
        disk.delete("a");
        disk.syncDirectory();
        assertFalse(disk.exists("a"));
        assertEquals("", get(disk, "a"), "a new file of that name knows nothing of the old one");
    }

    @Test
    void whatIsNotThereCannotBeRenamedOrDeleted() {
        Disk disk = newDisk();
        Retryable rename = assertThrows(Retryable.class, () -> disk.rename("a", "b"));
        Retryable delete = assertThrows(Retryable.class, () -> disk.delete("c"));
        assertEquals(ErrorCode.IO, rename.code());
        assertTrue(String.valueOf(rename.getMessage()).contains("rename"), "says what");
        assertTrue(String.valueOf(delete.getMessage()).contains("c"), "says which file");
    }

    @Test
    void aClosedFileIsOfNoUse() {
        DiskFile file = newDisk().open("a");
        file.close();
        assertThrows(RuntimeException.class, () -> write(file, 0, "x"));
        assertThrows(RuntimeException.class, () -> read(file, 0, 1));
        assertThrows(RuntimeException.class, () -> file.force());
        assertThrows(RuntimeException.class, () -> file.truncate(0));
        assertThrows(RuntimeException.class, () -> file.size());
    }

    @Test
    void oneHoldsTheLockAtATime() {
        Disk disk = newDisk();
        Disk.Lock lock = disk.folder("f").lock("lock");
        Contended refused = assertThrows(Contended.class, () -> disk.folder("f").lock("lock"));
        assertEquals(ErrorCode.STORE_IN_USE, refused.code());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("in use by another process"),
                "says what to look for");
        disk.folder("g").lock("lock").close();
        lock.close();
        disk.folder("f").lock("lock").close();
    }

    private static void put(Disk disk, String name, String text) {
        try (DiskFile file = disk.open(name)) {
            write(file, 0, text);
        }
    }

    private static String get(Disk disk, String name) {
        try (DiskFile file = disk.open(name)) {
            return read(file, 0, 100);
        }
    }

    private static void write(DiskFile file, long position, String text) {
        file.write(position, bytes(text), 0, text.length());
    }

    private static String read(DiskFile file, long position, int count) {
        byte[] target = new byte[count];
        int read = file.read(position, target, 0, count);
        return new String(target, 0, read, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
