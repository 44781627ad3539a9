package dev.syncdb.lab.plant;

import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FrameReader;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.value.Bytes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log that says durable when it has only noted the frame: the newest one is lost if the server
 * dies.
 */
final class LogAcksEarly implements Sabotage {
    @Override
    public CommitLog log(CommitLog real) {
        return new EarlyLog(real);
    }

    private static final class EarlyLog implements CommitLog {
        private record Noted(int shard, long number, Bytes frame) {}

        private final CommitLog real;
        private final Deque<Noted> noted = new ArrayDeque<>();

        EarlyLog(CommitLog real) {
            this.real = real;
        }

        @Override
        public CompletionStage<Long> append(int shard, long expectedFrame, Bytes frame) {
            write();
            noted.add(new Noted(shard, expectedFrame, frame));
            return CompletableFuture.completedFuture(expectedFrame + 1);
        }

        @Override
        public long head(int shard) {
            write();
            return real.head(shard);
        }

        @Override
        public void read(int shard, long fromFrame, FrameReader reader) {
            write();
            real.read(shard, fromFrame, reader);
        }

        @Override
        public void trim(int shard, long belowFrame) {
            write();
            real.trim(shard, belowFrame);
        }

        @Override
        public long bytes() {
            return real.bytes();
        }

        @Override
        public void close() {
            write();
            real.close();
        }

        private void write() {
            for (Noted next = noted.poll(); next != null; next = noted.poll()) {
                real.append(next.shard(), next.number(), next.frame());
            }
        }
    }
}
