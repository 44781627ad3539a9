package dev.syncdb.lab.migrations;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.clock.Environment;
import dev.syncdb.migration.SchemaVersion;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each kind of step takes, on a server and on a phone. A server's time is that of the
 * migration until it is in its log; a phone's is that of opening its folder, which loads the rows,
 * brings them over and writes them. Disks are in memory.
 */
final class StepCosts {
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double PERCENTILE = 0.95;

    private final Environment environment = DatabaseOptions.standard().environment();
    private final int rows;
    private final int runs;
    private final List<Map<String, Object>> costs = new ArrayList<>();
    private double worst;

    /** @param runs of each kind, behind a first one that is told apart */
    StepCosts(int rows, int runs) {
        this.rows = rows;
        this.runs = runs;
    }

    /** Measures all kinds. */
    StepCosts measure() {
        for (StepKind kind : StepKind.values()) {
            List<Double> server = new ArrayList<>();
            List<Double> phone = new ArrayList<>();
            for (int i = 0; i <= runs; i++) {
                run(kind, server, phone);
            }
            add(kind, "server", server);
            add(kind, "phone", phone);
        }
        return this;
    }

    /** The largest 95th percentile of any kind, in milliseconds. */
    double millisP95() {
        return worst;
    }

    /** One for each kind and side, for {@link dev.syncdb.lab.engine.Json}. */
    List<Map<String, Object>> json() {
        return costs;
    }

    private void add(StepKind kind, String side, List<Double> millis) {
        double cold = millis.remove(0);
        Collections.sort(millis);
        double p95 = millis.get((int) Math.ceil(PERCENTILE * millis.size()) - 1);
        worst = Math.max(worst, p95);
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("kind", kind.label());
        cost.put("side", side);
        cost.put("ms_median", millis.get(millis.size() / 2));
        cost.put("ms_p95", p95);
        cost.put("ms_cold", cold);
        costs.add(cost);
    }

    private void run(StepKind kind, List<Double> server, List<Double> phone) {
        SchemaVersion first = new SchemaVersion(1, "init", StepKind.INIT, null);
        SchemaVersions old = SchemaVersions.of(List.of(first));
        SchemaVersions both = SchemaVersions.of(
                List.of(first, new SchemaVersion(2, "step", kind.script(), null)));
        FakeDisk folder = new FakeDisk().forgetForces();
        FakeDisk app = new FakeDisk().forgetForces();
        try (SyncServer hub =
                SyncServer.open(ServerOptions.of(folder, environment, Runnable::run, "")
                        .withSchema(ServedSchema.versions(old)))) {
            fill(hub);
            try (Replica replica = LivePhone.open(app, environment, old)) {
                LivePhone.sync(replica, hub);
            }
            hub.serve(ServedSchema.forced(both, 1));
            long begin = System.nanoTime();
            hub.space(LivePhone.SPACE).load("");
            server.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
            begin = System.nanoTime();
            try (Replica replica = LivePhone.open(app, environment, both)) {
                phone.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
                LivePhone.sync(replica, hub);
            }
        }
    }

    private void fill(SyncServer hub) {
        hub.space(LivePhone.SPACE).write(session -> {
            for (int i = 0; i < rows; i++) {
                session.execute(
                        "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        i,
                        "name of " + i,
                        i * 7L,
                        "t" + i % 10,
                        i % 100,
                        i / 3.0,
                        "text that is a little longer, number " + i,
                        i,
                        null,
                        0.5,
                        "z",
                        1);
            }
            return rows;
        });
    }
}
