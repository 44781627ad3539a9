package dev.syncdb.testkit.log;

import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.log.FileSnapshotStore;
import dev.syncdb.server.log.SnapshotStore;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class FileSnapshotStoreContractTest extends SnapshotStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected SnapshotStore open() {
        return new FileSnapshotStore(new FileDisk(folder));
    }
}
