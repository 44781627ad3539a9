package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.RecordReader;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/*
 * A step may need the pages that waited for it, which may be more than memory holds. They are read
 * from the journal again, which can be done once it is open. So the first such step, and all behind
 * it, is left for then.
 */
/**
 * Builds the shadow in a fresh store from the records of the replica's journal. Lives while it is
 * opened.
 */
final class ReplicaRecovery implements Journal.Recovery {
    /** The records of a journal that is open. */
    interface Log {
        void read(long from, RecordReader reader);
    }

    private final Store store;
    private final Staging staging = new Staging();
    private final Map<Long, Rejection> rejected = new TreeMap<>();
    private final int newest;
    private @Nullable ReplicaState state;
    private @Nullable RowsVersion version;
    private long snapshotBytes;

    /** The first record that is left for when the journal is open; 0 if there is none. */
    private long leftFrom;

    /** @param newest the newest version of the schema that is known */
    ReplicaRecovery(Store store, int newest) {
        this.store = store;
        this.newest = newest;
        commit(transaction -> {
            StatusTables.DEFINITIONS.forEach(transaction::define);
            transaction.define(ConflictTable.DEFINITION);
        });
    }

    /** Where the shadow stands; null if the journal is new. */
    @Nullable
    ReplicaState state() {
        return state;
    }

    /** Of which version the rows are; null if that was never declared. */
    @Nullable
    RowsVersion version() {
        return version;
    }

    Staging staging() {
        return staging;
    }

    /**
     * Why the server refused transactions of the present identity, by number, as far back as the
     * log goes: the outbox may not have heard of the newest.
     */
    Map<Long, Rejection> rejected() {
        return rejected;
    }

    long snapshotBytes() {
        return snapshotBytes;
    }

    @Override
    public void snapshot(ByteSource record) {
        snapshotBytes += record.remaining();
        take(0, record, ReplicaRecovery::pagesOfNone);
    }

    @Override
    public void record(long number, ByteSource body) {
        if (leftFrom == 0) {
            take(number, body, ReplicaRecovery::pagesOfNone);
        }
    }

    /**
     * Takes in what was left, now that the journal is open.
     *
     * @param pages where the pages are that wait
     */
    void replay(Log log, Function<Staging, @Nullable StagedPages> pages) {
        if (leftFrom > 0) {
            log.read(leftFrom, (number, body) -> take(number, body, pages));
        }
    }

    /** Before the journal is open there are only the pages of a step that has none. */
    private static @Nullable StagedPages pagesOfNone(Staging staging) {
        return staging.isEmpty() ? StagedPages.NONE : null;
    }

    private void take(
            long number, ByteSource record, Function<Staging, @Nullable StagedPages> pages) {
        int start = record.position();
        int kind = record.readByte();
        try {
            switch (kind) {
                case ReplicaCodec.STATE -> stand(ReplicaCodec.readState(record));
                case ReplicaCodec.SCHEMA -> define(ReplicaCodec.readTexts(record));
                case ReplicaCodec.ROWS -> load(ReplicaCodec.readChanges(record));
                case ReplicaCodec.STAGED -> staging.add(ReplicaCodec.readStaged(record), number);
                case ReplicaCodec.VERSION -> {
                    RowsVersion read = ReplicaCodec.readVersion(record);
                    requireKnown(read.number(), newest);
                    version = read;
                }
                case ReplicaCodec.STEP -> {
                    ReplicaState before = state;
                    if (before == null) {
                        throw record.malformed(start, "a step from nowhere");
                    }
                    ShadowStep step = ReplicaCodec.readStep(record);
                    StagedPages staged = pages.apply(staging);
                    if (staged == null) {
                        leftFrom = staging.first();
                        staging.clear();
                    } else {
                        take(before, step, staged);
                    }
                }
                default -> throw record.malformed(start, "unknown kind of record " + kind);
            }
        } catch (Incorrect misfit) {
            throw record.malformed(start, String.valueOf(misfit.getMessage()));
        }
        record.requireEnd();
    }

    /**
     * Fails with Incompatible SCHEMA if something is of a newer version of the schema than the app
     * knows: it was made by a newer version of the app.
     */
    static void requireKnown(int number, int newest) {
        if (number > newest) {
            throw new Incompatible(
                    ErrorCode.SCHEMA,
                    "the data folder, which a newer version of the app has written,",
                    number,
                    Math.min(1, newest),
                    newest);
        }
    }

    private void stand(ReplicaState read) {
        if (state != null && !state.identity().secret().equals(read.identity().secret())) {
            // Its transactions are numbered from 1 again.
            rejected.clear();
        }
        state = read;
        staging.clear();
    }

    private void take(ReplicaState before, ShadowStep step, StagedPages pages) {
        commit(transaction -> new ShadowWriter(transaction).take(before, pages, step));
        staging.clear();
        state = step.state();
        version = version == null ? null : version.upgradedFrom(step.upgradedFrom());
        step.rejected().forEach(each -> rejected.put(each.number(), each.rejection()));
    }

    private void define(List<String> statements) {
        commit(transaction -> statements.forEach(transaction::define));
    }

    private void load(List<Change> rows) {
        commit(transaction -> new ShadowWriter(transaction).load(rows));
    }

    private void commit(Consumer<Transaction> work) {
        Transaction transaction = store.begin();
        try {
            work.accept(transaction);
            transaction.prepare().publish();
        } catch (Incorrect | Corrupt misfit) {
            transaction.rollback();
            throw misfit;
        }
    }
}
