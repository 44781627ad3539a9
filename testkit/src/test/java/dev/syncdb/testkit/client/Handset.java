package dev.syncdb.testkit.client;

import dev.syncdb.client.ClientOptions;
import dev.syncdb.client.SyncClient;
import dev.syncdb.client.SyncPolicy;
import dev.syncdb.client.SyncStatus.Standing;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.journal.Durability;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.FakeScheduler;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;

/** One user's client: its disk, its clock, and what its loop has planned. */
final class Handset {
    /** So small that most pulls take several pages. */
    private static final int PAGE_BYTES_MAX = 600;

    final Hub hub;
    final String user;
    final FakeScheduler scheduler;
    private final SeededRandom random;
    private final FakeClock clock;
    FakeDisk disk = new FakeDisk();
    SyncClient client;

    /** How many syncs the loop has planned. */
    int planned;

    Handset(Hub hub, String user, long seed) {
        this.hub = hub;
        this.user = user;
        this.random = new SeededRandom(seed);
        this.clock = new FakeClock(hub.time);
        this.scheduler = new FakeScheduler(hub.time);
    }

    /** Opens the client in the folder that there is. */
    SyncClient open() {
        ReplicaOptions replica = new ReplicaOptions(
                disk,
                new Environment(clock, random),
                Durability.FULL,
                hub.space + "/" + user,
                PAGE_BYTES_MAX);
        client = SyncClient.open(new ClientOptions(
                replica,
                hub.transport(user),
                Credentials.of(user),
                this::schedule,
                scheduler,
                SyncPolicy.DEFAULT));
        return client;
    }

    /** The process ends, and what was not forced with it as the seed says. */
    void crash(long seed) {
        disk = disk.afterCrash(seed);
        clock.reboot();
    }

    Standing standing() {
        return client.status().standing();
    }

    void write(String sql, Object... parameters) {
        client.database().execute(sql, parameters);
    }

    /** The rows of a query. */
    List<String> read(String query) {
        List<String> rows = new ArrayList<>();
        client.database().query(query).toList().forEach(row -> rows.add(row.toString()));
        return rows;
    }

    private Scheduler.Task schedule(long delayMillis, Runnable task) {
        planned++;
        boolean[] gone = new boolean[1];
        Runnable leave = () -> {
            planned -= gone[0] ? 0 : 1;
            gone[0] = true;
        };
        Scheduler.Task inner = scheduler.schedule(delayMillis, () -> {
            leave.run();
            task.run();
        });
        return () -> {
            leave.run();
            inner.cancel();
        };
    }
}
