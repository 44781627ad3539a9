package dev.syncdb.server.log;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.journal.RecordLog;
import dev.syncdb.server.log.TrimMarks.Mark;
import dev.syncdb.server.run.SerialExecutor;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One log file for all shards, so that one force makes the frames of all of them durable that came
 * while the one before it was under way. One server has it open at a time.
 */
public final class FileCommitLog implements CommitLog {
    private static final String LOG = "wal";
    private static final String MARKS = "wal-marks";

    /** A frame that waits for its turn. */
    private record Waiting(
            int shard, Bytes frame, int chain, long number, CompletableFuture<Long> written) {}

    /** A place in the log: a record, and how many bytes of frames came before it since opening. */
    private record Place(long record, long offset) {}

    private final SerialExecutor writer;
    private final TrimMarks marks;
    private final RecordLog log;

    // Everything below is guarded by this.
    private final Map<Integer, ShardTail> tails = new TreeMap<>();

    /** For each shard with frames that are needed: where the first of them begins. */
    private final Map<Integer, Place> needed = new TreeMap<>();

    private List<Waiting> waiting = new ArrayList<>();
    private long offset;
    private @Nullable RuntimeException failure;

    private FileCommitLog(Disk disk, int segmentBytes, SerialExecutor writer) {
        this.writer = writer;
        this.marks = new TrimMarks(disk, MARKS);
        try {
            LogOptions options = new LogOptions(segmentBytes, marks.start());
            this.log = RecordLog.open(disk, LOG, options, this::recover);
        } catch (RuntimeException refused) {
            marks.close();
            throw refused;
        }
    }

    /**
     * Opens the log of a folder, or makes it.
     *
     * @param writer on which frames are written and forced
     */
    public static FileCommitLog open(Disk disk, int segmentBytes, SerialExecutor writer) {
        return new FileCommitLog(disk, segmentBytes, writer);
    }

    @Override
    public synchronized long head(int shard) {
        return tail(shard).nextFrame();
    }

    @Override
    public CompletionStage<Long> append(int shard, long expectedFrame, Bytes frame) {
        CompletableFuture<Long> written = new CompletableFuture<>();
        synchronized (this) {
            requireUsable();
            ShardTail tail = tail(shard);
            if (expectedFrame != tail.nextFrame()) {
                throw new Fault(
                        ErrorCode.INTERNAL,
                        "shard " + shard + " wants to write frame " + expectedFrame
                                + " but its head is " + tail.nextFrame());
            }
            waiting.add(new Waiting(shard, frame, tail.chain(), expectedFrame, written));
            tail.append(frame);
        }
        writer.execute(this::writeGroup);
        return written;
    }

    @Override
    public synchronized void read(int shard, long fromFrame, FrameReader reader) {
        requireUsable();
        Mark first = markOf(shard);
        if (fromFrame < first.frame()) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "shard " + shard + " needs frame " + fromFrame + " but the log begins at "
                            + first.frame());
        }
        Place place = needed.get(shard);
        if (place == null) {
            return;
        }
        ShardTail walk = new ShardTail(first.frame(), first.chain());
        log.read(place.record(), (number, body) -> {
            FramePart part = FramePart.decode(body);
            Bytes frame = part.shard() == shard ? walk.take(part, body) : null;
            if (frame != null && part.frame() >= fromFrame) {
                reader.frame(part.frame(), frame);
            }
        });
    }

    /** Lets go of a shard's frames only all at once: when {@code belowFrame} is its head. */
    @Override
    public synchronized void trim(int shard, long belowFrame) {
        requireUsable();
        ShardTail tail = tail(shard);
        if (belowFrame != tail.nextFrame() || needed.remove(shard) == null) {
            return;
        }
        long start = oldest().record();
        Map<Integer, Mark> newMarks = new TreeMap<>(marks.marks());
        newMarks.put(shard, new Mark(tail.nextFrame(), tail.chain()));
        marks.write(start, newMarks);
        log.trim(start);
    }

    @Override
    public synchronized long bytes() {
        return offset - oldest().offset();
    }

    @Override
    public synchronized void close() {
        if (failure == null) {
            failure = new Incorrect(ErrorCode.CLOSED, "the commit log is closed");
        }
        try {
            log.close();
        } finally {
            marks.close();
        }
    }

    private void recover(long number, ByteSource body) {
        FramePart part = FramePart.decode(body);
        long before = tail(part.shard()).nextFrame();
        tail(part.shard()).take(part, body);
        if (part.frame() >= before) {
            needed.putIfAbsent(part.shard(), new Place(number, offset));
            offset += part.bytes().size();
        }
    }

    /** Writes all frames that wait, with one force for all of them. */
    private void writeGroup() {
        List<Waiting> group;
        RuntimeException refused;
        synchronized (this) {
            group = waiting;
            waiting = new ArrayList<>();
            refused = write(group);
        }
        for (Waiting each : group) {
            if (refused == null) {
                each.written().complete(each.number() + 1);
            } else {
                each.written().completeExceptionally(refused);
            }
        }
    }

    private @Nullable RuntimeException write(List<Waiting> group) {
        if (failure != null || group.isEmpty()) {
            return failure;
        }
        try {
            for (Waiting each : group) {
                needed.putIfAbsent(each.shard(), end());
                writeParts(each);
                offset += each.frame().size();
            }
            log.force();
        } catch (RuntimeException refused) {
            failure = refused;
        }
        return failure;
    }

    private void writeParts(Waiting waiting) {
        byte[] frame = waiting.frame().toArray();
        int part = 0;
        int from = 0;
        do {
            int to = Math.min(frame.length, from + FramePart.BYTES_MAX);
            Bytes bytes = Bytes.owned(Arrays.copyOfRange(frame, from, to));
            boolean more = to < frame.length;
            FramePart record = new FramePart(
                    waiting.shard(), waiting.number(), part, more, waiting.chain(), bytes);
            log.append(record.encode());
            part++;
            from = to;
        } while (from < frame.length);
    }

    private Place oldest() {
        Place oldest = end();
        for (Place place : needed.values()) {
            oldest = place.record() < oldest.record() ? place : oldest;
        }
        return oldest;
    }

    private Place end() {
        return new Place(log.last() + 1, offset);
    }

    private ShardTail tail(int shard) {
        return tails.computeIfAbsent(shard, absent -> {
            Mark first = markOf(shard);
            return new ShardTail(first.frame(), first.chain());
        });
    }

    private Mark markOf(int shard) {
        return marks.marks().getOrDefault(shard, new Mark(0, FramePart.CHAIN_START));
    }

    private void requireUsable() {
        if (failure instanceof Incorrect) {
            throw failure;
        }
        if (failure != null) {
            throw new Retryable(
                    ErrorCode.IO, "the commit log failed and must be opened anew", failure);
        }
    }
}
