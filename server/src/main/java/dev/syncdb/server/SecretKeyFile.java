package dev.syncdb.server;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.server.space.CursorSigner;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/* Record: | key 32 | */
/**
 * The key that a server signs cursors with: drawn once, and kept in the data folder as long as that
 * lives.
 */
final class SecretKeyFile {
    private static final String NAME = "key";

    private SecretKeyFile() {}

    static CursorSigner open(Disk disk, RandomSource random) {
        Found found = new Found();
        try (Journal journal = Journal.open(disk, NAME, LogOptions.SEGMENT_BYTES_MIN, found)) {
            Bytes key = found.key;
            if (key == null) {
                key = draw(random);
                journal.append(key.toArray());
                journal.force();
            }
            return new CursorSigner(key);
        }
    }

    private static Bytes draw(RandomSource random) {
        ByteSink sink = new ByteSink();
        while (sink.size() < CursorSigner.KEY_BYTES) {
            sink.writeLong(random.nextLong());
        }
        return sink.toBytes();
    }

    private static final class Found implements Journal.Recovery {
        private @Nullable Bytes key;

        @Override
        public void snapshot(ByteSource record) {}

        @Override
        public void record(long number, ByteSource body) {
            key = Bytes.owned(body.read(CursorSigner.KEY_BYTES));
            body.requireEnd();
        }
    }
}
