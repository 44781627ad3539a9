package dev.syncdb.sync.encoding;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Outcome;
import dev.syncdb.sync.message.Page;
import dev.syncdb.sync.message.PageToken;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SignedCursor;
import dev.syncdb.sync.message.SyncResponse;

import java.util.ArrayList;
import java.util.List;

/* Answer:  | client varint | lastTx varint | count varint | outcome … | cursor |
 *          | token | change set |
 *          | count varint | statement text … |
 *          the outcomes are those of the last transactions: the last one is lastTx's
 * Refusal: | code text | message text | lastTx varint | retry after varint |
 */
/** A response as bytes. Stateless. */
public final class ResponseCodec {
    private static final int OUTCOME_BYTES_MIN = 3;

    private ResponseCodec() {}

    public static byte[] encode(SyncResponse response) {
        if (response instanceof Answer answer) {
            return MessageFrame.write(MessageFrame.ANSWER, sink -> write(sink, answer));
        }
        if (response instanceof News news) {
            return MessageFrame.write(MessageFrame.NEWS, sink -> NewsCodec.write(sink, news));
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
        ChangeCodec.write(sink, new ChangeSet(0, answer.page().changes()));
        sink.writeVarint(answer.schema().size());
        for (String statement : answer.schema()) {
            sink.writeText(statement);
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
        Page page = new Page(ChangeCodec.read(source).changes(), next);
        int statements = source.readCount(1);
        List<String> schema = new ArrayList<>(statements);
        for (int i = 0; i < statements; i++) {
            schema.add(source.readText());
        }
        return new Answer(client, lastTx, outcomes, cursor, page, schema);
    }

    private static void write(ByteSink sink, Refusal refusal) {
        sink.writeText(refusal.code().name()).writeText(refusal.message());
        sink.writeVarint(refusal.lastTx()).writeVarint(refusal.retryAfterMillis());
    }

    private static Refusal readRefusal(ByteSource source) {
        ErrorCode code = OutcomeCodec.codeOf(source.readText());
        return new Refusal(code, source.readText(), source.readVarint(), source.readVarint());
    }
}
