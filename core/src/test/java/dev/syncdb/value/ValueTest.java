package dev.syncdb.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;

class ValueTest {
    private static final long SEED = 0x11;

    @Test
    void aLiteralReadsBackAsTheSameValue() {
        RandomValues values = new RandomValues(SEED);
        try (Sqlite sqlite = new Sqlite()) {
            for (int i = 0; i < 3_000; i++) {
                Value value = i % 9 == 0 ? Value.of("it's " + values.text()) : values.next();
                assertEquals(
                        value,
                        sqlite.evaluate(value.toSql()),
                        () -> value.toSql() + "; seed " + SEED);
            }
        }
    }

    @Test
    void theNamesOfTypesAreThoseOfTypeof() {
        RandomValues values = new RandomValues(SEED + 1);
        try (Sqlite sqlite = new Sqlite()) {
            for (int i = 0; i < 50; i++) {
                Value value = values.next();
                String name = sqlite.evaluate("typeof(?)", value).asText();
                assertEquals(name, value.type().sqlName());
            }
        }
    }

    @Test
    void aValueOfAnotherTypeIsNeverConvertedSilently() {
        List<Value> all = List.of(
                Value.NULL,
                Value.of(1),
                Value.of(1.0),
                Value.of("1"),
                Value.of(Bytes.copyOf(new byte[] {1})));
        for (Value value : all) {
            if (value.type() != ValueType.INTEGER) {
                refuses(value::asLong, "an integer", value);
            }
            if (value.type() != ValueType.INTEGER && value.type() != ValueType.REAL) {
                refuses(value::asDouble, "a number", value);
            }
            if (value.type() != ValueType.TEXT) {
                refuses(value::asText, "text", value);
            }
            if (value.type() != ValueType.BLOB) {
                refuses(value::asBytes, "a blob", value);
            }
        }
        assertEquals(1.0, Value.of(1).asDouble(), "but an integer is also a number");
    }

    @Test
    void anIntegerAndTheRealOfItsSizeCompareAlikeButAreDifferentContents() {
        assertEquals(0, Value.compare(Value.of(1), Value.of(1.0), Collation.BINARY));
        assertNotEquals(Value.of(1), Value.of(1.0), "the cell has changed");
        assertNotEquals(Value.of(0.0), Value.of(-0.0));
        assertEquals(Value.of(true), Value.of(1));
        assertEquals(Value.of(false), Value.of(0));
    }

    @Test
    void nanIsNull() {
        assertSame(Value.NULL, Value.of(Double.NaN));
        Incorrect refused = assertThrows(Incorrect.class, () -> new RealValue(Double.NaN));
        assertEquals(ErrorCode.OUT_OF_RANGE, refused.code());
        assertEquals("NULL", Value.NULL.toString());
        assertTrue(Value.NULL.isNull());
    }

    @Test
    void halfASurrogatePairIsRepairedAndWholeOnesAreKept() {
        assertEquals("\uFFFD", Value.of("\uD83D").asText(), "a lone high half");
        assertEquals("\uFFFD", Value.of("\uDE00").asText(), "a lone low half");
        assertEquals("\uFFFD\uFFFD", Value.of("\uDE00\uD83D").asText(), "halves swapped");
        assertEquals("\uFFFD\uD83D\uDE00", Value.of("\uD83D\uD83D\uDE00").asText());
        assertEquals("a\uD83D\uDE00\uFFFDb", Value.of("a\uD83D\uDE00\uDE00b").asText());
        String whole = "a\uD83D\uDE00b";
        assertSame(whole, Value.of(whole).asText(), "nothing to repair, nothing to copy");
        assertEquals(Value.of("\uD83D"), Value.of("\uFFFD"), "equal as stored");
    }

    @Test
    void aRowIsNotChangedThroughTheArraysItWasMadeFromOrGives() {
        Value[] cells = {Value.of(1), Value.of("a")};
        Row row = Row.of(cells);
        cells[0] = Value.of(2);
        row.toArray()[1] = Value.of("b");
        assertEquals(Row.of(List.of(Value.of(1), Value.of("a"))), row);
        assertEquals("(1, 'a')", row.toString());
        assertEquals(Row.of(Value.of(1), Value.NULL), row.with(1, Value.NULL));
        assertEquals("(1, 'a')", row.toString(), "with() makes another row");
        assertEquals(Row.of(Value.of("a"), Value.of(1)), row.project(new int[] {1, 0}));
        assertEquals(row.hashCode(), Row.of(Value.of(1), Value.of("a")).hashCode());
        assertNotEquals(row, Row.of(Value.of(1)));
        assertNotEquals(row, "(1, 'a')");
    }

    @Test
    void bytesAreNotChangedThroughTheArraysTheyWereMadeFromOrGive() {
        byte[] array = {1, -1};
        Bytes bytes = Bytes.copyOf(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;
        assertEquals("x'01ff'", bytes.toString());
        assertEquals(2, bytes.size());
        assertEquals(-1, bytes.at(1));
        byte[] target = new byte[4];
        bytes.copyTo(target, 1);
        assertArrayEquals(new byte[] {0, 1, -1, 0}, target);
        assertSame(Bytes.EMPTY, Bytes.copyOf(new byte[0]));
        assertSame(Bytes.EMPTY, Bytes.owned(new byte[0]));
        assertEquals(bytes, Bytes.owned(new byte[] {1, -1}));
        assertEquals(bytes.hashCode(), Bytes.owned(new byte[] {1, -1}).hashCode());
        assertNotEquals(bytes, "x'01ff'");
    }

    private static void refuses(Executable access, String expected, Value value) {
        Incorrect refused = assertThrows(Incorrect.class, access);
        assertEquals(ErrorCode.WRONG_TYPE, refused.code());
        String message =
                "expected " + expected + " but the value is " + value.type().sqlName();
        assertEquals(message, refused.getMessage());
    }
}
