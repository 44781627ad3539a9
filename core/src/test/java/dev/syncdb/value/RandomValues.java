package dev.syncdb.value;

import java.util.Random;

/** Values drawn from a seed, the ones that make trouble far more often than chance would. */
public final class RandomValues {
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        239,
        240,
        1L << 53,
        (1L << 53) + 1,
        -(1L << 53) - 1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
    };
    private static final double[] REALS = {
        0.0,
        -0.0,
        0.5,
        -0.5,
        0x1p53,
        0x1p53 + 2,
        -0x1p53,
        0x1p63,
        -0x1p63,
        Math.nextDown(0x1p63),
        Math.nextDown(-0x1p63),
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final String[] CHARACTERS = {
        "a",
        "A",
        "z",
        "Z",
        "[",
        "ä",
        " ",
        "0",
        "\uD7FF",
        "\uE000",
        "\uFFFD",
        "\uFFFF",
        "\uD800\uDC00",
        "\uD83D\uDE00",
        "\uDBFF\uDFFF"
    };

    private final Random random;

    public RandomValues(long seed) {
        this.random = new Random(seed);
    }

    /** The chance behind the values, for what else a test decides. */
    public Random random() {
        return random;
    }

    public Value next() {
        return switch (random.nextInt(5)) {
            case 0 -> Value.NULL;
            case 1 -> integer();
            case 2 -> real();
            case 3 -> Value.of(text());
            default -> Value.of(blob());
        };
    }

    public Value number() {
        return random.nextBoolean() ? integer() : real();
    }

    public Value integer() {
        return Value.of(
                switch (random.nextInt(3)) {
                    case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
                    case 1 -> random.nextInt(20) - 10;
                    default -> random.nextLong() >> random.nextInt(64);
                });
    }

    /** A real of any exponent, never NaN. */
    public Value real() {
        Value real = Value.of(
                switch (random.nextInt(4)) {
                    case 0 -> REALS[random.nextInt(REALS.length)];
                    case 1 -> (random.nextInt(41) - 20) / 4.0;
                    case 2 -> (double) (random.nextLong() >> random.nextInt(64));
                    default -> Double.longBitsToDouble(random.nextLong());
                });
        return real.isNull() ? Value.of(0.0) : real;
    }

    /** A well-formed text of up to 5 characters of all planes. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(6); count > 0; count--) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    public Bytes blob() {
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return Bytes.owned(bytes);
    }

    public Row row(int cells) {
        Value[] values = new Value[cells];
        for (int i = 0; i < cells; i++) {
            values[i] = next();
        }
        return Row.owned(values);
    }
}
