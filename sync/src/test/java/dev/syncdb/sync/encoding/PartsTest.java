package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.util.function.Function;

/** The parts of messages that are also stored by themselves. */
class PartsTest {
    private static final long SEED = 0xBA27;

    private final RandomMessages messages = new RandomMessages(SEED);

    @Test
    void cursorsComeBackAsTheyWere() {
        for (int i = 0; i < 60; i++) {
            SignedCursor cursor = messages.cursor();
            byte[] bytes = Damage.bytes(sink -> CursorCodec.write(sink, cursor));
            survives(cursor, bytes, Damage.whole(CursorCodec::read));
        }
    }

    @Test
    void theStartTakesOneByte() {
        byte[] bytes = Damage.bytes(sink -> CursorCodec.write(sink, SignedCursor.START));
        assertEquals(1, bytes.length);
    }

    @Test
    void outcomesComeBackAsTheyWere() {
        for (int i = 0; i < 60; i++) {
            Outcome outcome = messages.outcome(77);
            byte[] bytes = Damage.bytes(sink -> OutcomeCodec.write(sink, outcome));
            survives(outcome, bytes, Damage.whole(source -> OutcomeCodec.read(source, 77)));
        }
    }

    @Test
    void pageTokensComeBackAsTheyWere() {
        for (int i = 0; i < 60; i++) {
            PageToken token = messages.token();
            byte[] bytes = Damage.bytes(sink -> PageTokenCodec.write(sink, token));
            survives(token, bytes, Damage.whole(PageTokenCodec::read));
        }
        byte[] none = Damage.bytes(sink -> PageTokenCodec.write(sink, null));
        assertNull(Damage.<PageToken>whole(PageTokenCodec::read).apply(none));
    }

    @Test
    void cellVersionsComeBackAsTheyWere() {
        for (int i = 0; i < 60; i++) {
            RowVersions versions = messages.versions();
            Bytes hidden = HiddenCodec.write(versions);
            survives(versions, hidden.toArray(), bytes -> HiddenCodec.read(Bytes.copyOf(bytes)));
            assertEquals(versions.handle(), HiddenCodec.handle(hidden), "without reading it all");
        }
    }

    @Test
    void aPhoneKeepsNothingOfARowButItsHandle() {
        assertEquals(300, HiddenCodec.handle(HiddenCodec.ofHandle(300)));
        assertEquals(2, HiddenCodec.ofHandle(300).size());
        assertEquals(Bytes.EMPTY, HiddenCodec.ofHandle(0), "not known yet");
        assertEquals(0, HiddenCodec.handle(Bytes.EMPTY));
    }

    @Test
    void hiddenBytesThatEndTooEarlyAreTheFaultOfTheFile() {
        Corrupt corrupt = assertThrows(Corrupt.class, () -> HiddenCodec.read(Bytes.EMPTY));
        assertEquals(ErrorCode.CORRUPT_FILE, corrupt.code());
    }

    private static <T> void survives(T value, byte[] bytes, Function<byte[], T> reader) {
        assertEquals(value, reader.apply(bytes), () -> "seed " + SEED);
        Damage.everyTruncationFails(bytes, reader);
        Damage.everyFlipIsHarmless(bytes, reader);
    }
}
