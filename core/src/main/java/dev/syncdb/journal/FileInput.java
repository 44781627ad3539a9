package dev.syncdb.journal;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

/** Reads a file from front to back through a buffer. Confined to its owner, who closes the file. */
final class FileInput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DiskFile file;
    private final String name;
    private final long size;
    private final byte[] buffer = new byte[BUFFER_BYTES];
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

    /** The next {@code count} bytes, at {@code offset} of {@code target}. */
    void read(byte[] target, int offset, int count) {
        if (count > remaining()) {
            throw damaged("ends before its footer");
        }
        int done = 0;
        while (done < count) {
            if (next == filled) {
                fill();
            }
            int part = Math.min(count - done, filled - next);
            System.arraycopy(buffer, next, target, offset + done, part);
            next += part;
            done += part;
        }
    }

    /** The failure to throw for something wrong at the present position. */
    Corrupt damaged(String reason) {
        return new Corrupt(ErrorCode.CORRUPT_FILE, position(), name + " " + reason);
    }

    private void fill() {
        int read = file.read(filledTo, buffer, 0, buffer.length);
        if (read == 0) {
            throw damaged("shrinks while read");
        }
        next = 0;
        filled = read;
        filledTo += read;
    }
}
