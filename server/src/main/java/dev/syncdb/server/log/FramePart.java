package dev.syncdb.server.log;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.value.Bytes;

import java.util.zip.CRC32;

/* Record: | shard varint | frame varint | part varint | more u8 | chain u32 | bytes … |
 *         a frame is one or more parts, numbered from 0; more is 1 on all but the last
 *         chain is the CRC-32 over all frames of the shard before this one, see next()
 */
/**
 * One record of the shared log: a frame of a shard, or a part of one that is too long for a record.
 *
 * @param chain fingerprint of all frames of the shard before this one, so that a lost or foreign
 *     frame is noticed
 */
record FramePart(int shard, long frame, int part, boolean more, int chain, Bytes bytes) {
    /**
     * A damaged record costs no more than this to notice, and a segment is not much longer than
     * planned.
     */
    static final int BYTES_MAX = 1 << 20;

    private static final int HEADER_BYTES_MAX = 32;

    /** The chain before the first frame. */
    static final int CHAIN_START = 0;

    byte[] encode() {
        ByteSink sink = new ByteSink(bytes.size() + HEADER_BYTES_MAX);
        sink.writeVarint(shard).writeVarint(frame).writeVarint(part).writeBoolean(more);
        return sink.writeInt(chain).write(bytes.toArray()).toArray();
    }

    static FramePart decode(ByteSource source) {
        int shard = source.readBelow(Integer.MAX_VALUE, "shard");
        long frame = source.readVarint();
        int part = source.readBelow(Integer.MAX_VALUE, "part");
        boolean more = source.readBoolean();
        int chain = source.readInt();
        Bytes bytes = Bytes.owned(source.read(source.remaining()));
        return new FramePart(shard, frame, part, more, chain, bytes);
    }

    /** The chain after a frame. */
    static int next(int chain, Bytes frame) {
        CRC32 crc = new CRC32();
        crc.update(new ByteSink().writeInt(chain).toArray());
        crc.update(frame.toArray());
        return (int) crc.getValue();
    }
}
