package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

class PackedRowTest {
    private static final long SEED = 7;

    private final List<Value> zoo = Zoo.values();
    private final Random random = new Random(SEED);

    @Test
    void randomRowsComeBackAsTheyWere() {
        for (int columns = 0; columns < 20; columns++) {
            RowLayout layout = layout(columns);
            for (int i = 0; i < 300; i++) {
                Row cells = row(columns);
                Bytes hidden = hidden();
                PackedRow packed = layout.pack(cells, hidden);
                String name = "seed " + SEED + ", row " + i + " of " + columns;
                assertCells(cells, packed, name);
                assertEquals(hidden, packed.hidden(), name);
            }
        }
    }

    @Test
    void aPackedRowEqualsTheRowOfItsValues() {
        RowLayout layout = layout(3);
        RowLayout other = layout(3);
        for (int i = 0; i < 500; i++) {
            Row cells = row(3);
            PackedRow packed = layout.pack(cells, Bytes.EMPTY);
            assertEquals(cells, packed);
            assertEquals(packed, cells);
            assertEquals(packed, other.pack(packed, Bytes.EMPTY));
            assertEquals(cells.hashCode(), packed.hashCode());
            assertEquals(cells.toString(), packed.toString());
            assertEquals(cells.project(new int[] {2, 0}), packed.project(new int[] {2, 0}));
            assertEquals(cells.with(1, Value.of(5)), packed.with(1, Value.of(5)));
            assertNotEquals(packed.with(1, Value.of("no other")), packed);
        }
        assertNotEquals(Row.of(), layout.pack(row(3), Bytes.EMPTY), "another size");
    }

    @Test
    void aPatchIsThePackedRowOfTheChangedCells() {
        for (int columns = 1; columns < 12; columns++) {
            RowLayout layout = layout(columns);
            for (int i = 0; i < 500; i++) {
                Value[] cells = row(columns).toArray();
                Bytes hidden = hidden();
                PackedRow before = layout.pack(Row.of(cells), hidden);
                int[] changed = columns(columns);
                Value[] values = new Value[changed.length];
                for (int j = 0; j < changed.length; j++) {
                    values[j] = zoo.get(random.nextInt(zoo.size()));
                    cells[changed[j]] = values[j];
                }
                String name = "seed " + SEED + ", patch " + i + " of " + columns;
                byte[] untouched = before.bytes.clone();
                PackedRow patched = layout.patch(before, changed, values);
                assertCells(Row.of(cells), patched, name);
                assertEquals(hidden, patched.hidden(), name);
                assertEquals(Bytes.owned(untouched), Bytes.copyOf(before.bytes), name);
                PackedRow hiding = layout.hide(patched, hidden());
                assertCells(Row.of(cells), hiding, name);
            }
        }
    }

    @Test
    void onlyTheColumnsThatRemainAreNotNull() {
        for (int columns = 1; columns < 12; columns++) {
            RowLayout layout = layout(columns);
            for (int i = 0; i < 300; i++) {
                Row cells = row(columns);
                Bytes hidden = hidden();
                int[] remaining = columns(columns);
                Value[] expected = new Value[columns];
                Arrays.fill(expected, Value.NULL);
                for (int column : remaining) {
                    expected[column] = cells.at(column);
                }
                PackedRow only = layout.only(layout.pack(cells, hidden), remaining);
                String name = "seed " + SEED + ", row " + i + " of " + columns;
                assertCells(Row.of(expected), only, name);
                assertEquals(hidden, only.hidden(), name);
            }
        }
    }

    @Test
    void aPatchOfKeyColumnsGivesTheBytesOfPacking() {
        RowLayout layout = new RowLayout(4, new boolean[] {true, true, true, true});
        for (int i = 0; i < 2000; i++) {
            Row cells = row(4);
            Row after = row(4);
            PackedRow before = layout.pack(cells, Bytes.EMPTY);
            PackedRow patched =
                    layout.patch(before, new int[] {1, 3}, new Value[] {after.at(1), after.at(3)});
            PackedRow packed = layout.pack(
                    Row.of(cells.at(0), after.at(1), cells.at(2), after.at(3)), Bytes.EMPTY);
            assertEquals(Bytes.owned(packed.bytes), Bytes.owned(patched.bytes), "patch " + i);
        }
    }

    @Test
    void rowsOfEverySizeAroundTheReachOfNarrowSlotsComeBack() {
        RowLayout layout = layout(6);
        Value kilobyte = Value.of(Zoo.blob(3, RowFormat.INSIDE_BYTES_MAX));
        boolean narrow = false;
        boolean wide = false;
        for (int length = 900; length <= RowFormat.INSIDE_BYTES_MAX; length++) {
            Value last = Value.of(Zoo.blob(4, length));
            Row cells = Row.of(Value.of(-1), kilobyte, kilobyte, kilobyte, last, Value.of(1.5));
            PackedRow packed = layout.pack(cells, Bytes.EMPTY);
            assertCells(cells, packed, "length " + length);
            assertEquals(RowFormat.wide(packed.bytes), packed.bytes.length > 4096 + 12);
            narrow |= packed.bytes.length == RowFormat.ROW_BYTES_NARROW_MAX;
            wide |= packed.bytes.length == RowFormat.ROW_BYTES_NARROW_MAX + 1 + 12;
            PackedRow shrunk = layout.patch(packed, new int[] {1}, new Value[] {Value.NULL});
            assertCells(cells.with(1, Value.NULL), shrunk, "shrunk from " + length);
            assertTrue(shrunk.sameAt(0, packed), "a small integer is the same in both widths");
            PackedRow grown = layout.patch(shrunk, new int[] {1}, new Value[] {kilobyte});
            assertEquals(packed, grown, "grown to " + length);
        }
        assertTrue(narrow && wide, "both sides of the border were met");
    }

    @Test
    void aTableOfManyColumnsHasWideSlots() {
        RowLayout layout = layout(3000);
        Row cells = row(3000);
        assertCells(cells, layout.pack(cells, Bytes.EMPTY), "3,000 columns");
    }

    @Test
    void longContentLiesOutsideAndIsShared() {
        RowLayout layout = layout(3);
        String text = Zoo.text('x', RowFormat.INSIDE_BYTES_MAX + 1);
        Bytes blob = Zoo.blob(1, RowFormat.INSIDE_BYTES_MAX + 1);
        Row cells = Row.of(Value.of(text), Value.of(1), Value.of(blob));
        PackedRow packed = layout.pack(cells, blob);
        assertSame(text, packed.textAt(0));
        assertSame(blob, packed.bytesAt(2));
        assertArrayEquals(blob.toArray(), packed.arrayAt(2));
        assertNotSame(packed.arrayAt(2), packed.arrayAt(2), "whoever asks may change it");
        assertSame(blob, packed.hidden());
        PackedRow patched = layout.patch(packed, new int[] {1}, new Value[] {Value.of(2)});
        assertSame(packed.outside, patched.outside);
        PackedRow longer = layout.patch(packed, new int[] {1}, new Value[] {Value.of(2.5)});
        assertSame(text, longer.textAt(0));
        assertSame(blob, longer.hidden());
        assertTrue(packed.bytes() > 3 * RowFormat.INSIDE_BYTES_MAX, "outside objects count");
        PackedRow bare = layout.hide(packed, Bytes.EMPTY);
        assertSame(blob, bare.bytesAt(2));
        assertTrue(bare.bytes() < packed.bytes(), "the hidden bytes no longer count");
    }

    @Test
    void packingAPackedRowAgainGivesTheSameObject() {
        RowLayout layout = layout(2);
        Bytes hidden = Zoo.blob(2, 20);
        PackedRow packed = layout.pack(row(2), hidden);
        assertSame(packed, layout.pack(packed, Zoo.blob(2, 20)));
        assertSame(packed, layout.hide(packed, hidden));
        PackedRow bare = layout.pack(packed, Bytes.EMPTY);
        assertEquals(packed, bare);
        assertSame(bare, layout.hide(bare, Bytes.EMPTY));
        assertEquals(Bytes.EMPTY, bare.hidden());
    }

    @Test
    void aTypicalRowIsSmall() {
        RowLayout layout = layout(12);
        Value[] cells = new Value[12];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Value.of(i - 6);
        }
        assertEquals(25, layout.pack(Row.of(cells), Bytes.EMPTY).bytes.length);
        cells[0] = Value.of(Zoo.UUID);
        assertEquals(41, layout.pack(Row.of(cells), Bytes.EMPTY).bytes.length);
        assertEquals(64, layout.pack(Row.of(cells), Bytes.EMPTY).bytes());
    }

    @Test
    void aGetterOfAnotherTypeSaysWhatTheCellIs() {
        RowLayout layout = layout(2);
        PackedRow row = layout.pack(Row.of(Value.of("t"), Value.of(1.5)), Bytes.EMPTY);
        assertWrongType("expected an integer but the value is text", () -> row.longAt(0));
        assertWrongType("expected a number but the value is text", () -> row.doubleAt(0));
        assertWrongType("expected a blob but the value is text", () -> row.bytesAt(0));
        assertWrongType("expected text but the value is real", () -> row.textAt(1));
    }

    @Test
    void misuseIsOurFault() {
        RowLayout layout = layout(2);
        PackedRow strange = layout(2).pack(row(2), Bytes.EMPTY);
        assertThrows(Fault.class, () -> layout.pack(row(1), Bytes.EMPTY));
        assertThrows(Fault.class, () -> layout.hide(strange, Bytes.EMPTY));
        assertThrows(Fault.class, () -> layout.patch(strange, new int[0], new Value[0]));
        PackedRow own = layout.pack(row(2), Bytes.EMPTY);
        assertThrows(Fault.class, () -> layout.patch(own, new int[1], new Value[0]));
        assertThrows(Fault.class, () -> new RowLayout(2, new boolean[1]));
    }

    private static void assertWrongType(String message, Runnable getter) {
        Incorrect wrong = assertThrows(Incorrect.class, getter::run);
        assertEquals(ErrorCode.WRONG_TYPE, wrong.code());
        assertEquals(message, wrong.getMessage());
    }

    private static void assertCells(Row expected, PackedRow row, String name) {
        assertEquals(expected.size(), row.size(), name);
        for (int i = 0; i < expected.size(); i++) {
            Value cell = expected.at(i);
            assertEquals(cell, row.at(i), name);
            assertEquals(cell.type(), row.typeAt(i), name);
            assertEquals(cell.isNull(), row.isNullAt(i), name);
            if (cell.type() == ValueType.INTEGER) {
                assertEquals(cell.asLong(), row.longAt(i), name);
                assertEquals(cell.asDouble(), row.doubleAt(i), name);
            } else if (cell.type() == ValueType.REAL) {
                assertEquals(cell.asDouble(), row.doubleAt(i), name);
            } else if (cell.type() == ValueType.TEXT) {
                assertEquals(cell.asText(), row.textAt(i), name);
            } else if (cell.type() == ValueType.BLOB) {
                assertEquals(cell.asBytes(), row.bytesAt(i), name);
            }
        }
    }

    /** Every third column is of the key. */
    private static RowLayout layout(int columns) {
        boolean[] key = new boolean[columns];
        for (int i = 0; i < columns; i += 3) {
            key[i] = true;
        }
        return new RowLayout(columns, key);
    }

    private Row row(int columns) {
        Value[] cells = new Value[columns];
        for (int i = 0; i < columns; i++) {
            cells[i] = zoo.get(random.nextInt(zoo.size()));
        }
        return Row.owned(cells);
    }

    private Bytes hidden() {
        return random.nextBoolean() ? Bytes.EMPTY : Zoo.blob(9, random.nextInt(1200));
    }

    /** Some of the columns, in any order. */
    private int[] columns(int count) {
        int first = random.nextInt(count);
        int[] columns = new int[1 + random.nextInt(count)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (first + i) % count;
        }
        return columns;
    }
}
