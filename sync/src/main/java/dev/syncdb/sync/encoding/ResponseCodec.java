package dev.syncdb.sync.encoding;

import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.Receipt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/* Answer:  | client varint | lastTx varint | count varint | outcome … | cursor |
 *          | token | changes |
 *          | count varint | statement text … |
 *          | reason u8 | [ behind varint | [ wanted ] ] |
 *          | line asked u8 | [ line u64 | last version varint ] |
 *          the outcomes are those of the last transactions: the last one is lastTx's
 *          reason 0: nothing was postponed; else lastTx + 1 was, and those behind it; wanted
 *          is there if the reason is that it is
 * Refusal: | code text | message text | lastTx varint | retry after varint |
 * Rewound: | known u8 | lastTx varint | chain u32 | acknowledged varint |
 *          | common varint | count varint | unsigned cursor … |
 */
/** A response as bytes. Stateless. */
public final class ResponseCodec {
    private static final int OUTCOME_BYTES_MIN = 1;

    private ResponseCodec() {}

    public static byte[] encode(SyncResponse response) {
        if (response instanceof Answer answer) {
            return MessageFrame.write(MessageFrame.ANSWER, sink -> write(sink, answer));
        }
        if (response instanceof News news) {
            return MessageFrame.write(MessageFrame.NEWS, sink -> NewsCodec.write(sink, news));
        }
        if (response instanceof Rewound rewound) {
            return MessageFrame.write(MessageFrame.REWOUND, sink -> write(sink, rewound));
        }
        Refusal refusal = (Refusal) response;
        return MessageFrame.write(MessageFrame.REFUSAL, sink -> write(sink, refusal));
    }

    /** Fails with MALFORMED_MESSAGE or PROTOCOL_VERSION. */
    public static SyncResponse decode(byte[] message) {
        ByteSource source = MessageFrame.open(message);
        SyncResponse response =
                switch (MessageFrame.kindOf(message)) {
                    case MessageFrame.ANSWER -> readAnswer(source);
                    case MessageFrame.NEWS -> NewsCodec.read(source);
                    case MessageFrame.REFUSAL -> readRefusal(source);
                    case MessageFrame.REWOUND -> readRewound(source);
                    default ->
                        throw source.malformed(
                                source.position() - 1, "this message is no response");
                };
        source.requireEnd();
        return response;
    }

    private static void write(ByteSink sink, Answer answer) {
        sink.writeVarint(answer.client()).writeVarint(answer.lastTx());
        sink.writeVarint(answer.outcomes().size());
        for (Outcome outcome : answer.outcomes()) {
            OutcomeCodec.write(sink, outcome);
        }
        CursorCodec.write(sink, answer.cursor());
        PageTokenCodec.write(sink, answer.page().next());
        ChangeCodec.write(sink, answer.page().changes());
        sink.writeVarint(answer.schema().size());
        for (String statement : answer.schema()) {
            sink.writeText(statement);
        }
        write(sink, answer.postponed());
        Cursor lineEnd = answer.lineEnd();
        sink.writeBoolean(lineEnd != null);
        if (lineEnd != null) {
            sink.writeLong(lineEnd.line()).writeVarint(lineEnd.version());
        }
    }

    private static void write(ByteSink sink, @Nullable Postponement postponed) {
        sink.writeByte(postponed == null ? 0 : postponed.reason().code());
        if (postponed != null) {
            sink.writeVarint(postponed.behind());
            if (postponed.reason() == Reason.WANTS_BASES) {
                CellPlaceCodec.writeWanted(sink, postponed.wanted());
            }
        }
    }

    private static Answer readAnswer(ByteSource source) {
        long client = source.readVarint();
        long lastTx = source.readVarint();
        int count = source.readCount(OUTCOME_BYTES_MIN);
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outcomes.add(OutcomeCodec.read(source, lastTx - count + 1 + i));
        }
        SignedCursor cursor = CursorCodec.read(source);
        PageToken next = PageTokenCodec.read(source);
        Page page = new Page(ChangeCodec.readChanges(source), next);
        int statements = source.readCount(1);
        List<String> schema = new ArrayList<>(statements);
        for (int i = 0; i < statements; i++) {
            schema.add(source.readText());
        }
        Postponement postponed = readPostponement(source, lastTx);
        Cursor lineEnd =
                source.readBoolean() ? new Cursor(source.readLong(), source.readVarint()) : null;
        return new Answer(
                client, new Receipt(lastTx, outcomes, postponed), cursor, page, schema, lineEnd);
    }

    private static @Nullable Postponement readPostponement(ByteSource source, long lastTx) {
        int start = source.position();
        int code = source.readByte();
        if (code == 0) {
            return null;
        }
        for (Reason reason : Reason.values()) {
            if (reason.code() == code) {
                long behind = source.readVarint();
                List<Wanted> wanted = reason == Reason.WANTS_BASES
                        ? CellPlaceCodec.readWanted(source, lastTx + 1)
                        : List.of();
                return new Postponement(reason, lastTx + 1, behind, wanted);
            }
        }
        throw source.malformed(start, "unknown reason " + code + " to postpone a transaction");
    }

    private static void write(ByteSink sink, Refusal refusal) {
        sink.writeText(refusal.code().name()).writeText(refusal.message());
        sink.writeVarint(refusal.lastTx()).writeVarint(refusal.retryAfterMillis());
    }

    private static Refusal readRefusal(ByteSource source) {
        ErrorCode code = RejectionCodec.codeOf(source.readText());
        return new Refusal(code, source.readText(), source.readVarint(), source.readVarint());
    }

    private static void write(ByteSink sink, Rewound rewound) {
        sink.writeBoolean(rewound.known());
        sink.writeVarint(rewound.lastTx()).writeInt(rewound.chain());
        sink.writeVarint(rewound.acknowledgedTx()).writeVarint(rewound.commonTx());
        sink.writeVarint(rewound.lines().size());
        for (Cursor line : rewound.lines()) {
            CursorCodec.writeUnsigned(sink, line);
        }
    }

    private static Rewound readRewound(ByteSource source) {
        boolean known = source.readBoolean();
        long lastTx = source.readVarint();
        int chain = source.readInt();
        long acknowledgedTx = source.readVarint();
        long commonTx = source.readVarint();
        int start = source.position();
        int count = source.readCount(1);
        if (count > Rewound.LINES_MAX) {
            throw source.malformed(start, count + " lines; at most " + Rewound.LINES_MAX);
        }
        List<Cursor> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(CursorCodec.readUnsigned(source));
        }
        return new Rewound(known, lastTx, chain, acknowledgedTx, commonTx, lines);
    }
}
