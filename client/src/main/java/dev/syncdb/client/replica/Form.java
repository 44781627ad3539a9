package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a transaction that was written in the words of one schema version is in those of another.
 *
 * @param operations for each operation as it was written what it is; null if it is nothing there
 * @param complete false if something that it does could not be said without rows that are gone
 */
record Form(List<@Nullable Change> operations, boolean complete) {
    Form {
        operations = Collections.unmodifiableList(new ArrayList<>(operations));
    }

    /** The form of a transaction in its own words. */
    static Form of(List<Change> written) {
        return new Form(new ArrayList<@Nullable Change>(written), true);
    }

    /** What there is of it, in order. */
    List<Change> present() {
        List<Change> present = new ArrayList<>();
        for (Change operation : operations) {
            if (operation != null) {
                present.add(operation);
            }
        }
        return present;
    }

    /**
     * The same form, whose rows bear the handles that {@code written} now gives them. A form of
     * something else fails with IllegalArgumentException.
     */
    Form named(List<Change> written) {
        if (written.size() != operations.size()) {
            throw new IllegalArgumentException("a form of " + operations.size()
                    + " operations for a transaction of " + written.size());
        }
        List<@Nullable Change> named = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Change operation = operations.get(i);
            named.add(operation == null ? null : named(operation, handle(written.get(i))));
        }
        return new Form(named, complete);
    }

    /** The row that an operation changes or expects. */
    static RowName row(Change operation) {
        RowName row =
                operation instanceof Change.Expect expect ? expect.row() : operation.changed();
        if (row == null) {
            throw new IllegalArgumentException("a transaction of a phone cannot do " + operation);
        }
        return row;
    }

    private static long handle(Change operation) {
        return row(operation).handle();
    }

    private static Change named(Change operation, long handle) {
        RowName old = row(operation);
        RowName row = new RowName(old.table(), old.key(), handle);
        if (operation instanceof Change.Insert insert) {
            return new Change.Insert(row, insert.image());
        }
        if (operation instanceof Change.Update update) {
            return new Change.Update(row, update.cells(), update.hidden());
        }
        if (operation instanceof Change.Delete delete) {
            return new Change.Delete(row, delete.before(), delete.hidden());
        }
        return new Change.Expect(row, ((Change.Expect) operation).cells());
    }
}
