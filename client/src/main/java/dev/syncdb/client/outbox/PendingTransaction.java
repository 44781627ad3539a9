package dev.syncdb.client.outbox;

import dev.syncdb.change.Change;
import dev.syncdb.clock.Stamp;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Rejection;

import java.util.List;
import java.util.Set;

/**
 * A transaction that was committed on this device and that the server has not judged, as far as the
 * device knows.
 *
 * @param number contiguous, from 1 for each identity
 * @param base of the cells that it writes
 * @param committed when, on the device's clocks
 * @param nonce random; distinguishes it from a transaction that a copy of the device gave the same
 *     number
 * @param besideHeld true if transactions were held when it was made, so that its author did not see
 *     what they do
 * @param operations what it expects, then its net changes, with the values from before it
 * @param dependsOn the transaction before it that was rejected or discarded, and whose rows it
 *     builds on; {@link Rejection#NOTHING} if there is none
 * @param version the number of the schema version in whose words the operations are;
 *     {@link SchemaTag#UNDECLARED} if the app that made it had declared none
 */
public record PendingTransaction(
        long number,
        Base base,
        Stamp committed,
        int nonce,
        boolean besideHeld,
        List<Change> operations,
        long dependsOn,
        int version) {
    public PendingTransaction {
        operations = List.copyOf(operations);
    }

    /** A transaction of no declared version that depends on no other; its author saw all others. */
    public PendingTransaction(
            long number, Base base, Stamp committed, int nonce, List<Change> operations) {
        this(
                number,
                base,
                committed,
                nonce,
                false,
                operations,
                Rejection.NOTHING,
                SchemaTag.UNDECLARED);
    }

    /** The same transaction under another number, which says nothing of those before it. */
    public PendingTransaction numbered(long other) {
        return new PendingTransaction(
                other, base, committed, nonce, besideHeld, operations, Rejection.NOTHING, version);
    }

    /** The same transaction made on another base. */
    public PendingTransaction basedOn(Base other) {
        return new PendingTransaction(
                number, other, committed, nonce, besideHeld, operations, dependsOn, version);
    }

    /** The same transaction with other operations. */
    public PendingTransaction doing(List<Change> others) {
        return new PendingTransaction(
                number, base, committed, nonce, besideHeld, others, dependsOn, version);
    }

    /** The same transaction, known to build on what did not come to be. */
    public PendingTransaction dependingOn(long other) {
        return new PendingTransaction(
                number, base, committed, nonce, besideHeld, operations, other, version);
    }

    /** The same transaction, made while others were held if {@code held} says so. */
    public PendingTransaction beside(boolean held) {
        return new PendingTransaction(
                number, base, committed, nonce, held, operations, dependsOn, version);
    }

    /** The same transaction, whose operations are in the words of another schema version. */
    public PendingTransaction saidIn(int other) {
        return new PendingTransaction(
                number, base, committed, nonce, besideHeld, operations, dependsOn, other);
    }

    /**
     * The transaction as it would be sent again. One that was rejected does nothing then: what was
     * to become of it is for its author to say.
     */
    PendingTransaction judged(Set<Long> rejected) {
        return rejected.contains(number) ? doing(List.of()) : this;
    }

    /** What of it travels in a request that is sent {@code now}. */
    public PushedTransaction pushed(Stamp now) {
        long ageMillis = committed.ageMillisAt(now);
        return new PushedTransaction(
                number, base.version(), base.millis(), ageMillis, nonce, besideHeld, operations);
    }
}
