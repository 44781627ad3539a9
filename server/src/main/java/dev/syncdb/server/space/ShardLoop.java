package dev.syncdb.server.space;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.run.SerialExecutor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The owner loop of one shard: takes what waits, judges it, makes all of it durable as one frame,
 * then publishes and answers. What comes while a frame is being written waits for the next turn,
 * and shares its frame. Work may be handed in from any thread; everything else happens in steps of
 * which one at a time runs.
 */
final class ShardLoop {
    private final int shard;
    private final Ports ports;
    private final Rules rules;
    private final Runnable appended;
    private final long line;
    private final SerialExecutor steps;
    private final Queue<Work<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Map<String, SpaceState> spaces = new ConcurrentHashMap<>();

    // Owned by the steps.
    private long nextFrame;
    private long snapshotFrame;
    private boolean writing;
    private boolean snapshotDue;
    private @Nullable CompletableFuture<Void> closing;

    /**
     * Loads the shard from its snapshot and its log.
     *
     * @param appended is told whenever a frame was written
     */
    ShardLoop(int shard, Ports ports, Rules rules, Runnable appended) {
        this.shard = shard;
        this.ports = ports;
        this.rules = rules;
        this.appended = appended;
        this.line = ports.environment().random().nextLong();
        this.steps = new SerialExecutor(ports.executor(), ports.alarm());
        recover();
    }

    /** Hands in work. */
    <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
        waiting.add(work);
        steps.execute(this::turn);
        return work.result();
    }

    /** The space of that id, or null if it has never been written. */
    @Nullable
    SpaceState find(String id) {
        SpaceState space = spaces.get(id);
        return space == null || space.store().head() == 0 ? null : space;
    }

    /** The spaces that were written. */
    List<String> ids() {
        List<String> ids = new ArrayList<>(spaces.keySet());
        ids.removeIf(id -> find(id) == null);
        return ids;
    }

    /** True if the calling thread is the loop. */
    boolean isInside() {
        return steps.isInside();
    }

    /** Writes a snapshot and lets go of the log, as soon as no frame is being written. */
    void requestSnapshot() {
        steps.execute(this::snapshot);
    }

    /** Takes no more work; completes when the last frame is written and what waits is refused. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        steps.execute(() -> {
            closing = done;
            turn();
        });
        return done;
    }

    private void recover() {
        CommitLog log = ports.log();
        snapshotFrame = ports.snapshots().read(shard, ShardImage.reader(this::space));
        if (snapshotFrame > log.head(shard)) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "the snapshot of shard " + shard + " reaches to frame " + snapshotFrame
                            + ", the log to " + log.head(shard));
        }
        log.read(
                shard,
                snapshotFrame,
                (number, frame) -> CommitFrame.read(
                        frame, (id, millis, changes) -> space(id).recover(millis, changes)));
        nextFrame = log.head(shard);
    }

    private SpaceState space(String id) {
        return spaces.computeIfAbsent(id, absent -> {
            SpaceFunctions functions = new SpaceFunctions(id, rules.merging(), ports.alarm());
            Limits limits = rules.limits();
            Spilling spilling = new Spilling(id, ports.conflicts(), limits, ports.alarm());
            Retention retention = new Retention(limits, spilling);
            return new SpaceState(id, ports.environment(), line, functions, retention);
        });
    }

    private void turn() {
        if (writing) {
            return;
        }
        if (closing != null) {
            refuseAll(new Incorrect(ErrorCode.CLOSED, "the server is closed"));
            spaces.values().forEach(space -> space.spilling().close());
            closing.complete(null);
            return;
        }
        Turn turn = new Turn(rules);
        while (!turn.isFull()) {
            Work<?> work = waiting.poll();
            if (work == null) {
                break;
            }
            turn.judge(work, space(work.space()));
        }
        if (turn.writesNothing()) {
            turn.publish();
            if (turn.isFull()) {
                steps.execute(this::turn);
            }
        } else {
            write(turn);
        }
    }

    private void write(Turn turn) {
        writing = true;
        try {
            ports.log()
                    .append(shard, nextFrame, turn.frame())
                    .whenComplete(
                            (head, failure) -> steps.execute(() -> written(turn, head, failure)));
        } catch (RuntimeException refused) {
            written(turn, null, refused);
        }
    }

    private void written(Turn turn, @Nullable Long head, @Nullable Throwable failure) {
        writing = false;
        if (head == null) {
            turn.abandon(reason(failure));
        } else {
            nextFrame = head;
            turn.publish();
            appended.run();
        }
        if (snapshotDue) {
            snapshot();
        }
        steps.execute(this::turn);
    }

    private void snapshot() {
        snapshotDue = writing;
        if (writing || nextFrame == snapshotFrame) {
            return;
        }
        try {
            ports.snapshots().write(shard, nextFrame, records -> {
                for (String id : ids()) {
                    ShardImage.write(space(id), records);
                }
            });
            snapshotFrame = nextFrame;
            ports.log().trim(shard, nextFrame);
        } catch (RuntimeException failure) {
            ports.alarm().raise("writing the snapshot of shard " + shard, failure);
        }
    }

    private void refuseAll(RuntimeException reason) {
        for (Work<?> work = waiting.poll(); work != null; work = waiting.poll()) {
            work.refuse(reason);
        }
    }

    private static RuntimeException reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RuntimeException known
                ? known
                : new IllegalStateException("the log failed without a reason", cause);
    }
}
