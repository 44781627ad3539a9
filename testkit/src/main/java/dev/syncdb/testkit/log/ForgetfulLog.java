package dev.syncdb.testkit.log;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FrameReader;
import dev.syncdb.server.space.CommitFrame;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A log that loses some changes of each frame, so that a server forgets them when it starts again.
 * A broken part: whatever watches over a server must notice it. Lives as long as the real log.
 *
 * @param real keeps what is left of the frames
 * @param lost true for a change to leave out
 */
public record ForgetfulLog(CommitLog real, Predicate<Change> lost) implements CommitLog {
    @Override
    public CompletionStage<Long> append(int shard, long expectedFrame, Bytes frame) {
        CommitFrame forgetful = new CommitFrame();
        CommitFrame.read(frame, (space, millis, set) -> {
            List<Change> kept = new ArrayList<>(set.changes());
            kept.removeIf(lost);
            forgetful.add(space, millis, new ChangeSet(set.version(), kept));
        });
        return real.append(shard, expectedFrame, forgetful.toBytes());
    }

    @Override
    public long head(int shard) {
        return real.head(shard);
    }

    @Override
    public void read(int shard, long fromFrame, FrameReader reader) {
        real.read(shard, fromFrame, reader);
    }

    @Override
    public void trim(int shard, long belowFrame) {
        real.trim(shard, belowFrame);
    }

    @Override
    public long bytes() {
        return real.bytes();
    }

    @Override
    public void close() {
        real.close();
    }
}
