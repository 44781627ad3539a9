package dev.syncdb.server.space;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.schema.Table;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.store.Range;
import dev.syncdb.store.Range.Bound;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/*
 * A record is durable in the file before the commit that takes it out of the table is prepared. If
 * that commit is lost, the record is in both, and the table's is the one that counts: the file
 * forgets its own when it is next opened. That must be before anything is moved again, for later
 * the file may hold a record whose commit is under way. Only what is published moves: the file must
 * not know of a record that a crash can undo, whose id would be given again.
 */
/**
 * Moves records of conflicts out of memory into a file of the space, when there are too many: the
 * oldest settled ones first. Lives as long as the space; confined to its owner loop.
 */
final class Spilling {
    /** One force of the disk pays for many records. */
    private static final int BATCH_MAX = 1_024;

    /** A part of the limit, where that is small. */
    private static final int BATCH_SHARE = 8;

    /** A commit moves so many at most, or twice as many as it adds, and does not take long. */
    private static final int MOVED_MAX = 4 * BATCH_MAX;

    /** The file is written anew for records that are so much older than they need to be. */
    private static final long REWRITE_MILLIS = 24L * 60 * 60 * 1_000;

    /** A disk that refused is asked again a minute later, not with each commit. */
    private static final long RETRY_MILLIS = 60_000;

    private final String space;
    private final Disk disk;
    private final Limits limits;
    private final Alarm alarm;
    private @Nullable ConflictFile file;
    private boolean looked;
    private boolean agrees;
    private long retryMillis = Long.MIN_VALUE;

    /** Behind this id the search for settled records goes on. */
    private long walked;

    /** How many records the table had after the commit before. */
    private long counted;

    Spilling(String space, Disk disk, Limits limits, Alarm alarm) {
        this.space = space;
        this.disk = disk;
        this.limits = limits;
        this.alarm = alarm;
    }

    /**
     * Moves what is too much, with the commit that the transaction becomes. A disk that refuses
     * leaves it in memory.
     */
    void run(Transaction transaction, Store store, long nowMillis) {
        if (nowMillis < retryMillis) {
            return;
        }
        try {
            ConflictFile open = look(store);
            if (open != null && open.oldestMillis() < oldMillis(nowMillis) - REWRITE_MILLIS) {
                rewrite(store, transaction, nowMillis);
            }
            spill(transaction, store, nowMillis);
        } catch (Retryable | Corrupt refused) {
            retryMillis = nowMillis + RETRY_MILLIS;
            close();
            alarm.raise("moving records of conflicts of space " + space + " to disk", refused);
        }
    }

    /** The record of that id in the file, or null. */
    @Nullable
    Row find(Store store, long id) {
        ConflictFile open = look(store);
        if (open == null || !open.holds(id)) {
            return null;
        }
        return open.page(id - 1, 1, any -> true).get(0);
    }

    /**
     * The records in the file, and not in the table, with the smallest ids behind {@code after}, in
     * order.
     */
    List<Row> page(Store store, Reader table, long after, int max) {
        ConflictFile open = look(store);
        return open == null ? List.of() : open.page(after, max, id -> !isIn(table, id));
    }

    /** Hands over all records in the file. */
    void read(Store store, Consumer<Row> records) {
        ConflictFile open = look(store);
        if (open != null) {
            open.read(records);
        }
    }

    /** The table has that record durably. */
    void drop(long id) {
        if (file != null && file.holds(id)) {
            ConflictFile open = file;
            closedIfRefused(() -> open.drop(List.of(id)));
        }
    }

    /**
     * Writes the file anew without what the table has, durably, and without what is old. The table
     * as it is published may still have what an unpublished commit has moved here.
     *
     * @param table as the next commit will find it
     */
    void rewrite(Store store, Reader table, long nowMillis) {
        ConflictFile open = look(store);
        if (open != null) {
            try (Snapshot published = store.snapshot()) {
                Predicate<Row> stays = record -> {
                    long id = record.longAt(ConflictTable.ID);
                    boolean isDouble = isIn(published, id) && isIn(table, id);
                    return !isDouble && !Retention.isOld(record, oldMillis(nowMillis));
                };
                closedIfRefused(() -> open.rewrite(stays));
            }
        }
    }

    /** Closes the file, which is opened again when it is needed. */
    void close() {
        ConflictFile open = file;
        file = null;
        looked = false;
        if (open != null) {
            open.close();
        }
    }

    /** A file whose writing failed is of no use before it is opened anew. */
    private void closedIfRefused(Runnable writing) {
        try {
            writing.run();
        } catch (Retryable | Corrupt refused) {
            close();
            throw refused;
        }
    }

    private long oldMillis(long nowMillis) {
        return nowMillis - limits.conflictsKeptMillis();
    }

    /** The file, if there is one. */
    private @Nullable ConflictFile look(Store store) {
        if (!looked) {
            if (file == null && ConflictFile.exists(disk, space)) {
                open(store);
            }
            looked = true;
            agrees = true;
        }
        return file;
    }

    private ConflictFile open(Store store) {
        try (Snapshot published = store.snapshot()) {
            Table ledger = published.schema().table(ConflictTable.NAME);
            ConflictFile opened = ConflictFile.open(disk, space, limits.segmentBytes(), ledger);
            file = opened;
            if (!agrees) {
                closedIfRefused(() -> forgetDoubles(opened, published));
            }
            return opened;
        }
    }

    private static void forgetDoubles(ConflictFile opened, Reader published) {
        List<Long> doubles = new ArrayList<>();
        Scan scan = published.scan(ConflictTable.NAME, Range.ALL);
        while (scan.next()) {
            long id = scan.row().longAt(ConflictTable.ID);
            if (opened.holds(id)) {
                doubles.add(id);
            }
        }
        if (!doubles.isEmpty()) {
            opened.drop(doubles);
        }
    }

    private void spill(Transaction transaction, Store store, long nowMillis) {
        long count = transaction.count(ConflictTable.NAME);
        long excess = count - limits.conflictsInMemoryMax();
        if (excess > 0) {
            int batch = Math.min(BATCH_MAX, limits.conflictsInMemoryMax() / BATCH_SHARE);
            long max = Math.max(MOVED_MAX, 2 * (count - counted));
            List<Row> going = oldest(transaction, store, Math.min(excess + batch, max));
            if (!going.isEmpty()) {
                (file == null ? open(store) : file).add(going);
                long version = transaction.version();
                CellVersion author = new CellVersion(version, CellVersion.BACKEND, nowMillis);
                going.forEach(record -> ConflictLedger.moveOut(transaction, record, author));
            }
        }
        counted = transaction.count(ConflictTable.NAME);
    }

    private List<Row> oldest(Transaction transaction, Store store, long wanted) {
        List<Row> going = new ArrayList<>();
        try (Snapshot published = store.snapshot()) {
            long last = HandleTable.last(published, ConflictTable.NAME);
            Walk walk = new Walk(transaction, published, going);
            long end = walk.take(walked, last, wanted, false);
            if (going.size() < wanted) {
                end = walk.take(0, walked, wanted, false);
            }
            walked = end;
            long fresh = HandleTable.last(transaction, ConflictTable.NAME) - last;
            if (going.size() + fresh < wanted) {
                walk.take(0, last, wanted - fresh, true);
            }
        }
        return going;
    }

    private static boolean isIn(Reader rows, long id) {
        return rows.get(ConflictTable.NAME, Key.of(id)) != null;
    }

    /** Finds records that may go. */
    private record Walk(Transaction transaction, Snapshot published, List<Row> going) {
        /** Adds up to {@code wanted} in all, behind an id; returns the last id looked at. */
        long take(long after, long last, long wanted, boolean open) {
            long at = after;
            Bound lower = new Bound(Row.of(Value.of(after)), false);
            Bound upper = new Bound(Row.of(Value.of(last)), true);
            Scan scan = transaction.scan(ConflictTable.NAME, new Range(lower, upper, false));
            while (going.size() < wanted && scan.next()) {
                Row record = scan.image().cells();
                at = record.longAt(ConflictTable.ID);
                if (OpenConflicts.isOpen(record) == open && isIn(published, at)) {
                    going.add(record);
                }
            }
            return at;
        }
    }
}
