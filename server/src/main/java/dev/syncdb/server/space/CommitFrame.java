package dev.syncdb.server.space;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.value.Bytes;

/* Frame:  | version u8 | commit … |
 * Commit: | space text | commit millis varint | change set |
 *         in order of publication; a frame ends behind its last commit
 */
/**
 * The commits of one turn, as bytes: what they did, not what was asked for. Confined to its turn.
 */
public final class CommitFrame {
    /** Takes the commits of a frame that is read. */
    public interface Reader {
        void commit(String space, long commitMillis, ChangeSet changes);
    }

    private static final int VERSION = 0;

    private final ByteSink sink = new ByteSink().writeByte(VERSION);
    private boolean empty = true;

    /** Adds a commit. */
    public void add(String space, long commitMillis, ChangeSet changes) {
        empty = false;
        sink.writeText(space).writeVarint(commitMillis);
        ChangeCodec.write(sink, changes);
    }

    boolean isEmpty() {
        return empty;
    }

    int size() {
        return sink.size();
    }

    public Bytes toBytes() {
        return sink.toBytes();
    }

    /** Hands all commits of a frame to {@code reader}. */
    public static void read(Bytes frame, Reader reader) {
        ByteSource source = new ByteSource(frame, ErrorCode.CORRUPT_FILE);
        int version = source.readByte();
        if (version != VERSION) {
            throw new Incompatible(
                    ErrorCode.FILE_VERSION, "a frame of the log", version, VERSION, VERSION);
        }
        while (source.remaining() > 0) {
            String space = source.readText();
            long commitMillis = source.readVarint();
            reader.commit(space, commitMillis, ChangeCodec.read(source));
        }
    }
}
