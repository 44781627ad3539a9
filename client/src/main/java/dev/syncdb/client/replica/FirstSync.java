package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.sync.pull.PageToken;

import java.util.List;

/**
 * How far a first sync by classes of tables has come, when some of them are visible.
 *
 * @param next where the next class begins, or the pass behind the last one
 * @param seen the version of the class that came first, the smallest of all: who reads the replica
 *     has seen at least that of every row that is there
 */
record FirstSync(PageToken next, Base seen) {
    /**
     * What the author of these operations had seen. Whoever inserts into a table that is still to
     * come has not seen whether the row is there.
     */
    Base seenBy(List<Change> operations) {
        for (Change operation : operations) {
            boolean blind = operation instanceof Change.Insert insert
                    && !next.classes().holds(insert.row().table());
            if (blind) {
                return seen.atMost(0);
            }
        }
        return seen;
    }
}
