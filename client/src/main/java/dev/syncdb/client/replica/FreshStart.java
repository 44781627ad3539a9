package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Identity;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client takes along when it registers anew.
 *
 * @param rest the transactions that are still to be judged; they will be numbered from 1
 * @param held why some of them are held, by their new numbers
 * @param shownTx the last of them whose effects the rows show already, by its new number
 */
record FreshStart(List<PendingTransaction> rest, Map<Long, Held> held, long shownTx) {
    /**
     * Numbers anew.
     *
     * @param rest under their old numbers
     * @param heldBefore by old numbers
     * @param shownBefore an old number
     */
    static FreshStart with(
            List<PendingTransaction> rest, Map<Long, Held> heldBefore, long shownBefore) {
        Map<Long, Held> held = new TreeMap<>();
        long number = 0;
        long shown = 0;
        for (PendingTransaction each : rest) {
            number++;
            Held reason = heldBefore.get(each.number());
            if (reason != null) {
                held.put(number, reason);
            }
            shown = each.number() <= shownBefore ? number : shown;
        }
        return new FreshStart(rest, held, shown);
    }

    /**
     * Where the replica of somebody who begins like this stands.
     *
     * @param visible what the rows that are visible show for sure
     */
    ReplicaState as(Identity fresh, SignedCursor visible) {
        return ReplicaState.unfetched(fresh, 0, Chain.START, shownTx, visible);
    }

    /** Those after a transaction. */
    static List<PendingTransaction> after(long lastTx, List<PendingTransaction> pending) {
        List<PendingTransaction> rest = new ArrayList<>();
        for (PendingTransaction each : pending) {
            if (each.number() > lastTx) {
                rest.add(each);
            }
        }
        return rest;
    }
}
