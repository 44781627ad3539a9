package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextCursorTest {
    @Test
    void aCursorStaysBetweenTheSameTwoLetters() {
        assertEquals(9, TextCursor.moved("Hello you", "Oh, Hello you", 5));
        assertEquals(5, TextCursor.moved("Hello you", "Hello you too", 5));
    }

    @Test
    void whatComesInAtTheCursorStandsBehindIt() {
        assertEquals(5, TextCursor.moved("Hello", "Hello you", 5));
        assertEquals(0, TextCursor.moved("", "Hello", 0));
    }

    @Test
    void aCursorInWhatIsGoneIsInItsPlace() {
        assertEquals(6, TextCursor.moved("Hello dear you", "Hello you", 8));
    }

    @Test
    void aPlaceOutsideTheTextIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> TextCursor.moved("ab", "ab", 3));
        assertThrows(IndexOutOfBoundsException.class, () -> TextCursor.moved("ab", "ab", -1));
    }
}
