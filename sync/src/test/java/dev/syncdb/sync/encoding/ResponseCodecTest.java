package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Receipt;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

class ResponseCodecTest {
    private static final long SEED = 0x2E5;

    @Test
    void responsesComeBackAsTheyWere() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < 2_000; i++) {
            SyncResponse response = messages.response();
            assertEquals(
                    response,
                    ResponseCodec.decode(ResponseCodec.encode(response)),
                    () -> "seed " + SEED);
        }
    }

    @Test
    void aDamagedResponseIsAlwaysNoticed() {
        RandomMessages messages = new RandomMessages(SEED + 1);
        for (int i = 0; i < 30; i++) {
            byte[] message = ResponseCodec.encode(messages.response());
            Damage.everyTruncationFails(message, ResponseCodec::decode);
            Damage.everyFlipFails(message, ResponseCodec::decode);
        }
    }

    @Test
    void aForgedResponseIsMalformedOrMeansSomethingElse() {
        RandomMessages messages = new RandomMessages(SEED + 2);
        for (int i = 0; i < 30; i++) {
            byte[] message = ResponseCodec.encode(
                    i % 3 == 0
                            ? messages.rewound()
                            : i % 3 == 1 ? messages.refusal() : messages.answer());
            Damage.everyFlipIsHarmless(
                    message, forged -> ResponseCodec.decode(Damage.resealed(forged)));
            Damage.everyTruncationFails(message, cut -> ResponseCodec.decode(Damage.resealed(cut)));
            byte[] news = ResponseCodec.encode(messages.news());
            Damage.everyFlipIsHarmless(
                    news, forged -> ResponseCodec.decode(Damage.resealed(forged)));
        }
    }

    @Test
    void nothingNewTakesFiveBytes() {
        byte[] message = ResponseCodec.encode(News.NOTHING);
        assertEquals(5, message.length, "one for version and kind, four for the checksum");
        assertEquals(News.NOTHING, ResponseCodec.decode(message));
        Damage.everyTruncationFails(message, ResponseCodec::decode);
        Damage.everyFlipFails(message, ResponseCodec::decode);
    }

    @Test
    void newsOfUnknownPartsAreMalformed() {
        for (int parts : new int[] {0, 16, 255}) {
            byte[] message = MessageFrame.write(MessageFrame.NEWS, sink -> sink.writeByte(parts));
            assertThrows(Corrupt.class, () -> ResponseCodec.decode(message));
        }
    }

    @Test
    void aCodeThatOnlyANewerServerKnowsIsOurFault() {
        byte[] newer =
                MessageFrame.write(MessageFrame.REFUSAL, sink -> sink.writeText("FROM_THE_FUTURE")
                        .writeText("so it is")
                        .writeVarint(3)
                        .writeVarint(4));
        assertEquals(
                new Refusal(ErrorCode.INTERNAL, "so it is", 3, 4), ResponseCodec.decode(newer));
    }

    @Test
    void anUnknownReasonToPostponeIsMalformed() {
        SignedCursor start = SignedCursor.START;
        Page page = new Page(List.of(), null);
        byte[] message = ResponseCodec.encode(
                new Answer(1, new Receipt(4, List.of()), start, page, List.of()));
        message[message.length - 6] = 9;
        Corrupt refused =
                assertThrows(Corrupt.class, () -> ResponseCodec.decode(Damage.resealed(message)));
        assertEquals(
                "unknown reason 9 to postpone a transaction (at byte " + (message.length - 6) + ")",
                refused.getMessage());
    }

    @Test
    void aServerThatTellsMoreLinesThanItMayIsNotBelieved() {
        List<Cursor> most = Collections.nCopies(Rewound.LINES_MAX, new Cursor(7, 9));
        Rewound rewound = new Rewound(true, 3, 4, 2, 1, most);
        assertEquals(rewound, ResponseCodec.decode(ResponseCodec.encode(rewound)));
        List<Cursor> more = Collections.nCopies(Rewound.LINES_MAX + 1, new Cursor(7, 9));
        byte[] message = ResponseCodec.encode(new Rewound(true, 3, 4, 2, 1, more));
        assertThrows(Corrupt.class, () -> ResponseCodec.decode(message));
    }

    @Test
    void aRequestIsNoResponse() {
        byte[] request = RequestCodec.encode(new RandomMessages(SEED + 3).request());
        Corrupt refused = assertThrows(Corrupt.class, () -> ResponseCodec.decode(request));
        assertEquals("this message is no response (at byte 0)", refused.getMessage());
    }

    @Test
    void whatIsNoMessageOfOursIsCalledSo() {
        byte[] page = "<html>captive portal</html>".getBytes(StandardCharsets.UTF_8);
        byte[] json = "{\"error\":\"no network\"}".getBytes(StandardCharsets.UTF_8);
        byte[] short4 = {(byte) 0x82, 0, 0, 0};
        for (byte[] bytes : List.of(new byte[0], new byte[7], page, json, short4)) {
            Corrupt refused = assertThrows(Corrupt.class, () -> ResponseCodec.decode(bytes));
            assertEquals("this is no SyncDB message (at byte 0)", refused.getMessage());
        }
    }
}
