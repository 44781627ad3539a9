package dev.syncdb.change;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

/**
 * A row as it is stored: the cells that SQL sees, and bytes that travel with them unseen (handle
 * and cell versions on a server, the handle on a phone, nothing in a plain database).
 */
public record Image(Row cells, Bytes hidden) {
    /** An image with nothing hidden. */
    public static Image of(Row cells) {
        return new Image(cells, Bytes.EMPTY);
    }
}
