package dev.syncdb.server.space;

import dev.syncdb.Database;
import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** All spaces of a server and the loops that own them. May be called from any thread. */
public final class Spaces implements AutoCloseable {
    /**
     * How many shards there are. More than the cores of the machines that one server runs on, so
     * that they are all busy; few enough that an idle one costs nothing. It is part of the data
     * folder's format.
     */
    static final int SHARDS = 16;

    /** A sync takes milliseconds; a client that asks twice at once will find the first one done. */
    private static final long BUSY_RETRY_MILLIS = 1_000;

    /** Whoever has not registered is known by the secret; nobody else can block a client. */
    private record Syncing(String space, String subject, long client, Bytes secret) {}

    private final Ports ports;
    private final Rules rules;
    private final List<ShardLoop> loops = new ArrayList<>();
    private final Set<Syncing> syncing = ConcurrentHashMap.newKeySet();
    private final AtomicLong snapshotAtBytes;

    /** Loads all spaces. */
    public Spaces(Ports ports, Rules rules) {
        this.ports = ports;
        this.rules = rules;
        this.snapshotAtBytes = new AtomicLong(rules.limits().logBytesMax());
        for (int shard = 0; shard < SHARDS; shard++) {
            loops.add(new ShardLoop(shard, ports, rules, this::appended));
        }
    }

    /**
     * Judges and answers one request. Completes with a Refusal where the client did something wrong
     * or is to wait, and exceptionally where the server failed.
     *
     * @param subject whom the client's token names; it may use the space
     */
    public CompletableFuture<SyncResponse> sync(String space, String subject, SyncRequest request) {
        boolean registered = request.client() != SyncRequest.UNREGISTERED;
        Bytes secret = registered ? Bytes.EMPTY : request.secret();
        Syncing key = new Syncing(space, subject, request.client(), secret);
        return alone(key, caller -> new Exchange(space, caller, request, rules));
    }

    /** Judges and answers one brief request, see {@link #sync(String, String, SyncRequest)}. */
    public CompletableFuture<SyncResponse> sync(
            String space, String subject, SyncRequest.Brief request) {
        Syncing key = new Syncing(space, subject, request.client(), Bytes.EMPTY);
        return alone(key, caller -> new BriefExchange(space, caller, request, rules));
    }

    /** Runs an exchange, unless another one of that client is in progress. */
    private CompletableFuture<SyncResponse> alone(
            Syncing key, Function<Caller, Work<SyncResponse>> exchange) {
        if (!syncing.add(key)) {
            return CompletableFuture.completedFuture(new Refusal(
                    ErrorCode.BUSY, "a sync of this client is in progress", 0, BUSY_RETRY_MILLIS));
        }
        long nowMillis = ports.environment().clock().wallMillis();
        try {
            return loopOf(key.space())
                    .submit(exchange.apply(new Caller(key.subject(), nowMillis)))
                    .whenComplete((response, failure) -> syncing.remove(key));
        } catch (RuntimeException refused) {
            syncing.remove(key);
            throw refused;
        }
    }

    /**
     * Runs work of the server's own code in the owner loop, where the space takes its writes;
     * completes when what it wrote is durable and visible.
     */
    public <T> CompletableFuture<T> write(String space, Function<Database, T> work) {
        return loopOf(space).submit(new SpaceWork<>(space, work));
    }

    /** Lets a space call a merge function again that is off there. */
    public CompletableFuture<String> enableRule(String space, String name) {
        return loopOf(space).submit(new RuleEnabling(space, name));
    }

    /** Looks for everything that is wrong in a space; its shard waits meanwhile. */
    public CompletableFuture<List<Inconsistency>> check(String space) {
        return loopOf(space).submit(new SpaceCheck(space));
    }

    /** Forgets a user in a space; completes with the number of devices when that is durable. */
    public CompletableFuture<Long> erase(String space, String subject) {
        return loopOf(space).submit(new Erasure(space, subject));
    }

    /**
     * The records of conflicts of a space that are on disk, in order of id, as rows of
     * {@code syncdb_conflicts}: those with the smallest ids behind {@code after}.
     */
    public CompletableFuture<List<Row>> spilled(String space, long after, int max) {
        return loopOf(space).submit(new SpilledPage(space, after, max));
    }

    /** Brings such a record back into the table; completes with false if it is not on disk. */
    public CompletableFuture<Boolean> recall(String space, long id) {
        return loopOf(space).submit(new Recall(space, id));
    }

    /** The space in SQL, for reading; null if it has never been written. */
    public @Nullable Database find(String space) {
        SpaceState found = loopOf(space).find(space);
        return found == null ? null : found.database();
    }

    /** Where the space stands: what everybody who reads it now sees. */
    public Cursor cursor(String space) {
        SpaceState found = loopOf(space).find(space);
        if (found == null) {
            return Cursor.START;
        }
        try (Snapshot snapshot = found.store().snapshot()) {
            return new Cursor(Lines.current(snapshot), snapshot.version());
        }
    }

    /** The spaces that were written, in order of their ids. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        loops.forEach(loop -> ids.addAll(loop.ids()));
        ids.sort(null);
        return ids;
    }

    /**
     * Fails with TRANSACTION if the calling thread is an owner loop, which must not wait for
     * another one or itself.
     */
    public void requireOutside(String operation) {
        for (ShardLoop loop : loops) {
            if (loop.isInside()) {
                throw new Incorrect(
                        ErrorCode.TRANSACTION,
                        operation
                                + " would wait for ever inside a write or an observer of a space");
            }
        }
    }

    /** Ends all loops once what they are writing is written. */
    @Override
    public void close() {
        requireOutside("closing the server");
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        loops.forEach(loop -> closing.add(loop.close()));
        closing.forEach(CompletableFuture::join);
    }

    private ShardLoop loopOf(String space) {
        return loops.get(Math.floorMod(space.hashCode(), SHARDS));
    }

    /**
     * Lets all shards write snapshots when the log has grown enough since they last did, or last
     * tried to.
     */
    private void appended() {
        long bytes = ports.log().bytes();
        long due = snapshotAtBytes.get();
        long next = bytes + rules.limits().logBytesMax();
        boolean isDue = bytes >= due;
        if ((isDue || next < due) && snapshotAtBytes.compareAndSet(due, next) && isDue) {
            loops.forEach(ShardLoop::requestSnapshot);
        }
    }
}
