package dev.syncdb.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.server.log.FileSnapshotStore;
import dev.syncdb.server.log.SnapshotStore;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class FileSnapshotStoreCrashTest extends SnapshotStoreContract {
    private final FakeDisk disk = new FakeDisk();

    @Override
    protected SnapshotStore open() {
        return new FileSnapshotStore(disk);
    }

    @Test
    void aCrashLeavesTheOldSnapshotOrTheNewOne() {
        FakeDisk whole = new FakeDisk();
        assertEquals(3, write(whole), "three are written");
        for (long crash = 1; crash <= whole.operations(); crash++) {
            FakeDisk crashing = new FakeDisk().crashAt(crash);
            int written = write(crashing);
            List<Integer> records = new ArrayList<>();
            try (SnapshotStore store = new FileSnapshotStore(crashing.afterCrash(crash))) {
                long next = store.read(1, record -> records.add(record.readByte()));
                String when = "crash at operation " + crash + " leaves " + next + ": " + records;
                assertTrue(next == written || next == written + 1, when);
                assertEquals(next == 0 ? List.of() : List.of((int) next, (int) next), records);
            }
        }
    }

    /** Writes three snapshots; a crash ends it. Returns how many are surely there. */
    private static int write(FakeDisk disk) {
        int written = 0;
        try (SnapshotStore store = new FileSnapshotStore(disk)) {
            for (int next = 1; next <= 3; next++) {
                byte[] record = {(byte) next};
                store.write(1, next, records -> {
                    records.accept(record);
                    records.accept(record);
                });
                written = next;
            }
        } catch (DiskCrash crash) {
            assertTrue(disk.isCrashed(), "it ends the writing");
        }
        return written;
    }
}
