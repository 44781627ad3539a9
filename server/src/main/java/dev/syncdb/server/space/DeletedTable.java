package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.DeletedRow;
import dev.syncdb.sync.apply.DeletedRows;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The table {@code syncdb_deleted}: rows as they were before they were deleted, where a policy may
 * bring them back. Lives for one transaction.
 */
final class DeletedTable implements DeletedRows {
    /** Whoever was away for longer does not bring back a row by an edit that is as old. */
    static final long AGE_MILLIS_MAX = 30L * 24 * 60 * 60 * 1000;

    /** A commit that deletes thousands of rows pays for some that are old, not for thousands. */
    static final int PRUNED_MAX = 16;

    private static final int HANDLE = 2;
    private static final int CELLS = 3;
    private static final int HIDDEN = 4;
    private static final int VERSION = 5;
    private static final int WRITER = 6;
    private static final int MILLIS = 7;
    private static final int CREATED = 8;

    private final Transaction transaction;
    private final long nowMillis;
    private boolean keeps;

    /** @param nowMillis when the transaction is committed */
    DeletedTable(Transaction transaction, long nowMillis) {
        this.transaction = transaction;
        this.nowMillis = nowMillis;
    }

    @Override
    public @Nullable DeletedRow find(RowName name) {
        DeletedRow found = null;
        Row place = Row.of(Value.of(name.table()), Value.of(bytes(name.key())));
        Scan scan = transaction.scan(InternalTables.DELETED, Range.of(place));
        while (scan.next()) {
            long handle = scan.row().at(HANDLE).asLong();
            boolean any = name.handle() == RowName.UNKNOWN || name.handle() == RowName.ANY;
            if (any || handle == name.handle()) {
                DeletedRow row = row(name, scan.row());
                boolean later = found == null
                        || row.deletedBy().version() > found.deletedBy().version();
                found = later ? row : found;
            }
        }
        return found;
    }

    @Override
    public void keep(DeletedRow row) {
        RowName name = row.name();
        CellVersion by = row.deletedBy();
        transaction.insert(
                InternalTables.DELETED,
                Row.of(
                        Value.of(name.table()),
                        Value.of(bytes(name.key())),
                        Value.of(name.handle()),
                        Value.of(ValueCodec.rowBytes(row.image().cells())),
                        Value.of(row.image().hidden()),
                        Value.of(by.version()),
                        Value.of(by.writer()),
                        Value.of(by.effectiveMillis()),
                        Value.of(nowMillis)));
        if (!keeps) {
            keeps = true;
            prune();
        }
    }

    @Override
    public void forget(RowName name) {
        transaction.delete(InternalTables.DELETED, key(name));
    }

    /**
     * Drops the rows in which one of these clients wrote a value. They go as a whole: a row without
     * some of its values might not be one that its table allows.
     */
    void forgetThoseOf(Set<Long> writers) {
        List<Key> theirs = new ArrayList<>();
        Scan scan = transaction.scan(InternalTables.DELETED, Range.ALL);
        while (scan.next()) {
            RowVersions versions = HiddenCodec.read(scan.row().at(HIDDEN).asBytes());
            if (isAmong(writers, versions)) {
                theirs.add(scan.key());
            }
        }
        theirs.forEach(key -> transaction.delete(InternalTables.DELETED, key));
    }

    // The key is of who inserted the row. Of several whom nobody remembers it may be any.
    private static boolean isAmong(Set<Long> writers, RowVersions versions) {
        List<CellVersion> authors = new ArrayList<>(versions.cells().values());
        authors.add(versions.row());
        versions.parts().values().forEach(parts -> {
            authors.add(parts.others());
            authors.addAll(parts.known().values());
        });
        return authors.stream()
                .anyMatch(author ->
                        author.writer() == CellVersion.MIXED || writers.contains(author.writer()));
    }

    /** Drops some of the oldest, if they are old. */
    private void prune() {
        List<Key> old = new ArrayList<>();
        Scan scan = transaction.scanIndex(
                InternalTables.DELETED, InternalTables.DELETED_BY_AGE, Range.ALL);
        while (old.size() < PRUNED_MAX
                && scan.next()
                && scan.row().at(CREATED).asLong() < nowMillis - AGE_MILLIS_MAX) {
            old.add(scan.key());
        }
        old.forEach(key -> transaction.delete(InternalTables.DELETED, key));
    }

    private static DeletedRow row(RowName name, Row row) {
        Bytes cells = row.at(CELLS).asBytes();
        Image image = new Image(
                ValueCodec.readRow(new ByteSource(cells, ErrorCode.CORRUPT_FILE)),
                row.at(HIDDEN).asBytes());
        CellVersion by = new CellVersion(
                row.at(VERSION).asLong(),
                row.at(WRITER).asLong(),
                row.at(MILLIS).asLong());
        long handle = row.at(HANDLE).asLong();
        return new DeletedRow(new RowName(name.table(), name.key(), handle), image, by);
    }

    private Key key(RowName name) {
        Row values = Row.of(
                Value.of(name.table()), Value.of(bytes(name.key())), Value.of(name.handle()));
        return transaction.schema().table(InternalTables.DELETED).key(values);
    }

    private static Bytes bytes(Key key) {
        ByteSink sink = new ByteSink();
        ValueCodec.writeKey(sink, key);
        return sink.toBytes();
    }
}
