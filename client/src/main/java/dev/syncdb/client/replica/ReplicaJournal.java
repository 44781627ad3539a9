package dev.syncdb.client.replica;

import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.error.Corrupt;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The shadow on disk: nothing of it is pending, and all of it can be fetched again. Confined to the
 * syncing thread.
 */
final class ReplicaJournal implements AutoCloseable {
    private static final String NAME = "replica";

    /**
     * What opening found.
     *
     * @param recovery holds the state and the staged pages
     * @param damage what was wrong with the files; null if nothing was
     */
    record Opened(
            ReplicaJournal journal,
            Store store,
            ReplicaRecovery recovery,
            @Nullable String damage) {}

    private final Journal journal;
    private final int logBytesMax;
    private long snapshotBytes;

    /** A state that the disk refused, and that must stand in front of what follows; or null. */
    private @Nullable ReplicaState owed;

    private ReplicaJournal(Journal journal, int logBytesMax, long snapshotBytes) {
        this.journal = journal;
        this.logBytesMax = logBytesMax;
        this.snapshotBytes = snapshotBytes;
    }

    /**
     * Recovers the shadow into a store. Of damaged files it takes what comes before the damage,
     * which is a state of the past, or nothing: either is only good to look at until everything was
     * fetched again.
     *
     * @param stores makes empty stores
     */
    static Opened open(ReplicaOptions options, Supplier<Store> stores) {
        try {
            return open(options, stores.get(), null);
        } catch (Corrupt damaged) {
            return repaired(options, stores, String.valueOf(damaged.getMessage()));
        }
    }

    /** Removes the files of a journal that is closed. The outbox must be in nobody else's hands. */
    static void erase(Disk disk) {
        for (String file : disk.list()) {
            if (file.startsWith(NAME + "-")) {
                disk.delete(file);
            }
        }
        disk.syncDirectory();
    }

    /** Keeps a page; returns the number of its record. */
    long staged(StagedPage page) {
        return write(ReplicaCodec.staged(page));
    }

    /** The pages that wait, read from the files each time. */
    StagedPages pages(Staging staging) {
        return pages(journal, staging);
    }

    void step(ShadowStep step) {
        write(ReplicaCodec.step(step));
    }

    /**
     * The shadow is now where {@code state} says, without having changed; staged pages are void. If
     * the disk refuses, this is written before anything else is.
     */
    void state(ReplicaState state) {
        owed = state;
        settling(() -> {});
    }

    /** Whether the log has grown so much that a checkpoint pays. */
    boolean isCheckpointDue() {
        return journal.bytesSinceCheckpoint() > Math.max(logBytesMax, snapshotBytes);
    }

    /**
     * Replaces the log by the shadow as it is, in one step. No page may be staged.
     *
     * @param version null if none is declared
     */
    void checkpoint(
            ReplicaState state,
            @Nullable RowsVersion version,
            Snapshot visible,
            Map<Place, @Nullable Image> differing) {
        long[] bytes = new long[1];
        settling(() -> journal.checkpoint(sink -> new ShadowImage(visible, differing, record -> {
                    bytes[0] += record.length;
                    sink.accept(record);
                })
                .write(state, version)));
        snapshotBytes = bytes[0];
    }

    @Override
    public void close() {
        journal.close();
    }

    private long write(byte[] record) {
        long[] number = new long[1];
        settling(() -> number[0] = append(record));
        return number[0];
    }

    private long append(byte[] record) {
        long number = journal.append(record);
        journal.force();
        return number;
    }

    private static StagedPages pages(Journal journal, Staging staging) {
        if (staging.isEmpty()) {
            return StagedPages.NONE;
        }
        long first = staging.first();
        long end = first + staging.pages();
        return taker -> journal.read(first, (number, record) -> {
            if (number < end) {
                taker.accept(ReplicaCodec.readPage(record).changes());
            }
        });
    }

    /**
     * Writes once what an earlier refusal of the disk left in doubt is taken back: nobody was told
     * of it, for everything here is forced first.
     */
    private void settling(Runnable writing) {
        // An interrupt would close the files under whoever uses them next.
        boolean interrupted = Thread.interrupted();
        try {
            journal.takeBack();
            ReplicaState due = owed;
            if (due != null) {
                append(ReplicaCodec.state(due));
                owed = null;
            }
            writing.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Opened open(ReplicaOptions options, Store store, @Nullable String damage) {
        ReplicaRecovery recovery = new ReplicaRecovery(store, options.local().version());
        LocalOptions local = options.local();
        Journal journal = Journal.open(options.disk(), NAME, local.segmentBytes(), recovery);
        try {
            recovery.replay(journal::read, staging -> pages(journal, staging));
        } catch (RuntimeException failure) {
            journal.close();
            throw failure;
        }
        ReplicaJournal opened =
                new ReplicaJournal(journal, local.logBytesMax(), recovery.snapshotBytes());
        return new Opened(opened, store, recovery, damage);
    }

    private static Opened repaired(ReplicaOptions options, Supplier<Store> stores, String damage) {
        try {
            Journal.repair(options.disk(), NAME, options.local().segmentBytes());
            return open(options, stores.get(), damage);
        } catch (Corrupt beyondRepair) {
            erase(options.disk());
            return open(options, stores.get(), damage);
        }
    }
}
