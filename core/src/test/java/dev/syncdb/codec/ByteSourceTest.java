package dev.syncdb.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.zip.CRC32;

class ByteSourceTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                127,
                128,
                16_383,
                16_384,
                -1,
                -64,
                -65,
                64,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                0x8000_0000L
            })
    void numbersComeBackInEveryForm(long number) {
        ByteSink sink = new ByteSink();
        sink.writeVarint(number).writeSigned(number).writeLong(number).writeInt((int) number);
        ByteSource source = source(sink.toArray());
        assertEquals(number, source.readVarint());
        assertEquals(number, source.readSigned());
        assertEquals(number, source.readLong());
        assertEquals((int) number, source.readInt());
        source.requireEnd();
    }

    @Test
    void smallNumbersAreShortOfEitherSign() {
        assertEquals(1, new ByteSink().writeVarint(127).size());
        assertEquals(2, new ByteSink().writeVarint(128).size());
        assertEquals(10, new ByteSink().writeVarint(-1).size());
        assertEquals(1, new ByteSink().writeSigned(-64).size());
        assertEquals(1, new ByteSink().writeSigned(63).size());
        assertEquals(10, new ByteSink().writeSigned(Long.MIN_VALUE).size());
    }

    @Test
    void theSinkGrowsAndCanBeUsedAgain() {
        ByteSink sink = new ByteSink(1);
        byte[] block = new byte[1_000];
        block[999] = 7;
        sink.write(block).write(block, 999, 1);
        assertEquals(1_001, sink.size());
        assertEquals(7, sink.toArray()[1_000]);
        sink.clear();
        assertEquals(0, sink.size());
        sink.writeBoolean(true).writeBoolean(false);
        assertEquals(Bytes.copyOf(new byte[] {1, 0}), sink.toBytes());
    }

    @Test
    void aSinkSaysSoWhenNoArrayCouldHoldMore() {
        ByteSink sink = new ByteSink().writeByte(1);
        Incorrect refused =
                assertThrows(Incorrect.class, () -> sink.write(new byte[1], 0, Integer.MAX_VALUE));
        assertEquals(ErrorCode.LIMIT, refused.code());
        assertEquals(1, sink.size(), "nothing was written");
    }

    @Test
    void aLengthCanBeFilledInLater() {
        ByteSink sink = new ByteSink().writeInt(0).writeByte(9);
        sink.putInt(0, 0x01020304);
        assertArrayEquals(new byte[] {4, 3, 2, 1, 9}, sink.toArray());
        assertThrows(IndexOutOfBoundsException.class, () -> sink.putInt(2, 0));
    }

    @Test
    void theChecksumIsCrc32OnBothSides() {
        byte[] bytes = {9, 8, 7, 6};
        CRC32 expected = new CRC32();
        expected.update(bytes, 1, 3);
        assertEquals((int) expected.getValue(), new ByteSink().write(bytes).crc(1));
        assertEquals((int) expected.getValue(), source(bytes).crc(1, 3));
    }

    @Test
    void textsAndBytesComeBackWithTheirLengths() {
        Bytes blob = Bytes.copyOf(new byte[] {0, -1});
        ByteSink sink = new ByteSink().writeText("\u00E4\uD83D\uDE00").writeBytes(blob);
        ByteSource source = new ByteSource(sink.toBytes(), ErrorCode.CORRUPT_FILE);
        assertEquals("\u00E4\uD83D\uDE00", source.readText());
        assertEquals(7, source.position());
        assertEquals(blob, source.readBytes());
        assertEquals(0, source.remaining());
    }

    @Test
    void aCountThatCannotBeTrueIsNoticedBeforeMemoryIsTakenForIt() {
        byte[] lie = new ByteSink().writeVarint(1_000).writeInt(0).toArray();
        malformed(0, "a count of 1000 with 4 bytes left", () -> source(lie).readCount(1));
        byte[] tight = new ByteSink().writeVarint(2).writeInt(0).toArray();
        assertEquals(2, source(tight).readCount(2));
        malformed(0, "a count of 2 with 4 bytes left", () -> source(tight).readCount(3));
        assertEquals(2, source(tight).readCount(0), "things without size have no limit of size");
        byte[] negative = new ByteSink().writeVarint(-1).toArray();
        malformed(0, "a count of 18446744073709551615 with 0 bytes left", () -> source(negative)
                .readCount(0));
    }

    @Test
    void aNumberAboveItsLimitIsRefused() {
        byte[] forty = new ByteSink().writeVarint(40).toArray();
        assertEquals(40, source(forty).readBelow(40, "column"));
        malformed(0, "column 40 of at most 39", () -> source(forty).readBelow(39, "column"));
        byte[] negative = new ByteSink().writeVarint(-1).toArray();
        malformed(0, "column 18446744073709551615 of at most 39", () -> source(negative)
                .readBelow(39, "column"));
    }

    @Test
    void aVarintOfMoreThan64BitsIsRefused() {
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xFF);
        malformed(0, "a varint of more than 64 bits", () -> source(endless).readVarint());
        endless[9] = 2;
        malformed(0, "a varint of more than 64 bits", () -> source(endless).readVarint());
        endless[9] = 1;
        assertEquals(-1, source(endless).readVarint());
    }

    @Test
    void aBooleanIsZeroOrOne() {
        assertTrue(source(new byte[] {1}).readBoolean());
        assertFalse(source(new byte[] {0}).readBoolean());
        malformed(0, "expected 0 or 1 but found 255", () -> source(new byte[] {-1})
                .readBoolean());
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        malformed(
                1, "a text that is not UTF-8", () -> source(new byte[] {1, -1}).readText());
        byte[] surrogate = {3, (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        malformed(1, "a text that is not UTF-8", () -> source(surrogate).readText());
    }

    @Test
    void anEndThatComesTooEarlyOrTooLateHasAnAddress() {
        malformed(0, "expected 4 more bytes but found 3", () -> source(new byte[] {1, 2, 3})
                .readInt());
        ByteSource source = source(new byte[] {1, 2, 3});
        source.readByte();
        malformed(1, "2 bytes too many", source::requireEnd);
    }

    @Test
    void aWindowOfAnArrayIsAllThatIsRead() {
        byte[] array = {1, 2, 3, 4};
        ByteSource window = new ByteSource(array, 1, 2, ErrorCode.MALFORMED_MESSAGE);
        assertArrayEquals(new byte[] {2, 3}, window.read(2));
        Corrupt end = assertThrows(Corrupt.class, window::readByte);
        assertEquals(ErrorCode.MALFORMED_MESSAGE, end.code());
        assertEquals(3, end.offset(), "addresses are those of the whole array");
    }

    private static ByteSource source(byte[] bytes) {
        return new ByteSource(bytes, ErrorCode.CORRUPT_FILE);
    }

    private static void malformed(int offset, String reason, Executable reading) {
        Corrupt corrupt = assertThrows(Corrupt.class, reading);
        assertEquals(ErrorCode.CORRUPT_FILE, corrupt.code());
        assertEquals(reason + " (at byte " + offset + ")", corrupt.getMessage());
    }
}
