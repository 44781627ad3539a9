package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Stage;

/**
 * Looks, at rest, whether anything was kept that nobody needs: on disks, in the tables of SyncDB,
 * in memory.
 */
public final class Bounds {
    /** Empty logs, headers and the marks of all shards. */
    private static final long DISK_BYTES_MIN = 256 << 10;

    /** Of a row with its history of authors, once in a snapshot and once in the log. */
    private static final long DISK_BYTES_PER_ROW = 1_000;

    /** Segments that are begun, the spare one, and a snapshot on its way. */
    private static final long LOGS_ON_DISK = 6;

    private static final long MEMORY_BYTES_MIN = 512 << 10;

    /** Of a row, or of the tombstone of one. */
    private static final long MEMORY_BYTES_PER_ROW = 4_000;

    private final Stage stage;
    private final SpaceModel model;

    public Bounds(Stage stage, SpaceModel model) {
        this.stage = stage;
        this.model = model;
    }

    /** Looks at the server's half of a space. */
    public void checkServer(Database database) {
        String space = "the server's " + model.space();
        none(space + " keeps acknowledged outcomes", database, """
                SELECT count(*) FROM syncdb_outcomes o JOIN syncdb_clients c ON o.client = c.client
                WHERE o.number <= c.acknowledged_tx""");
        none(space + " keeps outcomes of nobody's transactions", database, """
                SELECT count(*) FROM syncdb_outcomes o JOIN syncdb_clients c ON o.client = c.client
                WHERE o.number > c.last_tx""");
        checkMemory(space, database);
    }

    /** Looks at a replica. */
    public void checkReplica(String name, Database database) {
        none(name + " still shows pending work", database, "SELECT count(*) FROM syncdb_outbox");
        checkMemory(name, database);
    }

    /** Looks at a disk, on which all rows of the model may be, and a log of that size. */
    public void checkDisk(String name, long bytesUsed, long logBytesMax) {
        stage.checked(Promise.BOUNDED);
        long most = DISK_BYTES_MIN
                + LOGS_ON_DISK * logBytesMax
                + DISK_BYTES_PER_ROW * stage.ledger().transactions()
                + DISK_BYTES_PER_ROW * model.rowsEver();
        if (bytesUsed > most) {
            stage.broke(
                    Promise.BOUNDED,
                    "the disk of " + name + " has " + bytesUsed + " bytes, most is " + most);
        }
    }

    private void checkMemory(String name, Database database) {
        stage.checked(Promise.BOUNDED);
        long bytes = database.memory().totalBytes();
        long most = MEMORY_BYTES_MIN + MEMORY_BYTES_PER_ROW * model.rowsEver();
        if (bytes > most) {
            stage.broke(
                    Promise.BOUNDED, name + " has " + bytes + " bytes in memory, most is " + most);
        }
    }

    private void none(String what, Database database, String count) {
        stage.checked(Promise.BOUNDED);
        try (Rows rows = database.query(count)) {
            rows.next();
            if (rows.getLong(0) != 0) {
                stage.broke(Promise.BOUNDED, what + ": " + rows.getLong(0));
            }
        }
    }
}
