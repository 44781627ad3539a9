package dev.syncdb.sync.encoding;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/* Request: | standing | secret 16 | push | asks u8 | [ line u64 ] |
 * Standing:| client varint | schema version * 2 + (upgraded ? 1 : 0) varint |
 *          | [ upgraded from varint ] | schema hash u64 | ackTx varint |
 *          | pull | first varint | chain u32 |
 * Pull:    | cursor | [ seen: unsigned cursor ] | token | page bytes varint | page rows varint |
 *          seen is there if the cursor is the start
 * Push:    | count varint | transaction … |
 *          | count * 4 + (version ? 2 : 0) + (bases ? 1 : 0) varint | [ version varint ] |
 *          | nonce u32 … | [ bases ] |
 * Transaction: | (cursor version - base) * 2 + (beside held ? 1 : 0) signed |
 *              | cursor millis - base millis signed | age varint |
 *              | nonce u32 | changes |
 *
 * Brief:   | client varint | proof 8 | [ push ] |
 *          The standing is what the server expects; the proof covers it and the push, which is left
 *          out if there is nothing in it.
 */
/** A request as bytes. Stateless. */
public final class RequestCodec {
    /**
     * A phone pushes at most this many transactions at once; the rest follows in the next request.
     */
    public static final int TRANSACTIONS_MAX = 10_000;

    /** A larger push is never said briefly: that would save nothing worth mentioning. */
    static final int BRIEF_PUSH_BYTES_MAX = 1 << 16;

    private static final int TRANSACTION_BYTES_MIN = 8;

    private RequestCodec() {}

    public static byte[] encode(SyncRequest request) {
        ByteSink push = new ByteSink();
        write(push, request.push(), request.pull());
        boolean brief = request.brief() && request.askedLine() == null;
        if (!brief || push.size() > BRIEF_PUSH_BYTES_MAX) {
            return MessageFrame.write(MessageFrame.REQUEST, sink -> {
                writeStanding(sink, request);
                sink.write(request.secret().toArray()).write(push.toArray());
                writeLine(sink, request.askedLine());
            });
        }
        Bytes said = request.push().isEmpty() ? Bytes.EMPTY : push.toBytes();
        Bytes proof = proof(Proof.key(request.secret()), request, said);
        return MessageFrame.write(MessageFrame.BRIEF, sink -> sink.writeVarint(request.client())
                .write(proof.toArray())
                .write(said.toArray()));
    }

    /** True if the message says to be a brief request, for {@link #decodeBrief}. */
    public static boolean isBrief(byte[] message) {
        return MessageFrame.kindOf(message) == MessageFrame.BRIEF;
    }

    /** Reads a request that says everything. Fails with MALFORMED_MESSAGE or PROTOCOL_VERSION. */
    public static SyncRequest decode(byte[] message) {
        ByteSource source = open(message, MessageFrame.REQUEST, "this message is no request");
        SyncRequest standing = readStanding(source);
        Bytes secret = Bytes.owned(source.read(SyncRequest.SECRET_BYTES));
        Push push = readPush(source, standing.push(), standing.pull());
        Long line = source.readBoolean() ? source.readLong() : null;
        source.requireEnd();
        return new SyncRequest(
                new Sender(standing.client(), secret),
                standing.schema(),
                standing.ackTx(),
                push,
                standing.pull(),
                line,
                false);
    }

    /** Reads a request of the other kind. Fails with MALFORMED_MESSAGE or PROTOCOL_VERSION. */
    public static SyncRequest.Brief decodeBrief(byte[] message) {
        ByteSource source = open(message, MessageFrame.BRIEF, "this message is no brief request");
        long client = source.readVarint();
        Bytes proof = Bytes.owned(source.read(Proof.BYTES));
        int start = source.position();
        if (source.remaining() > BRIEF_PUSH_BYTES_MAX) {
            throw source.malformed(
                    start,
                    source.remaining() + " bytes in a brief request; at most "
                            + BRIEF_PUSH_BYTES_MAX);
        }
        return new SyncRequest.Brief(client, proof, Bytes.owned(source.read(source.remaining())));
    }

    /**
     * The request that a brief one stands for; null if it does not mean what is expected, or comes
     * from somebody without the secret.
     *
     * @param expected what the client was to say, without transactions
     * @param secretHash SHA-256 of the client's secret
     * @throws dev.syncdb.error.Corrupt MALFORMED_MESSAGE if the sender does not know how to write
     */
    public static @Nullable SyncRequest complete(
            SyncRequest.Brief brief, SyncRequest expected, Bytes secretHash) {
        if (!Proof.equal(brief.proof(), proof(secretHash, expected, brief.push()))) {
            return null;
        }
        if (brief.push().size() == 0) {
            return expected;
        }
        ByteSource source = new ByteSource(brief.push(), ErrorCode.MALFORMED_MESSAGE);
        Push push = readPush(source, expected.push(), expected.pull());
        source.requireEnd();
        return expected.pushing(push);
    }

    private static ByteSource open(byte[] message, int kind, String otherwise) {
        ByteSource source = MessageFrame.open(message);
        if (MessageFrame.kindOf(message) != kind) {
            throw source.malformed(source.position() - 1, otherwise);
        }
        return source;
    }

    static Bytes proof(Bytes key, SyncRequest unsaid, Bytes said) {
        ByteSink standing = new ByteSink();
        writeStanding(standing, unsaid);
        return Proof.of(key, standing, said);
    }

    private static void writeStanding(ByteSink sink, SyncRequest request) {
        sink.writeVarint(request.client());
        Pull pull = request.pull();
        boolean whole = pull.upgradedFrom() == Pull.WHOLE;
        sink.writeVarint(2L * request.schema().version() + (whole ? 0 : 1));
        if (!whole) {
            sink.writeVarint(pull.upgradedFrom());
        }
        sink.writeLong(request.schema().hash()).writeVarint(request.ackTx());
        CursorCodec.write(sink, pull.cursor());
        if (pull.cursor().cursor().version() == 0) {
            CursorCodec.writeUnsigned(sink, pull.seen());
        }
        PageTokenCodec.write(sink, pull.after());
        sink.writeVarint(pull.pageBytesMax()).writeVarint(pull.pageRowsMax());
        sink.writeVarint(request.push().firstTx()).writeInt(request.push().chainBefore());
    }

    private static SyncRequest readStanding(ByteSource source) {
        long client = source.readVarint();
        int numbers = source.readBelow(Integer.MAX_VALUE, "schema version");
        int lacking = (numbers & 1) == 0 ? Pull.WHOLE : readVersion(source);
        SchemaTag schema = new SchemaTag(numbers / 2, source.readLong());
        long ackTx = source.readVarint();
        Pull pull = readPull(source).upgradedFrom(lacking);
        Push nothing = new Push(source.readVarint(), source.readInt(), List.of());
        return new SyncRequest(new Sender(client, Bytes.EMPTY), schema, ackTx, nothing, pull);
    }

    private static int readVersion(ByteSource source) {
        return source.readBelow(Integer.MAX_VALUE, "schema version");
    }

    private static Pull readPull(ByteSource source) {
        SignedCursor cursor = CursorCodec.read(source);
        boolean start = cursor.cursor().version() == 0;
        return new Pull(
                cursor,
                start ? CursorCodec.readUnsigned(source) : Cursor.START,
                PageTokenCodec.read(source),
                source.readBelow(Integer.MAX_VALUE, "page size"),
                source.readBelow(Integer.MAX_VALUE, "page rows"));
    }

    private static void writeLine(ByteSink sink, @Nullable Long line) {
        sink.writeBoolean(line != null);
        if (line != null) {
            sink.writeLong(line);
        }
    }

    private static void write(ByteSink sink, Push push, Pull pull) {
        sink.writeVarint(push.transactions().size());
        for (PushedTransaction transaction : push.transactions()) {
            writeTransaction(sink, transaction, pull);
        }
        boolean given = !push.bases().isEmpty();
        boolean older = push.version() != Push.PRESENT;
        sink.writeVarint(4L * push.nonces().size() + (older ? 2 : 0) + (given ? 1 : 0));
        if (older) {
            sink.writeVarint(push.version());
        }
        for (int nonce : push.nonces()) {
            sink.writeInt(nonce);
        }
        if (given) {
            CellPlaceCodec.writeBases(sink, push.bases(), push.firstTx());
        }
    }

    private static Push readPush(ByteSource source, Push before, Pull pull) {
        int start = source.position();
        int count = source.readCount(TRANSACTION_BYTES_MIN);
        requireCount(source, start, count);
        List<PushedTransaction> transactions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            transactions.add(readTransaction(source, pull, before.firstTx() + i));
        }
        start = source.position();
        int counted = source.readBelow(Integer.MAX_VALUE, "count of nonces");
        requireCount(source, start, counted / 4);
        int version = (counted & 2) == 0 ? Push.PRESENT : readVersion(source);
        List<Integer> nonces = new ArrayList<>();
        for (int i = 0; i < counted / 4; i++) {
            nonces.add(source.readInt());
        }
        boolean given = (counted & 1) == 1;
        List<Push.Bases> bases =
                given ? CellPlaceCodec.readBases(source, before.firstTx()) : List.of();
        return new Push(
                before.firstTx(), before.chainBefore(), transactions, nonces, bases, version);
    }

    private static void requireCount(ByteSource source, int start, int count) {
        if (count > TRANSACTIONS_MAX) {
            throw source.malformed(
                    start, count + " transactions at once; at most " + TRANSACTIONS_MAX);
        }
    }

    private static void writeTransaction(ByteSink sink, PushedTransaction transaction, Pull pull) {
        long behind = pull.cursor().cursor().version() - transaction.base();
        sink.writeSigned(2 * behind + (transaction.besideHeld() ? 1 : 0));
        sink.writeSigned(pull.cursor().commitMillis() - transaction.baseMillis());
        sink.writeVarint(transaction.ageMillis()).writeInt(transaction.nonce());
        ChangeCodec.write(sink, transaction.operations());
    }

    private static PushedTransaction readTransaction(ByteSource source, Pull pull, long number) {
        long behind = source.readSigned();
        boolean besideHeld = (behind & 1) == 1;
        long base = pull.cursor().cursor().version() - (behind >> 1);
        long baseMillis = pull.cursor().commitMillis() - source.readSigned();
        long ageMillis = source.readVarint();
        int nonce = source.readInt();
        List<Change> operations = ChangeCodec.readAskedChanges(source);
        return new PushedTransaction(
                number, base, baseMillis, ageMillis, nonce, besideHeld, operations);
    }
}
