package dev.syncdb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

class ValueOrderTest {
    private static final long SEED = 0xC0FFEE;

    @Test
    void everyPairComparesAsExactArithmeticAndUtf8BytesSay() {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 50_000; i++) {
            Value left = values.next();
            Value right = values.random().nextInt(4) == 0 ? values.number() : values.next();
            Collation collation = Collation.values()[values.random().nextInt(3)];
            assertEquals(
                    expected(left, right, collation),
                    Integer.signum(Value.compare(left, right, collation)),
                    () -> left + " against " + right + " by " + collation + "; seed " + SEED);
        }
    }

    @Test
    void everyPairComparesAsSqliteSays() {
        RandomValues values = new RandomValues(SEED + 1);
        try (Sqlite sqlite = new Sqlite()) {
            for (int i = 0; i < 2_000; i++) {
                Value left = values.random().nextBoolean() ? values.number() : values.next();
                Value right =
                        left.type() == ValueType.TEXT ? Value.of(values.text()) : values.number();
                if (left.isNull()) {
                    continue;
                }
                Collation collation = Collation.values()[values.random().nextInt(3)];
                String compared = "(?1 COLLATE " + collation + ") ";
                Value order = sqlite.evaluate(
                        "(" + compared + "> ?2) - (" + compared + "< ?2)", left, right);
                assertEquals(
                        order.asLong(),
                        Integer.signum(Value.compare(left, right, collation)),
                        () -> left + " against " + right + " by " + collation + "; seed "
                                + (SEED + 1));
            }
        }
    }

    @Test
    void integersNextToTwoToThe53AreNotRoundedIntoTheReal() {
        long edge = 1L << 53;
        assertEquals(0, order(Value.of(edge), Value.of(0x1p53)));
        assertTrue(order(Value.of(edge + 1), Value.of(0x1p53)) > 0, "2^53 + 1 has no double");
        assertTrue(order(Value.of(0x1p53), Value.of(edge + 1)) < 0, "and from the other side");
        assertTrue(order(Value.of(-edge - 1), Value.of(-0x1p53)) < 0);
        assertTrue(order(Value.of(Long.MAX_VALUE), Value.of(0x1p63)) < 0, "2^63 is no long");
        assertEquals(0, order(Value.of(Long.MIN_VALUE), Value.of(-0x1p63)));
        assertTrue(order(Value.of(Long.MIN_VALUE), Value.of(Math.nextDown(-0x1p63))) > 0);
    }

    @Test
    void infinitiesLieOutsideAllIntegersAndZerosAreEqual() {
        assertTrue(order(Value.of(Double.POSITIVE_INFINITY), Value.of(Long.MAX_VALUE)) > 0);
        assertTrue(order(Value.of(Double.NEGATIVE_INFINITY), Value.of(Long.MIN_VALUE)) < 0);
        assertEquals(0, order(Value.of(-0.0), Value.of(0.0)), "SQL has one zero");
        assertEquals(0, order(Value.of(-0.0), Value.of(0L)));
    }

    @Test
    void charactersBeyondThe16BitPlaneSortLast() {
        Value privateUse = Value.of("\uE000");
        Value last16Bit = Value.of("\uFFFF");
        Value emoji = Value.of("\uD83D\uDE00");
        assertTrue(order(privateUse, emoji) < 0, "UTF-16 order would say otherwise");
        assertTrue(order(last16Bit, emoji) < 0);
        assertTrue(order(Value.of("\uD7FF"), privateUse) < 0);
        assertTrue(order(Value.of("a"), Value.of("ab")) < 0, "a prefix comes first");
    }

    @Test
    void sortingIsPossible() {
        RandomValues values = new RandomValues(SEED + 2);
        List<Value> sorted = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            sorted.add(values.next());
        }
        // The sort itself notices an order that contradicts itself.
        sorted.sort((left, right) -> Value.compare(left, right, Collation.BINARY));
        for (int i = 1; i < sorted.size(); i++) {
            int at = i;
            assertTrue(
                    order(sorted.get(i - 1), sorted.get(i)) <= 0,
                    () -> "rank " + at + " of seed " + (SEED + 2));
        }
        Collections.reverse(sorted);
        assertEquals(ValueType.BLOB, sorted.get(0).type(), "blobs sort last");
    }

    private static int order(Value left, Value right) {
        return Value.compare(left, right, Collation.BINARY);
    }

    private static int expected(Value left, Value right, Collation collation) {
        int byClass = Integer.compare(storageClass(left), storageClass(right));
        if (byClass != 0 || left.isNull()) {
            return byClass;
        }
        return switch (left.type()) {
            case NULL -> 0;
            case INTEGER, REAL -> numbers(left, right);
            case TEXT ->
                Integer.signum(
                        Arrays.compareUnsigned(folded(left, collation), folded(right, collation)));
            case BLOB ->
                Integer.signum(Arrays.compareUnsigned(
                        left.asBytes().toArray(), right.asBytes().toArray()));
        };
    }

    private static int storageClass(Value value) {
        return switch (value.type()) {
            case NULL -> 0;
            case INTEGER, REAL -> 1;
            case TEXT -> 2;
            case BLOB -> 3;
        };
    }

    private static int numbers(Value left, Value right) {
        double a = left.asDouble();
        double b = right.asDouble();
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return Double.compare(a, b);
        }
        return exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Value number) {
        return number.type() == ValueType.INTEGER
                ? new BigDecimal(number.asLong())
                : new BigDecimal(number.asDouble());
    }

    private static byte[] folded(Value text, Collation collation) {
        String folded = text.asText();
        if (collation == Collation.RTRIM) {
            folded = folded.replaceAll(" +$", "");
        }
        byte[] utf8 = folded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; collation == Collation.NOCASE && i < utf8.length; i++) {
            utf8[i] = utf8[i] >= 'A' && utf8[i] <= 'Z' ? (byte) (utf8[i] + 32) : utf8[i];
        }
        return utf8;
    }
}
