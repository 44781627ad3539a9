package dev.syncdb.sql.exec;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes one row and does what OR says where a constraint stands in the way.
 *
 * @see <a href="https://www.sqlite.org/lang_conflict.html">SQLite</a>
 */
final class RowReplacer {
    private static final Set<ErrorCode> CONFLICTS =
            Set.of(ErrorCode.NOT_NULL, ErrorCode.UNIQUE, ErrorCode.PRIMARY_KEY, ErrorCode.CHECK);

    private final Transaction transaction;
    private final Table table;
    private final ConflictAction conflict;

    RowReplacer(Transaction transaction, Table table, ConflictAction conflict) {
        this.transaction = transaction;
        this.table = table;
        this.conflict = conflict;
    }

    /**
     * True if a constraint refused a row about which OR has a say. Foreign keys are none of them.
     */
    static boolean isConflict(Incorrect refused) {
        return CONFLICTS.contains(refused.code());
    }

    /** The key of the new row, or null if it was to be ignored. */
    @Nullable
    Key insert(Row row) {
        if (conflict == ConflictAction.REPLACE) {
            makeRoom(row, null);
        }
        return write(() -> transaction.insert(table.name(), row));
    }

    /** The key of the changed row, or null if the change was to be ignored. */
    @Nullable
    Key update(Key key, Row before, int[] columns, Value[] values) {
        if (conflict == ConflictAction.REPLACE) {
            Row after = before;
            for (int i = 0; i < columns.length; i++) {
                after = after.with(columns[i], values[i]);
            }
            makeRoom(after, key);
        }
        return write(() -> transaction.update(table.name(), key, columns, values));
    }

    /** Deletes the rows that stand in the way of {@code row}. */
    private void makeRoom(Row row, @Nullable Key self) {
        for (Key other : transaction.conflicts(table.name(), row)) {
            if (!other.equals(self)) {
                transaction.delete(table.name(), other);
            }
        }
    }

    private @Nullable Key write(Supplier<Key> write) {
        if (conflict != ConflictAction.IGNORE) {
            return write.get();
        }
        try {
            return write.get();
        } catch (Incorrect refused) {
            if (isConflict(refused)) {
                return null;
            }
            throw refused;
        }
    }
}
