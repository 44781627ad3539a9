package dev.syncdb.server.log;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.LogOptions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/* First record of a snapshot: | next frame varint |; the others are the shard's.
 *
 * Of each journal only the snapshot is used. Its log numbers the snapshots: it gets an empty record
 * before each, so that each has a file name of its own.
 */
/** Keeps the snapshot of each shard in a journal of its own. */
public final class FileSnapshotStore implements SnapshotStore {
    /** The log of such a journal holds next to nothing. */
    private static final int SEGMENT_BYTES = LogOptions.SEGMENT_BYTES_MIN;

    private static final byte[] NUMBERING = new byte[0];

    private final Disk disk;
    private final Map<Integer, Journal> journals = new ConcurrentHashMap<>();

    public FileSnapshotStore(Disk disk) {
        this.disk = disk;
    }

    @Override
    public long read(int shard, Consumer<ByteSource> reader) {
        // Opening a journal makes one, and most shards have none.
        if (disk.list().stream().noneMatch(file -> file.startsWith(name(shard) + "-"))) {
            return 0;
        }
        Journal opened = journals.remove(shard);
        if (opened != null) {
            opened.close();
        }
        Records records = new Records(reader);
        journals.put(shard, open(shard, records));
        return records.nextFrame;
    }

    @Override
    public void write(int shard, long nextFrame, Consumer<Consumer<byte[]>> records) {
        Journal journal =
                journals.computeIfAbsent(shard, absent -> open(shard, new Records(none -> {})));
        journal.append(NUMBERING);
        journal.checkpoint(sink -> {
            sink.accept(new ByteSink().writeVarint(nextFrame).toArray());
            records.accept(sink);
        });
    }

    @Override
    public void close() {
        journals.values().forEach(Journal::close);
        journals.clear();
    }

    private Journal open(int shard, Journal.Recovery recovery) {
        return Journal.open(disk, name(shard), SEGMENT_BYTES, recovery);
    }

    private static String name(int shard) {
        return "shard-" + shard;
    }

    /** Takes the first record of a snapshot for itself and passes the others on. */
    private static final class Records implements Journal.Recovery {
        private final Consumer<ByteSource> reader;
        private boolean begun;
        private long nextFrame;

        Records(Consumer<ByteSource> reader) {
            this.reader = reader;
        }

        @Override
        public void snapshot(ByteSource record) {
            if (begun) {
                reader.accept(record);
            } else {
                begun = true;
                nextFrame = record.readVarint();
                record.requireEnd();
            }
        }

        @Override
        public void record(long number, ByteSource body) {}
    }
}
