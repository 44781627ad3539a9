package dev.syncdb.sync.apply;

import dev.syncdb.change.RowName;
import dev.syncdb.merge.ConflictRecord;

import java.util.List;

/**
 * What applying one transaction's operations came to.
 *
 * @param differing rows where not all of what the operations say was done
 * @param conflicts edits that gave way, on either side
 */
public record Judgement(List<RowName> differing, List<ConflictRecord> conflicts) {
    public Judgement {
        differing = List.copyOf(differing);
        conflicts = List.copyOf(conflicts);
    }
}
