package dev.syncdb.journal;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

/** Reads a file from front to back through a buffer. Confined to its owner, who closes the file. */
final class FileInput {
    private static final int BUFFER_BYTES_MIN = 1 << 16;

    /** What records of a usual size fit into several times, so that little is moved. */
    private static final int BUFFER_BYTES_USUAL = 1 << 20;

    private final DiskFile file;
    private final String name;
    private final long size;
    private byte[] buffer = new byte[BUFFER_BYTES_MIN];
    private int next;
    private int filled;
    private long filledTo;

    /** @param position of the first byte that will be read */
    FileInput(DiskFile file, String name, long position) {
        this.file = file;
        this.name = name;
        this.size = file.size();
        this.filledTo = position;
    }

    /** Address of the next byte. */
    long position() {
        return filledTo - (filled - next);
    }

    /** Bytes left. */
    long remaining() {
        return size - position();
    }

    /** Makes sure that the next {@code count} bytes are in {@link #buffer()}, in one piece. */
    void require(int count) {
        if (count > remaining()) {
            throw damaged("ends before its footer");
        }
        if (count > filled - next) {
            makeRoom(count);
            while (filled < count) {
                fill();
            }
        }
    }

    /** Where the bytes are that were required, from {@link #next()} on; until more are required. */
    byte[] buffer() {
        return buffer;
    }

    /** Index of the next byte in the buffer. */
    int next() {
        return next;
    }

    /** Passes over bytes that were required. */
    void skip(int count) {
        next += count;
    }

    /** The failure to throw for something wrong at the present position. */
    Corrupt damaged(String reason) {
        return new Corrupt(ErrorCode.CORRUPT_FILE, position(), name + " " + reason);
    }

    /** Moves what is left to the front of a buffer of at least that size. */
    private void makeRoom(int count) {
        byte[] larger =
                count > buffer.length ? new byte[Math.max(count, BUFFER_BYTES_USUAL)] : buffer;
        filled -= next;
        System.arraycopy(buffer, next, larger, 0, filled);
        buffer = larger;
        next = 0;
    }

    private void fill() {
        int read = file.read(filledTo, buffer, filled, buffer.length - filled);
        if (read == 0) {
            throw damaged("shrinks while read");
        }
        filled += read;
        filledTo += read;
    }
}
