package dev.syncdb.lab.fuzz;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.RowName;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.journal.Durability;
import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.sync.encoding.CursorCodec;
import dev.syncdb.sync.encoding.OutcomeCodec;
import dev.syncdb.sync.encoding.PageTokenCodec;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Inputs that make sense, for a fuzzer to begin at: what a phone and a server say to each other
 * while both write, and the parts of it. Always of the formats as they are now.
 */
final class Seeds {
    private static final int ROUNDS = 6;

    /** So small that pages, and tokens between them, come about. */
    private static final int PAGE_BYTES_MAX = 60;

    /** Of a file whose beginning is enough to know its words. */
    private static final int RECORD_BYTES_MAX = 200;

    private static final List<String> STATEMENTS = List.of(
            "SELECT a.x, count(*) n FROM a LEFT JOIN b ON a.id = b.a WHERE b.y IN (1, 'z', x'00')"
                    + " GROUP BY 1 HAVING n > 2 ORDER BY 2 DESC LIMIT 3 OFFSET ?1",
            "INSERT INTO t (a, b) VALUES (:a, -1.5e3), (NULL, 'it''s') ON CONFLICT (a) DO UPDATE"
                    + " SET b = excluded.b WHERE b <> 0 RETURNING *",
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE NOT NULL DEFAULT ('x'),"
                    + " c AS (a + 1) STORED, CHECK (a > 0), UNIQUE (a, b),"
                    + " FOREIGN KEY (a) REFERENCES u (a) ON DELETE SET NULL)",
            "UPDATE OR REPLACE t SET a = CASE WHEN b THEN c ELSE (SELECT max(d) FROM e) END",
            "EXPECT SELECT a, \"b\" FROM t AS x WHERE x.a = ?1 AND b IS NOT NULL",
            "DELETE FROM \"t\" WHERE a BETWEEN 1 AND 2 OR NOT b LIKE '%x_' ESCAPE '\\'");

    private static final List<String> SET_EDITS = List.of(
            "[[],[]]", "[[1,\"a\\\"\",null],[-2.5e+3,{\"k\":[true]}]]", "[ [ \"b\" ] , [ ] ]");

    private static final List<String> LIST_EDITS = List.of(
            "[0]",
            "[4106041607,[2,1],[[\"x\",[1]]],[0,2],[3,0,{\"id\":1}]]",
            "[ 7 , [ [ null ] ] ]");

    private static final List<String> MAP_EDITS =
            List.of("[[],[]]", "[[\"$.a.b\",{\"c\":1},\"$.\\\"d e\\\"\",[2]],[\"$.f\"]]");

    private static final List<TextEdit> TEXT_EDITS = List.of(
            new TextEdit(300, TextEdit.check("x"), TextDelta.NONE),
            new TextEdit(
                    40,
                    0,
                    TextDelta.of(List.of(
                            new TextDelta.Hunk(3, 0, "typed 😀"),
                            new TextDelta.Hunk(9, 5, ""),
                            new TextDelta.Hunk(4, 2, "ä")))));

    private final Map<FuzzTarget, List<byte[]>> seeds = new EnumMap<>(FuzzTarget.class);

    private Seeds() {
        for (FuzzTarget target : FuzzTarget.values()) {
            seeds.put(target, new ArrayList<>());
        }
        add(FuzzTarget.SQL, STATEMENTS);
        add(FuzzTarget.SET_EDIT, SET_EDITS);
        add(FuzzTarget.LIST_EDIT, LIST_EDITS);
        add(FuzzTarget.MAP_EDIT, MAP_EDITS);
        TEXT_EDITS.forEach(edit -> add(FuzzTarget.TEXT_EDIT, edit.toBytes().toArray()));
        add(FuzzTarget.HIDDEN, new byte[0]);
        converse();
    }

    /** What every build begins with. */
    static List<byte[]> of(FuzzTarget target) {
        return new Seeds().seeds.getOrDefault(target, List.of());
    }

    private void converse() {
        Environment environment =
                new Environment(new FakeClock(new VirtualTime()), new SeededRandom(1));
        SyncEndpoint server = FuzzedServer.started();
        FakeDisk disk = new FakeDisk();
        ReplicaOptions options =
                new ReplicaOptions(disk, environment, Durability.FULL, "fuzz", PAGE_BYTES_MAX);
        try (Replica replica = Replica.open(options)) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] request = RequestCodec.encode(replica.request());
                byte[] response = server.handle(new HttpRequest(
                                "POST", FuzzedServer.PATH, FuzzedServer.HEADERS, request))
                        .body();
                take(request, response);
                replica.receive(ResponseCodec.decode(response));
                if (replica.isComplete()) {
                    replica.database()
                            .execute("INSERT INTO tasks VALUES (?, 'new', NULL)", 10 + round);
                    replica.database().execute("UPDATE tasks SET points = points + 1");
                    replica.database().execute("DELETE FROM tasks WHERE id = ?", round);
                    replica.database().execute("EXPECT SELECT * FROM tasks");
                }
            }
        }
        for (String file : disk.list()) {
            byte[] bytes = disk.bytes(file);
            FuzzTarget target = file.startsWith("outbox")
                    ? FuzzTarget.OUTBOX_RECORD
                    : FuzzTarget.REPLICA_RECORD;
            add(
                    target,
                    bytes.length > RECORD_BYTES_MAX
                            ? Arrays.copyOf(bytes, RECORD_BYTES_MAX)
                            : bytes);
        }
    }

    private void take(byte[] request, byte[] response) {
        add(FuzzTarget.SERVER, FuzzTarget.unsealed(request));
        add(FuzzTarget.SEALED_RESPONSE, FuzzTarget.unsealed(response));
        if (RequestCodec.isBrief(request)) {
            add(FuzzTarget.SEALED_BRIEF, FuzzTarget.unsealed(request));
        } else {
            add(FuzzTarget.REQUEST, request);
            add(FuzzTarget.SEALED_REQUEST, FuzzTarget.unsealed(request));
            SyncRequest asked = RequestCodec.decode(request);
            asked.push().transactions().forEach(pushed -> changes(pushed.operations()));
        }
        SyncResponse answer = ResponseCodec.decode(response);
        if (answer instanceof News news) {
            changes(news.page().changes());
            news.outcomes()
                    .forEach(outcome ->
                            add(FuzzTarget.OUTCOME, sink -> OutcomeCodec.write(sink, outcome)));
        }
        if (answer instanceof Answer answered) {
            changes(answered.page().changes());
            add(FuzzTarget.CURSOR, sink -> CursorCodec.write(sink, answered.cursor()));
            add(
                    FuzzTarget.PAGE_TOKEN,
                    sink -> PageTokenCodec.write(sink, answered.page().next()));
            answered.outcomes()
                    .forEach(outcome ->
                            add(FuzzTarget.OUTCOME, sink -> OutcomeCodec.write(sink, outcome)));
        }
    }

    private void changes(List<Change> changes) {
        add(FuzzTarget.CHANGES, sink -> ChangeCodec.write(sink, new ChangeSet(1, changes)));
        for (Change change : changes) {
            if (change instanceof Change.Insert insert) {
                RowName name = insert.row();
                add(FuzzTarget.KEY, sink -> ValueCodec.writeKey(sink, name.key()));
                add(
                        FuzzTarget.ROW,
                        sink -> ValueCodec.writeRow(sink, insert.image().cells()));
            }
        }
    }

    private void add(FuzzTarget target, Consumer<ByteSink> writing) {
        ByteSink sink = new ByteSink();
        writing.accept(sink);
        add(target, sink.toArray());
    }

    private void add(FuzzTarget target, List<String> texts) {
        texts.forEach(text -> add(target, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void add(FuzzTarget target, byte[] input) {
        seeds.computeIfAbsent(target, any -> new ArrayList<>()).add(input);
    }
}
