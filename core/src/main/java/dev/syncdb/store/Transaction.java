package dev.syncdb.store;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The one writer's work, on top of everything prepared so far. Confined to one thread. Ends with
 * {@link #prepare()} or {@link #rollback()}; every other method then fails with TRANSACTION.
 *
 * <p>A failing write leaves the transaction as it was before that write. A scan may or may not show
 * what is written while it runs.
 */
public final class Transaction implements Reader {
    private final Timeline timeline;
    private final StoreRules rules;
    private final Workspace workspace;
    private final @Nullable Budget budget;
    private final ForeignKeys foreignKeys;
    private final RowWriter rows;
    private boolean over;

    Transaction(Timeline timeline, StoreRules rules) {
        long bytesMax = rules.options().memoryBytesMax();
        this.timeline = timeline;
        this.rules = rules;
        this.workspace = timeline.begin(bytesMax);
        this.budget = bytesMax == 0 ? null : new Budget(bytesMax, timeline, workspace);
        this.foreignKeys = new ForeignKeys(workspace, rules.environment());
        this.rows = new RowWriter(workspace, rules, foreignKeys);
    }

    @Override
    public Schema schema() {
        return open().view().schema();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        return open().view().get(table, key);
    }

    @Override
    public Scan scan(String table, Range range) {
        return open().frozen().table(table).steadyScan(range, Orders.KEYS);
    }

    @Override
    public Scan scanIndex(String table, String index, Range range) {
        TableView view = open().frozen().table(table);
        return view.steadyScan(range, view.table().index(index).number());
    }

    @Override
    public long count(String table) {
        return open().view().count(table);
    }

    /**
     * Adds a row of all columns. Affinities are applied; a NULL in an automatic key is filled, and
     * generated columns are computed, as in every other write, whatever their cells hold.
     *
     * <p>Unlike in SQLite, no column of a primary key may be NULL, since the key is what names a
     * row to other replicas.
     *
     * @return the key of the new row
     */
    public Key insert(String table, Row row) {
        TableData data = table(table);
        int start = workspace.position();
        long grown = workspace.grownBytes();
        boolean done = false;
        try {
            Key key = rows.insert(data, row);
            requireBudget(data, grown);
            done = true;
            return key;
        } finally {
            undoUnless(done, start);
        }
    }

    /**
     * Replaces all cells of a row. A new primary key makes it a DELETE and an INSERT. Fails with
     * ROW_ABSENT.
     */
    public Key update(String table, Key key, Row row) {
        return write(table, data -> rows.replace(data, key, row));
    }

    /**
     * Replaces some cells of a row, by the positions of their columns. Fails with ROW_ABSENT.
     *
     * @return the key of the row as it is now
     */
    public Key update(String table, Key key, int[] columns, Value[] values) {
        TableData data = table(table);
        int start = workspace.position();
        long grown = workspace.grownBytes();
        boolean done = false;
        try {
            Key now = rows.update(data, key, columns, values);
            requireBudget(data, grown);
            done = true;
            return now;
        } finally {
            undoUnless(done, start);
        }
    }

    /** Removes a row; foreign-key actions follow. Returns false if there was none. */
    public boolean delete(String table, Key key) {
        TableData data = table(table);
        int start = workspace.position();
        boolean done = false;
        try {
            boolean removed = rows.remove(data, key);
            done = true;
            return removed;
        } finally {
            undoUnless(done, start);
        }
    }

    /**
     * The row that {@link #insert} would add. Fails with the rule that it breaks by itself; other
     * rows are not looked at.
     */
    public Row complete(String table, Row row) {
        return rows.complete(table(table), row);
    }

    /**
     * The keys of the rows that stand in the way of inserting {@code row}: same primary key, or
     * same unique values.
     */
    public List<Key> conflicts(String table, Row row) {
        return rows.conflicts(table(table), row);
    }

    /**
     * The row that has the same values as {@code row} in the columns of a unique index, other than
     * the row of that key; or null.
     */
    public @Nullable Key clash(Index index, Row row, Key self) {
        return new Links(open().view()).clash(index, row, self);
    }

    /** The rows of table {@code child} whose foreign key refers to a parent with these cells. */
    public List<Key> children(String child, ForeignKey key, Row parent) {
        return new Links(open().view()).children(child, key, parent);
    }

    /**
     * The row to which the foreign key of a row of table {@code child} refers; null if that is
     * nothing, or not there.
     */
    public @Nullable Key parent(String child, ForeignKey key, Row row) {
        return new Links(open().view()).parent(child, key, row);
    }

    /**
     * Apply mode: sets or, with null, removes a row as it comes from elsewhere, without defaults,
     * checks or foreign-key actions. {@link #requireUnique()} checks at the end.
     */
    public void put(String table, Key key, @Nullable Image image) {
        if (image == null) {
            rows.put(table(table), key, null);
            return;
        }
        write(table, data -> {
            rows.put(data, key, image);
            return key;
        });
    }

    /**
     * Replaces the hidden bytes of a row, or of the tombstone of one that this transaction deleted.
     */
    public void hide(String table, Key key, Bytes hidden) {
        rows.hide(table(table), key, hidden);
    }

    /**
     * The hidden bytes that an earlier commit left of a row when it deleted it, where tombstones
     * are kept; null if the row is there, if nothing is left of one, or if this transaction deleted
     * it.
     */
    public @Nullable Bytes tombstone(String table, Key key) {
        RowHead head = table(table).heap().heads().find(key);
        RowVersion newest = head == null ? null : head.newest();
        if (newest == null || newest.isLive() || newest.version() == workspace.version()) {
            return null;
        }
        return newest.hidden();
    }

    /** The version that the commit will have. */
    public long version() {
        return open().version();
    }

    /**
     * From now on UNIQUE is checked by {@link #requireUnique()} only, so that rows may swap their
     * values one after the other. Primary keys are still checked at once.
     */
    public void deferUnique() {
        open();
        rows.deferUnique();
    }

    /** Checks all foreign keys that are due, deferred ones too. Fails with FOREIGN_KEY. */
    public void requireForeignKeys() {
        open();
        foreignKeys.endTransaction();
    }

    /** Fails with UNIQUE if a row that this transaction wrote clashes with another one. */
    public void requireUnique() {
        open();
        rows.requireUnique();
    }

    /**
     * Runs one CREATE, ALTER or DROP. Before an ALTER, deferred foreign keys are checked, too; it
     * fails with the rule of an added column that a row breaks.
     *
     * <p>Rows keep their versions and their hidden bytes, also where an ALTER gives their columns
     * other positions. The store does not look into hidden bytes: who keeps something of columns
     * there, by position, has to rewrite it, see {@link #hide}.
     */
    public void define(String sql) {
        open();
        Definitions definitions = new Definitions(rules, workspace, foreignKeys, rows);
        workspace.whole(() -> {
            if (budget == null) {
                definitions.run(sql);
            } else {
                budget.define(() -> definitions.run(sql));
            }
            return sql;
        });
    }

    /** Checks the foreign keys that are due at the end of a statement. Fails with FOREIGN_KEY. */
    public void endStatement() {
        open();
        foreignKeys.endStatement();
    }

    /**
     * Switches foreign keys off or on for this transaction, as PRAGMA foreign_keys does. They begin
     * switched on.
     */
    public void enforceForeignKeys(boolean enforce) {
        open();
        foreignKeys.enforce(enforce);
    }

    public Savepoint savepoint() {
        return new Savepoint(open().position());
    }

    /** Undoes everything since the savepoint. */
    public void rollbackTo(Savepoint savepoint) {
        open().undoTo(savepoint.position());
    }

    /**
     * Says that the transaction is to stand only if these cells are as they are now wherever it is
     * judged. To this store, where it sees everything, that is nothing. Fails with ROW_ABSENT.
     *
     * @param columns positions; none to expect no more than the row
     */
    public void expect(String table, Key key, List<Integer> columns) {
        Image image = get(table, key);
        if (image == null) {
            throw Incorrect.at(
                    ErrorCode.ROW_ABSENT, "no row " + key + " in table " + table, table, null);
        }
        List<Cell> cells = new ArrayList<>(columns.size());
        for (int column : columns) {
            cells.add(new Cell(column, null, image.cells().at(column)));
        }
        RowName row = RowName.of(table(table).structure().name(), key);
        workspace.remember(new ExpectStep(new Change.Expect(row, cells)));
    }

    /** What it expects, in order; a row may be there more than once. */
    public List<Change.Expect> expectations() {
        List<Change.Expect> expectations = new ArrayList<>();
        for (Step step : open().steps()) {
            if (step instanceof ExpectStep) {
                expectations.add(((ExpectStep) step).expectation());
            }
        }
        return expectations;
    }

    /** The net changes so far: each row at most once, none that ends as it began. */
    public List<Change> changes() {
        return List.copyOf(NetChanges.of(open()).changes());
    }

    /** Checks what is due at commit, and freezes the transaction. On failure it stays open. */
    public Prepared prepare() {
        open();
        foreignKeys.endTransaction();
        NetChanges net = NetChanges.of(workspace);
        for (RowHead head : net.unchanged()) {
            workspace.reset(head);
        }
        over = true;
        Prepared commit = new Prepared(timeline, workspace, net);
        timeline.prepare(commit);
        return commit;
    }

    /** Undoes everything. */
    public void rollback() {
        open().discard();
        over = true;
        timeline.end();
    }

    /** True once it is prepared or rolled back. */
    public boolean isOver() {
        return over;
    }

    private <T> T write(String table, Function<TableData, T> work) {
        TableData data = table(table);
        return workspace.whole(() -> {
            long grown = workspace.grownBytes();
            T result = work.apply(data);
            requireBudget(data, grown);
            return result;
        });
    }

    private TableData table(String name) {
        return catalog().table(name);
    }

    Catalog catalog() {
        return open().catalog();
    }

    private void requireBudget(TableData table, long grownBefore) {
        if (budget != null) {
            budget.require(table, grownBefore);
        }
    }

    private void undoUnless(boolean done, int start) {
        if (!done) {
            workspace.undoTo(start);
        }
    }

    private Workspace open() {
        if (over) {
            throw new Incorrect(ErrorCode.TRANSACTION, "the transaction is over");
        }
        return workspace;
    }
}
