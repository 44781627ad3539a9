package dev.syncdb.client.outbox;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.LogOptions;

/**
 * Where and how an outbox is kept.
 *
 * @param disk the folder of its files
 * @param durability of each local commit
 * @param owner whose transactions these are: space and user; they are never shown or pushed to
 *     anybody else
 * @param squashMillisMax how long after a transaction another one may be joined to it; 0 joins none
 * @param logBytesMax judged transactions are removed from the files once these have grown so much
 */
public record OutboxOptions(
        Disk disk, Durability durability, String owner, long squashMillisMax, int logBytesMax) {
    /** What is read in a few milliseconds. */
    static final int LOG_BYTES_MAX = 1 << 18;

    /** Size of one file of the log. */
    int segmentBytes() {
        return Math.max(LogOptions.SEGMENT_BYTES_MIN, logBytesMax);
    }

    /** Whether a commit is forced before anybody hears of it. */
    boolean isForcedFirst() {
        return durability != Durability.NONE;
    }
}
