package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a store as one transaction sees and changes them. Lives as long as the transaction.
 */
public final class StoreRows implements Rows {
    private final Transaction transaction;
    private final @Nullable MergeCalls functions;

    /** Rows of which no two values meet. */
    public StoreRows(Transaction transaction) {
        this(transaction, null);
    }

    /** @param functions those that columns may name, null for none */
    public StoreRows(Transaction transaction, @Nullable MergeCalls functions) {
        this.transaction = transaction;
        this.functions = functions;
        transaction.deferUnique();
    }

    @Override
    public Schema schema() {
        return transaction.schema();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        return transaction.get(table, key);
    }

    @Override
    public void insert(String table, Row row) {
        transaction.insert(table, row);
    }

    @Override
    public void update(String table, Key key, Row row) {
        transaction.update(table, key, row);
    }

    @Override
    public void delete(String table, Key key) {
        transaction.delete(table, key);
    }

    @Override
    public void hide(String table, Key key, Bytes hidden) {
        transaction.hide(table, key, hidden);
    }

    @Override
    public @Nullable MergeResult merged(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        return functions == null ? null : functions.call(base, mine, theirs, context);
    }

    @Override
    public void requireConstraints() {
        transaction.requireUnique();
        transaction.requireForeignKeys();
    }
}
