package dev.syncdb.server.space;

import dev.syncdb.value.Bytes;

import java.security.MessageDigest;

/**
 * What a space knows of one client: a row of {@code syncdb_clients}.
 *
 * @param number the client's number, from 1
 * @param secretHash SHA-256 of the secret that it drew for its registration
 * @param subject whom its token names
 * @param judged how far its transactions were judged
 * @param createdMillis when it registered
 * @param schemaVersion the version of the schema that it said last; 0 if it declares none
 */
record Client(
        long number,
        Bytes secretHash,
        String subject,
        Judged judged,
        long createdMillis,
        int schemaVersion) {
    /**
     * How far a client's transactions were judged.
     *
     * @param lastTx the last of its transactions that was judged
     * @param chain the chain value after that one
     * @param lastEffectiveMillis when that one counts as made
     * @param acknowledgedTx outcomes up to this one are forgotten, because the client holds them
     *     durably
     */
    record Judged(long lastTx, int chain, long lastEffectiveMillis, long acknowledgedTx) {
        static final Judged NOTHING = new Judged(0, 0, 0, 0);
    }

    /** A client that registers now. */
    static Client fresh(long number, Bytes secretHash, String subject, long createdMillis) {
        return new Client(number, secretHash, subject, Judged.NOTHING, createdMillis, 0);
    }

    long lastTx() {
        return judged.lastTx();
    }

    int chain() {
        return judged.chain();
    }

    long lastEffectiveMillis() {
        return judged.lastEffectiveMillis();
    }

    long acknowledgedTx() {
        return judged.acknowledgedTx();
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
        return with(new Judged(lastTx() + 1, chainAfter, effectiveMillis, acknowledgedTx()));
    }

    /** The client after it acknowledged outcomes. */
    Client acknowledged(long through) {
        long acknowledged = Math.max(acknowledgedTx(), through);
        return with(new Judged(lastTx(), chain(), lastEffectiveMillis(), acknowledged));
    }

    /** The client with another version of the schema. */
    Client speaking(int version) {
        return new Client(number, secretHash, subject, judged, createdMillis, version);
    }

    private Client with(Judged other) {
        return new Client(number, secretHash, subject, other, createdMillis, schemaVersion);
    }
}
