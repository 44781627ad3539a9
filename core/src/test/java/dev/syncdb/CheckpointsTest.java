package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Scheduler;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.LogOptions;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Snapshots that take the place of the log while others write. */
@Timeout(60)
final class CheckpointsTest {
    private static final long LOG_BYTES_MAX = 20_000;

    /** So large that no task is about the next one. */
    private static final int SEGMENT_BYTES = 1 << 18;

    private static final String TEXT = "x".repeat(500);

    @TempDir
    private Path folder;

    private WatchedDisk disk;

    /** Takes tasks and runs none by itself. */
    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

    private final Scheduler scheduler = (delayMillis, task) -> {
        tasks.add(task);
        return () -> tasks.remove(task);
    };

    private long inserted;

    @BeforeEach
    void newDisk() {
        disk = new WatchedDisk(folder);
    }

    @Test
    void writersGoOnWhileOneIsMade() throws InterruptedException {
        Database database = open(options(Durability.FULL, scheduler));
        insertUntilDue(database);
        CountDownLatch open = new CountDownLatch(1);
        Thread maker = runHeldUp(open);
        for (int i = 0; i < 30; i++) {
            insert(database);
        }
        assertEquals(1, tasks.size(), "one at a time");
        assertFalse(has(".snapshot"));
        open.countDown();
        maker.join();
        assertTrue(has(".snapshot"));
        database.close();
        assertReopens();
    }

    @Test
    void theLogIsCutToWhatTheSnapshotLacks() {
        DatabaseOptions options = options(Durability.FULL, null);
        Database database = open(options.withLog(LOG_BYTES_MAX, LogOptions.SEGMENT_BYTES_MIN));
        long segments = 0;
        while (!has(".snapshot")) {
            segments = Math.max(segments, count(".log"));
            insert(database);
        }
        assertTrue(segments > 3, segments + " segments before");
        assertEquals(1, count(".log"));
        for (int i = 0; i < 20; i++) {
            insert(database);
        }
        assertEquals(1, count(".snapshot"), "the next is not due yet");
        database.close();
        assertFalse(has(".tmp"), "a spare file goes with the database");
        assertReopens();
    }

    @Test
    void theNextSegmentIsMadeInAdvance() {
        DatabaseOptions options = options(Durability.FULL, scheduler);
        Database database =
                open(options.withLog(DatabaseOptions.LOG_BYTES_MAX, LogOptions.SEGMENT_BYTES_MIN));
        insertUntilDue(database);
        tasks.get(0).run();
        assertTrue(has(".log.tmp"));
        long writes = disk.writes.get();
        long rows = inserted;
        while (count(".log") == 1) {
            insert(database);
        }
        assertFalse(has(".log.tmp"), "it was used");
        assertEquals(inserted - rows + 2, disk.writes.get() - writes, "a header, and a seal");
        insertUntil(database, 2);
        disk.beforeWrite = name -> {
            throw new Retryable(ErrorCode.IO, "refused as it was told", 0);
        };
        tasks.get(1).run();
        disk.beforeWrite = name -> {};
        assertFalse(has(".log.tmp"), "nothing half made is left");
        while (count(".log") < 4) {
            insert(database);
        }
        database.close();
        tasks.forEach(Runnable::run);
        assertFalse(has(".log.tmp"), "a closed database makes nothing");
        assertReopens();
    }

    @Test
    void whatASchedulerDoesNotGetRoundToAWriterDoes() {
        Database database = open(options(Durability.FULL, scheduler));
        while (!has(".snapshot")) {
            insert(database);
            assertTrue(inserted < 1_000, "the log is bounded");
        }
        assertEquals(1, tasks.size());
        tasks.get(0).run();
        database.close();
        assertReopens();
    }

    @Test
    void writersWaitForOneThatIsFarBehind() throws InterruptedException {
        Database database = open(options(Durability.FULL, scheduler));
        insertUntilDue(database);
        CountDownLatch open = new CountDownLatch(1);
        Thread maker = runHeldUp(open);
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                insert(database);
            }
        });
        writer.start();
        while (writer.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        open.countDown();
        maker.join();
        writer.join();
        database.close();
        assertReopens();
    }

    @Test
    void withoutASchedulerTheWriterThatFindsItDueMakesIt() {
        Database database = open(options(Durability.NONE, null));
        while (!has(".snapshot")) {
            insert(database);
        }
        assertTrue(inserted * TEXT.length() < LOG_BYTES_MAX + 1_000, inserted + " rows");
        database.close();
        assertReopens();
    }

    @Test
    void oneThatFailsLeavesTheOldFilesAndIsTriedAgain() {
        Database database = open(options(Durability.FULL, null));
        disk.beforeWrite = name -> {
            if (name.endsWith(".tmp") && name.contains(".snapshot")) {
                throw new Retryable(ErrorCode.IO, "refused as it was told", 0);
            }
        };
        while (inserted * TEXT.length() < 3 * LOG_BYTES_MAX) {
            insert(database);
        }
        assertFalse(has(".snapshot"));
        disk.beforeWrite = name -> {};
        while (!has(".snapshot")) {
            insert(database);
            assertTrue(inserted < 1_000, "it is tried again");
        }
        database.close();
        assertReopens();
    }

    @Test
    void closingGivesUpTheOneThatIsBeingMade() throws InterruptedException {
        Database database = open(options(Durability.NORMAL, scheduler));
        insertUntil(database, 2);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        disk.beforeForce = name -> {
            disk.beforeForce = later -> {};
            reached.countDown();
            await(open);
        };
        Thread maker = new Thread(tasks.get(1));
        maker.start();
        await(reached);
        Thread closer = new Thread(database::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        open.countDown();
        closer.join();
        maker.join();
        assertFalse(has(".snapshot") || has(".tmp"), () -> "left: " + disk.list());
        tasks.forEach(Runnable::run);
        assertReopens();
    }

    @Test
    void aSnapshotThatTakesLongForcesMeanwhileWhatIsDue() {
        Database database = open(options(Durability.NORMAL, scheduler));
        insertUntil(database, 2);
        List<String> forced = new ArrayList<>();
        disk.beforeForce = forced::add;
        insert(database);
        tasks.get(1).run();
        assertTrue(forced.get(0).endsWith(".log"), "a snapshot must not reach beyond the log");
        tasks.get(0).run();
        database.close();
        assertReopens();
    }

    @Test
    void optionsAreChecked() {
        DatabaseOptions full = DatabaseOptions.standard();
        assertEquals(Durability.FULL, full.durability());
        DatabaseOptions normal = full.forcedWithin(7);
        assertEquals(Durability.NORMAL, normal.durability());
        assertEquals(7, normal.forceDelayMillisMax());
        assertThrows(IllegalArgumentException.class, () -> normal.withScheduler(null));
        assertThrows(IllegalArgumentException.class, () -> full.forcedWithin(-1));
        assertThrows(
                IllegalArgumentException.class,
                () -> full.withLog(0, LogOptions.SEGMENT_BYTES_MIN));
    }

    private Database open(DatabaseOptions options) {
        Database database = Database.open(disk, options);
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
        return database;
    }

    private static DatabaseOptions options(Durability durability, @Nullable Scheduler scheduler) {
        return new DatabaseOptions(DatabaseOptions.systemEnvironment(), durability)
                .withScheduler(scheduler)
                .withLog(LOG_BYTES_MAX, SEGMENT_BYTES);
    }

    private void insert(Database database) {
        database.execute("INSERT INTO t (a) VALUES (?)", TEXT);
        inserted++;
    }

    private void insertUntilDue(Database database) {
        insertUntil(database, 1);
    }

    private void insertUntil(Database database, int scheduled) {
        while (tasks.size() < scheduled) {
            insert(database);
        }
    }

    /** Runs the scheduled task on a thread of its own, and returns once it writes a snapshot. */
    private Thread runHeldUp(CountDownLatch open) {
        CountDownLatch reached = new CountDownLatch(1);
        disk.beforeWrite = name -> {
            if (name.contains(".snapshot")) {
                reached.countDown();
                await(open);
            }
        };
        Thread maker = new Thread(tasks.get(0));
        maker.start();
        await(reached);
        return maker;
    }

    private void assertReopens() {
        try (Database database = Database.open(disk, options(Durability.FULL, null))) {
            String count = database.query("SELECT count(*) FROM t").toList().toString();
            assertEquals("[(" + inserted + ")]", count);
            assertEquals(List.of(), database.check());
        }
    }

    private boolean has(String suffix) {
        return count(suffix) > 0;
    }

    private long count(String suffix) {
        return disk.list().stream().filter(name -> name.endsWith(suffix)).count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
