package dev.syncdb.server.log;

import dev.syncdb.value.Bytes;

import java.util.concurrent.CompletionStage;

/**
 * The port to what makes commits durable: for each shard one sequence of frames, numbered 0, 1, 2,
 * …. May be called from any thread; of one shard, from its owner only.
 *
 * <p>A frame is there as a whole or not at all. Leases, which let several servers share one log,
 * will come to this port with the first log that more than one server can open.
 *
 * <p>Failures: Retryable IO where the device refuses, Corrupt CORRUPT_FILE where what it returns is
 * not what was written, Incorrect CLOSED.
 */
public interface CommitLog extends AutoCloseable {
    /** The number that the next frame of the shard will have. */
    long head(int shard);

    /**
     * Adds a frame.
     *
     * @param expectedFrame the shard's head, or the call fails with a Fault
     * @return completes with the new head once the frame is durable, and not before. Completes
     *     exceptionally where it is not known to be; then the log takes no more frames until it is
     *     opened anew, and may or may not hold this one
     */
    CompletionStage<Long> append(int shard, long expectedFrame, Bytes frame);

    /**
     * Hands every frame of the shard from {@code fromFrame} on to {@code reader}. Fails with
     * Corrupt if one is gone.
     */
    void read(int shard, long fromFrame, FrameReader reader);

    /** The owner needs no frame of the shard below {@code belowFrame}; some may stay. */
    void trim(int shard, long belowFrame);

    /** Bytes of frames, of all shards, written since the oldest that is still needed. */
    long bytes();

    @Override
    void close();
}
