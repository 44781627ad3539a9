package dev.syncdb;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.store.Loading;
import dev.syncdb.store.Snapshot;

import java.util.function.Consumer;

/* Record: | 1 | version u8 | change set |  the first one makes the tables, the last one the version
 *         | 2 | part |                       rows or an order, in bytes that only a store reads
 */
/** The state of a plain database as the records of a snapshot. Stateless. */
final class StateRecords {
    /** Of these records, and of all that they hold. */
    private static final int VERSION = 1;

    private static final int COMMIT = 1;
    private static final int PART = 2;

    private StateRecords() {}

    static void write(Snapshot snapshot, Consumer<byte[]> records) {
        ByteSink sink = new ByteSink();
        snapshot.writeTo(
                commit -> {
                    sink.clear();
                    ChangeCodec.write(sink.writeByte(COMMIT).writeByte(VERSION), commit);
                    records.accept(sink.toArray());
                },
                part -> {
                    sink.clear();
                    records.accept(sink.writeByte(PART).write(part).toArray());
                });
    }

    /** Takes in one record. */
    static void read(ByteSource record, Loading loading) {
        int start = record.position();
        int kind = record.readByte();
        if (kind == PART) {
            record.lend(record.remaining(), loading::add);
        } else if (kind == COMMIT) {
            requireVersion(record.readByte());
            ChangeSet commit = ChangeCodec.read(record);
            record.requireEnd();
            loading.add(commit);
        } else {
            throw record.malformed(start, "unexpected record of kind " + kind);
        }
    }

    private static void requireVersion(int version) {
        if (version != VERSION) {
            throw new Incompatible(ErrorCode.FILE_VERSION, "a snapshot", version, VERSION, VERSION);
        }
    }
}
