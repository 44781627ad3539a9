package dev.syncdb.schema;

import java.util.List;

/**
 * Columns whose values, where none is NULL, are to be found in a parent row. The parent may be
 * created later.
 *
 * @param columns positions of the child's columns
 * @param parentColumns names of the parent's columns; empty for its primary key
 * @param deferred true if checked at COMMIT, false if at the end of each statement
 * @param orphans what becomes of a child and its parent's delete that did not know of each other
 * @param tree true if a move that would make a row its own ancestor is not done
 * @see <a href="https://www.sqlite.org/foreignkeys.html">SQLite</a>
 */
public record ForeignKey(
        List<Integer> columns,
        String parentTable,
        List<String> parentColumns,
        Action onDelete,
        Action onUpdate,
        boolean deferred,
        Orphans orphans,
        boolean tree) {
    /** What becomes of a child and its parent's delete that did not know of each other. */
    public enum Orphans {
        /** A child whose parent is gone is refused; a delete does as ON DELETE says. */
        REJECT,
        /** The child's columns become NULL. */
        SET_NULL,
        /** The child goes, and is on record. */
        CASCADE,
        /** The parent stays or comes back. */
        RESURRECT_PARENT
    }

    /** What becomes of the children when their parent goes or changes its key. */
    public enum Action {
        /** Refuse at the end of the statement, or at COMMIT if deferred. */
        NO_ACTION,
        /** Refuse at once. */
        RESTRICT,
        /** Set the child's columns to NULL. */
        SET_NULL,
        /** Set the child's columns to their defaults. */
        SET_DEFAULT,
        /** Delete the child, or write the new key into it. */
        CASCADE
    }

    public ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** This foreign key with policies. */
    public ForeignKey with(Orphans policy, boolean ofTree) {
        return new ForeignKey(
                columns, parentTable, parentColumns, onDelete, onUpdate, deferred, policy, ofTree);
    }
}
