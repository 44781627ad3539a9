package dev.syncdb.server.space;

import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.Range;
import dev.syncdb.store.Range.Bound;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.text.TextEntry;
import dev.syncdb.sync.text.TextHistory;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The table {@code syncdb_texts}: what each commit made of each text that merges, as far as that is
 * kept. Each entry has the sum of the sizes of all before it, of its text and of all texts, so that
 * what is too old is found without counting; the index has those of one commit in the order in
 * which they were added. Lives as long as the reader.
 */
final class TextTable implements TextHistory {
    /** An entry's numbers, and its place in the table and the index. */
    static final long ENTRY_BYTES = 48;

    /** More than one commit adds, and little work beside it. */
    private static final int PRUNED_MAX = 8;

    private static final int TABLE = 0;
    private static final int HANDLE = 1;
    private static final int COLUMN = 2;
    private static final int VERSION = 3;
    private static final int BEFORE = 4;
    private static final int WRITER = 5;
    private static final int NUMBER = 6;
    private static final int EDIT = 7;
    private static final int BACK = 8;
    private static final int TEXT_BYTES = 9;
    private static final int ALL_BYTES = 10;
    private static final Range NEWEST_FIRST = new Range(null, null, true);

    private final Reader rows;

    TextTable(Reader rows) {
        this.rows = rows;
    }

    @Override
    public List<TextEntry> since(RowName row, int column, long version) {
        Row text = text(row, column);
        Bound after = new Bound(place(row, column, version), false);
        List<TextEntry> entries = new ArrayList<>();
        Scan scan = rows.scan(InternalTables.TEXTS, new Range(after, new Bound(text, true), false));
        while (scan.next()) {
            entries.add(entry(scan.row()));
        }
        return entries;
    }

    /** Adds an entry, and forgets what is too much then. */
    static void add(
            Transaction transaction, RowName row, int column, TextEntry entry, Limits limits) {
        Bytes edit = entry.edit().toBytes();
        Bytes back = entry.back().toBytes();
        long size = ENTRY_BYTES + edit.size() + back.size();
        Bound text = new Bound(text(row, column), true);
        Scan last = transaction.scan(InternalTables.TEXTS, new Range(text, text, true));
        long ofText = size + (last.next() ? last.row().longAt(TEXT_BYTES) : 0);
        Scan newest = transaction.scanIndex(
                InternalTables.TEXTS, InternalTables.TEXTS_BY_VERSION, NEWEST_FIRST);
        long ofAll = size + (newest.next() ? newest.row().longAt(ALL_BYTES) : 0);
        transaction.insert(
                InternalTables.TEXTS,
                Row.of(
                        Value.of(row.table()),
                        Value.of(row.handle()),
                        Value.of(column),
                        Value.of(entry.version()),
                        Value.of(entry.before()),
                        Value.of(entry.writer()),
                        Value.of(entry.number()),
                        Value.of(edit),
                        Value.of(back),
                        Value.of(ofText),
                        Value.of(ofAll)));
        prune(
                transaction,
                transaction.scan(InternalTables.TEXTS, new Range(text, text, false)),
                TEXT_BYTES,
                ofText - limits.textHistoryBytesMax());
        prune(
                transaction,
                transaction.scanIndex(
                        InternalTables.TEXTS, InternalTables.TEXTS_BY_VERSION, Range.ALL),
                ALL_BYTES,
                ofAll - limits.spaceHistoryBytesMax());
    }

    /** Forgets all of a row's texts. */
    static void forget(Transaction transaction, RowName row) {
        forget(transaction, Row.of(Value.of(row.table()), Value.of(row.handle())));
    }

    /** Forgets what became of one text so far. */
    static void forget(Transaction transaction, RowName row, int column) {
        forget(transaction, text(row, column));
    }

    /**
     * Forgets all that became of texts which one of these clients wrote in, since who goes on from
     * a part of it would have to know the rest.
     */
    static void forgetThoseOf(Transaction transaction, Set<Long> writers) {
        List<Row> theirs = new ArrayList<>();
        Scan scan = transaction.scan(InternalTables.TEXTS, Range.ALL);
        while (scan.next()) {
            Row row = scan.row();
            Row text = Row.of(row.at(TABLE), row.at(HANDLE), row.at(COLUMN));
            boolean known = !theirs.isEmpty() && theirs.get(theirs.size() - 1).equals(text);
            if (!known && writers.contains(row.longAt(WRITER))) {
                theirs.add(text);
            }
        }
        theirs.forEach(text -> forget(transaction, text));
    }

    private static void forget(Transaction transaction, Row prefix) {
        List<Key> keys = new ArrayList<>();
        Scan scan = transaction.scan(InternalTables.TEXTS, Range.of(prefix));
        while (scan.next()) {
            keys.add(scan.key());
        }
        keys.forEach(key -> transaction.delete(InternalTables.TEXTS, key));
    }

    /** Forgets the oldest entries up to that sum, some at a time; never the newest one. */
    private static void prune(Transaction transaction, Scan oldest, int sum, long upTo) {
        List<Key> keys = new ArrayList<>();
        while (keys.size() < PRUNED_MAX && oldest.next() && oldest.row().longAt(sum) <= upTo) {
            keys.add(oldest.key());
        }
        keys.forEach(key -> transaction.delete(InternalTables.TEXTS, key));
    }

    private static Row text(RowName row, int column) {
        return Row.of(Value.of(row.table()), Value.of(row.handle()), Value.of(column));
    }

    private static Row place(RowName row, int column, long version) {
        return Row.of(
                Value.of(row.table()), Value.of(row.handle()), Value.of(column), Value.of(version));
    }

    private static TextEntry entry(Row row) {
        return new TextEntry(
                row.longAt(VERSION),
                row.longAt(BEFORE),
                row.longAt(WRITER),
                row.longAt(NUMBER),
                delta(row.at(EDIT)),
                delta(row.at(BACK)));
    }

    private static TextDelta delta(Value bytes) {
        TextDelta delta = TextDelta.read(bytes.asBytes());
        if (delta == null) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, 0, "the history of a text has no edit");
        }
        return delta;
    }
}
