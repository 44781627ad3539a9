package dev.syncdb.client.replica;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;

/**
 * Where and how a replica is kept.
 *
 * @param disk the folder of its files, of which nothing else makes use
 * @param environment where its time and chance come from
 * @param durability of local commits; what came from the server is always forced, and sent work
 *     before it is sent
 * @param owner whose data it is: space and user; a folder never changes hands
 * @param pageBytesMax about how many bytes of changes one answer may have
 * @param pushBytesMax about how many bytes of transactions one request may have, but at least one
 *     transaction
 * @param squashMillisMax how long after a local transaction, while it was not sent, another one on
 *     its rows becomes a part of it; 0 keeps all apart
 */
public record ReplicaOptions(
        Disk disk,
        Environment environment,
        Durability durability,
        String owner,
        int pageBytesMax,
        int pushBytesMax,
        long squashMillisMax) {
    /**
     * A page that a slow network carries in some seconds and that is not worth much when it is
     * lost.
     */
    public static final int PAGE_BYTES_MAX = 1 << 18;

    /** A request of as much: the way up is often the slower one, but less goes there. */
    public static final int PUSH_BYTES_MAX = 1 << 18;

    /** The edit time of what is sent as one may be wrong by so much, which a person hardly sees. */
    public static final long SQUASH_MILLIS_MAX = 60_000;

    /** Full durability, pages and requests of the usual size. */
    public static ReplicaOptions of(Disk disk, Environment environment, String owner) {
        return new ReplicaOptions(
                disk,
                environment,
                Durability.FULL,
                owner,
                PAGE_BYTES_MAX,
                PUSH_BYTES_MAX,
                SQUASH_MILLIS_MAX);
    }
}
