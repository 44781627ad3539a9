package dev.syncdb.sync.encoding;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.sync.message.Pull;
import dev.syncdb.sync.message.Push;
import dev.syncdb.sync.message.PushedTransaction;
import dev.syncdb.sync.message.SignedCursor;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;

/* Request: | client varint | secret 16 | schema hash u64 | ackTx varint | pull | push |
 * Pull:    | cursor | [ seen: unsigned cursor ] | token | page bytes varint |
 *          seen is there if the cursor is the start
 * Push:    | first varint | chain u32 | count * 2 + (bases ? 1 : 0) varint | transaction … |
 *          | [ bases ] |
 * Transaction: | cursor version - base signed | cursor millis - base millis signed | age varint |
 *              | nonce u32 | change set (its version is the transaction's number) |
 */
/** A request as bytes. Stateless. */
public final class RequestCodec {
    /**
     * A phone pushes at most this many transactions at once; the rest follows in the next request.
     */
    public static final int TRANSACTIONS_MAX = 10_000;

    private RequestCodec() {}

    public static byte[] encode(SyncRequest request) {
        return MessageFrame.write(MessageFrame.REQUEST, sink -> write(sink, request));
    }

    /** Fails with MALFORMED_MESSAGE or PROTOCOL_VERSION. */
    public static SyncRequest decode(byte[] message) {
        ByteSource source = MessageFrame.open(message);
        if (MessageFrame.kindOf(message) != MessageFrame.REQUEST) {
            throw source.malformed(source.position() - 1, "this message is no request");
        }
        SyncRequest request = read(source);
        source.requireEnd();
        return request;
    }

    private static void write(ByteSink sink, SyncRequest request) {
        sink.writeVarint(request.client()).write(request.secret().toArray());
        sink.writeLong(request.schemaHash()).writeVarint(request.ackTx());
        Pull pull = request.pull();
        CursorCodec.write(sink, pull.cursor());
        if (pull.cursor().cursor().version() == 0) {
            CursorCodec.writeUnsigned(sink, pull.seen());
        }
        PageTokenCodec.write(sink, pull.after());
        sink.writeVarint(pull.pageBytesMax());
        Push push = request.push();
        sink.writeVarint(push.firstTx()).writeInt(push.chainBefore());
        int given = push.bases().values().isEmpty() ? 0 : 1;
        sink.writeVarint(2L * push.transactions().size() + given);
        for (PushedTransaction transaction : push.transactions()) {
            writeTransaction(sink, transaction, pull);
        }
        if (given == 1) {
            CellPlaceCodec.writeBases(sink, push.bases(), push.firstTx());
        }
    }

    private static SyncRequest read(ByteSource source) {
        long client = source.readVarint();
        Bytes secret = Bytes.owned(source.read(SyncRequest.SECRET_BYTES));
        long schemaHash = source.readLong();
        long ackTx = source.readVarint();
        Pull pull = readPull(source);
        Push push = readPush(source, pull);
        return new SyncRequest(client, secret, schemaHash, ackTx, push, pull);
    }

    private static Push readPush(ByteSource source, Pull pull) {
        long firstTx = source.readVarint();
        int chainBefore = source.readInt();
        int start = source.position();
        int counted = source.readBelow(Integer.MAX_VALUE, "count of transactions");
        int count = counted / 2;
        if (count > TRANSACTIONS_MAX) {
            throw source.malformed(
                    start, count + " transactions at once; at most " + TRANSACTIONS_MAX);
        }
        List<PushedTransaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transactions.add(readTransaction(source, pull, firstTx + i));
        }
        boolean given = counted % 2 == 1;
        Push.Bases bases = given ? CellPlaceCodec.readBases(source, firstTx) : Push.Bases.NONE;
        return new Push(firstTx, chainBefore, transactions, bases);
    }

    private static Pull readPull(ByteSource source) {
        SignedCursor cursor = CursorCodec.read(source);
        boolean start = cursor.cursor().version() == 0;
        return new Pull(
                cursor,
                start ? CursorCodec.readUnsigned(source) : Cursor.START,
                PageTokenCodec.read(source),
                source.readBelow(Integer.MAX_VALUE, "page size"));
    }

    private static void writeTransaction(ByteSink sink, PushedTransaction transaction, Pull pull) {
        sink.writeSigned(pull.cursor().cursor().version() - transaction.base());
        sink.writeSigned(pull.cursor().commitMillis() - transaction.baseMillis());
        sink.writeVarint(transaction.ageMillis()).writeInt(transaction.nonce());
        ChangeCodec.write(sink, new ChangeSet(transaction.number(), transaction.operations()));
    }

    private static PushedTransaction readTransaction(ByteSource source, Pull pull, long number) {
        long base = pull.cursor().cursor().version() - source.readSigned();
        long baseMillis = pull.cursor().commitMillis() - source.readSigned();
        long ageMillis = source.readVarint();
        int nonce = source.readInt();
        int start = source.position();
        ChangeSet set = ChangeCodec.read(source);
        if (set.version() != number) {
            throw source.malformed(
                    start, "transaction " + set.version() + " where " + number + " is due");
        }
        return new PushedTransaction(number, base, baseMillis, ageMillis, nonce, set.changes());
    }
}
