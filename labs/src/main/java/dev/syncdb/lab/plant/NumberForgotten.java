package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FrameReader;
import dev.syncdb.server.space.CommitFrame;
import dev.syncdb.testkit.world.Sabotage;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A server that keeps the number of a client's last transaction in memory only: after a restart it
 * judges again.
 */
final class NumberForgotten implements Sabotage {
    private static final String CLIENTS = "syncdb_clients";

    @Override
    public CommitLog log(CommitLog real) {
        return new ForgetfulLog(real);
    }

    private static Bytes forget(Bytes frame) {
        CommitFrame forgetful = new CommitFrame();
        CommitFrame.read(frame, (space, millis, set) -> {
            List<Change> kept = new ArrayList<>(set.changes());
            kept.removeIf(change -> change instanceof Change.Update update
                    && update.row().table().equals(CLIENTS));
            forgetful.add(space, millis, new ChangeSet(set.version(), kept));
        });
        return forgetful.toBytes();
    }

    private static final class ForgetfulLog implements CommitLog {
        private final CommitLog real;

        ForgetfulLog(CommitLog real) {
            this.real = real;
        }

        @Override
        public CompletionStage<Long> append(int shard, long expectedFrame, Bytes frame) {
            return real.append(shard, expectedFrame, forget(frame));
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
}
