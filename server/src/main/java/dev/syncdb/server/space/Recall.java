package dev.syncdb.server.space;

import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** Brings the record of a conflict back from the file of its space into the table. */
final class Recall extends Work<Boolean> {
    private final long id;
    private @Nullable Row record;
    private boolean inserted;

    Recall(String space, long id) {
        super(space);
        this.id = id;
    }

    @Override
    void judge(SpaceState state) {
        record = state.spilling().find(state.store(), id);
        Row found = record;
        if (found != null) {
            state.commitIf(transaction -> {
                inserted = transaction.get(ConflictTable.NAME, Key.of(id)) == null;
                if (inserted) {
                    insert(transaction, found);
                    Authors authors = Authors.backend(transaction.version(), state.nowMillis());
                    SpaceState.stamp(
                            transaction, state.rows(transaction), transaction.changes(), authors);
                }
                return inserted;
            });
        }
    }

    /** True if the file had it; the table has it now. */
    @Override
    Boolean answer(SpaceState state) {
        if (inserted) {
            state.spilling().drop(id);
        }
        return record != null;
    }

    /** Puts a record into the table that is not there. */
    static void insert(Transaction transaction, Row record) {
        transaction.insert(ConflictTable.NAME, record);
        OpenConflicts.list(transaction, record);
    }
}
