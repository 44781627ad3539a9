package dev.syncdb.schema;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Locale;

class DeclaredTypeTest {
    private static final Value BLOB = Value.of(Bytes.copyOf(new byte[] {1, 2, 3}));

    /** In the order of the columns of the table below. */
    private static final List<Value> VALUES =
            List.of(Value.NULL, Value.of(7), Value.of(7.5), Value.of("seven"), BLOB);

    @ParameterizedTest
    @CsvSource({
        "INTEGER,       ok, ok, no, no, no",
        "BIGINT,        ok, ok, no, no, no",
        "REAL,          ok, ok, ok, no, no",
        "TEXT,          ok, no, no, ok, no",
        "NUMERIC,       ok, ok, ok, ok, no",
        "BOOLEAN,       ok, ok, ok, ok, no",
        "uuid not null, ok, ok, ok, ok, ok",
        "BLOB,          ok, ok, ok, ok, ok",
        "'',            ok, ok, ok, ok, ok"
    })
    void valuesFromElsewhereAreHeldToTheirAffinity(ArgumentsAccessor line) {
        String declared = line.getString(0);
        for (int i = 0; i < VALUES.size(); i++) {
            Value value = VALUES.get(i);
            ErrorCode expected = line.getString(i + 1).equals("ok") ? null : ErrorCode.WRONG_TYPE;
            assertEquals(
                    expected,
                    DeclaredType.of(declared).refuses(value),
                    () -> value + " for " + declared);
        }
    }

    @Test
    void lengthsCountCharactersNotUtf16Units() {
        DeclaredType type = DeclaredType.of("NVARCHAR(2)");
        assertNull(type.refuses(Value.of("\uD83D\uDE00\uD83D\uDE00")));
        assertEquals(ErrorCode.TOO_LONG, type.refuses(Value.of("\uD83D\uDE00\uD83D\uDE00a")));
        assertNull(type.refuses(Value.of("")));
        assertEquals(ErrorCode.WRONG_TYPE, type.refuses(Value.of(7)), "the type comes first");
    }

    @Test
    void lengthsOfBlobsCountBytes() {
        assertNull(DeclaredType.of("BLOB(3)").refuses(BLOB));
        assertEquals(ErrorCode.TOO_LONG, DeclaredType.of("BLOB(2)").refuses(BLOB));
        assertNull(DeclaredType.of("BLOB(2)").refuses(Value.of(1234)), "a number has none");
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR( 40 ), 40",
        "CHARACTER VARYING(0), 0",
        "TEXT, 2147483647",
        "INTEGER(4), 2147483647",
        "'DECIMAL(10,2)', 2147483647",
        "VARCHAR(4 CHAR), 2147483647",
        "VARCHAR(999999999), 999999999",
        "VARCHAR(9999999999), 2147483647"
    })
    void aLengthIsOneNumberInParentheses(String declared, int lengthMax) {
        assertEquals(lengthMax, DeclaredType.of(declared).lengthMax());
    }

    @Test
    void aStrictTableTakesOnlyTheFiveTypesThemselves() {
        List<String> words = List.of("int", "REAL", "Text", "BLOB", "ANY");
        for (String word : words) {
            DeclaredType type = DeclaredType.of(word);
            for (Value value : VALUES) {
                boolean fits = value.isNull()
                        || word.equals("ANY")
                        || value.type().sqlName().startsWith(word.toLowerCase(Locale.ROOT));
                if (fits) {
                    assertDoesNotThrow(() -> type.requireStrict(value, "t", "c"));
                } else {
                    Incorrect refused = assertThrows(
                            Incorrect.class, () -> type.requireStrict(value, "t", "c"));
                    assertEquals(ErrorCode.WRONG_TYPE, refused.code());
                    assertEquals("c", refused.column());
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "INTEGER COUNTER, COUNTER",
        "integer counter, COUNTER",
        "INT UNSIGNED max, MAX",
        "DECIMAL(10) MIN, MIN",
        "TEXT FIRST_WINS, FIRST_WINS",
        "TEXT  SERVER_WINS, SERVER_WINS",
        "TEXT CLIENT_WINS, CLIENT_WINS",
        "TEXT LWW_ARRIVAL, LWW_ARRIVAL",
        "TEXT ORSET, ORSET",
        "TEXT RULE workflow, RULE",
        "text  rule  Workflow, RULE",
        "TEXT RULE max, RULE",
        "TEXT RULE, LWW",
        "RULE workflow, LWW",
        "TEXT LIST, LIST",
        "text map, MAP",
        "MAP, LWW",
        "TEXT LWW, LWW",
        "TEXT, LWW",
        "'', LWW",
        "COUNTER, LWW",
        "COUNTER TEXT, LWW"
    })
    void theLastOfSeveralWordsMayBeAMergeRule(String declared, MergeRule rule) {
        assertEquals(rule, DeclaredType.of(declared).merge());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "TEXT RULE workflow, workflow",
        "VARCHAR(9)  rule  Workflow, Workflow",
        "INTEGER RULE max, max",
        "TEXT RULE,",
        "RULE workflow,",
        "TEXT MAX,"
    })
    void theWordBehindRuleNamesAFunction(String declared, @Nullable String function) {
        assertEquals(function, DeclaredType.of(declared).function());
    }

    @Test
    void aFunctionWhoseNameSqliteTakesForATypeIsFoundOut() {
        assertTrue(DeclaredType.of("TEXT RULE points").isMisnamed(), "it has INT in it");
        assertFalse(DeclaredType.of("INTEGER RULE points").isMisnamed());
        assertFalse(DeclaredType.of("TEXT RULE workflow").isMisnamed());
        assertFalse(DeclaredType.of("TEXT").isMisnamed());
    }

    @Test
    void noMergeRuleChangesWhatSqliteMakesOfTheType() {
        for (MergeRule rule : MergeRule.values()) {
            for (String type : List.of("INTEGER", "TEXT", "BLOB", "REAL", "NUMERIC")) {
                assertEquals(
                        DeclaredType.of(type).affinity(),
                        DeclaredType.of(type + " " + rule).affinity(),
                        type + " " + rule);
            }
        }
    }
}
