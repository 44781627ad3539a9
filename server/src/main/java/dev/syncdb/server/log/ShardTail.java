package dev.syncdb.server.log;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/**
 * Where the frames of one shard end, and a walk that puts parts together and checks that no frame
 * is missing. Confined to its owner.
 */
final class ShardTail {
    private long nextFrame;
    private int chain;
    private int nextPart;
    private @Nullable ByteSink parts;

    /** A walk that begins with frame {@code nextFrame}. */
    ShardTail(long nextFrame, int chain) {
        this.nextFrame = nextFrame;
        this.chain = chain;
    }

    long nextFrame() {
        return nextFrame;
    }

    int chain() {
        return chain;
    }

    /** Counts a frame as appended. */
    void append(Bytes frame) {
        chain = FramePart.next(chain, frame);
        nextFrame++;
    }

    /**
     * Takes the next part that was found.
     *
     * @param source where it was read, for the address of a failure
     * @return the frame, if this was the last part of it
     */
    @Nullable
    Bytes take(FramePart found, ByteSource source) {
        if (found.frame() < nextFrame) {
            return null;
        }
        if (found.frame() > nextFrame) {
            throw damaged(source, found, "frame " + nextFrame + " is missing");
        }
        if (found.chain() != chain) {
            throw damaged(source, found, "it does not follow the frame before it");
        }
        // Parts of a frame whose last part never came were left by a crash: the frame was written
        // anew.
        if (found.part() == 0) {
            parts = new ByteSink(found.bytes().size());
            nextPart = 0;
        }
        if (parts == null || found.part() != nextPart) {
            throw damaged(source, found, "part " + nextPart + " is missing");
        }
        parts.write(found.bytes().toArray());
        nextPart++;
        if (found.more()) {
            return null;
        }
        Bytes frame = parts.toBytes();
        parts = null;
        append(frame);
        return frame;
    }

    private static RuntimeException damaged(ByteSource source, FramePart found, String damage) {
        return source.malformed(
                source.position(),
                "shard " + found.shard() + " frame " + found.frame() + " part " + found.part()
                        + ": " + damage);
    }
}
