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
 */
public record ReplicaOptions(
        Disk disk, Environment environment, Durability durability, String owner, int pageBytesMax) {
    /**
     * A page that a slow network carries in some seconds and that is not worth much when it is
     * lost.
     */
    public static final int PAGE_BYTES_MAX = 1 << 18;

    /** Full durability, pages of the usual size. */
    public static ReplicaOptions of(Disk disk, Environment environment, String owner) {
        return new ReplicaOptions(disk, environment, Durability.FULL, owner, PAGE_BYTES_MAX);
    }
}
