package dev.syncdb.server.space;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.store.Snapshot;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Function;

/* Record: | 1 | version u8 | space text | commit millis varint |    begins a space
 *         | 2 | change set |                                       of the space begun last
 */
/**
 * The spaces of a shard as the records of a snapshot. Of each space first the statements that make
 * its tables, then its rows and tombstones with the versions that they have, so that it is replayed
 * as a log is.
 */
final class ShardImage {
    private static final int VERSION = 1;
    private static final int SPACE = 1;
    private static final int CHANGES = 2;

    private ShardImage() {}

    /** The state of one space. */
    static void write(SpaceState space, Consumer<byte[]> records) {
        try (Snapshot snapshot = space.store().snapshot()) {
            ByteSink begin = new ByteSink().writeByte(SPACE).writeByte(VERSION);
            begin.writeText(space.id()).writeVarint(space.publishedMillis());
            records.accept(begin.toArray());
            snapshot.writeTo(part -> write(records, part));
        }
    }

    /** Takes the records of a snapshot; {@code spaceOf} makes the spaces that they begin. */
    static Consumer<ByteSource> reader(Function<String, SpaceState> spaceOf) {
        return new Consumer<>() {
            private @Nullable SpaceState space;
            private long millis;

            @Override
            public void accept(ByteSource record) {
                int start = record.position();
                int kind = record.readByte();
                if (kind == SPACE) {
                    requireVersion(record.readByte());
                    space = spaceOf.apply(record.readText());
                    millis = record.readVarint();
                } else if (kind == CHANGES && space != null) {
                    space.recover(millis, ChangeCodec.read(record));
                } else {
                    throw record.malformed(start, "unexpected record of kind " + kind);
                }
                record.requireEnd();
            }
        };
    }

    private static void requireVersion(int version) {
        if (version != VERSION) {
            throw new Incompatible(
                    ErrorCode.FILE_VERSION, "a snapshot of a shard", version, VERSION, VERSION);
        }
    }

    private static void write(Consumer<byte[]> records, ChangeSet set) {
        ByteSink sink = new ByteSink().writeByte(CHANGES);
        ChangeCodec.write(sink, set);
        records.accept(sink.toArray());
    }
}
