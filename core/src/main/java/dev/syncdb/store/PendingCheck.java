package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.value.Row;

/**
 * A foreign key that is to be looked at again before the statement, or the transaction, may end.
 * Immutable.
 */
sealed interface PendingCheck {
    /** The table that has the foreign key. */
    TableIdentity child();

    ForeignKey foreignKey();

    /** Fails with FOREIGN_KEY if it does not hold. */
    void check(Reference reference, View view);

    /** A row was written whose parent was not there. */
    record Orphan(TableIdentity child, ForeignKey foreignKey, RowHead head)
            implements PendingCheck {
        @Override
        public void check(Reference reference, View view) {
            RowVersion row = head.liveAt(view.version());
            Row wanted = row == null ? null : reference.wanted(row);
            if (wanted != null && !reference.exists(wanted, view)) {
                throw violation(reference, wanted);
            }
        }
    }

    /** A parent went that offered these values. */
    record Departed(TableIdentity child, ForeignKey foreignKey, Row offered)
            implements PendingCheck {
        @Override
        public void check(Reference reference, View view) {
            if (!reference.exists(offered, view) && reference.hasChildren(offered, view)) {
                throw violation(reference, offered);
            }
        }
    }

    /** The failure of a row that refers to values which no parent has. */
    static Incorrect violation(Reference reference, Row values) {
        String child = reference.child().name();
        return Incorrect.at(
                ErrorCode.FOREIGN_KEY,
                "FOREIGN KEY constraint failed: " + child + " refers to " + values + " in "
                        + reference.key().parentTable(),
                child,
                null);
    }
}
