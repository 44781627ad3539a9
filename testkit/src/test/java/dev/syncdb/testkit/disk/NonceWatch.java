package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A disk that looks at every record that anybody tries to write to it, also at those that a crash
 * tears or a refusal cuts short, and fails when two different ones use the same nonce under the
 * same key. Knows the layout of the files from outside.
 */
final class NonceWatch extends ForwardingDisk {
    private static final byte MARK = (byte) 0xA7;
    private static final int HEADER_BYTES = 25;
    private static final int NONCE_BYTES = 12;

    /** What was sealed under a salt and a nonce; shared by all lives of a folder. */
    private final Map<String, String> seen;

    private long again;

    NonceWatch(Disk disk, Map<String, String> seen) {
        super(disk);
        this.seen = seen;
    }

    NonceWatch(Disk disk) {
        this(disk, new HashMap<>());
    }

    /** The same eyes on another disk. */
    NonceWatch on(Disk other) {
        return new NonceWatch(other, seen);
    }

    /** How many different records were seen. */
    int records() {
        return seen.size();
    }

    /** How often one came again as it was. */
    long again() {
        return again;
    }

    @Override
    protected DiskFile opened(String name, DiskFile file) {
        return new Watched(file);
    }

    @Override
    public Disk folder(String name) {
        return new NonceWatch(super.folder(name), seen);
    }

    private void note(String salt, byte[] bytes, int from) {
        int at = from;
        while (at + HEADER_BYTES + NONCE_BYTES < bytes.length && bytes[at] == MARK) {
            int size = new ByteSource(bytes, at + 9, 4, ErrorCode.CORRUPT_FILE).readInt();
            int bodyAt = at + HEADER_BYTES;
            if (bodyAt + size > bytes.length) {
                return;
            }
            byte[] nonce = Arrays.copyOfRange(bytes, bodyAt, bodyAt + NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(bytes, bodyAt + NONCE_BYTES, bodyAt + size);
            String text = Arrays.toString(sealed);
            String before = seen.putIfAbsent(salt + Arrays.toString(nonce), text);
            if (before != null && !before.equals(text)) {
                throw new AssertionError("a nonce was used twice, for different records");
            }
            again += before == null ? 0 : 1;
            at = bodyAt + size + 5;
        }
    }

    /** One opening of a file. */
    private final class Watched extends ForwardingFile {
        Watched(DiskFile file) {
            super(file);
        }

        @Override
        public void write(long position, byte[] source, int offset, int count) {
            byte[] bytes = Arrays.copyOfRange(source, offset, offset + count);
            if (position == 0 && count > 12 && bytes[0] == 'S') {
                note(salt(Arrays.copyOf(bytes, Math.max(512, count))), bytes, headerBytes(bytes));
            } else if (count > 0 && bytes[0] == MARK) {
                note(salt(), bytes, 0);
            }
            super.write(position, source, offset, count);
        }

        private String salt(byte[] file) {
            ByteSource header = new ByteSource(file, 12, 500, ErrorCode.CORRUPT_FILE);
            header.readText();
            header.readVarint();
            assertEquals(1, header.readByte(), "the file is encrypted");
            header.readText();
            return Arrays.toString(header.read(32));
        }

        private String salt() {
            byte[] start = new byte[512];
            read(0, start, 0, start.length);
            return salt(start);
        }

        private int headerBytes(byte[] file) {
            return new ByteSource(file, 8, 4, ErrorCode.CORRUPT_FILE).readInt();
        }
    }
}
