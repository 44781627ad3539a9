package dev.syncdb;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.Journal;
import dev.syncdb.store.Loading;
import dev.syncdb.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The journal that brings a store back: each commit is one record of it. Recovers the store at
 * opening. What a failed force leaves in doubt is taken back where commits are forced before they
 * are published, and else kept, for then somebody has seen it.
 */
final class DurableStore implements Backing {
    /** Name of the journal's files in the folder. */
    static final String JOURNAL = "database";

    private final Journal journal;
    private final CommitRecords records = new CommitRecords();
    private final Durability durability;
    private final @Nullable Scheduler scheduler;
    private final @Nullable LaterForce laterForce;
    private final Checkpoints checkpoints;

    private DurableStore(Store store, Journal journal, DatabaseOptions options) {
        this.journal = journal;
        this.durability = options.durability();
        this.scheduler = options.scheduler();
        LaterForce later = durability != Durability.NORMAL
                ? null
                : new LaterForce(
                        journal,
                        Objects.requireNonNull(options.scheduler(), "scheduler"),
                        options.forceDelayMillisMax());
        this.laterForce = later;
        Runnable meanwhile = later == null ? () -> {} : later::runEarly;
        this.checkpoints = new Checkpoints(store, journal, options, meanwhile);
    }

    /** Opens the journal on {@code disk} and replays it into {@code store}, which is empty. */
    static DurableStore open(Disk disk, Store store, DatabaseOptions options) {
        Loading loading = store.load();
        Journal.Recovery recovery = new Journal.Recovery() {
            @Override
            public void snapshot(ByteSource record) {
                StateRecords.read(record, loading);
            }

            @Override
            public void record(long number, ByteSource body) {
                CommitRecords.read(body, loading);
            }
        };
        Journal journal = Journal.open(disk, JOURNAL, options.files(), recovery);
        loading.finish();
        return new DurableStore(store, journal, options);
    }

    @Override
    public boolean isForcedFirst() {
        return durability == Durability.FULL;
    }

    @Override
    public void ready() {
        if (laterForce != null) {
            laterForce.requireNoFailure();
        }
        settle();
    }

    @Override
    public long append(ChangeSet changes) {
        long number = journal.last() + 1;
        if (checkpoints.number(changes.version()) != number) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "version " + changes.version() + " should be record "
                            + checkpoints.number(changes.version()) + " and would be " + number);
        }
        journal.append(records.bytes(changes));
        if (laterForce != null) {
            laterForce.appended();
        }
        return number;
    }

    @Override
    public void force() {
        journal.force();
    }

    @Override
    public long forced() {
        return journal.forced();
    }

    @Override
    public void settle() {
        if (isForcedFirst()) {
            journal.takeBack();
        } else {
            journal.retain();
        }
    }

    @Override
    public void committed() {
        checkpoints.committed();
        if (journal.takeSpareDue()) {
            if (scheduler == null) {
                makeSpare();
            } else {
                scheduler.schedule(0, this::makeSpare);
            }
        }
    }

    private void makeSpare() {
        try {
            journal.makeSpare();
        } catch (Retryable refused) {
            // Who needs the file will make it, or say why that is impossible.
        }
    }

    /** Forces what NORMAL has not forced, and gives up the disk, even if that fails. */
    @Override
    public void close() {
        checkpoints.close();
        try {
            if (laterForce != null) {
                laterForce.close();
                journal.retain();
                journal.force();
            }
        } finally {
            journal.close();
        }
    }
}
