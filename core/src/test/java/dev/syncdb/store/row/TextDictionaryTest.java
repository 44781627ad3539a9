package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class TextDictionaryTest {
    private final TextDictionary dictionary = new TextDictionary(true);

    @Test
    void aTextIsTakenInWhenItIsSeenAgain() {
        assertEquals(-1, dictionary.codeOf("open"));
        assertEquals(0, dictionary.codeOf(copy("open")));
        assertEquals(0, dictionary.codeOf("open"));
        assertEquals(-1, dictionary.codeOf("done"));
        assertEquals(1, dictionary.codeOf("done"));
        assertEquals("open", dictionary.text(0));
        assertEquals("done", dictionary.text(1));
    }

    @Test
    void rowsShareTheStringOfTheDictionary() {
        RowLayout layout = new RowLayout(2, new boolean[] {true, false});
        PackedRow[] rows = new PackedRow[3];
        for (int i = 0; i < rows.length; i++) {
            Value value = Value.of(copy(Zoo.UUID));
            rows[i] = layout.pack(Row.of(value, value), Bytes.EMPTY);
        }
        assertSame(rows[1].textAt(1), rows[2].textAt(1), "a repeated text is one String");
        assertNotSame(rows[1].textAt(0), rows[2].textAt(0), "a key is not shared");
        assertSame(rows[1].at(1), rows[2].at(1), "nor is a value made for each row");
        assertTrue(rows[2].isVeryObjectAt(1, rows[1].at(1)), "rows know the object they share");
        assertFalse(rows[0].isVeryObjectAt(1, rows[1].at(1)), "the first text came without a code");
        assertEquals(
                rows[0].prefixAt(1, Collation.BINARY),
                rows[2].prefixAt(1, Collation.BINARY),
                "a code sorts as its text does");
        assertEquals(rows[0], rows[2]);
        assertTrue(rows[2].bytes.length < rows[0].bytes.length, "a code is shorter");
        assertTrue(layout.bytes() > 0, "the dictionary is counted");
    }

    @Test
    void everyCodeKeepsItsTextUntilAllCodesAreTaken() {
        Map<String, Integer> codes = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            String text = "text " + random.nextInt(TextDictionary.TEXTS_MAX);
            int code = dictionary.codeOf(text);
            if (code >= 0) {
                Integer known = codes.putIfAbsent(text, code);
                assertTrue(known == null || known == code, text);
            }
        }
        assertFalse(dictionary.closed(), "texts that come back are worth it");
        assertTrue(codes.size() > TextDictionary.TEXTS_MAX * 0.95, "most texts have a code");
        codes.forEach((text, code) -> assertEquals(text, dictionary.text(code)));
    }

    @Test
    void aFullDictionaryKeepsWhatItHas() {
        int texts = 0;
        while (dictionary.size() < TextDictionary.TEXTS_MAX) {
            String text = "text " + texts++;
            dictionary.codeOf(text);
            dictionary.codeOf(text);
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(-1, dictionary.codeOf("one too many"));
        }
        assertTrue(dictionary.codeOf("text " + (texts - 1)) >= 0);
        assertEquals(TextDictionary.TEXTS_MAX, dictionary.size());
    }

    @Test
    void aColumnWhoseTextsDoNotRepeatGivesUp() {
        dictionary.codeOf("first");
        dictionary.codeOf("first");
        long before = dictionary.bytes();
        for (int i = 0; i < TextDictionary.WINDOW_TEXTS; i++) {
            dictionary.codeOf("unique " + i);
        }
        assertTrue(dictionary.closed());
        assertTrue(dictionary.bytes() < before, "all but the known texts is given back");
        assertEquals("first", dictionary.text(0), "rows with the code can still be read");
        assertEquals(-1, dictionary.codeOf("first"));
    }

    @Test
    void longTextsStayOut() {
        for (int i = 0; i < 3; i++) {
            assertEquals(-1, dictionary.codeOf(Zoo.text('x', TextDictionary.TEXT_BYTES_MAX + 1)));
            assertEquals(-1, dictionary.codeOf(Zoo.text('€', 22)), "66 bytes of UTF-8");
        }
        dictionary.codeOf(Zoo.text('x', TextDictionary.TEXT_BYTES_MAX));
        assertEquals(0, dictionary.codeOf(Zoo.text('x', TextDictionary.TEXT_BYTES_MAX)));
    }

    @Test
    void textsOfOneHashCodeCostNoTimeAndGetNoSecondCode() {
        Map<String, Integer> codes = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1 << 10; i++) {
                // "Aa" and "BB" have the same hash code, and so have all texts of ten of them.
                StringBuilder text = new StringBuilder();
                for (int bit = 0; bit < 10; bit++) {
                    text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                int code = dictionary.codeOf(text.toString());
                Integer known = codes.put(text.toString(), code);
                assertTrue(known == null || known < 0 || known == code, "a text has one code");
            }
        }
        assertTrue(dictionary.size() < 1 << 6, "hostile texts are left out");
    }

    @Test
    void aReaderSeesTheTextOfEveryPublishedRow() throws InterruptedException {
        RowLayout layout = new RowLayout(1, new boolean[1]);
        PackedRow[] published = new PackedRow[1];
        Object lock = new Object();
        int[] misread = new int[1];
        Thread reader = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                PackedRow row;
                synchronized (lock) {
                    row = published[0];
                }
                if (row != null && !row.textAt(0).startsWith("text ")) {
                    misread[0]++;
                }
            }
        });
        reader.start();
        for (int i = 0; i < 20_000; i++) {
            PackedRow row = layout.pack(Row.of(Value.of("text " + i / 5)), Bytes.EMPTY);
            synchronized (lock) {
                published[0] = row;
            }
        }
        reader.join();
        assertEquals(0, misread[0]);
    }

    private static String copy(String text) {
        return new StringBuilder(text).toString();
    }
}
