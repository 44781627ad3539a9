package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.client.outbox.Place;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;

/** What a local transaction did, in the words in which the server is told of it. Stateless. */
final class LocalOperations {
    private LocalOperations() {}

    /**
     * The net changes of shared rows, which bear the handles that the server gave them. A row that
     * was deleted and made again keeps its handle: to the server it is one row whose cells changed.
     *
     * @param before what was visible before the transaction
     */
    static List<Change> of(Transaction transaction, Reader before) {
        List<Change> operations = new ArrayList<>();
        for (Change change : transaction.changes()) {
            RowName row = rowOf(change);
            if (Schema.isShared(row.table())) {
                add(operations, change, row, transaction, before);
            }
        }
        return operations;
    }

    /** Fails if the transaction changed more than rows. */
    static void requireRows(Transaction transaction) {
        transaction.changes().forEach(LocalOperations::rowOf);
    }

    private static RowName rowOf(Change change) {
        RowName row = Place.rowOf(change);
        if (row == null) {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED, "the tables of a replica are made by its server");
        }
        return row;
    }

    private static void add(
            List<Change> operations,
            Change change,
            RowName row,
            Transaction transaction,
            Reader before) {
        Image image = before.get(row.table(), row.key());
        Bytes hidden = image == null ? Bytes.EMPTY : image.hidden();
        RowName named = new RowName(row.table(), row.key(), HiddenCodec.handle(hidden));
        if (change instanceof Change.Insert insert) {
            operations.add(new Change.Insert(named, Image.of(insert.image().cells())));
        } else if (change instanceof Change.Delete delete) {
            operations.add(new Change.Delete(named, delete.before(), Bytes.EMPTY));
        } else if (change instanceof Change.Update update) {
            if (!update.hidden().equals(hidden)) {
                transaction.hide(row.table(), row.key(), hidden);
            }
            if (!update.cells().isEmpty()) {
                operations.add(new Change.Update(named, update.cells(), Bytes.EMPTY));
            }
        }
    }
}
