package dev.syncdb;

import dev.syncdb.clock.Scheduler;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Journal;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Puts a snapshot in the place of a log that has grown long, while others write. One is made at a
 * time: by the scheduler or, where there is none, by the writer that found it due. Lives until it
 * is closed; any thread may call it.
 */
final class Checkpoints {
    /**
     * A log so many times as long as it should be is no longer left to a scheduler that does not
     * keep up: writers make the checkpoint, or wait for it.
     */
    private static final int LATENESS_MAX = 4;

    private enum Phase {
        IDLE,
        SCHEDULED,
        RUNNING,
        CLOSED
    }

    private final Store store;
    private final Journal journal;
    private final @Nullable Scheduler scheduler;
    private final long logBytesMax;

    /** What must be added to the number of a record to get the version of its commit. */
    private final long versionOffset;

    private final Runnable betweenRecords;
    private Phase phase = Phase.IDLE;
    private volatile long bytesMin;
    private volatile boolean closing;

    /**
     * Checkpoints of a store that has just been recovered.
     *
     * @param betweenRecords runs from time to time while a snapshot is written
     */
    Checkpoints(Store store, Journal journal, DatabaseOptions options, Runnable betweenRecords) {
        this.store = store;
        this.journal = journal;
        this.scheduler = options.scheduler();
        this.logBytesMax = options.logBytesMax();
        this.versionOffset = store.head() - journal.last();
        this.betweenRecords = betweenRecords;
        this.bytesMin = logBytesMax;
    }

    /** Number of the record in which the commit of that version stands. */
    long number(long version) {
        return version - versionOffset;
    }

    /** Sees to a checkpoint if one is due; called by a writer without the turn. */
    void committed() {
        long bytes = journal.bytesSinceCheckpoint();
        if (bytes < bytesMin) {
            return;
        }
        boolean late = bytes >= bytesMin + (LATENESS_MAX - 1) * logBytesMax;
        boolean scheduledNow = becomeScheduled();
        if (scheduler == null || late) {
            run();
        } else if (scheduledNow) {
            scheduler.schedule(0, this::run);
        }
        if (late) {
            awaitEnd();
        }
    }

    /** Makes no checkpoint any more; one that is being made is given up. */
    synchronized void close() {
        closing = true;
        awaitEnd();
        phase = Phase.CLOSED;
    }

    private synchronized boolean becomeScheduled() {
        boolean idle = phase == Phase.IDLE;
        if (idle) {
            phase = Phase.SCHEDULED;
        }
        return idle;
    }

    private void run() {
        synchronized (this) {
            if (phase != Phase.SCHEDULED) {
                return;
            }
            phase = Phase.RUNNING;
        }
        long bytes = journal.bytesSinceCheckpoint();
        try (Snapshot snapshot = store.snapshot()) {
            journal.checkpoint(number(snapshot.version()), records -> write(snapshot, records));
            bytesMin = logBytesMax;
        } catch (Retryable refused) {
            // The old snapshot and the log still hold, and the log grows on until the next try.
            bytesMin = bytes + logBytesMax;
        } finally {
            synchronized (this) {
                phase = Phase.IDLE;
                notifyAll();
            }
        }
    }

    private synchronized void awaitEnd() {
        boolean interrupted = false;
        while (phase == Phase.RUNNING) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Snapshot snapshot, Consumer<byte[]> records) {
        StateRecords.write(snapshot, record -> {
            if (closing) {
                throw new Retryable(ErrorCode.IO, "the database is being closed", 0);
            }
            betweenRecords.run();
            records.accept(record);
        });
    }
}
