package dev.syncdb.testkit.recorded;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.List;

/** A real replica that does the same each time if it is told the same. */
final class Phone implements AutoCloseable {
    /** So few that a first sync takes several pages. */
    private static final int PAGE_ROWS_MAX = 5;

    final String name;
    private final List<List<String>> priorities;
    private final FakeDisk disk;
    private final Environment environment;
    private Replica replica;

    Phone(String name, long seed, VirtualTime time, List<List<String>> priorities) {
        this(name, priorities, new FakeDisk(), environment(seed, time));
    }

    private Phone(
            String name, List<List<String>> priorities, FakeDisk disk, Environment environment) {
        this.name = name;
        this.priorities = priorities;
        this.disk = disk;
        this.environment = environment;
        this.replica = open();
    }

    /** A second device with all that this one has. */
    Phone cloned(String other, long seed, VirtualTime time) {
        replica.close();
        FakeDisk copy = disk.copy();
        replica = open();
        return new Phone(other, priorities, copy, environment(seed, time));
    }

    Replica replica() {
        return replica;
    }

    void write(String statement) {
        replica.database().execute(statement);
    }

    /** The rows of a query. */
    String read(String query) {
        return replica.database().query(query).toList().toString();
    }

    @Override
    public void close() {
        replica.close();
    }

    private static Environment environment(long seed, VirtualTime time) {
        return new Environment(new FakeClock(time, seed), new SeededRandom(seed));
    }

    private Replica open() {
        return Replica.open(new ReplicaOptions(
                disk,
                environment,
                Durability.FULL,
                "somebody",
                ReplicaOptions.PAGE_BYTES_MAX,
                PAGE_ROWS_MAX,
                priorities,
                LocalOptions.DEFAULT));
    }
}
