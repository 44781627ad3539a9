package dev.syncdb.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.server.log.SnapshotStore;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What every {@link SnapshotStore} does. Extend it for an adapter of your own; if one passes and a
 * server still starts from a wrong snapshot, the fault is in here.
 */
public abstract class SnapshotStoreContract {
    /**
     * Opens the store of this test; what was written is there again at each call. The one that was
     * opened before is closed by then.
     */
    protected abstract SnapshotStore open();

    @Test
    void aShardHasNoSnapshotAtFirst() {
        try (SnapshotStore store = open()) {
            assertEquals("0:[]", read(store, 1));
            assertEquals("0:[]", read(store, 1), "reading makes none");
        }
    }

    @Test
    void theNewestSnapshotCountsAtOnceAndAfterOpeningAgain() {
        try (SnapshotStore store = open()) {
            write(store, 1, 5, "old");
            write(store, 1, 9, "new", "", "er");
            assertEquals("9:[new, , er]", read(store, 1));
        }
        try (SnapshotStore store = open()) {
            assertEquals("9:[new, , er]", read(store, 1));
            write(store, 1, 12, "newest");
        }
        try (SnapshotStore store = open()) {
            assertEquals("12:[newest]", read(store, 1));
        }
    }

    @Test
    void aSnapshotOfNothingIsOne() {
        try (SnapshotStore store = open()) {
            write(store, 1, 5, "a");
            write(store, 1, 6);
        }
        try (SnapshotStore store = open()) {
            assertEquals("6:[]", read(store, 1));
        }
    }

    @Test
    void eachShardHasItsOwn() {
        try (SnapshotStore store = open()) {
            write(store, 1, 5, "one");
            write(store, 11, 6, "eleven");
        }
        try (SnapshotStore store = open()) {
            assertEquals("5:[one]", read(store, 1));
            assertEquals("6:[eleven]", read(store, 11));
            assertEquals("0:[]", read(store, 111));
        }
    }

    @Test
    void aSnapshotThatIsNotFinishedIsNone() {
        try (SnapshotStore store = open()) {
            write(store, 1, 5, "whole");
            assertThrows(
                    IllegalStateException.class,
                    () -> store.write(1, 6, records -> {
                        records.accept(bytes("half"));
                        throw new IllegalStateException("the owner fails");
                    }));
        }
        try (SnapshotStore store = open()) {
            assertEquals("5:[whole]", read(store, 1), "it is replaced in one step or not at all");
            write(store, 1, 7, "next");
            assertEquals("7:[next]", read(store, 1));
        }
    }

    private static void write(SnapshotStore store, int shard, long next, String... records) {
        store.write(shard, next, sink -> {
            for (String record : records) {
                sink.accept(bytes(record));
            }
        });
    }

    /** The first frame that is not in the snapshot, and its records. */
    private static String read(SnapshotStore store, int shard) {
        List<String> records = new ArrayList<>();
        long next = store.read(shard, record -> {
            byte[] content = record.read(record.remaining());
            records.add(new String(content, StandardCharsets.UTF_8));
        });
        return next + ":" + records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
