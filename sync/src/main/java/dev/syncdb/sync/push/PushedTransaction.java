package dev.syncdb.sync.push;

import dev.syncdb.change.Change;

import java.util.List;

/**
 * One transaction of a client, as it was recorded when it was committed there.
 *
 * @param number contiguous for each client, from 1
 * @param base the newest server version that its author had seen of the cells it writes
 * @param baseMillis commit time of that version, in server time
 * @param ageMillis how long ago it was committed, by the client's monotonic clock
 * @param nonce random, drawn at commit; tells apart two transactions that two copies of a device
 *     gave one number
 * @param besideHeld true if some of what the client had done before was not shown to its author,
 *     because it did not fit what the server had
 * @param operations what it expects; inserts, updates of changed cells, and deletes
 */
public record PushedTransaction(
        long number,
        long base,
        long baseMillis,
        long ageMillis,
        int nonce,
        boolean besideHeld,
        List<Change> operations) {
    public PushedTransaction {
        operations = List.copyOf(operations);
    }

    /** The same transaction with other operations. */
    public PushedTransaction doing(List<Change> others) {
        return new PushedTransaction(
                number, base, baseMillis, ageMillis, nonce, besideHeld, others);
    }
}
