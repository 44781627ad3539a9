package dev.syncdb.server.space;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
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

    /** Rows of one version are split so that writing a snapshot takes little memory. */
    private static final int RECORD_CHANGES_MAX = 1_000;

    private ShardImage() {}

    /** The state of one space. */
    static void write(SpaceState space, Consumer<byte[]> records) {
        try (Snapshot snapshot = space.store().snapshot()) {
            ByteSink begin = new ByteSink().writeByte(SPACE).writeByte(VERSION);
            begin.writeText(space.id()).writeVarint(space.publishedMillis());
            records.accept(begin.toArray());
            List<Change> changes = new ArrayList<>(definitions(snapshot.schema()));
            ChangeScan scan = snapshot.changesAfter(0);
            long version = 1;
            while (scan.next()) {
                if (scan.version() != version || changes.size() >= RECORD_CHANGES_MAX) {
                    write(records, new ChangeSet(version, changes));
                    changes.clear();
                }
                version = scan.version();
                changes.add(changeOf(scan, snapshot.schema()));
            }
            write(records, new ChangeSet(version, changes));
            write(records, new ChangeSet(snapshot.version(), List.of()));
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

    private static List<Change> definitions(Schema schema) {
        List<Change> definitions = new ArrayList<>();
        for (Table table : schema.tables()) {
            definitions.add(new Change.Define(table.sql()));
            for (Index index : table.indexes()) {
                if (index.sql() != null) {
                    definitions.add(new Change.Define(index.sql()));
                }
            }
        }
        return definitions;
    }

    private static Change changeOf(ChangeScan scan, Schema schema) {
        RowName name = RowName.of(scan.table(), scan.key());
        Image image = scan.image();
        if (image == null) {
            return new Change.Delete(name, null, scan.hidden());
        }
        Row cells = schema.table(scan.table()).withoutGenerated(image.cells());
        return new Change.Insert(name, new Image(cells, image.hidden()));
    }

    private static void write(Consumer<byte[]> records, ChangeSet set) {
        ByteSink sink = new ByteSink().writeByte(CHANGES);
        ChangeCodec.write(sink, set);
        records.accept(sink.toArray());
    }
}
