package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Compares, prefixes and hashes every pair of the zoo, in every form that a cell can have. */
class CellOrderTest {
    private static final long SEED = 0x5EED_0000_1234_5678L;

    /** A column of the key, and one with a dictionary. */
    private static final int PLAIN = 0;

    private static final int CODED = 1;

    private final RowLayout layout = new RowLayout(2, new boolean[] {true, false});
    private final List<Value> values = Zoo.values();
    private final List<PackedRow> rows = packed(layout);

    @ParameterizedTest
    @EnumSource(Collation.class)
    void cellsCompareAsTheirValuesDo(Collation collation) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.size(); j++) {
                int order = Value.compare(values.get(i), values.get(j), collation);
                PackedRow left = rows.get(i);
                PackedRow right = rows.get(j);
                for (int column = PLAIN; column <= CODED; column++) {
                    assertOrder(order, left.compareAt(column, values.get(j), collation), i, j);
                    for (int other = PLAIN; other <= CODED; other++) {
                        assertOrder(order, left.compareAt(column, right, other, collation), i, j);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Collation.class)
    void prefixesSortAsTheirValuesDo(Collation collation) {
        for (int i = 0; i < rows.size(); i++) {
            long prefix = Prefix.prefix(values.get(i), collation);
            assertEquals(prefix, rows.get(i).prefixAt(PLAIN, collation), name(i));
            assertEquals(prefix, rows.get(i).prefixAt(CODED, collation), name(i));
            for (int j = 0; j < rows.size(); j++) {
                int order = Value.compare(values.get(i), values.get(j), collation);
                long other = Prefix.prefix(values.get(j), collation);
                if (order == 0) {
                    assertEquals(prefix, other, pair(i, j));
                } else if (order < 0) {
                    assertTrue(Long.compareUnsigned(prefix, other) <= 0, pair(i, j));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Collation.class)
    void hashesAreEqualForEqualKeysOnly(Collation collation) {
        List<Key> keys = new ArrayList<>();
        for (Value value : values) {
            keys.add(Key.of(Row.of(value), List.of(collation)));
        }
        for (int i = 0; i < rows.size(); i++) {
            long hash = Hashes.of(values.get(i), collation, SEED);
            assertEquals(hash, rows.get(i).hashAt(PLAIN, collation, SEED), name(i));
            assertEquals(hash, rows.get(i).hashAt(CODED, collation, SEED), name(i));
            for (int j = 0; j < rows.size(); j++) {
                boolean equal = keys.get(i).equals(keys.get(j));
                assertEquals(equal, hash == Hashes.of(values.get(j), collation, SEED), pair(i, j));
            }
        }
    }

    @Test
    void hashesOfBareTextsAndIntegersAreThoseOfTheirValues() {
        for (Value value : values) {
            long hash = Hashes.of(value, Collation.BINARY, SEED);
            if (value.type() == ValueType.TEXT) {
                assertEquals(hash, Hashes.of(value.asText(), SEED), value.toSql());
            } else if (value.type() == ValueType.INTEGER) {
                assertEquals(hash, Hashes.of(value.asLong(), SEED), value.toSql());
            }
        }
    }

    @Test
    void cellsAreTheSameIffTheirValuesAreEqual() {
        List<PackedRow> strangers = packed(new RowLayout(2, new boolean[] {true, false}));
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.size(); j++) {
                boolean equal = values.get(i).equals(values.get(j));
                Supplier<String> pair = pair(i, j);
                for (int column = PLAIN; column <= CODED; column++) {
                    assertEquals(equal, rows.get(i).sameAt(column, values.get(j)), pair);
                    assertEquals(equal, rows.get(i).sameAt(column, rows.get(j)), pair);
                    assertEquals(equal, rows.get(i).sameAt(column, strangers.get(j)), pair);
                }
            }
        }
    }

    @Test
    void aTextIsTheSameWhetherTheDictionaryKnowsItOrNot() {
        RowLayout fresh = new RowLayout(1, new boolean[1]);
        for (Value value : values) {
            Row cells = Row.of(value);
            PackedRow first = fresh.pack(cells, Bytes.EMPTY);
            fresh.pack(cells, Bytes.EMPTY);
            PackedRow later = fresh.pack(cells, Bytes.EMPTY);
            assertTrue(first.sameAt(0, later), value.toSql());
            assertTrue(later.sameAt(0, first), value.toSql());
        }
    }

    @Test
    void onlyEqualTextsEqualACell() {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.size(); j++) {
                if (values.get(j).type() == ValueType.TEXT) {
                    String text = values.get(j).asText();
                    boolean equal = values.get(i).equals(values.get(j));
                    Supplier<String> pair = pair(i, j);
                    assertEquals(equal, rows.get(i).textEqualsAt(PLAIN, text), pair);
                    assertEquals(equal, rows.get(i).textEqualsAt(CODED, text), pair);
                }
            }
        }
    }

    @Test
    void anotherSeedGivesOtherHashes() {
        for (int i = 0; i < rows.size(); i++) {
            Value value = values.get(i);
            long hash = Hashes.of(value, Collation.BINARY, SEED);
            long other = Hashes.of(value, Collation.BINARY, SEED ^ 1L << 63);
            assertTrue(hash != other, name(i));
            assertTrue(Long.bitCount(hash ^ other) > 8, "few bits change: " + name(i));
        }
    }

    @Test
    void keysThatDifferLittleSpreadOverTheLowBits() {
        int[] places = new int[1 << 10];
        for (int i = 0; i < places.length; i++) {
            places[(int) Hashes.of((long) i << 50, SEED) & places.length - 1]++;
            places[(int) Hashes.of(i, SEED) & places.length - 1]++;
            places[(int) Hashes.of("row " + i, SEED) & places.length - 1]++;
            places[(int) Hashes.of(uuid(i), SEED) & places.length - 1]++;
        }
        for (int place : places) {
            assertTrue(place < 24, "4 of 4,096 are expected in one of 1,024 places");
        }
    }

    private static String uuid(int last) {
        String digits = Integer.toHexString(last + (1 << 16));
        return Zoo.UUID.substring(0, Uuids.CHARS - digits.length()) + digits;
    }

    private List<PackedRow> packed(RowLayout target) {
        List<PackedRow> packed = new ArrayList<>();
        for (Value value : values) {
            for (int i = 0; i < 3; i++) {
                target.pack(Row.of(value, value), Bytes.EMPTY);
            }
            packed.add(target.pack(Row.of(value, value), Bytes.EMPTY));
        }
        return packed;
    }

    private Supplier<String> pair(int i, int j) {
        return () -> name(i) + " and " + name(j);
    }

    private String name(int i) {
        String sql = values.get(i).toSql();
        return sql.length() < 100 ? sql : sql.substring(0, 20) + "… of " + sql.length();
    }

    private void assertOrder(int expected, int actual, int i, int j) {
        if (Integer.signum(expected) != Integer.signum(actual)) {
            assertEquals(
                    Integer.signum(expected), Integer.signum(actual), name(i) + " with " + name(j));
        }
    }
}
