package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

class TextEditTest {
    private static final int TRIES = 2_000;
    private static final String GRIN = "\ud83d\ude05";
    private static final String LONG = "the quick brown fox jumps";

    @Test
    void anEditIsReadAsItWasWritten() {
        for (int seed = 0; seed < TRIES; seed++) {
            RandomDeltas any = new RandomDeltas(seed);
            String before = any.text(any.below(3) == 0 ? 200 : 12);
            TextDelta delta = any.of(before);
            TextEdit edit =
                    new TextEdit(before.length(), TextEdit.check(delta.applied(before)), delta);
            assertEquals(edit, TextEdit.read(edit.toBytes()), "seed " + seed);
            assertTrue(edit.isOf(before), "seed " + seed);
        }
    }

    @Test
    void everyLengthIsWrittenInTheFewestBytes() {
        int[] lengths = {0, 1, 0x3F, 0x40, 0x1FFF, 0x2000, 0xFFFFF, 0x100000, 0x7FFFFFF};
        int[] sizes = {1, 1, 1, 2, 2, 3, 3, 4, 4};
        for (int i = 0; i < lengths.length; i++) {
            TextEdit edit = new TextEdit(lengths[i], 0xBEEF, TextDelta.NONE);
            Bytes bytes = edit.toBytes();
            assertEquals(sizes[i] + 2, bytes.size(), "length " + lengths[i]);
            assertEquals(edit, TextEdit.read(bytes));
        }
        TextEdit most = new TextEdit(Integer.MAX_VALUE, 0, TextDelta.NONE);
        assertEquals(most, TextEdit.read(most.toBytes()));
        assertEquals(
                bytes(0x86, 0x04, 0x34, 0x12, 1, 2, 1, 'x'),
                new TextEdit(0x103, 0x1234, TextDelta.of(List.of(new Hunk(1, 2, "x")))).toBytes());
    }

    @Test
    void whatIsNoEditIsNotRead() {
        Bytes[] malformed = {
            Bytes.EMPTY,
            bytes(0x80),
            bytes(0x80, 0x80, 0x80, 0x80, 0x80),
            bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 0, 0),
            bytes(0xFE, 0xFF, 0xFF, 0xFF, 0x1F, 0, 0),
            bytes(0x86, 0x00, 0x34, 0x12),
            bytes(6),
            bytes(6, 0x34),
            bytes(6, 0x34, 0x12, 1),
            bytes(6, 0x34, 0x12, 0, 0, 0),
            bytes(6, 0x34, 0x12, 1, 2, 5, 'x'),
            bytes(6, 0x34, 0x12, 2, 2, 1, 'x'),
            bytes(7, 0x34, 0x12),
            bytes(7, 0x34, 0x12, 0xFF),
            bytes(7, 0x34, 0x12, 3, 0, 0),
        };
        for (Bytes each : malformed) {
            assertNull(TextEdit.read(each), each.toString());
        }
        assertNotNull(TextEdit.read(bytes(6, 0x34, 0x12)), "an edit that does nothing");
        assertNotNull(TextEdit.read(bytes(6, 0x34, 0x12, 1, 2, 1, 'x')), "up to the end");
        assertNotNull(TextEdit.read(bytes(0, 0, 0)), "a length of nothing");
        assertNotNull(TextEdit.read(bytes(0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0)), "the longest");
    }

    @Test
    void aLongEditIsDeflatedWhereThatMakesItShorter() {
        String prose = "and so on, ";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(prose);
        }
        TextEdit edit = TextEdit.between("", text.toString());
        assertNotNull(edit);
        Bytes bytes = edit.toBytes();
        assertTrue(bytes.size() < 100, bytes.size() + " bytes");
        assertEquals(edit, TextEdit.read(bytes));
        assertNull(TextEdit.read(Bytes.copyOf(Arrays.copyOf(bytes.toArray(), bytes.size() - 1))));
        assertNull(TextEdit.read(Bytes.copyOf(Arrays.copyOf(bytes.toArray(), bytes.size() + 1))));
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            noise.append((char) ('!' + random.nextInt(90)));
        }
        TextEdit plain = TextEdit.between("", noise.toString());
        assertNotNull(plain);
        assertEquals(plain, TextEdit.read(plain.toBytes()));
        assertEquals(
                plain.delta().toBytes().size() + 3,
                plain.toBytes().size(),
                "what does not shrink goes as it is");
    }

    @Test
    void whatIsTooLargeIsNotDeflated() {
        char[] most = new char[TextEdit.HUNKS_BYTES_MAX];
        Arrays.fill(most, 'x');
        TextDelta delta = TextDelta.of(List.of(new Hunk(0, 0, new String(most))));
        TextEdit edit = new TextEdit(0, 7, delta);
        Bytes bytes = edit.toBytes();
        assertTrue(bytes.size() > TextEdit.HUNKS_BYTES_MAX);
        assertEquals(edit, TextEdit.read(bytes));
    }

    @Test
    void whatFewBytesBecomeHasABound() {
        byte[] most = new byte[TextEdit.HUNKS_BYTES_MAX];
        Bytes fits = Deflated.deflate(Bytes.copyOf(most));
        assertEquals(
                Bytes.copyOf(most), Deflated.inflate(fits, TextEdit.HUNKS_BYTES_MAX), "all of it");
        assertNull(Deflated.inflate(fits, TextEdit.HUNKS_BYTES_MAX - 1), "one byte too many");
    }

    @Test
    void anEditKnowsTheTextItIsOf() {
        TextEdit edit = TextEdit.between("a word", "a longer word");
        assertNotNull(edit);
        assertTrue(edit.isOf("a word"));
        assertFalse(edit.isOf("a ward"), "one of that length, which becomes another");
        assertFalse(edit.isOf("a words"), "a longer one");
        assertFalse(edit.isOf("a"), "a shorter one, which it cannot be done to");
        TextDelta amid = TextDelta.of(List.of(new Hunk(1, 0, "x")));
        String apart = amid.applied(GRIN);
        assertFalse(new TextEdit(2, TextEdit.check(apart), amid).isOf(GRIN), "it parts a pair");
    }

    @Test
    void whatIsWrittenAnewIsNoEdit() {
        assertNull(TextEdit.between(LONG, "every good boy does fine"));
        TextEdit edit = TextEdit.between(LONG, LONG + " over");
        assertNotNull(edit);
        assertEquals(LONG.length(), edit.length());
        assertEquals(TextEdit.check(LONG + " over"), edit.check());
        assertEquals(" over", edit.delta().applied(LONG).substring(LONG.length()));
    }

    @Test
    void anEditIsShownWithItsPlaces() {
        TextDelta delta = TextDelta.of(
                List.of(new Hunk(2, 0, "say \"it\""), new Hunk(3, 2, ""), new Hunk(1, 1, "y")));
        assertEquals(
                "[2] +\"say \\\"it\\\"\" [5] -2 [8] -1 +\"y\"", new TextEdit(9, 0, delta).shown());
        assertEquals("", new TextEdit(9, 0, TextDelta.NONE).shown());
    }

    @Test
    void theCheckIsOfAllUnitsOfATextHoweverLongItIs() {
        assertEquals(0, TextEdit.check(""));
        for (int size : new int[] {1, 4_095, 4_096, 4_097, 8_192, 10_000}) {
            StringBuilder text = new StringBuilder();
            while (text.length() < size) {
                text.append((char) ('a' + text.length() % 1_000));
            }
            CRC32 crc = new CRC32();
            crc.update(text.toString().getBytes(StandardCharsets.UTF_16LE));
            int check = TextEdit.check(text.toString());
            assertEquals((int) (crc.getValue() & 0xFFFF), check, "size " + size);
            text.setCharAt(size - 1, (char) (text.charAt(size - 1) ^ 0x100));
            assertNotEquals(check, TextEdit.check(text.toString()), "high byte of " + size);
        }
    }

    private static Bytes bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return Bytes.owned(array);
    }
}
