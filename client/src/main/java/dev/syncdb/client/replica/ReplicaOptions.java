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
 * @param owner whose data it is: server, space and user; a folder never changes hands
 * @param pageBytesMax about how many bytes of changes one answer may have
 * @param transactionMillisMax how long a local write transaction may be open. One that is open for
 *     longer is rolled back, and its next statement fails with {@link dev.syncdb.error.Contended}
 *     DEADLINE
 */
public record ReplicaOptions(
        Disk disk,
        Environment environment,
        Durability durability,
        String owner,
        int pageBytesMax,
        long transactionMillisMax) {
    /**
     * A page that a slow network carries in some seconds and that is not worth much when it is
     * lost.
     */
    public static final int PAGE_BYTES_MAX = 1 << 18;

    /** A transaction takes milliseconds; one that takes this long waits for something else. */
    public static final long TRANSACTION_MILLIS_MAX = 5_000;

    public ReplicaOptions {
        if (transactionMillisMax < 1) {
            throw new IllegalArgumentException(
                    "transactions of " + transactionMillisMax + " ms; least is 1");
        }
    }

    /** The usual time for local transactions. */
    public ReplicaOptions(
            Disk disk,
            Environment environment,
            Durability durability,
            String owner,
            int pageBytesMax) {
        this(disk, environment, durability, owner, pageBytesMax, TRANSACTION_MILLIS_MAX);
    }

    /** Full durability, pages of the usual size. */
    public static ReplicaOptions of(Disk disk, Environment environment, String owner) {
        return new ReplicaOptions(disk, environment, Durability.FULL, owner, PAGE_BYTES_MAX);
    }
}
