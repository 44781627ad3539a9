package dev.syncdb.client.replica;

import dev.syncdb.change.Change;

import java.util.List;

/**
 * What a pull does to the shadow, besides the pages staged before it. It is one record of the
 * replica's journal, and taking it in again gives the same shadow.
 *
 * @param state where it leads
 * @param schema statements that make new tables and indexes; they come first
 * @param accepted own operations that the server applied; new rows bear their handles
 * @param page the last page
 * @param rejected own transactions that the server refused
 * @param upgradedFrom see {@link RowsVersion#upgradedFrom}
 */
record ShadowStep(
        ReplicaState state,
        List<String> schema,
        List<Change> accepted,
        List<Change> page,
        List<Rejected> rejected,
        int upgradedFrom) {
    ShadowStep {
        schema = List.copyOf(schema);
        accepted = List.copyOf(accepted);
        page = List.copyOf(page);
        rejected = List.copyOf(rejected);
    }
}
