package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.SyncRequest;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;

/** What is damage, and what another version. */
class MessageFrameTest {
    private static final long SEED = 0xF2A;
    private static final int VERSION_MAX = 7;

    private final RandomMessages messages = new RandomMessages(SEED);

    /** Damage is asked for again; another version would wait for an update. */
    @Test
    void aBitThatFlippedOnTheWayIsDamageAndNeverAnotherVersion() {
        Damage.everyFlipFails(ResponseCodec.encode(messages.answer()), ResponseCodec::decode);
        Damage.everyFlipFails(ResponseCodec.encode(messages.refusal()), ResponseCodec::decode);
        Damage.everyFlipFails(ResponseCodec.encode(messages.rewound()), ResponseCodec::decode);
        Damage.everyFlipFails(ResponseCodec.encode(News.NOTHING), ResponseCodec::decode);
        Damage.everyFlipFails(RequestCodec.encode(messages.request()), RequestCodec::decode);
        Damage.everyFlipFails(brief(), RequestCodec::decodeBrief);
    }

    @Test
    void aWholeMessageOfAnotherVersionSaysWhichAreSpoken() {
        for (int version = SyncRequest.PROTOCOL_VERSION + 1; version <= VERSION_MAX; version++) {
            byte[] response = ResponseCodec.encode(messages.answer());
            byte[] request = RequestCodec.encode(messages.request());
            assertIncompatible(version, response, ResponseCodec::decode);
            assertIncompatible(version, request, RequestCodec::decode);
            assertIncompatible(version, brief(), RequestCodec::decodeBrief);
        }
    }

    /** What every version keeps suffices to tell that it is one, whatever else it changes. */
    @Test
    void anotherVersionMayHaveAnyKindAndBody() {
        for (int kind = 0; kind < 16; kind++) {
            byte[] empty = {(byte) kind, 0, 0, 0, 0};
            byte[] strange = {(byte) kind, -1, -1, -1, -1, -1, 0, 0, 0, 0};
            empty[0] |= (byte) 0x80;
            strange[0] |= (byte) 0x80;
            assertIncompatible(1, empty, ResponseCodec::decode);
            assertIncompatible(VERSION_MAX, strange, ResponseCodec::decode);
        }
    }

    private byte[] brief() {
        SyncRequest full = messages.request();
        byte[] brief = RequestCodec.encode(new SyncRequest(
                full.sender(), full.schema(), full.ackTx(), full.push(), full.pull(), null, true));
        assertTrue(RequestCodec.isBrief(brief));
        return brief;
    }

    private static void assertIncompatible(
            int version, byte[] message, Function<byte[], ?> reader) {
        byte[] other = message.clone();
        other[0] |= (byte) (version << 4);
        byte[] whole = Damage.resealed(other);
        Incompatible refused = assertThrows(Incompatible.class, () -> reader.apply(whole));
        assertEquals(ErrorCode.PROTOCOL_VERSION, refused.code());
        assertEquals(
                List.of(version, 0, SyncRequest.PROTOCOL_VERSION),
                List.of(refused.found(), refused.min(), refused.max()));
    }
}
