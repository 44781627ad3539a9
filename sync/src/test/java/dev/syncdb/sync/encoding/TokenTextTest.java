package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class TokenTextTest {
    private static final String STATE = TokenText.of(new Cursor(Long.MIN_VALUE, 1 << 20));

    @Test
    void aTokenNamesItsState() {
        Random random = new Random(4);
        for (int i = 0; i < 1_000; i++) {
            Cursor cursor = new Cursor(random.nextLong(), random.nextLong() >>> 1);
            assertEquals(cursor, TokenText.readState(TokenText.of(cursor)));
        }
        assertEquals(Cursor.START, TokenText.readState(TokenText.of(Cursor.START)));
    }

    @Test
    void aTokenIsSmallAndNeedsNoEscapes() {
        String largest = TokenText.of(new Cursor(-1, Long.MAX_VALUE));
        assertTrue(largest.matches("[A-Za-z0-9_-]{1,40}"), largest);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String text : List.of("", "x", "ü", "token", STATE + STATE, "A".repeat(1_000))) {
            refused(text);
        }
        for (int length = 0; length < STATE.length(); length++) {
            refused(STATE.substring(0, length));
        }
    }

    @Test
    void aDamagedTokenIsNoticed() {
        for (int i = 0; i < STATE.length() - 1; i++) {
            char other = STATE.charAt(i) == 'A' ? 'B' : 'A';
            refused(STATE.substring(0, i) + other + STATE.substring(i + 1));
        }
    }

    @Test
    void aTokenOfAnotherKindIsRefused() {
        refused(TokenText.write(TokenText.COMMIT, sink -> sink.writeLong(7).writeVarint(8)));
    }

    private static void refused(String text) {
        Incorrect failure = assertThrows(Incorrect.class, () -> TokenText.readState(text), text);
        assertEquals(ErrorCode.TOKEN, failure.code());
    }
}
