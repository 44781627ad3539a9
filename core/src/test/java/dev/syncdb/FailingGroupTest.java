package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.LogOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Eight writers at once on a disk that refuses now and then: who was told of success is there, who
 * was told of failure is not, now and when the database is opened again.
 */
@Timeout(120)
final class FailingGroupTest {
    private static final int WRITERS = 8;
    private static final int COMMITS = 250;

    /** Prime to each other and to the number of writers, so that all places are hit. */
    private static final int FORCES_BETWEEN_REFUSALS = 13;

    private static final int WRITES_BETWEEN_REFUSALS = 37;

    @TempDir
    private Path folder;

    private final Set<Integer> told = new ConcurrentSkipListSet<>();
    private final Set<Integer> refused = new ConcurrentSkipListSet<>();
    private final Set<Integer> unknown = new ConcurrentSkipListSet<>();

    @Test
    void whatEachWriterWasToldIsTrue() throws InterruptedException {
        WatchedDisk disk = new WatchedDisk(folder);
        DatabaseOptions options = new DatabaseOptions(
                        DatabaseOptions.systemEnvironment(), Durability.FULL)
                .withLog(60_000, LogOptions.SEGMENT_BYTES_MIN);
        try (Database database = Database.open(disk, options)) {
            database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
            database.execute("CREATE INDEX t_b ON t (b)");
            disk.beforeForce = new Refusals(FORCES_BETWEEN_REFUSALS)::next;
            disk.beforeWrite = new Refusals(WRITES_BETWEEN_REFUSALS)::next;
            write(database);
            disk.beforeForce = name -> {};
            disk.beforeWrite = name -> {};
            assertTrue(told.size() > WRITERS && refused.size() > WRITERS, "both happened");
            assertEquals(told, rows(database));
            assertEquals(List.of(), database.check());
            database.execute("INSERT INTO t VALUES (-1, 'the disk is well')");
        }
        told.add(-1);
        try (Database database = Database.open(new WatchedDisk(folder), options)) {
            assertEquals(told, rows(database));
            assertEquals(List.of(), database.check());
        }
        assertEquals(WRITERS * COMMITS + 1, told.size() + refused.size() + unknown.size());
    }

    private void write(Database database) throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int first = i * COMMITS;
            Thread writer = new Thread(() -> {
                for (int key = first; key < first + COMMITS; key++) {
                    insert(database, key);
                }
            });
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void insert(Database database, int key) {
        try {
            database.execute("INSERT INTO t VALUES (?, ?)", key, "text of " + key);
            told.add(key);
        } catch (Retryable failure) {
            (failure.code() == ErrorCode.OUTCOME_UNKNOWN ? unknown : refused).add(key);
        }
    }

    private static Set<Integer> rows(Database database) {
        Set<Integer> keys = new TreeSet<>();
        for (int key = -1; key < WRITERS * COMMITS; key++) {
            if (!database.query("SELECT a FROM t WHERE a = ?", key).toList().isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Refuses one in so many operations. */
    private static final class Refusals {
        private final AtomicInteger count = new AtomicInteger();
        private final int between;

        Refusals(int between) {
            this.between = between;
        }

        void next(String file) {
            if (count.incrementAndGet() % between == 0) {
                throw new Retryable(ErrorCode.IO, "refused as it was told: " + file, 0);
            }
        }
    }
}
