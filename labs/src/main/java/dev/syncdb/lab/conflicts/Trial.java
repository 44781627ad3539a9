package dev.syncdb.lab.conflicts;

import dev.syncdb.Rows;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One play of a scenario: a server and phones, under one rule and in one order. Used once. */
final class Trial implements AutoCloseable {
    private static final String SPACE = "scenario";
    private static final String SUBJECT = "somebody";

    /** The scenario's edits are so far apart that their order is plain. */
    private static final long EDIT_MILLIS = 60_000;

    private static final int REQUESTS_MAX = 1_000;

    /**
     * What became of the edits.
     *
     * @param arrival the phones in the order in which they synced
     * @param rows what the server shows at last, and every phone, too
     * @param records edits that gave way and are on record
     * @param refused transactions that the server did not take in
     */
    record Outcome(List<String> arrival, List<String> rows, long records, long refused) {
        Outcome {
            arrival = List.copyOf(arrival);
            rows = List.copyOf(rows);
        }

        /** True if the order of arrival made no difference between the two. */
        boolean isAs(Outcome other) {
            return rows.equals(other.rows) && records == other.records && refused == other.refused;
        }
    }

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final SeededRandom random = new SeededRandom(1);
    private final SyncServer server;
    private final Map<String, Replica> phones = new LinkedHashMap<>();

    private Trial(Scenario scenario, String schema) {
        this.scenario = scenario;
        Environment environment = new Environment(new FakeClock(time), random.split());
        server = SyncServer.open(
                ServerOptions.of(new FakeDisk(), environment, Runnable::run, schema));
    }

    /**
     * Plays a scenario.
     *
     * @param rule instead of {@link Scenario#RULE}
     * @param arrival in which order the phones sync after the edits
     * @throws dev.syncdb.error.SyncDbException if the schema does not allow the rule, or an author
     *     fails
     */
    static Outcome play(Scenario scenario, String rule, List<String> arrival) {
        try (Trial trial = new Trial(scenario, scenario.schema().replace(Scenario.RULE, rule))) {
            return trial.run(arrival);
        }
    }

    private Outcome run(List<String> arrival) {
        for (String name : scenario.phones()) {
            phones.put(name, open());
        }
        phones.values().forEach(this::sync);
        scenario.edits().forEach(this::make);
        List<Replica> order = new ArrayList<>();
        arrival.forEach(name -> order.add(phone(name)));
        order.forEach(this::sync);
        order.forEach(this::sync);
        List<String> rows = rows(space().query(scenario.show()));
        long refused = 0;
        for (Map.Entry<String, Replica> each : phones.entrySet()) {
            refused +=
                    count(each.getValue().database().query("SELECT count(*) FROM syncdb_rejected"));
            List<String> shown = rows(each.getValue().database().query(scenario.show()));
            if (!shown.equals(rows)) {
                throw new IllegalStateException(
                        each.getKey() + " shows " + shown + ", the server " + rows);
            }
        }
        long records = count(space().query("SELECT count(*) FROM syncdb_conflicts"));
        return new Outcome(arrival, rows, records, refused);
    }

    private Replica phone(String name) {
        Replica phone = phones.get(name);
        if (phone == null) {
            throw new IllegalArgumentException("no phone " + name);
        }
        return phone;
    }

    private Replica open() {
        Environment environment = new Environment(new FakeClock(time), random.split());
        return Replica.open(new ReplicaOptions(
                        new FakeDisk(),
                        environment,
                        Durability.FULL,
                        SPACE,
                        ReplicaOptions.PAGE_BYTES_MAX)
                .withLocal(LocalOptions.DEFAULT));
    }

    private void make(Scenario.Edit edit) {
        time.advanceTo(time.millis() + EDIT_MILLIS);
        if (edit.author().equals(Scenario.BACKEND)) {
            space().load(edit.script());
        } else {
            phone(edit.author()).database().load(edit.script());
        }
    }

    private void sync(Replica phone) {
        for (int i = 0; i < REQUESTS_MAX; i++) {
            byte[] request = RequestCodec.encode(phone.request());
            byte[] answer =
                    ResponseCodec.encode(server.sync(SPACE, SUBJECT, request).join());
            if (phone.receive(ResponseCodec.decode(answer)).next() == Next.CAUGHT_UP) {
                return;
            }
        }
        throw new IllegalStateException("no end after " + REQUESTS_MAX + " requests");
    }

    private Space space() {
        return server.space(SPACE);
    }

    private static List<String> rows(Rows rows) {
        List<String> texts = new ArrayList<>();
        try (rows) {
            rows.toList().forEach(row -> texts.add(row.toString()));
        }
        return texts;
    }

    private static long count(Rows rows) {
        try (rows) {
            rows.next();
            return rows.getLong(0);
        }
    }

    @Override
    public void close() {
        phones.values().forEach(Replica::close);
        server.close();
    }
}
