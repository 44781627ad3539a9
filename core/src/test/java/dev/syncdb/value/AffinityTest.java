package dev.syncdb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class AffinityTest {
    private static final long SEED = 0xAFF1;

    private static final String[] WORDS = {
        "INT",
        "int",
        "CHAR",
        "Clob",
        "TEXT",
        "BLOB",
        "REAL",
        "FLOA",
        "DOUB",
        "NUM",
        "UUID",
        "x",
        "\u0131nt",
        "\uFB02oat",
        " "
    };

    @ParameterizedTest
    @CsvSource({
        "INTEGER, INTEGER",
        "UNSIGNED BIG INT, INTEGER",
        "CHARINT, INTEGER",
        "FLOATING POINT, INTEGER",
        "NVARCHAR(160), TEXT",
        "clob, TEXT",
        "'', BLOB",
        "blob, BLOB",
        "FLOAT BLOB, BLOB",
        "DOUBLE PRECISION, REAL",
        "real, REAL",
        "UUID, NUMERIC",
        "'DECIMAL(10,5)', NUMERIC",
        "BOOLEAN, NUMERIC",
        "STRING, NUMERIC"
    })
    void aDeclaredTypeHasTheAffinityOfTheFirstRuleThatFits(String declared, Affinity affinity) {
        assertEquals(affinity, Affinity.ofDeclaredType(declared));
    }

    @Test
    void anyWordsHaveTheAffinityThatSqliteSeesInThem() {
        Random random = new Random(SEED);
        try (Sqlite sqlite = new Sqlite()) {
            for (int i = 0; i < 2_000; i++) {
                StringBuilder words = new StringBuilder("t");
                for (int count = random.nextInt(4); count > 0; count--) {
                    words.append(WORDS[random.nextInt(WORDS.length)]);
                }
                String declared = words.toString();
                assertEquals(
                        castTo(sqlite, declared),
                        Affinity.ofDeclaredType(declared),
                        () -> "declared as " + declared + "; seed " + SEED);
            }
        }
    }

    @Test
    void aColumnStoresWhatSqliteStores() {
        RandomValues values = new RandomValues(SEED + 1);
        RandomNumberText texts = new RandomNumberText(values.random());
        String[] types = {"INTEGER", "TEXT", "BLOB", "REAL", "NUMERIC"};
        try (Sqlite sqlite = new Sqlite()) {
            for (int i = 0; i < 5_000; i++) {
                Value written =
                        values.random().nextBoolean() ? Value.of(texts.next()) : values.next();
                String type = types[i % types.length];
                assertEquals(
                        sqlite.store(type, written),
                        Affinity.ofDeclaredType(type).apply(written),
                        () -> written.toSql() + " written to " + type + "; seed " + (SEED + 1));
            }
        }
    }

    // A cast tells INTEGER from NUMERIC, which store alike.
    private static Affinity castTo(Sqlite sqlite, String declared) {
        Value half = sqlite.evaluate("CAST('1.5' AS \"" + declared + "\")");
        Value one = sqlite.evaluate("CAST('1' AS \"" + declared + "\")");
        return switch (half.type()) {
            case INTEGER -> Affinity.INTEGER;
            case TEXT -> Affinity.TEXT;
            case BLOB -> Affinity.BLOB;
            case REAL -> one.type() == ValueType.REAL ? Affinity.REAL : Affinity.NUMERIC;
            case NULL -> throw new AssertionError("a cast of a text is not NULL");
        };
    }
}
