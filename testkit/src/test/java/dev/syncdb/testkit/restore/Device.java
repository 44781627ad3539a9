package dev.syncdb.testkit.restore;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;

/** A real replica on a disk, which syncs with whatever server it is given. */
final class Device implements AutoCloseable {
    /** What one sync takes at most: a few goings back, and pages of a few rows. */
    private static final int ROUNDS_MAX = 400;

    final String name;
    final List<ReplicaEvent> events = new ArrayList<>();
    Replica replica;
    private final Environment environment;
    private final Disk disk;

    Device(String name, Disk disk, VirtualTime time, SeededRandom random) {
        this.name = name;
        this.disk = disk;
        this.environment = new Environment(new FakeClock(time), random);
        this.replica = open();
    }

    /** Writes in one transaction. */
    void write(String sql, Object... parameters) {
        replica.database().write(session -> session.execute(sql, parameters));
    }

    List<Row> rows(String query) {
        return replica.database().query(query).toList();
    }

    /** Talks until each has all of the other. */
    void sync(Hub hub) {
        Next next = Next.AGAIN;
        for (int round = 0; next == Next.AGAIN; round++) {
            assertTrue(round < ROUNDS_MAX, name + " does not come to an end: " + events);
            next = receive(hub.exchange(replica.request()));
        }
    }

    /** Sends one request and hears the answer. */
    void step(Hub hub) {
        receive(hub.exchange(replica.request()));
    }

    /** Sends one request, whose answer is lost. */
    void stepUnheard(Hub hub) {
        hub.exchange(replica.request());
    }

    void reopen() {
        replica.close();
        replica = open();
        events.addAll(replica.openingEvents());
    }

    /** Loses the copy of the space, and keeps the outbox. */
    void loseReplica() {
        replica.close();
        for (String file : disk.list()) {
            if (file.startsWith("replica-")) {
                disk.delete(file);
            }
        }
        disk.syncDirectory();
        replica = open();
    }

    @Override
    public void close() {
        replica.close();
    }

    private Next receive(SyncResponse response) {
        Progress progress = replica.receive(response);
        events.addAll(progress.events());
        return progress.next();
    }

    private Replica open() {
        return Replica.open(new ReplicaOptions(disk, environment, Durability.FULL, "ann", 150));
    }
}
