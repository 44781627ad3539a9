package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.delta.TextPieces.Cut;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TextPiecesTest {
    private static TextPieces pieces(String before, String after, Cut cut) {
        return TextPieces.of(
                before, after, new TextBlock(0, before.length(), 0, after.length()), cut);
    }

    @Test
    void linesOfTheSameContentHaveTheSameNumber() {
        TextPieces pieces = pieces("a\nbc\na\n", "bc\nbd\na\na", Cut.LINES);
        assertArrayEquals(new int[] {1, 2, 1}, pieces.beforeNumbers());
        assertArrayEquals(new int[] {2, 5, 1, 7}, pieces.afterNumbers());
        assertEquals(2, pieces.beforeStart(1));
        assertEquals(7, pieces.beforeStart(3));
        assertEquals(3, pieces.afterStart(1));
        assertEquals(9, pieces.afterStart(4));
    }

    @Test
    void wordsAreCutFromWhatIsBetweenThem() {
        TextPieces pieces = pieces("one two, one", "two", Cut.WORDS);
        assertArrayEquals(new int[] {1, 2, 3, 4, 2, 1}, pieces.beforeNumbers());
        assertArrayEquals(new int[] {3}, pieces.afterNumbers());
    }

    @Test
    void aBlockAmidOfTheTextsIsCutAlone() {
        TextPieces pieces =
                TextPieces.of("x\nab\ncd\ny", "z\nab\ny", new TextBlock(2, 8, 2, 5), Cut.LINES);
        assertNotNull(pieces);
        assertArrayEquals(new int[] {1, 2}, pieces.beforeNumbers());
        assertArrayEquals(new int[] {1}, pieces.afterNumbers());
        assertEquals(2, pieces.beforeStart(0));
        assertEquals(5, pieces.afterStart(1));
    }

    @Test
    void onePieceEachIsNoCut() {
        assertNull(pieces("a", "b", Cut.LINES));
        assertNull(pieces("a\n", "b\n", Cut.LINES));
        assertNotNull(pieces("a", "b\nc", Cut.LINES));
        assertNotNull(pieces("a\nc", "b", Cut.LINES));
    }

    @Test
    void tooManyPiecesAreNotCompared() {
        String lines = "\n".repeat(TextPieces.COUNT_MAX);
        assertNotNull(pieces(lines, "\n", Cut.LINES));
        assertNull(pieces(lines + "\n", "\n", Cut.LINES));
        assertNull(pieces("\n", lines + "\n", Cut.LINES));
    }

    /** Who makes lines that all fall into one place of the table only makes the delta longer. */
    @Test
    void linesThatCollideAreNotSoughtForLong() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; lines.size() <= TextPieces.PROBES_MAX; i++) {
            String line = Integer.toString(i, 36) + "\n";
            if ((TextPieces.hash(line, 0, line.length()) & 1023) == 0) {
                lines.add(line);
            }
        }
        String text = String.join("", lines);
        TextPieces pieces = pieces(text, text, Cut.LINES);
        int last = TextPieces.PROBES_MAX;
        for (int i = 0; i < last; i++) {
            assertEquals(i + 1, pieces.beforeNumbers()[i]);
            assertEquals(i + 1, pieces.afterNumbers()[i]);
        }
        assertEquals(last + 1, pieces.beforeNumbers()[last]);
        assertEquals(2 * last + 2, pieces.afterNumbers()[last], "this one found no place");
    }
}
