package dev.syncdb.store;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The one writer's work, on top of everything prepared so far. Confined to one thread. Ends with
 * {@link #prepare()} or {@link #rollback()}; every other method then fails with TRANSACTION.
 *
 * <p>A failing write leaves the transaction as it was before that write.
 */
public final class Transaction implements Reader {
    @Override
    public Schema schema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scan scan(String table, Range range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scan scanIndex(String table, String index, Range range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count(String table) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds a row of all columns. Affinities are applied; a NULL in an automatic key is filled.
     *
     * @return the key of the new row
     */
    public Key insert(String table, Row row) {
        throw new UnsupportedOperationException();
    }

    /**
     * Replaces all cells of a row. A new primary key makes it a DELETE and an INSERT. Fails with
     * ROW_ABSENT.
     */
    public Key update(String table, Key key, Row row) {
        throw new UnsupportedOperationException();
    }

    /** Removes a row; foreign-key actions follow. Returns false if there was none. */
    public boolean delete(String table, Key key) {
        throw new UnsupportedOperationException();
    }

    /**
     * The keys of the rows that stand in the way of inserting {@code row}: same primary key, or
     * same unique values.
     */
    public List<Key> conflicts(String table, Row row) {
        throw new UnsupportedOperationException();
    }

    /**
     * Apply mode: sets or, with null, removes a row as it comes from elsewhere, without defaults,
     * checks or foreign-key actions. {@link #requireUnique()} checks at the end.
     */
    public void put(String table, Key key, @Nullable Image image) {
        throw new UnsupportedOperationException();
    }

    /**
     * Replaces the hidden bytes of a row, or of the tombstone of one that this transaction deleted.
     */
    public void hide(String table, Key key, Bytes hidden) {
        throw new UnsupportedOperationException();
    }

    /** The version that the commit will have. */
    public long version() {
        throw new UnsupportedOperationException();
    }

    /**
     * From now on UNIQUE constraints are checked by {@link #requireUnique()} only; primary keys
     * still at once.
     */
    public void deferUnique() {
        throw new UnsupportedOperationException();
    }

    /** Checks all foreign keys that are due, deferred ones too. Fails with FOREIGN_KEY. */
    public void requireForeignKeys() {
        throw new UnsupportedOperationException();
    }

    /**
     * Fails with UNIQUE if a row that was put, or written since {@link #deferUnique()}, clashes
     * with another one.
     */
    public void requireUnique() {
        throw new UnsupportedOperationException();
    }

    /** Runs one CREATE or DROP. */
    public void define(String sql) {
        throw new UnsupportedOperationException();
    }

    /** Checks the foreign keys that are due at the end of a statement. Fails with FOREIGN_KEY. */
    public void endStatement() {
        throw new UnsupportedOperationException();
    }

    /**
     * Switches foreign keys off or on for this transaction, as PRAGMA foreign_keys does. They begin
     * switched on.
     */
    public void enforceForeignKeys(boolean enforce) {
        throw new UnsupportedOperationException();
    }

    public Savepoint savepoint() {
        throw new UnsupportedOperationException();
    }

    /** Undoes everything since the savepoint. */
    public void rollbackTo(Savepoint savepoint) {
        throw new UnsupportedOperationException();
    }

    /** The net changes so far: each row at most once, none that ends as it began. */
    public List<Change> changes() {
        throw new UnsupportedOperationException();
    }

    /** Checks what is due at commit, and freezes the transaction. On failure it stays open. */
    public Prepared prepare() {
        throw new UnsupportedOperationException();
    }

    /** Undoes everything. */
    public void rollback() {
        throw new UnsupportedOperationException();
    }
}
