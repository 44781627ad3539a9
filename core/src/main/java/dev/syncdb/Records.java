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

import java.util.function.Function;

/**
 * The rows of one table without SQL: the fastest way to find one by its key, to walk along an
 * index, and to write. Within a transaction of its session it reads and writes there; else it reads
 * the newest state, and each write is a transaction of its own.
 *
 * <p>Stands on the row that was found last. Lives as long as its session, whose thread it shares; a
 * table that was dropped and created again is followed. A key or a bound of the wrong width fails
 * with SCHEMA.
 *
 * <p>Outside of a transaction a walk shows one state of the database, and keeps it alive until it
 * is at its end, stands elsewhere or is closed. Within one it passes over rows that are deleted
 * meanwhile, and fails with TRANSACTION once the transaction has ended.
 */
public final class Records extends RowCursor {
    private final Session session;
    private final boolean internal;
    private final KeyLookup lookup;
    private Table table;
    private @Nullable Schema schema;
    private @Nullable Scan scan;
    private @Nullable Snapshot snapshot;
    private long walkedIn;

    Records(Session session, Table table) {
        this.session = session;
        this.internal = Schema.isReserved(table.name());
        this.lookup = session.lookup(table.name());
        this.table = table;
    }

    @Override
    public int columnCount() {
        return table.columns().size();
    }

    @Override
    public String columnName(int column) {
        requireColumn(column, columnCount());
        return table.columns().get(column).name();
    }

    /** Stands on the row of that key, a text; false if there is none. */
    public boolean find(String key) {
        boolean direct = begin();
        return at(direct && lookup.isText() ? lookup.find(key) : row(key(Value.of(key))));
    }

    /** Stands on the row of that key, an integer; false if there is none. */
    public boolean find(long key) {
        boolean direct = begin();
        return at(direct && lookup.isInteger() ? lookup.find(key) : row(key(Value.of(key))));
    }

    /** Stands on the row of that key; false if there is none. */
    public boolean find(Key key) {
        boolean direct = begin();
        requireWidth(table, key.values().size());
        return at(direct ? lookup.find(key) : row(key));
    }

    /** Begins a walk along the primary key, before its first row. */
    public void walk(Range range) {
        walk(reader -> reader.scan(table.name(), range));
    }

    /** Begins a walk along an index, before its first row. Fails with UNKNOWN_INDEX. */
    public void walk(String index, Range range) {
        walk(reader -> reader.scanIndex(table.name(), index, range));
    }

    /** Moves to the next row of the walk; false at its end. */
    @Override
    public boolean next() {
        Scan walk = scan;
        if (walk != null) {
            requireGoingOn();
            if (walk.next()) {
                stand(walk.row());
                return true;
            }
        }
        close();
        return false;
    }

    /** Adds a row of all columns; the cells of generated ones do not count. Returns its key. */
    public Key insert(Row row) {
        Transaction tx = beginWrite();
        boolean done = false;
        try {
            Key key = tx.insert(table.name(), row);
            tx.endStatement();
            done = true;
            return key;
        } finally {
            session.transaction().endStatement(tx, done);
        }
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
        return update(key, new int[] {column}, new Value[] {value});
    }

    /** Changes some cells of a row, as {@link #update(Key, int, Value)} does. */
    public Key update(Key key, int[] columns, Value[] values) {
        Transaction tx = beginWrite();
        boolean done = false;
        try {
            Table written = structure(tx);
            requireWidth(written, key.values().size());
            for (int column : columns) {
                requireOrdinary(written, column);
            }
            Key now = tx.update(written.name(), key, columns, values);
            tx.endStatement();
            done = true;
            return now;
        } finally {
            session.transaction().endStatement(tx, done);
        }
    }

    /** Removes a row; false if there was none. */
    public boolean delete(Key key) {
        Transaction tx = beginWrite();
        boolean done = false;
        try {
            requireWidth(structure(tx), key.values().size());
            boolean removed = tx.delete(table.name(), key);
            tx.endStatement();
            done = true;
            return removed;
        } finally {
            session.transaction().endStatement(tx, done);
        }
    }

    /** How many rows the table has. */
    public long count() {
        return session.transaction().reading(reader -> reader.count(table.name()));
    }

    /** Ends a walk, and stands on no row. */
    @Override
    public void close() {
        stand(null);
        endWalk();
    }

    private void endWalk() {
        if (scan != null) {
            scan = null;
        }
        Snapshot held = snapshot;
        if (held != null) {
            held.close();
            snapshot = null;
        }
    }

    /** Leaves the row and looks at the table anew. True if the newest state is to be read. */
    private boolean begin() {
        close();
        requireOpen();
        boolean direct = !session.inTransaction();
        see(direct ? lookup.structure() : session.schema().table(table.name()));
        return direct;
    }

    // It is the same nearly always, and a reference that is kept costs more than one compared.
    @SuppressWarnings("ReferenceEquality")
    private void see(Table present) {
        if (present != table) {
            table = present;
            schema = null;
        }
    }

    private boolean at(@Nullable Row found) {
        stand(found);
        return found != null;
    }

    private void walk(Function<Reader, Scan> walk) {
        if (begin()) {
            Snapshot taken = session.snapshot();
            snapshot = taken;
            try {
                scan = walk.apply(taken);
            } finally {
                if (scan == null) {
                    close();
                }
            }
        } else {
            scan = session.transaction().reading(walk);
            walkedIn = session.transaction().ended();
        }
    }

    private void requireGoingOn() {
        boolean over = snapshot == null && session.transaction().ended() != walkedIn;
        if (over || session.isClosed()) {
            close();
            requireOpen();
            throw new Incorrect(ErrorCode.TRANSACTION, "the walk ended with its transaction");
        }
    }

    private void requireOpen() {
        if (session.isClosed()) {
            throw new Incorrect(ErrorCode.CLOSED, "the session is closed");
        }
    }

    /** The table as the transaction has it. */
    private Table structure(Transaction tx) {
        Schema present = tx.schema();
        if (present != schema) {
            table = present.table(table.name());
            schema = present;
        }
        return table;
    }

    private static void requireWidth(Table table, int values) {
        int columns = table.primaryKey().columns().size();
        if (values != columns) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "the key of table " + table.name() + " has " + columns
                            + " columns but the one given has " + values,
                    table.name(),
                    null);
        }
    }

    private @Nullable Row row(Key key) {
        return session.transaction().<@Nullable Row>reading(reader -> {
            Image image = reader.get(table.name(), key);
            return image == null ? null : image.cells();
        });
    }

    private Key key(Value value) {
        requireWidth(table, 1);
        int column = table.primaryKey().columns().get(0);
        Value kept = table.columns().get(column).type().affinity().apply(value);
        return table.key(Row.of(kept));
    }

    private static void requireOrdinary(Table table, int position) {
        requireColumn(position, table.columns().size());
        Column column = table.columns().get(position);
        if (column.isGenerated()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "cannot UPDATE generated column " + column.name() + " of table " + table.name(),
                    table.name(),
                    column.name());
        }
    }

    private Transaction beginWrite() {
        if (internal) {
            throw Session.reserved(table.name());
        }
        return session.transaction().beginStatement();
    }
}
