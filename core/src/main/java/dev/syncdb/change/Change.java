package dev.syncdb.change;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One thing that a commit did. Immutable. Where it was read from a log, values from before it are
 * null.
 */
public sealed interface Change
        permits Change.Insert, Change.Update, Change.Delete, Change.Define, Change.Expect {
    /** The row that is changed; null for a change of structure, and for what is only expected. */
    default @Nullable RowName changed() {
        if (this instanceof Insert insert) {
            return insert.row();
        }
        if (this instanceof Update update) {
            return update.row();
        }
        return this instanceof Delete delete ? delete.row() : null;
    }

    /** A row came to be. */
    record Insert(RowName row, Image image) implements Change {}

    /**
     * Some cells, or the hidden bytes, of a row changed. Cells that kept their value are not
     * listed.
     */
    record Update(RowName row, List<Cell> cells, Bytes hidden) implements Change {
        public Update {
            cells = List.copyOf(cells);
        }
    }

    /** A row went. The hidden bytes stay behind with the tombstone. */
    record Delete(RowName row, @Nullable Row before, Bytes hidden) implements Change {}

    /** The structure changed. */
    record Define(String sql) implements Change {}

    /**
     * Nothing changed: a transaction is to be refused unless the row is there and these cells are
     * as its author saw them. It travels with what the transaction did, but a commit does not do
     * it, so it is in no {@link ChangeSet} of one.
     *
     * @param cells with what the author saw as their value
     */
    record Expect(RowName row, List<Cell> cells) implements Change {
        public Expect {
            cells = List.copyOf(cells);
        }
    }
}
