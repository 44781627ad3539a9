package dev.syncdb.client.replica;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;

import java.util.List;

/**
 * Where and how a replica is kept.
 *
 * @param disk the folder of its files, of which nothing else makes use
 * @param environment where its time and chance come from
 * @param durability of local commits; what came from the server is always forced, and sent work
 *     before it is sent
 * @param owner whose data it is: space and user; a folder never changes hands
 * @param pageBytesMax about how many bytes of changes one answer may have
 * @param pageRowsMax how many changes it may have
 * @param priorities names of tables by class: a first sync shows those of the first class as soon
 *     as it has them, then those of the second; tables that are not named come last. Empty for a
 *     first sync that shows everything at once
 * @param local how local transactions are kept and sent
 */
public record ReplicaOptions(
        Disk disk,
        Environment environment,
        Durability durability,
        String owner,
        int pageBytesMax,
        int pageRowsMax,
        List<List<String>> priorities,
        LocalOptions local) {
    /**
     * A page that a slow network carries in some seconds and that is not worth much when it is
     * lost.
     */
    public static final int PAGE_BYTES_MAX = 1 << 18;

    public ReplicaOptions {
        priorities = PriorityClasses.of(priorities).tables();
    }

    /** Pages of as many rows as their bytes allow, no priorities, the usual local transactions. */
    public ReplicaOptions(
            Disk disk,
            Environment environment,
            Durability durability,
            String owner,
            int pageBytesMax) {
        this(
                disk,
                environment,
                durability,
                owner,
                pageBytesMax,
                Pull.ROWS_UNLIMITED,
                List.of(),
                LocalOptions.DEFAULT);
    }

    /** The same, but a first sync goes by classes of tables. */
    public ReplicaOptions withPriorities(List<List<String>> classes) {
        return new ReplicaOptions(
                disk, environment, durability, owner, pageBytesMax, pageRowsMax, classes, local);
    }

    /** The same with other options for local transactions. */
    public ReplicaOptions withLocal(LocalOptions other) {
        return new ReplicaOptions(
                disk, environment, durability, owner, pageBytesMax, pageRowsMax, priorities, other);
    }

    /** Full durability, pages and requests of the usual size. */
    public static ReplicaOptions of(Disk disk, Environment environment, String owner) {
        return new ReplicaOptions(disk, environment, Durability.FULL, owner, PAGE_BYTES_MAX);
    }
}
