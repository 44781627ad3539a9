package dev.syncdb.client.outbox;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/* A disk may refuse at any time. Where commits are forced before anybody hears of them, the log
 * then takes back what it does not know to be durable; that may be more than the record that was
 * refused. Else it keeps what was added before. From then on the log is behind what is held in
 * memory, until it has written all of that anew, which it tries before anything else.
 */
/** The files of an outbox. Lives as long as the outbox, guarded by its lock. */
final class OutboxLog implements AutoCloseable {
    private static final String NAME = "outbox";
    private static final String DAMAGED = "damaged-";
    private static final String SNAPSHOT = ".snapshot";

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
    private final OutboxOptions options;
    private boolean behind;

    private OutboxLog(Journal journal, OutboxOptions options) {
        this.journal = journal;
        this.options = options;
    }

    /**
     * Opens the files, or makes them. Of damaged ones it keeps what comes before the damage, and
     * sets the rest aside.
     */
    static Opened open(OutboxOptions options) {
        try {
            return open(options, null);
        } catch (Corrupt damaged) {
            return repaired(options, String.valueOf(damaged.getMessage()));
        }
    }

    /**
     * Removes the files. Whose the folder is stands in the snapshot, which therefore goes last:
     * until then nobody else can open it, also where a crash comes between.
     */
    static void erase(Disk disk) {
        Disk.Lock lock = disk.lock(NAME + ".lock");
        try {
            erase(disk, file -> !file.endsWith(SNAPSHOT));
            erase(disk, file -> true);
        } finally {
            lock.close();
        }
    }

    private static void erase(Disk disk, Predicate<String> which) {
        for (String file : disk.list()) {
            boolean own = file.startsWith(NAME + "-") || file.startsWith(DAMAGED);
            if (own && which.test(file)) {
                disk.delete(file);
            }
        }
        disk.syncDirectory();
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
                throw settled(refused);
            }
        });
    }

    /**
     * Adds a record of something that has happened whether it is written or not: if the disk
     * refuses, it is written with what comes next.
     */
    void note(byte[] record, boolean forced) {
        uninterrupted(() -> {
            try {
                if (!behind) {
                    journal.append(record);
                }
                if (!behind && forced) {
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
            try {
                journal.force();
            } catch (Retryable refused) {
                behind = true;
                throw refused;
            }
        });
    }

    /** Puts other contents in the place of what is held, in one step, durably. */
    void replace(OutboxContents held, OutboxContents other) {
        uninterrupted(() -> {
            catchUp(held);
            try {
                journal.checkpoint(other::write);
            } catch (Retryable refused) {
                behind = true;
                throw refused;
            }
        });
    }

    /** Writes what the disk refused before, and makes the files shorter once they are long. */
    void tidy(OutboxContents held) {
        uninterrupted(() -> catchUp(held));
        if (journal.bytesSinceCheckpoint()
                > Math.max(options.logBytesMax(), held.retainedBytes())) {
            replace(held, held);
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    private void catchUp(OutboxContents held) {
        if (behind) {
            settle();
            journal.checkpoint(held::write);
            behind = false;
        }
    }

    private void settle() {
        if (options.isForcedFirst()) {
            journal.takeBack();
        } else {
            journal.retain();
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

    private Retryable settled(Retryable refused) {
        try {
            settle();
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

    private static Opened open(OutboxOptions options, @Nullable String damage) {
        OutboxRecovery recovery = new OutboxRecovery();
        return new Opened(log(options, recovery), recovery.contents(), damage);
    }

    private static OutboxLog log(OutboxOptions options, OutboxRecovery recovery) {
        Journal journal = Journal.open(options.disk(), NAME, options.segmentBytes(), recovery);
        return new OutboxLog(journal, options);
    }

    private static Opened repaired(OutboxOptions options, String damage) {
        Journal.repair(options.disk(), NAME, options.segmentBytes());
        OutboxRecovery salvaged = new OutboxRecovery();
        try {
            return new Opened(log(options, salvaged), salvaged.contents(), damage);
        } catch (Corrupt snapshot) {
            setAside(options.disk());
            OutboxLog fresh = log(options, new OutboxRecovery());
            return new Opened(fresh, salvaged.contents(), damage);
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
