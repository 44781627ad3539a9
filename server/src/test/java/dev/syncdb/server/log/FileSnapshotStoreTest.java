package dev.syncdb.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class FileSnapshotStoreTest {
    @TempDir
    Path folder;

    @Test
    void theNewestSnapshotOfEachShardIsKept() {
        Disk disk = new FileDisk(folder);
        try (SnapshotStore store = new FileSnapshotStore(disk)) {
            assertEquals(0, store.read(1, record -> {}));
            store.write(1, 5, records -> records.accept(new byte[] {1}));
            store.write(2, 7, records -> {});
            store.write(1, 9, records -> {
                records.accept(new byte[] {2});
                records.accept(new byte[] {3});
            });
            assertEquals(List.of(2, 3), read(store, 1, 9), "also while it is open");
        }
        try (SnapshotStore store = new FileSnapshotStore(disk)) {
            assertEquals(List.of(2, 3), read(store, 1, 9));
            assertEquals(List.of(), read(store, 2, 7));
            store.write(1, 11, records -> records.accept(new byte[] {4}));
        }
        try (SnapshotStore store = new FileSnapshotStore(disk)) {
            assertEquals(List.of(4), read(store, 1, 11));
        }
        assertEquals(
                2,
                disk.list().stream().filter(name -> name.endsWith(".snapshot")).count());
    }

    @Test
    void aSnapshotIsFoundWithoutTheLockFileOfWhoWroteIt() {
        Disk disk = new FileDisk(folder);
        try (SnapshotStore store = new FileSnapshotStore(disk)) {
            store.write(1, 5, records -> records.accept(new byte[] {1}));
        }
        disk.delete("shard-1.lock");
        try (SnapshotStore store = new FileSnapshotStore(disk)) {
            assertEquals(List.of(1), read(store, 1, 5), "a copied folder may lack it");
        }
    }

    private static List<Integer> read(SnapshotStore store, int shard, long nextFrame) {
        List<Integer> records = new ArrayList<>();
        assertEquals(nextFrame, store.read(shard, record -> records.add(record.readByte())));
        return records;
    }
}
