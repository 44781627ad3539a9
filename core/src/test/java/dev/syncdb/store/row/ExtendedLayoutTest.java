package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of a layout, seen by the longer ones that extend it. */
final class ExtendedLayoutTest {
    private static final long SEED = 99;
    private static final Bytes HIDDEN = Bytes.copyOf(new byte[] {1, 2, 3});

    /** One of each form that a cell may have. */
    private static final List<Value> CONSTANTS = List.of(
            Value.NULL,
            Value.of(7),
            Value.of(-2_000_000_000_000L),
            Value.of(2.5),
            Value.of("later"),
            Value.of("sp\u00e4ter"),
            Value.of("0c0ffee0-0000-4000-8000-00000000abcd"),
            Value.of("long ".repeat(400)),
            Value.of(Bytes.copyOf(new byte[] {9, 8, 7})),
            Value.of(Bytes.copyOf(new byte[3_000])));

    private final RowLayout layout = new RowLayout(2, new boolean[] {true, false});

    @Test
    void aRowGivesTheConstantOfAColumnThatCameLater() {
        for (Bytes hidden : List.of(Bytes.EMPTY, HIDDEN)) {
            PackedRow row = layout.pack(Row.of(Value.of(1), Value.of("a")), hidden);
            RowLayout longer = layout.extended(Row.of(CONSTANTS));
            PackedRow packed = longer.pack(longer.whole(row), hidden);
            PackedRow anew = longer.pack(Row.of(cells(1, "a")), hidden);
            assertEquals(2, row.size(), "the row stays as it is");
            assertEquals(2 + CONSTANTS.size(), longer.whole(row).size());
            assertEquals(Row.of(cells(1, "a")), longer.whole(row));
            assertEquals(anew, packed);
            for (PackedRow each : List.of(row, longer.whole(row), packed)) {
                assertReads(each, anew);
                assertEquals(hidden, each.hidden());
            }
            assertTrue(row.sameContent(anew) && anew.sameContent(row), "cells and hidden bytes");
        }
    }

    private static void assertReads(PackedRow row, PackedRow other) {
        for (int i = 0; i < CONSTANTS.size(); i++) {
            int column = i + 2;
            Value value = CONSTANTS.get(i);
            assertEquals(value, row.at(column));
            assertEquals(value.type(), row.typeAt(column));
            assertEquals(value.isNull(), row.isNullAt(column));
            assertTrue(row.sameAt(column, value));
            assertTrue(row.sameAt(column, other) && other.sameAt(column, row));
            assertEquals(0, row.compareAt(column, value, Collation.BINARY));
            assertEquals(0, row.compareAt(column, other, column, Collation.BINARY));
            assertEquals(
                    Hashes.of(value, Collation.NOCASE, SEED),
                    row.hashAt(column, Collation.NOCASE, SEED));
            assertEquals(
                    Prefix.prefix(value, Collation.BINARY), row.prefixAt(column, Collation.BINARY));
            assertGets(row, column, value);
        }
    }

    private static void assertGets(PackedRow row, int column, Value value) {
        switch (value.type()) {
            case INTEGER -> {
                assertEquals(value.asLong(), row.longAt(column));
                assertEquals(value.asDouble(), row.doubleAt(column));
            }
            case REAL -> assertEquals(value.asDouble(), row.doubleAt(column));
            case TEXT -> {
                SoughtText sought = new SoughtText();
                sought.seek(value.asText());
                assertEquals(value.asText(), row.textAt(column));
                assertTrue(row.textEqualsAt(column, value.asText()));
                assertTrue(sought.isAt(row, column, value.asText()));
                assertFalse(row.isVeryObjectAt(column, value), "it has no code");
            }
            case BLOB -> {
                assertEquals(value.asBytes(), row.bytesAt(column));
                assertEquals(value.asBytes(), Bytes.copyOf(row.arrayAt(column)));
            }
            default -> assertTrue(row.isNullAt(column));
        }
    }

    @Test
    void whatIsMadeOfAnOldRowIsOneOfTheLongerLayout() {
        for (Bytes hidden : List.of(Bytes.EMPTY, HIDDEN)) {
            PackedRow row = layout.pack(Row.of(Value.of(1), Value.of("a")), hidden);
            RowLayout longer = layout.extended(Row.of(CONSTANTS));
            int last = CONSTANTS.size() + 1;
            Row whole = Row.of(cells(1, "a"));

            PackedRow patched = longer.patch(row, new int[] {last}, new Value[] {Value.of(5)});
            assertEquals(whole.with(last, Value.of(5)), patched);
            assertSame(longer, patched.layout());
            assertEquals(hidden, patched.hidden());
            PackedRow same = longer.patch(row, new int[0], new Value[0]);
            assertEquals(whole, same);
            assertSame(longer, same.layout());

            PackedRow hiding = longer.hide(row, hidden);
            assertEquals(whole, hiding);
            assertSame(longer, hiding.layout(), "though its hidden bytes stay the same");
            assertEquals(hidden, hiding.hidden());
            assertEquals(HIDDEN, longer.hide(row, HIDDEN).hidden());

            PackedRow key = longer.only(row, new int[] {0});
            assertEquals(Row.of(cells(1, null)).at(0), key.at(0));
            assertEquals(last + 1, key.size());
            for (int i = 1; i <= last; i++) {
                assertTrue(key.isNullAt(i), "column " + i);
            }
            assertEquals(hidden, key.hidden());
        }
    }

    @Test
    void severalExtensionsFollowEachOther() {
        PackedRow first = layout.pack(Row.of(Value.of(1), Value.of("a")), Bytes.EMPTY);
        RowLayout second = layout.extended(Row.of(Value.of("x")));
        PackedRow two = second.pack(Row.of(Value.of(2), Value.of("b"), Value.of("c")), HIDDEN);
        RowLayout third = second.extended(Row.of(Value.of(3.5), Value.of(4)));
        assertEquals(row(1, "a", "x", 3.5, 4), third.whole(first));
        assertEquals(row(2, "b", "c", 3.5, 4), third.whole(two));
        assertEquals(row(1, "a", "x"), second.whole(first), "as those saw it who came before");
        assertEquals(row(1, "a"), layout.whole(first));
        assertEquals(row(1, "a", "x", 3.5, 4), third.pack(third.whole(first), Bytes.EMPTY));
        assertEquals(row(2, "b", "c", 3.5, 4), third.pack(third.whole(two), HIDDEN));
        PackedRow three = third.pack(third.whole(two), HIDDEN);
        assertEquals(row(2, "b", "c"), second.whole(three), "cut to who has fewer columns");
        assertSame(three, third.whole(three));
        assertSame(three, third.pack(three, HIDDEN));
    }

    @Test
    void anExtensionThatWasTakenBackLeavesNothing() {
        PackedRow first = layout.pack(Row.of(Value.of(1), Value.of("a")), Bytes.EMPTY);
        layout.extended(Row.of(Value.of("gone"), Value.of("gone")))
                .extended(Row.of(Value.of("gone")));
        RowLayout again = layout.extended(Row.of(Value.of("here")));
        assertEquals(row(1, "a", "here"), again.whole(first));
        again.extended(Row.of(Value.of("gone")));
        assertEquals(row(1, "a", "here"), again.whole(first));
        assertEquals(row(1, "a", "here", 2), again.extended(Row.of(Value.of(2))).whole(first));
    }

    @Test
    void rowsOfAnotherTableAreNotTaken() {
        RowLayout longer = layout.extended(Row.of(Value.NULL));
        RowLayout other = new RowLayout(3, new boolean[3]);
        PackedRow stranger = other.pack(row(1, "a", "b"), HIDDEN);
        assertThrows(Fault.class, () -> longer.hide(stranger, HIDDEN));
        assertThrows(Fault.class, () -> layout.hide(longer.pack(stranger, HIDDEN), HIDDEN));
        PackedRow taken = longer.pack(stranger, HIDDEN);
        assertNotSame(stranger, taken);
        assertEquals(stranger, taken);
        PackedRow bare = layout.pack(row(1, "a"), Bytes.EMPTY);
        assertThrows(
                Fault.class,
                () -> new RowLayout(2, new boolean[2]).pack(bare, HIDDEN).at(2));
        assertThrows(Fault.class, () -> longer.pack(bare, HIDDEN), "it has too few cells");
    }

    @Test
    void textsAreSharedWithTheLongerLayout() {
        PackedRow coded = layout.pack(row(1, "often"), Bytes.EMPTY);
        for (int i = 0; i < 3; i++) {
            coded = layout.pack(row(1, "often"), Bytes.EMPTY);
        }
        RowLayout longer = layout.extended(Row.of(Value.of("x")));
        PackedRow other = longer.pack(row(2, "often", "y"), Bytes.EMPTY);
        assertSame(coded.at(1), other.at(1), "one code, one object");
        assertTrue(coded.sameAt(1, other));
        assertEquals(0, coded.compareAt(1, other, 1, Collation.BINARY));
        assertTrue(other.isVeryObjectAt(1, coded.at(1)));
        assertEquals(longer.dictionary(1), layout.dictionary(1));
    }

    @Test
    void aBlockHasAllRowsInTheLayoutOfItsWriter() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<RowLayout> layouts = new ArrayList<>(List.of(layout));
        List<PackedRow> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            RowLayout present = layouts.get(layouts.size() - 1);
            if (i % 50 == 49) {
                layouts.add(present.extended(Row.of(constant(random), constant(random))));
                continue;
            }
            Value[] cells = new Value[present.columns()];
            for (int column = 0; column < cells.length; column++) {
                cells[column] = column == 0 ? Value.of(i) : constant(random);
            }
            rows.add(present.pack(Row.of(cells), random.nextBoolean() ? HIDDEN : Bytes.EMPTY));
        }
        RowLayout last = layouts.get(layouts.size() - 1);
        RowBlockWriter writer = new RowBlockWriter(last);
        rows.forEach(row -> writer.add(row, 0));
        BlockOutput output = new BlockOutput();
        writer.flush(output);
        byte[] bytes = output.toArray();
        RowLayout copy = last.empty();
        copy.setLoading(true);
        RowBlockReader reader = new RowBlockReader(copy, new BlockInput(bytes, 0, bytes.length));
        for (PackedRow row : rows) {
            assertTrue(reader.next());
            assertEquals(last.whole(row), reader.row(), "seed " + seed);
            assertEquals(row.hidden(), reader.row().hidden(), "seed " + seed);
        }
        assertFalse(reader.next());
        assertTrue(layouts.size() > 5, "layouts were extended");
    }

    private static Value constant(Random random) {
        return CONSTANTS.get(random.nextInt(CONSTANTS.size()));
    }

    private static Value[] cells(int id, String text) {
        Value[] cells = new Value[CONSTANTS.size() + 2];
        cells[0] = Value.of(id);
        cells[1] = text == null ? Value.NULL : Value.of(text);
        for (int i = 0; i < CONSTANTS.size(); i++) {
            cells[i + 2] = CONSTANTS.get(i);
        }
        return cells;
    }

    private static Row row(Object... cells) {
        Value[] values = new Value[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = cells[i] instanceof Integer
                    ? Value.of((int) cells[i])
                    : cells[i] instanceof Double
                            ? Value.of((double) cells[i])
                            : Value.of((String) cells[i]);
        }
        return Row.of(values);
    }
}
