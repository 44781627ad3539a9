package dev.syncdb.sql.exec;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Writes one row and does what OR says where a constraint stands in the way.
 *
 * @see <a href="https://www.sqlite.org/lang_conflict.html">SQLite</a>
 */
final class RowReplacer {
    private static final Row NO_CELLS = Row.of();

    private final Transaction transaction;
    private final Table table;
    private final Plan.Action action;
    private final ConflictAction conflict;
    private final Environment environment;

    RowReplacer(Transaction transaction, Plan.Action action, Table table, Environment environment) {
        this.transaction = transaction;
        this.action = action;
        this.table = table;
        this.conflict = action.conflict();
        this.environment = environment;
    }

    /** The row that is to be inserted, or null if a rule that it breaks has it ignored. */
    @Nullable
    Row complete(Row row) {
        return write(() -> transaction.complete(table.name(), row));
    }

    /** What is written into a column: OR REPLACE takes the default for a NULL that it forbids. */
    Value allowed(int position, Value value) {
        boolean forbidden = conflict == ConflictAction.REPLACE
                && value.isNull()
                && table.columns().get(position).notNull();
        return forbidden ? initial(position) : value;
    }

    /** What stands in a column that is not given a value. An automatic key looks at no default. */
    Value initial(int position) {
        Formula formula = table.columns().get(position).defaultValue();
        boolean automatic =
                table.primaryKey().automatic() && table.primaryKey().columns().contains(position);
        return formula == null || automatic ? Value.NULL : formula.evaluate(NO_CELLS, environment);
    }

    /** The key of the new row, or null if it was to be ignored. */
    @Nullable
    Key insert(Row row) {
        if (conflict != ConflictAction.REPLACE) {
            return write(() -> transaction.insert(table.name(), row));
        }
        // Its automatic key comes behind those of the rows that go.
        Row cells = transaction.complete(table.name(), row);
        makeRoom(cells, null);
        return transaction.insert(table.name(), cells);
    }

    /** The key of the changed row, or null if the change was to be ignored. */
    @Nullable
    Key update(Key key, Row before, int[] columns, Value[] values) {
        if (conflict == ConflictAction.REPLACE) {
            Row after = before;
            for (int i = 0; i < columns.length; i++) {
                values[i] = allowed(columns[i], values[i]);
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

    private <T> @Nullable T write(Supplier<T> write) {
        if (conflict != ConflictAction.IGNORE) {
            return write.get();
        }
        try {
            return write.get();
        } catch (Incorrect refused) {
            if (action.isConflict(refused)) {
                return null;
            }
            throw refused;
        }
    }
}
