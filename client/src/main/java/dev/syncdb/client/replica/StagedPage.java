package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.sync.pull.PageToken;

import java.util.List;

/**
 * A page that is to wait for the last one.
 *
 * @param next where the next page begins
 * @param lastTx the last transaction that the server had judged
 * @param schema the statements that the server's tables need and the replica does not have
 */
record StagedPage(PageToken next, long lastTx, List<String> schema, List<Change> changes) {
    StagedPage {
        schema = List.copyOf(schema);
        changes = List.copyOf(changes);
    }
}
