package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicReference;

class NestingTest {
    private static final int MAX = Nesting.DEPTH_MAX;

    /** Half of what threads have by default, on servers and on Android. */
    private static final int STACK_BYTES = 512 * 1024;

    private static final int TOO_DEEP = 100_000;

    @Test
    void depthIsBoundedWhateverNests() {
        assertBounded("(", "1", ")");
        assertBounded("- ", "a", "");
        assertBounded("~", "a", "");
        assertBounded("NOT ", "a", "");
        assertBounded("1 = NOT ", "a", "");
        assertBounded("a OR b AND NOT c = d < e & f + g * h || (", "1", ")");
        assertBounded("f(", "1", ")");
        assertBounded("1 IN (", "1", ")");
        assertBounded("CASE WHEN ", "1", " THEN 2 END");
        assertBounded("CAST(", "1", " AS INT)");
        assertBounded("(SELECT ", "1", ")");
        assertBounded("EXISTS (SELECT 1 WHERE ", "1", ")");
        assertBounded("(SELECT 1 FROM (VALUES (", "1", ")))");
        assertBounded("(SELECT 1 FROM ", "t", ")");
        assertBounded("a BETWEEN ", "1", " AND 2");
    }

    @Test
    void sourcesNestNoDeeper() {
        String open = "(".repeat(TOO_DEEP);
        assertLimit("SELECT 1 FROM " + open);
        assertLimit("SELECT 1 FROM " + "(SELECT 1 FROM ".repeat(TOO_DEEP));
    }

    @Test
    void heightIsBoundedWhereNothingNests() {
        Sql.parseExpression("1" + " + 1".repeat(MAX - 1));
        assertLimit("SELECT 1" + " + 1".repeat(MAX + 1));
        assertLimit("SELECT a" + " COLLATE x".repeat(MAX + 1));
        assertLimit("SELECT a" + " ISNULL".repeat(MAX + 1));
    }

    @Test
    void heightsAddUpThroughParenthesesAndSubqueries() {
        String half = " + 1".repeat(MAX / 2 + 1);
        assertLimit("SELECT (1" + half + ")" + half);
        assertLimit("SELECT (SELECT 1" + half + ")" + half);
        assertLimit("SELECT f(1" + half + ")" + half);
        assertLimit("SELECT 1 FROM (SELECT 1" + half + ") WHERE (SELECT 1 FROM (SELECT 1" + half
                + "))" + half);
        Sql.parseExpression("f(1" + half + ", 1" + half + ")");
    }

    @Test
    void whatStandsSideBySideIsNotNested() {
        Sql.parse("SELECT 1 IN (1" + ", 1".repeat(10_000) + ")");
        Sql.parse("SELECT 1" + " UNION ALL SELECT 1".repeat(10_000));
        Sql.parse("SELECT 1 FROM a" + " JOIN a".repeat(10_000));
        Sql.parse("VALUES (1)" + ", (1 + (2))".repeat(10_000));
    }

    private static void assertBounded(String open, String inner, String close) {
        Sql.parseExpression(open.repeat(10) + inner + close.repeat(10));
        assertLimit("SELECT " + open.repeat(TOO_DEEP / open.length()) + inner);
    }

    private static void assertLimit(String text) {
        Incorrect refused = assertThrows(Incorrect.class, () -> parseOnASmallStack(text));
        assertEquals(ErrorCode.LIMIT, refused.code(), refused.getMessage());
    }

    private static void parseOnASmallStack(String text) throws Throwable {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, () -> Sql.parse(text), "parser", STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        @Nullable Throwable thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }
}
