package dev.syncdb.server.space;

import dev.syncdb.value.Bytes;

import java.security.MessageDigest;

/**
 * What a space knows of one client: a row of {@code syncdb_clients}.
 *
 * @param number the client's number, from 1
 * @param secretHash SHA-256 of the secret that it drew for its registration
 * @param subject whom its token names
 * @param lastTx the last of its transactions that was judged
 * @param chain the chain value after that one
 * @param lastEffectiveMillis when that one counts as made
 * @param acknowledgedTx outcomes up to this one are forgotten, because the client holds them
 *     durably
 * @param createdMillis when it registered
 */
record Client(
        long number,
        Bytes secretHash,
        String subject,
        long lastTx,
        int chain,
        long lastEffectiveMillis,
        long acknowledgedTx,
        long createdMillis) {
    /** A client that registers now. */
    static Client fresh(long number, Bytes secretHash, String subject, long createdMillis) {
        return new Client(number, secretHash, subject, 0, 0, 0, 0, createdMillis);
    }

    /** True if a token with this subject may speak for the client. */
    boolean belongsTo(String shownSubject) {
        return subject.equals(shownSubject);
    }

    /** True if who shows this secret registered as the client. */
    boolean isBoundTo(Bytes shownHash) {
        return MessageDigest.isEqual(shownHash.toArray(), secretHash.toArray());
    }

    /** The client after its next transaction was judged. */
    Client judged(int chainAfter, long effectiveMillis) {
        return new Client(
                number,
                secretHash,
                subject,
                lastTx + 1,
                chainAfter,
                effectiveMillis,
                acknowledgedTx,
                createdMillis);
    }

    /** The client after it acknowledged outcomes. */
    Client acknowledged(long through) {
        return new Client(
                number,
                secretHash,
                subject,
                lastTx,
                chain,
                lastEffectiveMillis,
                Math.max(acknowledgedTx, through),
                createdMillis);
    }
}
