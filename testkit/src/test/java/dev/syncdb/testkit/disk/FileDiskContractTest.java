package dev.syncdb.testkit.disk;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class FileDiskContractTest extends DiskContract {
    @TempDir
    private Path folder;

    private int disks;

    @Override
    protected Disk newDisk() {
        return new FileDisk(folder.resolve("disk" + ++disks));
    }
}
