package dev.syncdb.change;

import java.util.List;

/**
 * What one commit did, in order: each row at most once between two changes of structure.
 *
 * @param version the commit's number, one more than that of the commit before it
 */
public record ChangeSet(long version, List<Change> changes) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }
}
