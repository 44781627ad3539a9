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
 */
public record Limits(int pageBytesMax, int turnBytesTarget, long logBytesMax) {
    /**
     * A page that a phone takes in within a second, a frame that the disk writes in a few
     * milliseconds, a log that is read in about a second when the server starts.
     */
    public static final Limits DEFAULT = new Limits(1 << 20, 1 << 20, 64L << 20);

    private static final int SEGMENTS = 16;

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
        return new Pull(pull.cursor(), pull.seen(), pull.after(), bytes, pull.pageRowsMax());
    }
}
