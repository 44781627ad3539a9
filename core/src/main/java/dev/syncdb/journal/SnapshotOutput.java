package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;

/** Writes the records of one snapshot, through a buffer. Lives as long as the writing. */
final class SnapshotOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DiskFile file;
    private final ByteSink buffer = new ByteSink(BUFFER_BYTES);
    private long written;
    private long count;

    SnapshotOutput(DiskFile file) {
        this.file = file;
    }

    void write(byte[] bytes) {
        buffer.write(bytes);
        if (buffer.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    void record(byte[] body) {
        count++;
        write(RecordFormat.encode(count, 0, body, position()));
    }

    /** Writes the footer, which says that nothing is missing. */
    void finish() {
        byte[] body = new ByteSink().writeLong(count).toArray();
        write(RecordFormat.encode(0, 0, body, position()));
        flush();
    }

    private long position() {
        return written + buffer.size();
    }

    private void flush() {
        file.write(written, buffer.toArray(), 0, buffer.size());
        written = position();
        buffer.clear();
    }
}
