package dev.syncdb.server.log;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.LogOptions;

import java.util.Map;
import java.util.TreeMap;

/* Record: | start varint | count varint | (shard varint, frame varint, chain u32) … |
 *         start is the first record of the log that is needed; the newest mark counts
 */
/**
 * How far the shared log was trimmed: its first record that is needed, and for each shard the first
 * frame that is. Lives as long as the log, and holds the lock of both; confined to its owner.
 */
final class TrimMarks implements AutoCloseable {
    /** Only the newest record counts, so the file need not hold many. */
    private static final int SEGMENT_BYTES = LogOptions.SEGMENT_BYTES_MIN;

    private static final int MARK_BYTES_MIN = 6;

    /** Where the frames of a shard begin. */
    record Mark(long frame, int chain) {}

    private final Journal journal;
    private final Map<Integer, Mark> marks = new TreeMap<>();
    private long start = 1;

    TrimMarks(Disk disk, String name) {
        journal = Journal.open(disk, name, SEGMENT_BYTES, new Journal.Recovery() {
            @Override
            public void snapshot(ByteSource record) {
                read(record);
            }

            @Override
            public void record(long number, ByteSource body) {
                read(body);
            }
        });
    }

    long start() {
        return start;
    }

    Map<Integer, Mark> marks() {
        return marks;
    }

    /**
     * Notes, durably, that records below {@code start} are not needed and where each shard begins.
     */
    void write(long newStart, Map<Integer, Mark> newMarks) {
        ByteSink sink = new ByteSink();
        sink.writeVarint(newStart).writeVarint(newMarks.size());
        newMarks.forEach((shard, mark) ->
                sink.writeVarint(shard).writeVarint(mark.frame()).writeInt(mark.chain()));
        byte[] record = sink.toArray();
        if (journal.bytesSinceCheckpoint() + record.length > SEGMENT_BYTES) {
            journal.checkpoint(records -> records.accept(record));
        } else {
            journal.append(record);
            journal.force();
        }
        start = newStart;
        marks.putAll(newMarks);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void read(ByteSource record) {
        start = record.readVarint();
        int count = record.readCount(MARK_BYTES_MIN);
        for (int i = 0; i < count; i++) {
            int shard = record.readBelow(Integer.MAX_VALUE, "shard");
            marks.put(shard, new Mark(record.readVarint(), record.readInt()));
        }
        record.requireEnd();
    }
}
