package dev.syncdb.client;

/**
 * How far one sync is. Within a sync nothing of it ever goes back.
 *
 * @param phase what the sync is at
 * @param judged own transactions that the server has judged in this sync
 * @param toJudge these, and those that wait; grows with what is committed meanwhile
 * @param rowsReceived changes of rows that came; how many there will be is not known
 * @param requests how many were sent
 */
public record SyncProgress(Phase phase, int judged, int toJudge, long rowsReceived, int requests) {
    /** What a sync is at. */
    public enum Phase {
        /** The server has not answered yet. */
        CONNECTING,
        /** The server answers: rows come, and own transactions are judged. */
        EXCHANGING
    }

    /** A sync that begins with so many transactions to send. */
    static SyncProgress begin(int toJudge) {
        return new SyncProgress(Phase.CONNECTING, 0, toJudge, 0, 0);
    }
}
