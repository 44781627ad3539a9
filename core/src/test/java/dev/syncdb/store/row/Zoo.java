package dev.syncdb.store.row;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.RandomValues;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values of every encoding, and those at the borders between them. */
final class Zoo {
    static final String UUID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    static final String UUID_UPPER = "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0";

    private static final String[] TEXTS = {
        "",
        " ",
        "  ",
        "a",
        "A",
        "a ",
        "A  ",
        "a\t",
        "a\0",
        "ab",
        "aB",
        "Zebra",
        "[",
        "`",
        "abcdefg",
        "abcdefgh",
        "abcdefgH",
        "abcdefghi",
        "abcdefgh  ",
        "abcdefgä",
        "abcdefä",
        "abcde€",
        "abcdef€",
        "abcdefg€",
        "abcd\uD83D\uDE00",
        "abcde\uD83D\uDE00",
        "abcdefg\uD83D\uDE00",
        "ä",
        "Ä",
        "ä ",
        "\uD7FF",
        "\uE000",
        "\uFFFD",
        "\uFFFF",
        "\uD800\uDC00",
        "\uDBFF\uDFFF",
        UUID,
        UUID_UPPER,
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f1",
        "0f1e2d3c-4b5a-6978-8796-A5B4c3d2e1f0",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "ffffffff-ffff-ffff-ffff-ffffffffffff ",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF  ",
        "ffffffff-ffff-ffff-ffff-fffffffffff",
        "ffffffff-ffff-ffff-ffff-fffffffffff ",
        "ffffffff-ffff-ffff-ffff-fffffffffffg",
        "ffffffff-ffff-ffff-ffff-fffffffffffä",
        "ffffffffffff-ffff-ffff-ffff-ffffffff",
        "ffffffff-ffff-ffff-fffffffff-fffffff",
    };

    private static final long[] INTEGERS = {
        0, 1, 2047, 2048, 32767, 32768, 1L << 31, 1L << 47, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE
    };

    private static final double[] REALS = {
        0.0,
        -0.0,
        0.5,
        1.0,
        1.5,
        2048.0,
        0x1p53,
        0x1p53 + 2,
        0x1p62,
        0x1p63,
        Math.nextDown(0x1p63),
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY
    };

    private Zoo() {}

    static List<Value> values() {
        List<Value> values = new ArrayList<>();
        values.add(Value.NULL);
        for (long integer : INTEGERS) {
            values.addAll(List.of(Value.of(integer), Value.of(-integer), Value.of(~integer)));
        }
        for (double real : REALS) {
            values.addAll(List.of(Value.of(real), Value.of(-real)));
        }
        for (String text : TEXTS) {
            values.add(Value.of(text));
        }
        for (int length : new int[] {0, 1, 7, 8, 9, 127, 128, 1023, 1024, 1025, 5000}) {
            values.add(Value.of(text('x', length)));
            values.add(Value.of(text('x', length) + "€"));
            values.add(Value.of(blob(1, length)));
            values.add(Value.of(blob(255, length)));
        }
        RandomValues random = new RandomValues(20);
        for (int i = 0; i < 60; i++) {
            values.add(random.next());
        }
        return values;
    }

    static String text(char unit, int length) {
        char[] units = new char[length];
        Arrays.fill(units, unit);
        return new String(units);
    }

    static Bytes blob(int content, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        return Bytes.owned(bytes);
    }
}
