package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The simplest phone that keeps to the protocol: what the server says replaces what it has, and its
 * own accepted writes are applied when it hears that they were.
 */
final class TestClient {
    final TestServer world;
    final String space;
    String subject;
    Bytes secret;
    long number;
    long schemaHash;
    int schemaVersion = SchemaTag.UNDECLARED;
    int upgradedFrom = Pull.WHOLE;
    int pushVersion = Push.PRESENT;
    int pageBytesMax = 1 << 16;
    int pageRowsMax = Pull.ROWS_UNLIMITED;
    SignedCursor cursor = SignedCursor.START;

    @Nullable
    PageToken after;

    long ackTx;
    int ackChain = Chain.START;
    List<PushedTransaction> pending = new ArrayList<>();

    /** What the server has asked for. */
    List<Bases> bases = List.of();

    /** Rows by table and key, with their handles: the state at the cursor. */
    final TreeMap<String, Held> rows = new TreeMap<>();

    private final List<Change> staged = new ArrayList<>();

    record Held(RowName name, Row cells) {}

    TestClient(TestServer world, String space, String subject, int secret) {
        this.world = world;
        this.space = space;
        this.subject = subject;
        byte[] bytes = new byte[SyncRequest.SECRET_BYTES];
        Arrays.fill(bytes, (byte) secret);
        this.secret = Bytes.owned(bytes);
    }

    /** Another device that begins as an exact copy of this one. */
    TestClient copy() {
        return copy(world);
    }

    TestClient copy(TestServer otherWorld) {
        TestClient copy = new TestClient(otherWorld, space, subject, 0);
        copy.secret = secret;
        copy.number = number;
        copy.schemaHash = schemaHash;
        copy.cursor = cursor;
        copy.ackTx = ackTx;
        copy.ackChain = ackChain;
        copy.pending = new ArrayList<>(pending);
        copy.rows.putAll(rows);
        return copy;
    }

    TestClient commit(Change... operations) {
        return commitAged(0, operations);
    }

    TestClient commitAged(long ageMillis, Change... operations) {
        long next = ackTx + pending.size() + 1;
        int nonce = (int) (next * 31 + System.identityHashCode(this));
        pending.add(new PushedTransaction(
                next,
                cursor.cursor().version(),
                cursor.commitMillis(),
                ageMillis,
                nonce,
                false,
                List.of(operations)));
        return this;
    }

    SyncRequest request() {
        return new SyncRequest(
                new Sender(number, secret),
                new SchemaTag(schemaVersion, schemaHash),
                ackTx,
                new Push(ackTx + 1, ackChain, pending).saying(bases).saidIn(pushVersion),
                new Pull(cursor, after, pageBytesMax, pageRowsMax).upgradedFrom(upgradedFrom));
    }

    SyncResponse send(SyncRequest request) {
        return world.server.sync(space, subject, request).join();
    }

    Refusal refused() {
        return assertInstanceOf(Refusal.class, send(request()));
    }

    Rewound rewound() {
        return assertInstanceOf(Rewound.class, send(request()));
    }

    Answer ask() {
        return answer(request());
    }

    /** The answer to a request, in full however it is said. */
    Answer answer(SyncRequest request) {
        SyncResponse response = send(request);
        return response instanceof News news
                ? news.to(request)
                : assertInstanceOf(Answer.class, response);
    }

    /** This request with another push. */
    SyncRequest pushing(long acknowledged, Push push) {
        Pull pull = new Pull(cursor, after, pageBytesMax, pageRowsMax);
        return new SyncRequest(
                new Sender(number, secret), SchemaTag.NONE, acknowledged, push, pull);
    }

    /** Syncs until nothing is left to fetch; returns the last answer. */
    Answer sync() {
        Answer answer = ask();
        number = answer.client();
        while (answer.page().next() != null || !answer.wanted().isEmpty()) {
            receive(answer);
            answer = ask();
        }
        receive(answer);
        return answer;
    }

    void receive(Answer answer) {
        number = answer.client();
        staged.addAll(answer.page().changes());
        after = answer.page().next();
        if (after != null) {
            return;
        }
        for (Outcome outcome : answer.outcomes()) {
            PushedTransaction transaction = pending.remove(0);
            ackChain = Chain.next(ackChain, transaction.nonce());
            ackTx++;
            // Who begins at the start is told everything, and takes nothing of its own.
            if (outcome.rejection() == null && cursor.cursor().version() > 0) {
                apply(transaction.operations(), outcome.handles());
            }
        }
        apply(staged, List.of());
        staged.clear();
        cursor = answer.cursor();
        bases = answer.wanted().stream().map(this::basesOf).toList();
    }

    private Bases basesOf(Wanted wanted) {
        int place = (int) (wanted.number() - ackTx - 1);
        List<Change> operations = pending.get(place).operations();
        List<BaseValue> values = new ArrayList<>();
        for (CellPlace cell : wanted.cells()) {
            values.add(new BaseValue(cell, before(operations.get(cell.operation()), cell)));
        }
        return new Bases(wanted.number(), values);
    }

    private static @Nullable Value before(Change operation, CellPlace cell) {
        if (operation instanceof Change.Delete delete) {
            return delete.before() == null ? null : Value.of(delete.before().toString());
        }
        for (Cell written : ((Change.Update) operation).cells()) {
            if (written.column() == cell.column()) {
                return written.before();
            }
        }
        return null;
    }

    /** The rows of users' tables. */
    String show() {
        return show(false);
    }

    /** The records of conflicts that it was told of. */
    String ledger() {
        return show(true);
    }

    private String show(boolean ledger) {
        StringBuilder text = new StringBuilder();
        rows.forEach((place, held) -> {
            if (Schema.isLedger(held.name().table()) == ledger) {
                text.append(place).append('#').append(held.name().handle());
                text.append('=').append(held.cells()).append('\n');
            }
        });
        return text.toString();
    }

    Change insert(String table, Object... cells) {
        Row row = row(cells);
        Key key = new Key(Row.of(row.at(0)));
        return new Change.Insert(RowName.of(table, key), Image.of(row));
    }

    Change update(String table, String key, int column, Object value) {
        Row before = before(table, key);
        Value old = before == null ? null : before.at(column);
        return new Change.Update(
                name(table, key), List.of(new Cell(column, old, value(value))), Bytes.EMPTY);
    }

    Change delete(String table, String key) {
        return new Change.Delete(name(table, key), before(table, key), Bytes.EMPTY);
    }

    private @Nullable Row before(String table, String key) {
        Held held = rows.get(table + " " + Key.of(key));
        return held == null ? null : held.cells();
    }

    private RowName name(String table, String key) {
        Held held = rows.get(table + " " + Key.of(key));
        return held == null ? RowName.of(table, Key.of(key)) : held.name();
    }

    private void apply(List<Change> changes, List<Long> handles) {
        int inserts = 0;
        for (Change change : changes) {
            if (change instanceof Change.Insert insert) {
                RowName name = insert.row();
                if (!handles.isEmpty()) {
                    name = new RowName(name.table(), name.key(), handles.get(inserts++));
                }
                rows.put(place(name), new Held(name, insert.image().cells()));
            } else if (change instanceof Change.Update update) {
                rows.computeIfPresent(place(update.row()), (place, held) -> {
                    Row cells = held.cells();
                    for (Cell cell : update.cells()) {
                        cells = cells.with(cell.column(), cell.after());
                    }
                    return new Held(held.name(), cells);
                });
            } else if (change instanceof Change.Delete delete) {
                rows.remove(place(delete.row()));
            }
        }
    }

    private static String place(RowName name) {
        return name.table() + " " + name.key();
    }

    static Row row(Object... cells) {
        return Row.of(Arrays.stream(cells).map(TestClient::value).toList());
    }

    static Value value(@Nullable Object value) {
        if (value == null) {
            return Value.NULL;
        }
        if (value instanceof Double real) {
            return Value.of(real);
        }
        return value instanceof Number number
                ? Value.of(number.longValue())
                : Value.of((String) value);
    }
}
