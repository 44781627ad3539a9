package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server's space over the real store, with tables of any policies and deleted rows in a map. */
final class PolicySpace {
    private static final int COLUMN_MAX = 4;

    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(0, 0, 0), () -> 0),
            StoreOptions.SPACE);
    private final Map<String, Long> handles = new HashMap<>();
    private final Map<RowName, DeletedRow> deleted = new HashMap<>();
    private Texts texts = Texts.NONE;
    private Judgement last = new Judgement(List.of(), List.of(), List.of());

    PolicySpace(String... tables) {
        Transaction transaction = store.begin();
        for (String table : tables) {
            transaction.define("CREATE TABLE " + table);
        }
        transaction.prepare().publish();
    }

    /** Has the history of texts kept there from now on. */
    PolicySpace keeping(Texts history) {
        texts = history;
        return this;
    }

    /** One commit of a client that had seen everything up to a version. */
    PolicySpace push(long base, long client, Change... operations) {
        Transaction transaction = store.begin();
        boolean done = false;
        try {
            Claim claim = new Claim(base, client, 100 * transaction.version());
            StoreRows rows = new StoreRows(transaction, new Deleted(), texts, null);
            List<Change> asked = Translate.intoSchema(List.of(operations), rows.schema());
            last = Decide.apply(rows, claim, transaction.version(), asked, unknown(asked));
            Authors authors = Authors.client(claim, transaction.version(), asked);
            Effects.stamp(
                    rows, rows.changes(), authors, each -> handles.merge(each, 1L, Long::sum));
            transaction.prepare().publish();
            done = true;
            return this;
        } finally {
            if (!done) {
                transaction.rollback();
            }
        }
    }

    /** One commit of the server's own code, which sees everything and knows no policies. */
    PolicySpace write(Consumer<Transaction> work) {
        Transaction transaction = store.begin();
        long version = transaction.version();
        work.accept(transaction);
        Effects.stamp(
                new StoreRows(transaction, new Deleted(), texts, null),
                transaction.changes(),
                Authors.backend(version, 100 * version),
                each -> handles.merge(each, 1L, Long::sum));
        transaction.prepare().publish();
        return this;
    }

    /** What a phone that has these rows shows of operations that are not judged. */
    List<String> predict(String table, Change... operations) {
        Transaction transaction = store.begin();
        try {
            Predict.replay(new StoreRows(transaction), List.of(operations));
            List<String> rows = new ArrayList<>();
            for (Key key : keys(transaction, table)) {
                Image image = transaction.get(table, key);
                rows.add(image == null ? "" : image.cells().toString());
            }
            return rows;
        } finally {
            transaction.rollback();
        }
    }

    long version() {
        return store.head();
    }

    /** All rows of a table. */
    List<String> rows(String table) {
        return predict(table);
    }

    /** What the last push put on record: kind, row, column and who stays. */
    List<String> records() {
        List<String> records = new ArrayList<>();
        for (ConflictRecord record : last.conflicts()) {
            records.add(
                    record.kind() + " " + record.row().table() + record.row().key() + " "
                            + record.column() + " " + record.decision().policy() + " "
                            + (record.decision().incomingWon() ? "incoming" : "stored")
                            + (record.decision().open() ? " open" : ""));
        }
        return records;
    }

    /** The rows of which the last push tells its author. */
    List<String> differing() {
        List<String> rows = new ArrayList<>();
        last.differing().forEach(row -> rows.add(row.table() + row.key()));
        return rows;
    }

    Judgement judgement() {
        return last;
    }

    long handle(String table, Object key) {
        Transaction transaction = store.begin();
        try {
            Image image = transaction.get(table, key(key));
            return image == null ? 0 : HiddenCodec.handle(image.hidden());
        } finally {
            transaction.rollback();
        }
    }

    Change insert(String table, @Nullable Object... cells) {
        Row row = row(cells);
        return new Change.Insert(RowName.of(table, keyOf(table, row)), Image.of(row));
    }

    private Key keyOf(String table, Row row) {
        Transaction transaction = store.begin();
        try {
            return transaction.schema().table(table).keyOf(row);
        } finally {
            transaction.rollback();
        }
    }

    Change set(String table, Object key, int column, @Nullable Object value) {
        return set(new RowName(table, key(key), handle(table, key)), column, value);
    }

    static Change set(RowName name, int column, @Nullable Object value) {
        return new Change.Update(name, List.of(new Cell(column, null, value(value))), Bytes.EMPTY);
    }

    Change delete(String table, Object key) {
        return delete(new RowName(table, key(key), handle(table, key)));
    }

    static Change delete(RowName name) {
        return new Change.Delete(name, null, Bytes.EMPTY);
    }

    static Key key(Object value) {
        if (value instanceof Key key) {
            return key;
        }
        return value instanceof String text ? Key.of(text) : Key.of(((Number) value).longValue());
    }

    static Row row(@Nullable Object... cells) {
        Value[] values = new Value[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = value(cells[i]);
        }
        return Row.of(values);
    }

    private static Value value(@Nullable Object value) {
        if (value == null) {
            return Value.NULL;
        }
        if (value instanceof Bytes blob) {
            return Value.of(blob);
        }
        return value instanceof String text
                ? Value.of(text)
                : Value.of(((Number) value).longValue());
    }

    private static List<Key> keys(Transaction transaction, String table) {
        List<Key> keys = new ArrayList<>();
        Scan scan = transaction.scan(table, Range.ALL);
        while (scan.next()) {
            keys.add(scan.key());
        }
        return keys;
    }

    private static List<BaseValue> unknown(List<Change> operations) {
        List<BaseValue> unknown = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            for (int column = CellPlace.ROW; column <= COLUMN_MAX; column++) {
                unknown.add(new BaseValue(new CellPlace(i, column), null));
            }
        }
        return unknown;
    }

    private final class Deleted implements DeletedRows {
        @Override
        public @Nullable DeletedRow find(RowName name) {
            DeletedRow found = null;
            for (DeletedRow row : deleted.values()) {
                boolean same = row.name().table().equals(name.table())
                        && row.name().key().equals(name.key());
                if (same && (name.handle() <= 0 || name.handle() == row.name().handle())) {
                    found = row;
                }
            }
            return found;
        }

        @Override
        public void keep(DeletedRow row) {
            deleted.put(row.name(), row);
        }

        @Override
        public void forget(RowName name) {
            deleted.remove(name);
        }
    }
}
