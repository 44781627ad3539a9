package dev.syncdb.sync.apply;

import dev.syncdb.change.RowName;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.sync.push.Push.CellPlace;

import java.util.List;

/**
 * What applying one transaction's operations came to.
 *
 * @param differing rows where not all of what the operations say was done
 * @param conflicts edits that gave way, on either side
 * @param wanted cells in conflict, of which the client is to say first what was there before: then
 *     what was applied is to be undone. None if it has said all that it can
 */
public record Judgement(
        List<RowName> differing, List<ConflictRecord> conflicts, List<CellPlace> wanted) {
    public Judgement {
        differing = List.copyOf(differing);
        conflicts = List.copyOf(conflicts);
        wanted = List.copyOf(wanted);
    }
}
