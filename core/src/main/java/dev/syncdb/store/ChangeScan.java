package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** A pass over the rows that changed. Begins before the first. Confined to its caller. */
public interface ChangeScan {
    /** Moves to the next changed row; false if there is none. */
    boolean next();

    /** The commit that changed the row last. */
    long version();

    String table();

    Key key();

    /** The row as it is in the snapshot, or null if it was deleted. */
    @Nullable
    Image image();

    /** The cells of the row as they are in the snapshot, or null if it was deleted. */
    default @Nullable Row row() {
        Image image = image();
        return image == null ? null : image.cells();
    }

    /** The hidden bytes of the row or, if it was deleted, of its tombstone. */
    Bytes hidden();
}
