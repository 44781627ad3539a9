package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

class TextDeltaBytesTest {
    private static final int TRIES = 5_000;

    private static Bytes bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return Bytes.owned(bytes);
    }

    @ParameterizedTest(name = "{0}: keep {1}, delete {2}, insert {3}")
    @CsvSource({
        "000100, 0, 1, ''",
        "03000178, 3, 0, x",
        "7f80010178, 127, 128, x",
        "ff7f808001027879, 16383, 16384, xy",
        "00000bc3a9e282acf09f9885c3a9, 0, 0, \u00e9\u20ac\ud83d\ude05\u00e9",
        "feffffff070100, 2147483646, 1, ''",
        "00ffffffff0700, 0, 2147483647, ''"
    })
    void aHunkHasOneForm(String hex, int retain, int delete, String insert) {
        TextDelta delta = TextDelta.of(List.of(new Hunk(retain, delete, insert)));
        assertEquals(bytes(hex), delta.toBytes());
        assertEquals(delta, TextDelta.read(bytes(hex)));
    }

    @Test
    void hunksFollowEachOtherToTheEnd() {
        TextDelta delta = TextDelta.of(List.of(new Hunk(0, 2, "a"), new Hunk(1, 0, "b")));
        assertEquals(bytes("0002016101000162"), delta.toBytes());
        assertEquals(delta, TextDelta.read(bytes("0002016101000162")));
        assertEquals(Bytes.EMPTY, TextDelta.NONE.toBytes());
        assertSame(TextDelta.NONE, TextDelta.read(Bytes.EMPTY));
    }

    @Test
    void halfOfAPairTravelsAsTheSignThatStandsForIt() {
        TextDelta half = TextDelta.of(List.of(new Hunk(1, 0, "a\ud83d")));
        TextDelta repaired = TextDelta.of(List.of(new Hunk(1, 0, "a\ufffd")));
        assertEquals(repaired, TextDelta.read(half.toBytes()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // ends within a hunk
                "0001",
                "80", // ends within a number
                "000102", // ends within a text
                "00010261",
                "000000", // does nothing
                "050000",
                "000100000100", // keeps nothing between two hunks
                "00010001000001000178",
                "80000100", // a number longer than it must be
                "00810000",
                "00018000",
                "ffffffff0f0100", // a number too large
                "8080808008000178",
                "8080808080010100", // a number of too many bytes
                "ffffffffffffffff7f0100",
                "ffffffff070100", // the text before would be too long
                "feffffff070100010100",
                "0000ffffffff07", // a text that is not there
                "0000ffffffff0778",
                "000001ff", // no UTF-8
                "000001c3",
                "00000180",
                "000002c080", // longer than it must be
                "000003eda080", // half of a pair
                "000006eda0bdedb885", // a pair as two signs
                "000004f4908080" // beyond the last sign
            })
    void whatNobodyWroteIsNotRead(String hex) {
        assertNull(TextDelta.read(bytes(hex)));
    }

    @Test
    void whateverIsReadIsWrittenTheSame() {
        int read = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            RandomDeltas any = new RandomDeltas(seed);
            byte[] written = any.of(any.text(9)).toBytes().toArray();
            for (int i = random.nextInt(3); i > 0 && written.length > 0; i--) {
                written[random.nextInt(written.length)] = (byte) random.nextInt(256);
            }
            Bytes damaged = Bytes.owned(written);
            TextDelta delta = TextDelta.read(damaged);
            if (delta != null) {
                read++;
                assertEquals(damaged, delta.toBytes(), "seed " + seed);
            }
        }
        assertTrue(read > TRIES / 4 && read < TRIES, read + " were read");
    }
}
