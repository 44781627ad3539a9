package dev.syncdb.server.log;

import dev.syncdb.codec.ByteSource;

import java.util.function.Consumer;

/**
 * The port to where a shard's state is kept, so that its log need not reach back to the beginning.
 * Of one shard, called by its owner only. Failures are those of {@link CommitLog}.
 */
public interface SnapshotStore extends AutoCloseable {
    /**
     * Hands all records of the shard's newest snapshot to {@code reader}.
     *
     * @return the first frame that is not in the snapshot; 0 if there is no snapshot
     */
    long read(int shard, Consumer<ByteSource> reader);

    /**
     * Replaces the shard's snapshot, durably and in one step.
     *
     * @param nextFrame the first frame that is not in it
     */
    void write(int shard, long nextFrame, Consumer<Consumer<byte[]>> records);

    @Override
    void close();
}
