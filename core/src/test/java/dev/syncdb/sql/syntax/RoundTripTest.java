package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Random;

class RoundTripTest {
    private static final int EXPRESSIONS = 20_000;
    private static final long SEED = 0x5EED;

    @Test
    void whatIsWrittenWithFewestParenthesesIsReadAsTheSame() {
        RandomExpressions expressions = new RandomExpressions(new Random(SEED));
        for (int i = 0; i < EXPRESSIONS; i++) {
            Expression expression = expressions.expression(i % 6);
            String text = ExpressionText.shortest(expression);
            assertEquals(
                    expression,
                    Sql.parseExpression(text),
                    () -> "precedence decides what stands without parentheses; seed " + SEED + ": "
                            + text);
        }
    }

    @Test
    void parenthesesAroundEverythingChangeNothing() {
        RandomExpressions expressions = new RandomExpressions(new Random(SEED + 1));
        for (int i = 0; i < EXPRESSIONS / 4; i++) {
            Expression expression = expressions.expression(i % 6);
            String text = ExpressionText.parenthesized(expression);
            Expression again = Sql.parseExpression(text);
            assertEquals(
                    ExpressionText.shortest(expression),
                    ExpressionText.shortest(again),
                    () -> "parentheses only group; seed " + (SEED + 1) + ": " + text);
        }
    }
}
