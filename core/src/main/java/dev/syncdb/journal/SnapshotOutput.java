package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;

/** Writes the records of one snapshot, through a buffer. Lives as long as the writing. */
final class SnapshotOutput {
    /** Number of the record that ends a snapshot. */
    static final int FOOTER = 0;

    private static final int BUFFER_BYTES = 1 << 16;

    private final DiskFile file;
    private final BodyCipher bodies;
    private final ByteSink buffer = new ByteSink(BUFFER_BYTES);
    private long written;
    private long count;

    SnapshotOutput(DiskFile file, BodyCipher bodies) {
        this.file = file;
        this.bodies = bodies;
    }

    void write(byte[] bytes) {
        buffer.write(bytes);
        if (buffer.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    void record(byte[] body) {
        count++;
        write(count, body);
    }

    /** Writes the footer, which says that nothing is missing. */
    void finish() {
        byte[] body = new ByteSink().writeLong(count).toArray();
        write(FOOTER, body);
        flush();
    }

    private void write(long number, byte[] body) {
        write(RecordFormat.encode(number, 0, bodies.seal(number, 0, body), position()));
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
