package dev.syncdb.testkit.disk;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;

/** Files as another version would have written them. */
final class Versions {
    private Versions() {}

    /** The file with another version below 128 in its header, whose checksum fits. */
    static byte[] rewritten(byte[] file, int version) {
        byte[] rewritten = file.clone();
        int versionAt = 8 + 4 + 1 + file[12];
        rewritten[versionAt] = (byte) version;
        int end = TextJournal.headerBytes(file) - Integer.BYTES;
        int crc = new ByteSource(rewritten, ErrorCode.CORRUPT_FILE).crc(0, end);
        System.arraycopy(new ByteSink().writeInt(crc).toArray(), 0, rewritten, end, 4);
        return rewritten;
    }
}
