package dev.syncdb.client.outbox;

import dev.syncdb.sync.push.Rejection;

/**
 * A transaction that the server refused for good, kept until somebody sends it again or dismisses
 * it.
 *
 * @param id never given to another one of this outbox
 * @param transaction as it was sent
 */
public record RejectedTransaction(long id, PendingTransaction transaction, Rejection rejection) {
    /** The transaction whose row it needed; {@link Rejection#NOTHING} if there is none. */
    public long dependsOn() {
        long told = rejection.dependsOn();
        return told == Rejection.NOTHING ? transaction.dependsOn() : told;
    }
}
