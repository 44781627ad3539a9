package dev.syncdb.client.outbox;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;

import org.jspecify.annotations.Nullable;

/* A disk may refuse at any time. Then the log takes back what it does not know to be durable; that
 * may be more than the record that was refused. From then on the log is behind what is held in
 * memory, until it has written all of that anew, which it tries before anything else.
 */
/** The files of an outbox. Lives as long as the outbox, guarded by its lock. */
final class OutboxLog implements AutoCloseable {
    /** Judged transactions are removed from the files once these have grown so much. */
    static final int LOG_BYTES_MAX = 1 << 18;

    private static final String NAME = "outbox";
    private static final String DAMAGED = "damaged-";
    private static final int SEGMENT_BYTES = 1 << 18;

    /**
     * What opening found.
     *
     * @param damage what was wrong with the files; null if nothing was
     */
    record Opened(
            OutboxLog log,
            OutboxContents contents,
            @Nullable String damage) {}

    private final Journal journal;
    private boolean behind;

    private OutboxLog(Journal journal) {
        this.journal = journal;
    }

    /**
     * Opens the files, or makes them. Of damaged ones it keeps what comes before the damage, and
     * sets the rest aside.
     */
    static Opened open(Disk disk) {
        try {
            return open(disk, null);
        } catch (Corrupt damaged) {
            return repaired(disk, String.valueOf(damaged.getMessage()));
        }
    }

    /**
     * Adds a record. If the disk refuses, it was not added: OUTCOME_UNKNOWN says that opening the
     * files again before anything else succeeds may find it all the same.
     *
     * @param forced whether it is to survive loss of power, with all before it
     * @param held what is held without the record
     */
    void add(byte[] record, boolean forced, OutboxContents held) {
        uninterrupted(() -> {
            catchUp(held);
            try {
                journal.append(record);
                if (forced) {
                    journal.force();
                }
            } catch (Retryable refused) {
                behind = true;
                throw takenBack(refused);
            }
        });
    }

    /**
     * Adds a record of something that has happened whether it is written or not: if the disk
     * refuses, it is written with what comes next.
     */
    void note(byte[] record, boolean forced) {
        if (behind) {
            return;
        }
        uninterrupted(() -> {
            try {
                journal.append(record);
                if (forced) {
                    journal.force();
                }
            } catch (Retryable refused) {
                behind = true;
            }
        });
    }

    /** Returns once everything that is held is durable. */
    void force(OutboxContents held) {
        uninterrupted(() -> {
            catchUp(held);
            orBehind(journal::force);
        });
    }

    /** Puts other contents in the place of what is held, in one step, durably. */
    void replace(OutboxContents held, OutboxContents other) {
        uninterrupted(() -> {
            catchUp(held);
            orBehind(() -> journal.checkpoint(other::write));
        });
    }

    /** Writes what the disk refused before, and makes the files shorter once they are long. */
    void tidy(OutboxContents held) {
        if (behind || journal.bytesSinceCheckpoint() > LOG_BYTES_MAX) {
            replace(held, held);
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    private void catchUp(OutboxContents held) {
        if (behind) {
            journal.takeBack();
            journal.checkpoint(held::write);
            behind = false;
        }
    }

    private void orBehind(Runnable work) {
        try {
            work.run();
        } catch (Retryable refused) {
            behind = true;
            throw refused;
        }
    }

    /** An interrupt would close the files under whoever uses them next. */
    private static void uninterrupted(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Retryable takenBack(Retryable refused) {
        try {
            journal.takeBack();
            return refused;
        } catch (Retryable again) {
            Retryable unknown = new Retryable(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "the commit is undone, but may be found when the replica is opened again: "
                            + refused.getMessage(),
                    refused);
            unknown.addSuppressed(again);
            return unknown;
        }
    }

    private static Opened open(Disk disk, @Nullable String damage) {
        OutboxRecovery recovery = new OutboxRecovery();
        Journal journal = Journal.open(disk, NAME, SEGMENT_BYTES, recovery);
        return new Opened(new OutboxLog(journal), recovery.contents(), damage);
    }

    private static Opened repaired(Disk disk, String damage) {
        Journal.repair(disk, NAME, SEGMENT_BYTES);
        OutboxRecovery salvaged = new OutboxRecovery();
        try {
            Journal journal = Journal.open(disk, NAME, SEGMENT_BYTES, salvaged);
            return new Opened(new OutboxLog(journal), salvaged.contents(), damage);
        } catch (Corrupt snapshot) {
            setAside(disk);
            Journal fresh = Journal.open(disk, NAME, SEGMENT_BYTES, new OutboxRecovery());
            return new Opened(new OutboxLog(fresh), salvaged.contents(), damage);
        }
    }

    private static void setAside(Disk disk) {
        for (String file : disk.list()) {
            if (file.startsWith(NAME + "-")) {
                disk.rename(file, DAMAGED + file);
            }
        }
        disk.syncDirectory();
    }
}
