package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.MergeCalls;

import java.util.List;
import java.util.Map;

/**
 * What pending transactions make of the shadow, until the server has judged them. One that a
 * constraint now forbids is held: it is not visible, nor is any later one that is tied to its rows;
 * both are still sent.
 *
 * @param shadow what the server has in the rows that now look different
 * @param held why each held transaction is, by number
 */
record Prediction(Shadow shadow, Map<Long, Held> held) {
    /**
     * Replays pending transactions.
     *
     * @param transaction shows the new shadow
     * @param visible what was visible before the transaction
     * @param functions the application's merge functions
     */
    static Prediction replay(
            Transaction transaction,
            Reader visible,
            List<PendingTransaction> pending,
            MergeCalls functions) {
        Shadow shadow = new Shadow();
        if (pending.isEmpty()) {
            return new Prediction(shadow, Map.of());
        }
        Midpoint server = new Midpoint(transaction, visible);
        Map<Long, Held> held = Replay.run(transaction, pending, functions);
        server.differing().forEach(shadow::add);
        return new Prediction(shadow, held);
    }
}
