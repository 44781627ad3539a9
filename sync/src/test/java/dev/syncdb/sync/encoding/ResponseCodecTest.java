package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;

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
            SyncResponse response = i % 4 == 0 ? messages.refused() : messages.answer();
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
            byte[] message =
                    ResponseCodec.encode(i % 3 == 0 ? messages.refused() : messages.answer());
            Damage.everyTruncationFails(message, ResponseCodec::decode);
            Damage.everyFlipFails(message, ResponseCodec::decode);
        }
    }

    @Test
    void aForgedResponseIsMalformedOrMeansSomethingElse() {
        RandomMessages messages = new RandomMessages(SEED + 2);
        for (int i = 0; i < 30; i++) {
            byte[] message =
                    ResponseCodec.encode(i % 3 == 0 ? messages.refused() : messages.answer());
            Damage.everyFlipIsHarmless(
                    message, forged -> ResponseCodec.decode(Damage.resealed(forged)));
            Damage.everyTruncationFails(message, cut -> ResponseCodec.decode(Damage.resealed(cut)));
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
    void aServerThatTellsMoreLinesThanItMayIsNotBelieved() {
        List<Cursor> most = Collections.nCopies(Rewound.LINES_MAX, new Cursor(7, 9));
        Rewound rewound = new Rewound(true, 3, 4, 2, most);
        assertEquals(rewound, ResponseCodec.decode(ResponseCodec.encode(rewound)));
        List<Cursor> more = Collections.nCopies(Rewound.LINES_MAX + 1, new Cursor(7, 9));
        byte[] message = ResponseCodec.encode(new Rewound(true, 3, 4, 2, more));
        assertThrows(Corrupt.class, () -> ResponseCodec.decode(message));
    }

    @Test
    void aRequestIsNoResponse() {
        byte[] request = RequestCodec.encode(new RandomMessages(SEED + 3).request());
        Corrupt refused = assertThrows(Corrupt.class, () -> ResponseCodec.decode(request));
        assertEquals("this message is no response (at byte 3)", refused.getMessage());
    }

    @Test
    void aMessageOfAnotherVersionSaysWhichAreSpoken() {
        byte[] message = ResponseCodec.encode(new RandomMessages(SEED + 4).answer());
        message[2] = 9;
        Incompatible refused =
                assertThrows(Incompatible.class, () -> ResponseCodec.decode(message));
        assertEquals(ErrorCode.PROTOCOL_VERSION, refused.code());
        int spoken = SyncRequest.PROTOCOL_VERSION;
        assertEquals(List.of(9, 0, spoken), List.of(refused.found(), refused.min(), refused.max()));
    }

    @Test
    void whatIsNoMessageOfOursIsCalledSo() {
        byte[] page = "<html>captive portal</html>".getBytes(StandardCharsets.UTF_8);
        byte[] halfMagic = "Sorry, no network".getBytes(StandardCharsets.UTF_8);
        for (byte[] bytes : List.of(new byte[0], new byte[7], page, halfMagic)) {
            Corrupt refused = assertThrows(Corrupt.class, () -> ResponseCodec.decode(bytes));
            assertEquals("this is no SyncDB message (at byte 0)", refused.getMessage());
        }
    }
}
