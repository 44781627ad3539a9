package dev.syncdb.value;

import java.util.Random;

/** Texts that are numbers, nearly numbers, or begin like numbers. */
final class RandomNumberText {
    private static final String[] SPACES = {"", "", "", " ", "\t\n", "\u000B\f\r ", "\u00A0"};
    private static final String[] EDGES = {
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "9223372036854775807.0",
        "-9223372036854775808.0",
        "9007199254740993",
        "1e400",
        "-1e400",
        "1e-400",
        "-0",
        "-0.0",
        "0x10",
        "1e",
        "1e+",
        "1.e5",
        ".5",
        ".",
        "+",
        "-.",
        "+.e1",
        "1_000",
        "Infinity",
        "NaN",
        "\u0661\u0662",
        "1\u00002"
    };

    private final Random random;

    RandomNumberText(Random random) {
        this.random = random;
    }

    String next() {
        if (random.nextInt(5) == 0) {
            return EDGES[random.nextInt(EDGES.length)];
        }
        StringBuilder text = new StringBuilder(pick(SPACES));
        text.append(pick("", "", "-", "+", "--")).append(digits(random.nextInt(3) == 0 ? 22 : 6));
        if (random.nextBoolean()) {
            text.append('.').append(digits(6));
        }
        if (random.nextInt(3) == 0) {
            text.append(pick("e", "E")).append(pick("", "-", "+")).append(digits(2));
        }
        return text.append(pick(SPACES)).append(pick("", "", "", "x", "e", ".")).toString();
    }

    private String digits(int most) {
        StringBuilder digits = new StringBuilder();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
