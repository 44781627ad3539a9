package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.PendingTransaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client takes along when it registers anew.
 *
 * @param rest the transactions that are still to be judged; they will be numbered from 1
 * @param held why some of them are held, by their new numbers
 */
record FreshStart(List<PendingTransaction> rest, Map<Long, Held> held) {
    /**
     * Leaves behind what the old registration is done with.
     *
     * @param lastTx the last transaction that both sides agree is judged
     * @param rewound true if versions that this client has seen are not part of the server's
     *     history: then it counts as having seen none, and no edit of others is overwritten without
     *     a record
     */
    static FreshStart after(
            long lastTx,
            boolean rewound,
            List<PendingTransaction> pending,
            Map<Long, Held> heldBefore) {
        List<PendingTransaction> rest = new ArrayList<>();
        Map<Long, Held> held = new TreeMap<>();
        for (PendingTransaction each : pending) {
            if (each.number() > lastTx) {
                rest.add(rewound ? each.basedOn(Base.NONE) : each);
                Held reason = heldBefore.get(each.number());
                if (reason != null) {
                    held.put((long) rest.size(), reason);
                }
            }
        }
        return new FreshStart(rest, held);
    }
}
