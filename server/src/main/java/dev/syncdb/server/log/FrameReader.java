package dev.syncdb.server.log;

import dev.syncdb.value.Bytes;

/** Takes the frames of one shard, in order of number. */
public interface FrameReader {
    /** One whole frame. */
    void frame(long number, Bytes frame);
}
