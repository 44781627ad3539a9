package dev.syncdb.client;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.client.transport.Reply;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Judges everything that is pushed, and has some pages of one row each; or does as it is told. */
final class FakeServer implements Transport {
    static final List<String> SCHEMA = List.of("CREATE TABLE t (id TEXT PRIMARY KEY, x)");

    final Deque<Function<SyncRequest, SyncResponse>> next = new ArrayDeque<>();
    final Queue<SyncRequest> requests = new ConcurrentLinkedQueue<>();
    final List<String> tokens = new ArrayList<>();
    final List<Long> limits = new ArrayList<>();
    final Map<Long, Long> lineEnds = new HashMap<>();
    Function<SyncRequest, SyncResponse> always = this::answer;
    UnaryOperator<byte[]> damage = UnaryOperator.identity();
    Cursor head = new Cursor(5, 9);
    int pages = 1;
    private final Map<Long, Outcome> judged = new TreeMap<>();
    private Bytes secret = Bytes.EMPTY;
    private long lastTx;
    boolean judges = true;

    @Nullable
    Postponement postponed;

    boolean rejects;

    /** What the next exchange comes to. */
    void next(Function<SyncRequest, SyncResponse> response) {
        next.add(response);
    }

    /** The next exchange fails so. */
    void fail(RuntimeException failure) {
        next(request -> {
            throw failure;
        });
    }

    static Retryable offline() {
        return new Retryable(ErrorCode.UNREACHABLE, "no network", 0);
    }

    @Override
    public Reply exchange(byte[] body, String token, long millisMax) {
        tokens.add(token);
        limits.add(millisMax);
        SyncRequest request = RequestCodec.decode(body);
        requests.add(request);
        Function<SyncRequest, SyncResponse> respond = next.isEmpty() ? always : next.remove();
        byte[] response = damage.apply(ResponseCodec.encode(respond.apply(request)));
        return Reply.of(Bytes.owned(response), body.length);
    }

    Answer answer(SyncRequest request) {
        if (!request.secret().equals(secret)) {
            secret = request.secret();
            judged.clear();
            lastTx = 0;
        }
        judged.keySet().removeIf(number -> number <= request.ackTx());
        for (PushedTransaction each : request.push().transactions()) {
            if (judges && each.number() > lastTx) {
                judged.put(each.number(), outcome(each));
                lastTx = each.number();
            }
        }
        PageToken after = request.pull().after();
        long page = after == null ? 1 : after.last().version() + 1;
        boolean first = request.pull().cursor().cursor().version() == 0;
        PageToken token = first && page < pages ? token(page) : null;
        Long line = request.askedLine();
        return new Answer(
                1,
                new Receipt(lastTx, List.copyOf(judged.values()), postponed),
                new SignedCursor(head, 90, Bytes.EMPTY),
                new Page(first ? List.of(row("r" + page, page)) : List.of(), token),
                request.schema().hash() == 0 ? SCHEMA : List.of(),
                line == null ? null : new Cursor(line, lineEnds.getOrDefault(line, 0L)));
    }

    private static PageToken token(long page) {
        Position last = new Position(page, "t", Key.of("r"));
        return new PageToken(new Cursor(5, 9), last, 1, Named.NONE, PriorityClasses.NONE);
    }

    private Outcome outcome(PushedTransaction each) {
        Rejection no = new Rejection(ErrorCode.CHECK, "no", "t", "");
        List<Long> handles = new ArrayList<>();
        for (Change operation : each.operations()) {
            if (operation instanceof Change.Insert) {
                handles.add(50L + each.number());
            }
        }
        return new Outcome(
                each.number(), rejects ? no : null, rejects ? List.of() : handles, List.of());
    }

    static Change row(String id, long handle) {
        Row cells = Row.of(Value.of(id), Value.NULL);
        return new Change.Insert(new RowName("t", Key.of(id), handle), Image.of(cells));
    }
}
