package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Contended;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ChangeJournalTest {
    @TempDir
    private Path folder;

    @Test
    void commitsComeBackInOrder() {
        FileDisk disk = new FileDisk(folder);
        Commits none = new Commits();
        try (Journal journal = open(disk, none)) {
            ChangeJournal commits = new ChangeJournal(journal);
            assertEquals(1, commits.append(commit(1)));
            assertEquals(2, commits.append(commit(2)));
        }
        Commits found = new Commits();
        open(disk, found).close();
        assertEquals(List.of(), none.found);
        assertEquals(List.of(commit(1), commit(2)), found.found);
    }

    @Test
    void bytesBehindACommitAreDamage() {
        byte[] record = {1, 0, 7};
        assertThrows(
                Corrupt.class,
                () -> ChangeJournal.read(new ByteSource(record, ErrorCode.CORRUPT_FILE)));
    }

    @Test
    void aJournalIsOpenOnce() {
        FileDisk disk = new FileDisk(folder);
        try (Journal journal = open(disk, new Commits())) {
            assertThrows(Contended.class, () -> open(disk, new Commits()));
            assertThrows(Contended.class, () -> Journal.repair(disk, "db", 4096));
            journal.append(new byte[] {1, 0});
        }
        open(disk, new Commits()).close();
    }

    private static Journal open(FileDisk disk, Commits commits) {
        return Journal.open(disk, "db", LogOptions.SEGMENT_BYTES_MIN, commits);
    }

    private static ChangeSet commit(long version) {
        return new ChangeSet(version, List.of(new Change.Define("CREATE TABLE t" + version)));
    }

    private static final class Commits implements Journal.Recovery {
        private final List<ChangeSet> found = new ArrayList<>();

        @Override
        public void snapshot(ByteSource record) {
            throw new AssertionError("there is no snapshot");
        }

        @Override
        public void record(long number, ByteSource body) {
            found.add(ChangeJournal.read(body));
        }
    }
}
