package dev.syncdb.client.outbox;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Cursor;
import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/* Record:      | kind u8 | … |
 *   1 identity    | client varint | secret 16 |
 *   2 transaction | transaction |
 *   3 start       | owner text | judged varint | chain u32 |    those after it follow
 *   4 judged      | judged varint | chain u32 | stamp |         retained from now on
 *   5 retained    | stamp | transaction |                       was judged when the stamp says
 *   6 rejected    | count varint | number varint … |            of those that are judged next
 *   7 seen        | line u64 | version varint |                 by the author of what follows
 * Transaction:    | base version varint | base millis varint | stamp | nonce u32 |
 *                 | change set (its version is the number) | values from before … |
 * Stamp:          | boot u64 | monotonic signed | wall signed |
 * Values from before, in order of the changes: of an update each cell's, of a delete the row;
 *                 | known u8 | [ value or row ] |
 */
/** The records of an outbox. Stateless. */
final class OutboxCodec {
    static final int IDENTITY = 1;
    static final int TRANSACTION = 2;
    static final int START = 3;
    static final int JUDGED = 4;
    static final int RETAINED = 5;
    static final int REJECTED = 6;
    static final int SEEN = 7;

    private OutboxCodec() {}

    static byte[] identity(Identity identity) {
        ByteSink sink = new ByteSink().writeByte(IDENTITY).writeVarint(identity.client());
        return sink.write(identity.secret().toArray()).toArray();
    }

    static Identity readIdentity(ByteSource source) {
        long client = source.readVarint();
        Bytes secret = Bytes.owned(source.read(SyncRequest.SECRET_BYTES));
        source.requireEnd();
        return new Identity(secret, client);
    }

    static byte[] transaction(PendingTransaction pending) {
        ByteSink sink = new ByteSink().writeByte(TRANSACTION);
        write(sink, pending);
        return sink.toArray();
    }

    static byte[] retained(PendingTransaction judged, Stamp acknowledged) {
        ByteSink sink = new ByteSink().writeByte(RETAINED);
        write(sink, acknowledged);
        write(sink, judged);
        return sink.toArray();
    }

    private static void write(ByteSink sink, PendingTransaction pending) {
        sink.writeVarint(pending.base().version()).writeVarint(pending.base().millis());
        write(sink, pending.committed());
        sink.writeInt(pending.nonce());
        ChangeCodec.write(sink, new ChangeSet(pending.number(), pending.operations()));
        for (Change operation : pending.operations()) {
            writeBefore(sink, operation);
        }
    }

    static PendingTransaction readTransaction(ByteSource source) {
        Base base = new Base(source.readVarint(), source.readVarint());
        Stamp stamp = readStamp(source);
        int nonce = source.readInt();
        ChangeSet set = ChangeCodec.read(source);
        List<Change> operations = new ArrayList<>();
        for (Change operation : set.changes()) {
            operations.add(readBefore(source, operation));
        }
        source.requireEnd();
        return new PendingTransaction(set.version(), base, stamp, nonce, operations);
    }

    static byte[] start(String owner, long judged, int chain) {
        ByteSink sink = new ByteSink().writeByte(START).writeText(owner);
        return sink.writeVarint(judged).writeInt(chain).toArray();
    }

    static byte[] judged(long judged, int chain, Stamp acknowledged) {
        ByteSink sink = new ByteSink().writeByte(JUDGED).writeVarint(judged).writeInt(chain);
        write(sink, acknowledged);
        return sink.toArray();
    }

    static byte[] rejected(Set<Long> numbers) {
        ByteSink sink = new ByteSink().writeByte(REJECTED).writeVarint(numbers.size());
        numbers.forEach(sink::writeVarint);
        return sink.toArray();
    }

    static Set<Long> readRejected(ByteSource source) {
        Set<Long> numbers = new TreeSet<>();
        for (int left = source.readCount(1); left > 0; left--) {
            numbers.add(source.readVarint());
        }
        source.requireEnd();
        return numbers;
    }

    static byte[] seen(Cursor mark) {
        ByteSink sink = new ByteSink().writeByte(SEEN);
        return sink.writeLong(mark.line()).writeVarint(mark.version()).toArray();
    }

    static Cursor readSeen(ByteSource source) {
        Cursor mark = new Cursor(source.readLong(), source.readVarint());
        source.requireEnd();
        return mark;
    }

    static Stamp readStamp(ByteSource source) {
        return new Stamp(source.readLong(), source.readSigned(), source.readSigned());
    }

    private static void write(ByteSink sink, Stamp stamp) {
        sink.writeLong(stamp.bootId()).writeSigned(stamp.monotonicMillis());
        sink.writeSigned(stamp.wallMillis());
    }

    private static void writeBefore(ByteSink sink, Change operation) {
        if (operation instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                sink.writeBoolean(cell.before() != null);
                if (cell.before() != null) {
                    ValueCodec.write(sink, cell.before());
                }
            }
        } else if (operation instanceof Change.Delete delete) {
            sink.writeBoolean(delete.before() != null);
            if (delete.before() != null) {
                ValueCodec.writeRow(sink, delete.before());
            }
        }
    }

    private static Change readBefore(ByteSource source, Change operation) {
        if (operation instanceof Change.Update update) {
            List<Cell> cells = new ArrayList<>();
            for (Cell cell : update.cells()) {
                Value before = source.readBoolean() ? ValueCodec.read(source) : null;
                cells.add(new Cell(cell.column(), before, cell.after()));
            }
            return new Change.Update(update.row(), cells, update.hidden());
        }
        if (operation instanceof Change.Delete delete && source.readBoolean()) {
            return new Change.Delete(delete.row(), ValueCodec.readRow(source), delete.hidden());
        }
        return operation;
    }
}
