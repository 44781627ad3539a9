package dev.syncdb.sync.pull;

import dev.syncdb.change.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Rows that differ from what the client holds. An insert sets the whole row, whether the client has
 * it or not; an update sets some cells; a delete of a row that the client does not have means
 * nothing.
 *
 * @param next where to go on, or null if this page reaches the head
 */
public record Page(List<Change> changes, @Nullable PageToken next) {
    public Page {
        changes = List.copyOf(changes);
    }
}
