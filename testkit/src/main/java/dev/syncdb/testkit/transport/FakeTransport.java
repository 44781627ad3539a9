package dev.syncdb.testkit.transport;

import dev.syncdb.client.transport.Reply;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Retryable;
import dev.syncdb.value.Bytes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * A transport whose every exchange a test has planned. Strict: an exchange without a plan, inside
 * another one or after closing is refused, and closing with plans left over, too. Confined to one
 * thread.
 */
public final class FakeTransport implements Transport, AutoCloseable {
    /**
     * A request that arrived.
     *
     * @param token whom it came from
     * @param millisMax how long the exchange may take; no plan of a test takes any time
     */
    public record Request(Bytes body, String token, long millisMax) {}

    private final Deque<Function<Request, Bytes>> plans = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private boolean busy;
    private boolean closed;

    /** The next exchange that has no plan yet is answered so. */
    public FakeTransport answer(Function<Request, Bytes> answer) {
        plans.add(answer);
        return this;
    }

    /** The next exchange that has no plan yet arrives, and then fails so. */
    public FakeTransport fail(Retryable failure) {
        return answer(request -> {
            throw failure;
        });
    }

    /** The next exchange that has no plan yet is refused so. */
    public FakeTransport fail(Forbidden failure) {
        return answer(request -> {
            throw failure;
        });
    }

    /** All requests so far, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Reply exchange(byte[] body, String token, long millisMax) {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        if (busy) {
            throw new IllegalStateException("another exchange is in progress");
        }
        if (millisMax < 1) {
            throw new IllegalStateException("an exchange of at most " + millisMax + " ms");
        }
        Request request = new Request(Bytes.copyOf(body), token, millisMax);
        requests.add(request);
        Function<Request, Bytes> plan = plans.poll();
        if (plan == null) {
            throw new IllegalStateException("exchange " + requests.size() + " was not planned");
        }
        busy = true;
        try {
            return Reply.of(plan.apply(request), body.length);
        } finally {
            busy = false;
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!plans.isEmpty()) {
            throw new IllegalStateException(plans.size() + " planned exchanges never came");
        }
    }
}
