package dev.syncdb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class KeyTest {
    private static final long SEED = 0x4E1;

    @Test
    void keysAreEqualExactlyWhereTheirCellsCompareAsEqual() {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 50_000; i++) {
            List<Collation> collations = List.of(
                    Collation.values()[values.random().nextInt(3)],
                    Collation.values()[values.random().nextInt(3)]);
            Row left = Row.of(values.next(), values.number());
            Row right = Row.of(
                    values.random().nextBoolean() ? left.at(0) : values.next(),
                    values.random().nextBoolean() ? left.at(1) : values.number());
            int order = Value.compare(left.at(0), right.at(0), collations.get(0));
            order = order != 0 ? order : Value.compare(left.at(1), right.at(1), collations.get(1));
            Key leftKey = Key.of(left, collations);
            Key rightKey = Key.of(right, collations);
            String reason = left + " and " + right + " by " + collations + "; seed " + SEED;
            assertEquals(order == 0, leftKey.equals(rightKey), reason);
            assertEquals(
                    Integer.signum(order), Integer.signum(leftKey.compareTo(rightKey)), reason);
            if (order == 0) {
                assertEquals(leftKey.hashCode(), rightKey.hashCode(), reason);
            }
        }
    }

    @Test
    void aWholeRealIsTheKeyOfItsInteger() {
        assertEquals(Key.of(5), of(Value.of(5.0), Collation.BINARY));
        assertEquals(Key.of(0), of(Value.of(-0.0), Collation.BINARY));
        assertEquals(Key.of(Long.MIN_VALUE), of(Value.of(-0x1p63), Collation.BINARY));
        assertNotEquals(Key.of(Long.MAX_VALUE), of(Value.of(0x1p63), Collation.BINARY));
        assertNotEquals(Key.of(5), of(Value.of(5.5), Collation.BINARY));
        Value infinity = Value.of(Double.POSITIVE_INFINITY);
        assertEquals(infinity, of(infinity, Collation.BINARY).values().at(0));
    }

    @Test
    void aTextIsFoldedByItsCollation() {
        assertEquals(Key.of("abc"), of(Value.of("aBC"), Collation.NOCASE));
        assertEquals(Key.of("Abc"), of(Value.of("Abc  "), Collation.RTRIM));
        assertEquals(Key.of("Abc "), of(Value.of("Abc "), Collation.BINARY));
        assertNotEquals(Key.of("\u00E4"), of(Value.of("\u00C4"), Collation.NOCASE), "only ASCII");
    }

    @Test
    void aShorterKeyComesBeforeTheOnesThatItBegins() {
        Key one = Key.of(1);
        Key two = new Key(Row.of(Value.of(1), Value.NULL));
        assertTrue(one.compareTo(two) < 0);
        assertTrue(two.compareTo(one) > 0);
        assertEquals("(1, NULL)", two.toString());
    }

    private static Key of(Value value, Collation collation) {
        return Key.of(Row.of(value), List.of(collation));
    }
}
