package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;

class FileDiskTest {
    @TempDir
    private Path folder;

    @Test
    void makesTheFoldersAboveItsOwn() {
        new FileDisk(folder.resolve("a").resolve("b")).open("c").close();
        assertTrue(Files.exists(folder.resolve("a/b/c")));
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Retryable refused = assertThrows(Retryable.class, () -> new FileDisk(file));
        assertEquals(ErrorCode.IO, refused.code());
    }

    @Test
    void aFolderInThePlaceOfAFileIsRefused() {
        FileDisk disk = new FileDisk(folder);
        disk.folder("a").open("b").close();
        assertThrows(Retryable.class, () -> disk.open("a"));
        assertThrows(Retryable.class, () -> disk.delete("a"));
        assertThrows(Retryable.class, () -> disk.lock("a"));
        assertThrows(Retryable.class, () -> disk.lock("a"), "a failed claim is no claim");
    }

    @Test
    void aFolderThatVanishedIsReported() throws IOException {
        Path gone = folder.resolve("gone");
        FileDisk disk = new FileDisk(gone);
        Files.delete(gone);
        assertThrows(Retryable.class, disk::list);
        assertThrows(Retryable.class, disk::syncDirectory);
    }

    @Test
    void aFullDiskIsNamed() {
        Assumptions.assumeTrue(Files.exists(Paths.get("/dev/full")), "a device that is full");
        try (DiskFile file = new FileDisk(Paths.get("/dev")).open("full")) {
            Retryable refused =
                    assertThrows(Retryable.class, () -> file.write(0, new byte[10], 0, 10));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("disk full: cannot write full"), message);
        }
    }

    @Test
    void anInterruptedOperationFailsLikeAnyOther() {
        DiskFile file = new FileDisk(folder).open("a");
        Thread.currentThread().interrupt();
        assertThrows(Retryable.class, () -> file.write(0, new byte[10], 0, 10));
        assertTrue(Thread.interrupted(), "the interrupt is left for whom it was meant");
        assertThrows(Retryable.class, file::force, "the interrupt closed the file");
        file.close();
    }

    @Test
    void aLockFromOutsideIsRespected() throws IOException {
        Path file = folder.resolve("lock");
        FileDisk disk = new FileDisk(folder);
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock outside = channel.lock()) {
            assertTrue(outside.isValid());
            assertThrows(Contended.class, () -> disk.lock("lock"));
        }
        disk.lock("lock").close();
    }

    @Test
    void aLockOfAnotherProcessIsRespectedUntilItEnds() throws Exception {
        Path java = Paths.get(System.getProperty("java.home"), "bin", "java");
        Process holder = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        FileDisk disk = new FileDisk(folder);
        try {
            assertEquals('!', holder.getInputStream().read(), "it holds the lock");
            Contended refused = assertThrows(Contended.class, () -> disk.lock("lock"));
            assertEquals(ErrorCode.STORE_IN_USE, refused.code());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        disk.lock("lock").close();
    }

    /** Another process that holds a lock until it is killed. */
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) throws IOException {
            new FileDisk(Paths.get(arguments[0])).lock("lock");
            System.out.print('!');
            System.out.flush();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
