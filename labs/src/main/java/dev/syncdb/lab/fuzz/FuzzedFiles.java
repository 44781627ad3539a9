package dev.syncdb.lab.fuzz;

import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.Journal;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;

/** Files that say what no SyncDB wrote, each on a disk of its own. */
final class FuzzedFiles {
    private static final String OWNER = "fuzz";
    private static final int SEGMENT_BYTES = 1 << 18;
    private static final FakeDisk DATABASE = database();

    private FuzzedFiles() {}

    /**
     * A file of a database that is there otherwise: the first byte says which, the rest is put in
     * the place of its end, from the offset that the second byte says.
     */
    static void database(byte[] input) {
        if (input.length < 2) {
            return;
        }
        FakeDisk disk = DATABASE.copy();
        List<String> files = new ArrayList<>(disk.list());
        String file = files.get((input[0] & 255) % files.size());
        byte[] whole = disk.bytes(file);
        int from = Math.min(whole.length, (input[1] & 255) * 4);
        byte[] changed = new byte[from + input.length - 2];
        System.arraycopy(whole, 0, changed, 0, from);
        System.arraycopy(input, 2, changed, from, input.length - 2);
        disk.put(file, changed);
        Database.inspect(disk, null);
        Database.open(disk, options()).close();
    }

    /** A record behind those of an outbox that is there otherwise. */
    static void outbox(byte[] input) {
        opened(input, "outbox");
    }

    /** A record behind those of a replica that is there otherwise. */
    static void replica(byte[] input) {
        opened(input, "replica");
    }

    private static void opened(byte[] record, String journal) {
        FakeDisk disk = new FakeDisk();
        Replica.open(replicaOn(disk)).close();
        Journal file = Journal.open(disk, journal, SEGMENT_BYTES, new Ignoring());
        file.append(record);
        file.force();
        file.close();
        try (Replica replica = Replica.open(replicaOn(disk))) {
            replica.request();
        }
    }

    private static FakeDisk database() {
        FakeDisk disk = new FakeDisk();
        Database database = Database.open(disk, options());
        database.load("""
                CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, body BLOB);
                CREATE INDEX names ON t (name);
                """);
        for (int i = 0; i < 10; i++) {
            database.execute("INSERT INTO t VALUES (?, ?, ?)", i, "name " + i, new byte[i]);
        }
        database.close();
        return disk;
    }

    private static DatabaseOptions options() {
        return new DatabaseOptions(environment(), Durability.NONE);
    }

    private static ReplicaOptions replicaOn(FakeDisk disk) {
        return ReplicaOptions.of(disk, environment(), OWNER);
    }

    private static Environment environment() {
        return new Environment(new FakeClock(new VirtualTime()), new SeededRandom(1));
    }

    /** Reads a journal for nobody. */
    private static final class Ignoring implements Journal.Recovery {
        @Override
        public void snapshot(ByteSource record) {}

        @Override
        public void record(long number, ByteSource body) {}
    }
}
