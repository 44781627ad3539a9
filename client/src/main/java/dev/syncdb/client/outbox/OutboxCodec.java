package dev.syncdb.client.outbox;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Cursor;
import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.sync.encoding.RejectionCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/* Record:      | kind u8 | … |
 *   1 identity    | client varint | secret 16 |
 *   2 transaction | body |                                     the next one
 *   3 start       | owner text | forgotten varint | chain u32 | sent varint | last id varint |
 *   4 judged      | judged varint | count varint | (number varint, rejection) … |
 *                 | count varint | (number varint, depends on varint) … |
 *                 | stamp |                                    retained from then on
 *   5 sent        | sent varint |
 *   6 revised     | count varint | body … |         each in the place of the one of its number
 *   7 resent      | id varint | body |              the rejected one goes, this is the next one
 *   8 dismissed   | id varint |
 *   9 rejected    | id varint | rejection | body |
 *  10 retained    | stamp | body |                  the next one, judged when the stamp says
 *  11 seen        | line u64 | version varint |     by the authors of what follows
 * Body:  | base version varint | base millis varint |
 *        | stamp | nonce u32 | beside held u8 | depends on varint |
 *        | schema version varint, 0 for none declared | operations, see OperationsCodec |
 * Stamp: | boot u64 | monotonic signed | wall signed |
 */
/** The records of an outbox. Stateless. */
final class OutboxCodec {
    static final int IDENTITY = 1;
    static final int TRANSACTION = 2;
    static final int START = 3;
    static final int JUDGED = 4;
    static final int SENT = 5;
    static final int REVISED = 6;
    static final int RESENT = 7;
    static final int DISMISSED = 8;
    static final int REJECTED = 9;
    static final int RETAINED = 10;
    static final int SEEN = 11;

    private static final int REJECTION_BYTES_MIN = 6;
    private static final int DEPENDANT_BYTES_MIN = 2;
    private static final int BODY_BYTES_MIN = 21;

    private OutboxCodec() {}

    static byte[] identity(Identity identity) {
        ByteSink sink = new ByteSink().writeByte(IDENTITY).writeVarint(identity.client());
        return sink.write(identity.secret().toArray()).toArray();
    }

    static Identity readIdentity(ByteSource source) {
        long client = source.readVarint();
        return new Identity(Bytes.owned(source.read(SyncRequest.SECRET_BYTES)), client);
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

    static byte[] start(OutboxContents contents, long lastId) {
        ByteSink sink = new ByteSink().writeByte(START);
        sink.writeText(contents.owner == null ? "" : contents.owner);
        long before = contents.forgotten();
        sink.writeVarint(before).writeInt(contents.chainAt(before));
        return sink.writeVarint(contents.sent()).writeVarint(lastId).toArray();
    }

    static byte[] judged(Settlement settlement, Stamp acknowledged) {
        ByteSink sink = new ByteSink().writeByte(JUDGED).writeVarint(settlement.lastTx());
        sink.writeVarint(settlement.rejected().size());
        settlement.rejected().forEach((number, rejection) -> {
            RejectionCodec.write(sink.writeVarint(number), rejection);
        });
        sink.writeVarint(settlement.dependants().size());
        settlement.dependants().forEach((number, on) -> sink.writeVarint(number).writeVarint(on));
        write(sink, acknowledged);
        return sink.toArray();
    }

    static Settlement readJudged(ByteSource source) {
        long lastTx = source.readVarint();
        Map<Long, Rejection> rejected = new TreeMap<>();
        for (int count = source.readCount(REJECTION_BYTES_MIN); count > 0; count--) {
            rejected.put(source.readVarint(), RejectionCodec.read(source));
        }
        Map<Long, Long> dependants = new TreeMap<>();
        for (int count = source.readCount(DEPENDANT_BYTES_MIN); count > 0; count--) {
            dependants.put(source.readVarint(), source.readVarint());
        }
        return new Settlement(lastTx, rejected, dependants);
    }

    static byte[] sent(long through) {
        return new ByteSink().writeByte(SENT).writeVarint(through).toArray();
    }

    static byte[] revised(List<PendingTransaction> changed) {
        ByteSink sink = new ByteSink().writeByte(REVISED).writeVarint(changed.size());
        changed.forEach(each -> write(sink, each));
        return sink.toArray();
    }

    static List<PendingTransaction> readRevised(ByteSource source) {
        List<PendingTransaction> changed = new ArrayList<>();
        for (int count = source.readCount(BODY_BYTES_MIN); count > 0; count--) {
            changed.add(readTransaction(source));
        }
        return changed;
    }

    static byte[] resent(long id, PendingTransaction next) {
        ByteSink sink = new ByteSink().writeByte(RESENT).writeVarint(id);
        write(sink, next);
        return sink.toArray();
    }

    static byte[] dismissed(long id) {
        return new ByteSink().writeByte(DISMISSED).writeVarint(id).toArray();
    }

    static byte[] rejected(RejectedTransaction rejected) {
        ByteSink sink = new ByteSink().writeByte(REJECTED).writeVarint(rejected.id());
        RejectionCodec.write(sink, rejected.rejection());
        write(sink, rejected.transaction());
        return sink.toArray();
    }

    static RejectedTransaction readRejected(ByteSource source) {
        long id = source.readVarint();
        Rejection rejection = RejectionCodec.read(source);
        return new RejectedTransaction(id, readTransaction(source), rejection);
    }

    static PendingTransaction readTransaction(ByteSource source) {
        Base base = new Base(source.readVarint(), source.readVarint());
        Stamp stamp = readStamp(source);
        int nonce = source.readInt();
        boolean besideHeld = source.readBoolean();
        long dependsOn = source.readVarint();
        int version = source.readBelow(Integer.MAX_VALUE, "schema version");
        ChangeSet set = OperationsCodec.read(source);
        return new PendingTransaction(
                set.version(), base, stamp, nonce, besideHeld, set.changes(), dependsOn, version);
    }

    static byte[] seen(Cursor mark) {
        ByteSink sink = new ByteSink().writeByte(SEEN);
        return sink.writeLong(mark.line()).writeVarint(mark.version()).toArray();
    }

    static Cursor readSeen(ByteSource source) {
        return new Cursor(source.readLong(), source.readVarint());
    }

    static Stamp readStamp(ByteSource source) {
        return new Stamp(source.readLong(), source.readSigned(), source.readSigned());
    }

    private static void write(ByteSink sink, Stamp stamp) {
        sink.writeLong(stamp.bootId()).writeSigned(stamp.monotonicMillis());
        sink.writeSigned(stamp.wallMillis());
    }

    private static void write(ByteSink sink, PendingTransaction pending) {
        sink.writeVarint(pending.base().version()).writeVarint(pending.base().millis());
        write(sink, pending.committed());
        sink.writeInt(pending.nonce()).writeBoolean(pending.besideHeld());
        sink.writeVarint(pending.dependsOn()).writeVarint(pending.version());
        OperationsCodec.write(sink, pending.number(), pending.operations());
    }
}
