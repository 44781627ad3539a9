package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.encoding.TokenText;

import org.junit.jupiter.api.Test;

class CommitTokenTest {
    /** Of small places, so that no bit of its text is left over. */
    private static final CommitToken TOKEN = new CommitToken(0xFEDC_BA98_7654_3210L, -3, 7);

    @Test
    void aTextMeansWhatItWasMadeOf() {
        assertEquals(TOKEN, CommitToken.read(TOKEN.text()));
        CommitToken far = new CommitToken(-1, Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals(far, CommitToken.read(far.text()));
    }

    @Test
    void noTokenIsMistakenForAnotherOne() {
        String text = TOKEN.text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertNoToken(text.substring(0, i) + other + text.substring(i + 1));
            assertNoToken(text.substring(0, i));
        }
        assertNoToken(text + text);
    }

    @Test
    void theTokenOfAStateNamesNoCommit() {
        assertNoToken(TokenText.of(new Cursor(5, 9)));
    }

    private static void assertNoToken(String text) {
        Incorrect refused = assertThrows(Incorrect.class, () -> CommitToken.read(text), text);
        assertEquals(ErrorCode.TOKEN, refused.code());
    }
}
