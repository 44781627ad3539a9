package dev.syncdb.sync.text;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * The texts of rows that are being judged: asked before an edit of one is judged, and told of every
 * change. Rows are named with their handles. Lives for one transaction.
 */
public interface Texts {
    /** Nothing is known and nothing kept. */
    Texts NONE = new Texts() {};

    /**
     * What has come into a text since the author of the transaction saw it, or null if nobody can
     * say.
     *
     * @param versions those of the row
     * @param value the text as it is
     */
    default @Nullable TextDelta unseen(RowName row, int column, RowVersions versions, Value value) {
        return null;
    }

    /** The text as the author of the transaction saw it, or null if nobody can say. */
    default @Nullable Value seen(RowName row, int column, RowVersions versions, Value value) {
        return null;
    }

    /**
     * An edit of the author of the transaction is judged.
     *
     * @param done what was done of it; null if the text was written as a whole
     * @param value the text that it left
     */
    default void judged(RowName row, int column, @Nullable TextDelta done, Value value) {}

    /**
     * The transaction changed a text.
     *
     * @param cell the text before and after
     * @param before who had written it
     */
    default void changed(RowName row, Cell cell, CellVersion before) {}

    /** The row is gone. */
    default void forget(RowName row) {}
}
