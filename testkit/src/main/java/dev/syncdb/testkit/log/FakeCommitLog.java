package dev.syncdb.testkit.log;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FrameReader;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log in memory, whose frames are durable at once or, after {@link #hold}, when the test says so.
 * Strict: it trims all that it may, so that whoever still needs a frame is noticed. Confined to one
 * thread.
 */
public final class FakeCommitLog implements CommitLog {
    /** The frames of one shard that are kept, and the number of the first. */
    private static final class Shard {
        final List<Bytes> frames = new ArrayList<>();
        long first;

        long head() {
            return first + frames.size();
        }
    }

    private record Held(int shard, Bytes frame, CompletableFuture<Long> written) {}

    private final Map<Integer, Shard> shards = new TreeMap<>();
    private final List<Held> held = new ArrayList<>();
    private boolean holds;
    private boolean refuses;
    private boolean closed;

    /** From now on frames wait for {@link #release}. */
    public FakeCommitLog hold() {
        holds = true;
        return this;
    }

    /** Makes the frames that wait durable, in order; from now on frames do not wait. */
    public void release() {
        holds = false;
        List<Held> released = new ArrayList<>(held);
        held.clear();
        for (Held each : released) {
            each.written().complete(write(each.shard(), each.frame()));
        }
    }

    /** Loses the frames that wait, and takes none until the log is opened anew. */
    public void fail() {
        refuses = true;
        List<Held> lost = new ArrayList<>(held);
        held.clear();
        for (Held each : lost) {
            each.written().completeExceptionally(refusal());
        }
    }

    /** The log as it is when it is opened anew: what was durable, and no fault. Closes this one. */
    public FakeCommitLog reopened() {
        close();
        FakeCommitLog next = new FakeCommitLog();
        next.shards.putAll(shards);
        return next;
    }

    @Override
    public long head(int shard) {
        long waiting = held.stream().filter(each -> each.shard() == shard).count();
        return shard(shard).head() + waiting;
    }

    @Override
    public CompletionStage<Long> append(int shard, long expectedFrame, Bytes frame) {
        requireUsable();
        if (expectedFrame != head(shard)) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "frame " + expectedFrame + " of shard " + shard + " at head " + head(shard));
        }
        CompletableFuture<Long> written = new CompletableFuture<>();
        if (holds) {
            held.add(new Held(shard, frame, written));
        } else {
            written.complete(write(shard, frame));
        }
        return written;
    }

    @Override
    public void read(int shard, long fromFrame, FrameReader reader) {
        requireUsable();
        Shard kept = shard(shard);
        if (fromFrame < kept.first) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "frame " + fromFrame + " of shard " + shard + " was trimmed, the first is "
                            + kept.first);
        }
        for (long number = fromFrame; number < kept.head(); number++) {
            reader.frame(number, kept.frames.get((int) (number - kept.first)));
        }
    }

    @Override
    public void trim(int shard, long belowFrame) {
        requireUsable();
        Shard kept = shard(shard);
        if (belowFrame > kept.head()) {
            throw new IllegalArgumentException("shard " + shard + " has " + kept.head()
                    + " durable frames, and is to lose those below " + belowFrame);
        }
        while (kept.first < belowFrame) {
            kept.frames.remove(0);
            kept.first++;
        }
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Shard shard : shards.values()) {
            for (Bytes frame : shard.frames) {
                bytes += frame.size();
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
    }

    private long write(int shard, Bytes frame) {
        Shard kept = shard(shard);
        kept.frames.add(frame);
        return kept.head();
    }

    private Shard shard(int shard) {
        return shards.computeIfAbsent(shard, absent -> new Shard());
    }

    private void requireUsable() {
        if (closed) {
            throw new Incorrect(ErrorCode.CLOSED, "the commit log is closed");
        }
        if (refuses) {
            throw refusal();
        }
    }

    private static Retryable refusal() {
        return new Retryable(ErrorCode.IO, "the commit log fails as it was told", 0);
    }
}
