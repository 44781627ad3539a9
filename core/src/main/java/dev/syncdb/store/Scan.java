package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

/**
 * A forward pass over rows. Begins before the first. Confined to its caller; holds nothing that
 * needs closing.
 */
public interface Scan {
    /** Moves to the next row; false if there is none. */
    boolean next();

    /** The key of the row that the last {@link #next()} found. */
    Key key();

    /** The row that the last {@link #next()} found. */
    Image image();

    /** The cells of the row that the last {@link #next()} found. */
    default Row row() {
        return image().cells();
    }
}
