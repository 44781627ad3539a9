package dev.syncdb.server.space;

import dev.syncdb.journal.LogOptions;
import dev.syncdb.sync.pull.Pull;

/**
 * What a server takes at once.
 *
 * @param pageBytesMax about how many bytes of changes one page may have, whatever the client asks
 *     for
 * @param turnBytesTarget a turn takes no more requests once its frame has so many bytes
 * @param logBytesMax once the log has so many bytes, all shards write a snapshot and the log begins
 *     anew
 * @param conflictsKeptMillis how long the record of a conflict is kept after it was settled; one
 *     that is open stays
 * @param conflictsInMemoryMax so many records of conflicts of one space are in its table, and about
 *     a batch of them more or less; older ones are on disk
 * @param textHistoryBytesMax so much is kept of what became of one text that merges
 * @param spaceHistoryBytesMax so much is kept of what became of all such texts of one space
 */
public record Limits(
        int pageBytesMax,
        int turnBytesTarget,
        long logBytesMax,
        long conflictsKeptMillis,
        int conflictsInMemoryMax,
        long textHistoryBytesMax,
        long spaceHistoryBytesMax) {
    /** 30 days: somebody who comes back from a holiday still finds what happened meanwhile. */
    public static final long CONFLICTS_KEPT_MILLIS = 30L * 24 * 60 * 60 * 1_000;

    /** Some 20 MB, and as much as people who use a space will make in a month. */
    public static final int CONFLICTS_IN_MEMORY_MAX = 100_000;

    /** Enough for an hour of one person's typing, one commit a letter. */
    public static final long TEXT_HISTORY_BYTES_MAX = 1 << 16;

    /** What a server spares for it; phones that were away for longer get whole texts. */
    public static final long SPACE_HISTORY_BYTES_MAX = 1 << 24;

    /**
     * A page that a phone takes in within a second, a frame that the disk writes in a few
     * milliseconds, a log that is read in about a second when the server starts.
     */
    public static final Limits DEFAULT = new Limits(1 << 20, 1 << 20, 64L << 20);

    private static final int SEGMENTS = 16;

    /** These limits, with records of conflicts kept as long as usual. */
    public Limits(int pageBytesMax, int turnBytesTarget, long logBytesMax) {
        this(pageBytesMax, turnBytesTarget, logBytesMax, CONFLICTS_KEPT_MILLIS);
    }

    /** These limits, with as many records of conflicts in memory as usual. */
    public Limits(
            int pageBytesMax, int turnBytesTarget, long logBytesMax, long conflictsKeptMillis) {
        this(
                pageBytesMax,
                turnBytesTarget,
                logBytesMax,
                conflictsKeptMillis,
                CONFLICTS_IN_MEMORY_MAX,
                TEXT_HISTORY_BYTES_MAX,
                SPACE_HISTORY_BYTES_MAX);
    }

    /** These limits with so many records of conflicts in memory. */
    public Limits withConflictsInMemory(int max) {
        return new Limits(
                pageBytesMax,
                turnBytesTarget,
                logBytesMax,
                conflictsKeptMillis,
                max,
                textHistoryBytesMax,
                spaceHistoryBytesMax);
    }

    /** These limits with so much history of a text, and of all texts of a space. */
    public Limits withTextHistory(long textBytesMax, long spaceBytesMax) {
        return new Limits(
                pageBytesMax,
                turnBytesTarget,
                logBytesMax,
                conflictsKeptMillis,
                conflictsInMemoryMax,
                textBytesMax,
                spaceBytesMax);
    }

    /**
     * Size of one file of the log: recovery holds one in memory, and a snapshot frees whole ones
     * only.
     */
    public int segmentBytes() {
        long share = logBytesMax / SEGMENTS;
        return (int) Math.max(
                LogOptions.SEGMENT_BYTES_MIN, Math.min(LogOptions.SEGMENT_BYTES_MAX, share));
    }

    /** What a client asks for, with pages no larger than they may be. */
    Pull bound(Pull pull) {
        int bytes = Math.min(pull.pageBytesMax(), pageBytesMax);
        return pull.ofPages(bytes);
    }
}
