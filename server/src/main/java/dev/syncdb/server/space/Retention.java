package dev.syncdb.server.space;

import dev.syncdb.merge.CellVersion;
import dev.syncdb.store.Range;
import dev.syncdb.store.Range.Bound;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.ledger.ConflictStatus;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/*
 * Ids go up with time. A walk goes from the smallest id to the first record that is young, a few
 * records with each commit, and then begins anew; so those that stay, because they are open, are
 * met again and again, but never more of them at once. Where the walk stands need not be durable.
 */
/**
 * Forgets records of conflicts that were settled long ago; the phones that have them hear of that.
 * Where still too many are left it moves some to disk. Lives as long as the space; confined to its
 * owner loop.
 */
final class Retention {
    /** More than one commit brings as a rule, and little work beside a commit. */
    static final int RECORDS_LOOKED_AT_MAX = 16;

    private final Limits limits;
    private final Spilling spilling;
    private long lookedAt;

    /** @param limits how long a record is kept once it is settled, among others */
    Retention(Limits limits, Spilling spilling) {
        this.limits = limits;
        this.spilling = spilling;
    }

    /** How much is kept of what is past. */
    Limits limits() {
        return limits;
    }

    /** What is on disk. */
    Spilling spilling() {
        return spilling;
    }

    /**
     * Removes some of what is old, and what is too much, with the commit that the transaction
     * becomes.
     */
    void run(Transaction transaction, Store store, long nowMillis) {
        prune(transaction, nowMillis);
        spilling.run(transaction, store, nowMillis);
    }

    private void prune(Transaction transaction, long nowMillis) {
        long oldMillis = nowMillis - limits.conflictsKeptMillis();
        List<Row> old = new ArrayList<>();
        Bound after = new Bound(Row.of(Value.of(lookedAt)), false);
        Scan scan = transaction.scan(ConflictTable.NAME, new Range(after, null, false));
        boolean ended = false;
        for (int count = 0; !ended && count < RECORDS_LOOKED_AT_MAX; count++) {
            Row record = scan.next() ? scan.image().cells() : null;
            ended = record == null || record.longAt(ConflictTable.CREATED_MILLIS) > oldMillis;
            if (record != null && !ended) {
                lookedAt = record.longAt(ConflictTable.ID);
                if (isSettled(record, oldMillis)) {
                    old.add(record);
                }
            }
        }
        lookedAt = ended ? 0 : lookedAt;
        CellVersion author = new CellVersion(transaction.version(), CellVersion.BACKEND, nowMillis);
        old.forEach(record -> ConflictLedger.remove(transaction, record, author));
    }

    /** True if a record, wherever it is, came before that time and was settled then. */
    static boolean isOld(Row record, long oldMillis) {
        return record.longAt(ConflictTable.CREATED_MILLIS) <= oldMillis
                && isSettled(record, oldMillis);
    }

    private static boolean isSettled(Row record, long oldMillis) {
        ConflictStatus status = ConflictStatus.of(record.at(ConflictTable.STATUS));
        boolean resolvedLately = !record.isNullAt(ConflictTable.RESOLVED_MILLIS)
                && record.longAt(ConflictTable.RESOLVED_MILLIS) > oldMillis;
        return status != ConflictStatus.OPEN && !resolvedLately;
    }
}
