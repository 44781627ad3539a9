package dev.syncdb.testkit.log;

import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.log.CommitLog;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class FileCommitLogContractTest extends CommitLogContract {
    @TempDir
    private Path folder;

    @Override
    protected CommitLog open() {
        return FileCommitLogCrashTest.open(new FileDisk(folder));
    }
}
