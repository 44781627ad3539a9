package dev.syncdb.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.RandomValues;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCodecTest {
    private static final long SEED = 0xC0DEC;

    @Test
    void rowsComeBackBitForBit() {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 20_000; i++) {
            Row row = values.row(values.random().nextInt(5));
            ByteSink sink = new ByteSink();
            ValueCodec.writeRow(sink, row);
            ValueCodec.writeKey(sink, new Key(row));
            ByteSource source = source(sink.toArray());
            assertEquals(row, ValueCodec.readRow(source), () -> "seed " + SEED);
            assertEquals(new Key(row), ValueCodec.readKey(source), () -> "seed " + SEED);
            source.requireEnd();
        }
    }

    @Test
    void commonValuesTakeOneByte() {
        Row common = Row.of(Value.NULL, Value.of(0), Value.of(239), Value.of(""));
        assertEquals(Bytes.copyOf(new byte[] {4, 0, 16, -1, 5}), ValueCodec.rowBytes(common));
        assertEquals(4, ValueCodec.rowBytes(Row.of(Value.of(240))).size());
        assertEquals(3, ValueCodec.rowBytes(Row.of(Value.of(-1))).size());
    }

    @Test
    void damagedRowsAreNoticedOrAreOtherRows() {
        RandomValues values = new RandomValues(SEED + 1);
        for (int i = 0; i < 300; i++) {
            Row row = values.row(1 + values.random().nextInt(4));
            byte[] encoding = ValueCodec.rowBytes(row).toArray();
            Damage.everyTruncationFails(encoding, ValueCodec::readRow);
            Damage.everyFlipIsHarmless(encoding, ValueCodec::readRow);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 15})
    void anUnknownTagIsRefused(int tag) {
        Corrupt refused =
                assertThrows(Corrupt.class, () -> ValueCodec.read(source(new byte[] {(byte) tag})));
        assertEquals("unknown value tag " + tag + " (at byte 0)", refused.getMessage());
    }

    @Test
    void aRealThatIsNoNumberIsRefused() {
        byte[] nan = new ByteSink()
                .writeByte(2)
                .writeLong(Double.doubleToRawLongBits(Double.NaN) | 1)
                .toArray();
        Corrupt refused = assertThrows(Corrupt.class, () -> ValueCodec.read(source(nan)));
        assertEquals(1, refused.offset());
    }

    private static ByteSource source(byte[] bytes) {
        return new ByteSource(bytes, ErrorCode.CORRUPT_FILE);
    }
}
