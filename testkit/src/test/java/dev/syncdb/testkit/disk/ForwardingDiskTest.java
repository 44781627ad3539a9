package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** One that changes nothing is a disk like the one behind it. */
final class ForwardingDiskTest extends DiskContract {
    private static final byte[] WORD = {1, 2, 3};

    @Override
    protected Disk newDisk() {
        return new ForwardingDisk(new FakeDisk()) {
            @Override
            protected DiskFile opened(String name, DiskFile file) {
                return new ForwardingFile(file);
            }
        };
    }

    @Test
    void whatIsDoneThroughItIsDoneToTheDiskBehind() {
        FakeDisk behind = new FakeDisk();
        Disk disk = new ForwardingDisk(behind);
        write(disk, "a");
        disk.rename("a", "b");
        write(disk.folder("inside"), "c");
        disk.syncDirectory();

        assertEquals(List.of("b"), behind.list());
        assertTrue(behind.folder("inside").exists("c"), "a folder is that of the disk behind");

        disk.delete("b");
        assertFalse(behind.exists("b"));
    }

    @Test
    void aForceReachesTheDiskBehind() {
        FakeDisk behind = new FakeDisk();
        Disk disk = new ForwardingDisk(behind);
        try (DiskFile file = new ForwardingFile(disk.open("a"))) {
            file.write(0, WORD, 0, WORD.length);
            file.force();
        }
        disk.syncDirectory();

        try (DiskFile file = behind.afterCrash(1).open("a")) {
            assertEquals(WORD.length, file.size(), "both forces were passed on");
        }
    }

    @Test
    void oneThatSetsAFileInTheWayHearsEachNameAndEachCall() {
        List<String> heard = new ArrayList<>();
        Disk disk = new ForwardingDisk(new FakeDisk()) {
            @Override
            protected DiskFile opened(String name, DiskFile file) {
                return new ForwardingFile(file) {
                    @Override
                    public void write(long position, byte[] source, int offset, int count) {
                        heard.add(name + " at " + position + ": " + count);
                        super.write(position, source, offset, count);
                    }
                };
            }
        };
        write(disk, "a");
        write(disk, "b");

        assertEquals(List.of("a at 0: 3", "b at 0: 3"), heard);
        try (DiskFile file = disk.open("b")) {
            assertEquals(WORD.length, file.size());
        }
    }

    private static void write(Disk disk, String name) {
        try (DiskFile file = disk.open(name)) {
            file.write(0, WORD, 0, WORD.length);
        }
    }
}
