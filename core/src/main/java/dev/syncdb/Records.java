package dev.syncdb;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.KeyLookup;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The rows of one table without SQL: the fastest way to find one by its key, to walk along an
 * index, and to write. Within a transaction of its session it reads and writes there; else it reads
 * the newest state, and each write is a transaction of its own.
 *
 * <p>Stands on the row that was found last. Lives as long as its session, whose thread it shares;
 * its columns are those of the table, which must not be dropped meanwhile. A walk that is not
 * finished keeps a state of the database alive until {@link #close()} or until it stands elsewhere.
 */
public final class Records extends RowCursor {
    private final Session session;
    private final Table table;
    private final KeyLookup lookup;
    private final boolean internal;
    private @Nullable Scan scan;
    private @Nullable Snapshot snapshot;

    Records(Session session, Table table) {
        this.session = session;
        this.table = table;
        this.internal = Schema.isInternal(table.name());
        this.lookup = session.lookup(table.name());
    }

    @Override
    public int columnCount() {
        return table.columns().size();
    }

    @Override
    public String columnName(int column) {
        return table.columns().get(column).name();
    }

    /** Stands on the row of that key, a text; false if there is none. */
    public boolean find(String key) {
        leave();
        Row found = isDirect() && lookup.isText() ? lookup.find(key) : row(key(Value.of(key)));
        stand(found);
        return found != null;
    }

    /** Stands on the row of that key, an integer; false if there is none. */
    public boolean find(long key) {
        leave();
        Row found = isDirect() && lookup.isInteger() ? lookup.find(key) : row(key(Value.of(key)));
        stand(found);
        return found != null;
    }

    /** Stands on the row of that key; false if there is none. */
    public boolean find(Key key) {
        leave();
        Row found = isDirect() ? lookup.find(key) : row(key);
        stand(found);
        return found != null;
    }

    /** Begins a walk along the primary key, before its first row. */
    public void walk(Range range) {
        begin(reader -> reader.scan(table.name(), range));
    }

    /** Begins a walk along an index, before its first row. Fails with UNKNOWN_INDEX. */
    public void walk(String index, Range range) {
        begin(reader -> reader.scanIndex(table.name(), index, range));
    }

    /** Moves to the next row of the walk; false at its end. */
    @Override
    public boolean next() {
        Scan walked = scan;
        if (walked != null && walked.next()) {
            stand(walked.row());
            return true;
        }
        leave();
        stand(null);
        return false;
    }

    /** Adds a row of all columns; the cells of generated ones do not count. Returns its key. */
    public Key insert(Row row) {
        return write((tx, name) -> tx.insert(name, row));
    }

    /** Adds a row of all columns, as {@link Session#query(String, Object...)} takes values. */
    public Key insert(@Nullable Object... cells) {
        return insert(Row.owned(Parameters.of(cells)));
    }

    /**
     * Changes one cell of a row. Fails with ROW_ABSENT, or SCHEMA if it is generated. Returns the
     * key as it is then.
     */
    public Key update(Key key, int column, Value value) {
        int[] columns = {column};
        Value[] values = {value};
        return update(key, columns, values);
    }

    /** Changes some cells of a row, as {@link #update(Key, int, Value)} does. */
    public Key update(Key key, int[] columns, Value[] values) {
        for (int column : columns) {
            requireOrdinary(table.columns().get(column));
        }
        return write((tx, name) -> tx.update(name, key, columns, values));
    }

    /** Removes a row; false if there was none. */
    public boolean delete(Key key) {
        return write((tx, name) -> tx.delete(name, key));
    }

    /** How many rows the table has. */
    public long count() {
        return session.transaction().reading(reader -> reader.count(table.name()));
    }

    /** Ends a walk. */
    @Override
    public void close() {
        leave();
        stand(null);
    }

    private void begin(Function<Reader, Scan> walk) {
        leave();
        stand(null);
        if (session.inTransaction()) {
            scan = session.transaction().reading(walk);
        } else {
            Snapshot taken = session.snapshot();
            snapshot = taken;
            scan = walk.apply(taken);
        }
    }

    private void leave() {
        scan = null;
        Snapshot held = snapshot;
        if (held != null) {
            held.close();
            snapshot = null;
        }
    }

    private boolean isDirect() {
        if (session.isClosed()) {
            throw new Incorrect(ErrorCode.CLOSED, "the session is closed");
        }
        return !session.inTransaction();
    }

    private @Nullable Row row(Key key) {
        return session.transaction().<@Nullable Row>reading(reader -> {
            Image image = reader.get(table.name(), key);
            return image == null ? null : image.cells();
        });
    }

    private Key key(Value value) {
        int column = table.primaryKey().columns().get(0);
        Value kept = table.columns().get(column).type().affinity().apply(value);
        return table.key(Row.of(kept));
    }

    private void requireOrdinary(Column column) {
        if (column.isGenerated()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "cannot UPDATE generated column " + column.name() + " of table " + table.name(),
                    table.name(),
                    column.name());
        }
    }

    private <T> T write(BiFunction<Transaction, String, T> work) {
        if (internal) {
            throw Session.reserved(table.name());
        }
        return session.transaction().writing(tx -> {
            T result = work.apply(tx, table.name());
            tx.endStatement();
            return result;
        });
    }
}
