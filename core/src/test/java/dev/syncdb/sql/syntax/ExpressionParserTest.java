package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.syncdb.sql.syntax.Expression.IntegerLiteral;
import dev.syncdb.sql.syntax.Expression.RealLiteral;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class ExpressionParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void integersFit64BitsOrBecomeReal() {
        assertEquals(new IntegerLiteral(Long.MAX_VALUE), parse("9223372036854775807"));
        assertEquals(new RealLiteral(9223372036854775808.0), parse("9223372036854775808"));
        assertEquals(new IntegerLiteral(Long.MIN_VALUE), parse("-9223372036854775808"));
        assertEquals(new RealLiteral(-9223372036854775809.0), parse("- 9223372036854775809"));
        assertEquals(new IntegerLiteral(255), parse("0xfF"));
        assertEquals(
                new IntegerLiteral(-1), parse("0xFFFFFFFFFFFFFFFF"), "hex is two's complement");
        assertEquals(new IntegerLiteral(-16), parse("-0x10"));
        assertEquals(new IntegerLiteral(7), parse("007"));
    }

    @Test
    void realsMayBeInfinite() {
        assertEquals(new RealLiteral(0.5), parse(".5"));
        assertEquals(new RealLiteral(5), parse("5."));
        assertEquals(new RealLiteral(-1500), parse("-1.5e+3"));
        assertEquals(new RealLiteral(Double.POSITIVE_INFINITY), parse("9e999"));
    }

    @Test
    void otherLiterals() {
        assertEquals(new Expression.NullLiteral(), parse("null"));
        assertEquals(new Expression.BooleanLiteral(true), parse("True"));
        assertEquals(new Expression.BooleanLiteral(false), parse("FALSE"));
        assertEquals(new Expression.TextLiteral("it's"), parse("'it''s'"));
        assertEquals(Expression.Now.CURRENT_DATE, parse("current_date"));
        assertEquals(Expression.Now.CURRENT_TIME, parse("CURRENT_TIME"));
        assertEquals(Expression.Now.CURRENT_TIMESTAMP, parse("CURRENT_TIMESTAMP"));
        Expression.BlobLiteral blob =
                assertInstanceOf(Expression.BlobLiteral.class, parse("x'00fFa1'"));
        assertArrayEquals(new byte[] {0, (byte) 0xFF, (byte) 0xA1}, blob.bytes());
    }

    @Test
    void columnsMayNameTheirTable() {
        assertEquals(new Expression.Column(null, "a", HERE), parse("a"));
        assertEquals(new Expression.Column("t", "a", HERE), parse("t.a"));
        assertEquals(new Expression.Column("t", "a", HERE), parse("Main.t.a"));
        assertEquals(new Expression.Column("t", "a", HERE), parse("\"t\".[a]"));
        assertEquals(new Expression.Column("t", "a", HERE), parse("'t'.'a'"), "as SQLite has it");
        assertEquals(new Expression.Column("left", "key", HERE), parse("left.key"));
        assertEquals(new Expression.Column("true", "a", HERE), parse("true.a"));
        assertEquals(new Expression.Column(null, "true", HERE), parse("\"true\""));
        assertEquals(new Expression.Column(null, "replace", HERE), parse("replace"));
    }

    @Test
    void parametersAreNumberedAsTheyComeAndByName() {
        Expression.InList in = assertInstanceOf(
                Expression.InList.class, parse("1 IN (?, ?5, ?, :a, @a, :a, $b, ?2)"));
        assertEquals(
                "1 null, 5 null, 6 null, 7 :a, 8 @a, 7 :a, 9 $b, 2 null",
                in.items().stream()
                        .map(item -> (Expression.Parameter) item)
                        .map(parameter -> parameter.index() + " " + parameter.name())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void precedenceIsThatOfSqlite() {
        assertSame("a OR b AND c", "a OR (b AND c)");
        assertSame("NOT a = b AND c", "(NOT (a = b)) AND c");
        assertSame("NOT a IS NULL", "NOT (a IS NULL)");
        assertSame("a = NOT b = c", "a = (NOT (b = c))");
        assertSame("a = b < c", "a = (b < c)");
        assertSame("a < b & c", "a < (b & c)");
        assertSame("a & b + c", "a & (b + c)");
        assertSame("a + b * c", "a + (b * c)");
        assertSame("a * b || c", "a * (b || c)");
        assertSame("- a || b", "(- a) || b");
        assertSame("a || b COLLATE nocase", "a || (b COLLATE nocase)");
        assertSame("- a COLLATE nocase", "(- a) COLLATE nocase");
        assertSame("~ - + a", "~ (- (+ a))");
        assertSame("- NOT a = b", "- (NOT (a = b))");
        assertSame("NOT NOT a", "NOT (NOT a)");
        assertSame("a -> b ->> c", "(a -> b) ->> c");
    }

    @Test
    void operatorsOfOneLevelAssociateToTheLeft() {
        assertSame("a - b - c", "(a - b) - c");
        assertSame("a = b <> c IS d == e", "(((a = b) <> c) IS d) = e");
        assertSame("a < b >= c", "(a < b) >= c");
        assertSame("a | b << c & d", "((a | b) << c) & d");
        assertSame("a = b IN (c) LIKE d", "((a = b) IN (c)) LIKE d");
        assertSame("a ISNULL NOTNULL NOT NULL", "((a ISNULL) NOTNULL) NOT NULL");
        assertSame("a COLLATE x COLLATE y", "(a COLLATE x) COLLATE y");
    }

    @Test
    void nullTestsHaveManySpellings() {
        Expression isNull = new Expression.IsNull(parse("a"), false);
        Expression isNotNull = new Expression.IsNull(parse("a"), true);
        assertEquals(isNull, parse("a IS NULL"));
        assertEquals(isNull, parse("a ISNULL"));
        assertEquals(isNull, parse("a IS NOT DISTINCT FROM NULL"));
        assertEquals(isNotNull, parse("a IS NOT NULL"));
        assertEquals(isNotNull, parse("a NOT NULL"));
        assertEquals(isNotNull, parse("a NOTNULL"));
        assertEquals(isNotNull, parse("a IS DISTINCT FROM NULL"));
        assertSame("a IS DISTINCT FROM b", "a IS NOT b");
        assertSame("a IS NOT DISTINCT FROM b", "a IS b");
        assertSame("a IS NOT NULL + 1", "a IS NOT (NULL + 1)");
    }

    @Test
    void betweenKeepsItsOwnAnd() {
        assertSame("a BETWEEN b AND c AND d", "(a BETWEEN b AND c) AND d");
        assertSame("a BETWEEN b + 1 AND c + 2 = d", "(a BETWEEN (b + 1) AND (c + 2)) = d");
        assertSame("a NOT BETWEEN b = 1 AND c", "a NOT BETWEEN (b = 1) AND c");
        assertSame("NOT a BETWEEN b AND c", "NOT (a BETWEEN b AND c)");
        assertEquals(
                new Expression.Between(parse("a"), parse("b"), parse("c"), true),
                parse("a NOT BETWEEN b AND c"));
    }

    @Test
    void likeAndItsKinTakeAnEscape() {
        assertEquals(
                new Expression.Like(
                        Expression.LikeOperator.LIKE,
                        parse("a"),
                        parse("b || '%'"),
                        parse("'!'"),
                        true),
                parse("a NOT LIKE b || '%' ESCAPE '!'"));
        assertSame("a GLOB b = c", "(a GLOB b) = c");
        assertSame("a REGEXP b AND c MATCH d", "(a REGEXP b) AND (c MATCH d)");
    }

    @Test
    void inTakesAListASelectOrATable() {
        assertEquals(
                new Expression.InList(parse("a"), List.of(parse("1"), parse("b")), false),
                parse("a IN (1, b)"));
        assertEquals(new Expression.InList(parse("a"), List.of(), true), parse("a NOT IN ()"));
        assertEquals(parse("a IN (SELECT * FROM t)"), parse("a IN main.t"));
        assertInstanceOf(Expression.InSelect.class, parse("a IN (VALUES (1))"));
        assertInstanceOf(
                Expression.InList.class,
                parse("a IN ((SELECT 1))"),
                "doubled parentheses hold one value");
    }

    @Test
    void casesHaveABaseOrNone() {
        assertEquals(
                new Expression.Case(
                        parse("a"),
                        List.of(new Expression.When(parse("1"), parse("'x'"))),
                        parse("'y'")),
                parse("CASE a WHEN 1 THEN 'x' ELSE 'y' END"));
        assertEquals(
                new Expression.Case(
                        null,
                        List.of(
                                new Expression.When(parse("a"), parse("1")),
                                new Expression.When(parse("b"), parse("2"))),
                        null),
                parse("CASE WHEN a THEN 1 WHEN b THEN 2 END"));
    }

    @Test
    void callsMayBeDistinctStarredAndFiltered() {
        Expression a = parse("a");
        assertEquals(
                new Expression.Function("max", List.of(a, parse("2")), false, false, null, HERE),
                parse("max(ALL a, 2)"));
        assertEquals(
                new Expression.Function("count", List.of(), false, true, parse("b > 0"), HERE),
                parse("count(*) FILTER (WHERE b > 0)"));
        assertEquals(
                new Expression.Function("sum", List.of(a), true, false, null, HERE),
                parse("sum(DISTINCT a)"));
        assertEquals(
                new Expression.Function("random", List.of(), false, false, null, HERE),
                parse("random()"));
        assertInstanceOf(Expression.Function.class, parse("replace(a, b, c)"));
        assertInstanceOf(Expression.Function.class, parse("like(a, b)"));
        assertInstanceOf(Expression.Function.class, parse("\"f\"(a)"));
    }

    @Test
    void castsNameAType() {
        Expression.Cast cast = assertInstanceOf(
                Expression.Cast.class, parse("CAST(a AS DOUBLE PRECISION(5, -2.5))"));
        assertEquals(List.of("DOUBLE", "PRECISION"), cast.type().words());
        assertEquals(List.of("5", "-2.5"), cast.type().sizes());
        assertEquals("DOUBLE PRECISION(5,-2.5)", cast.type().text());
    }

    @Test
    void subqueriesStandInParentheses() {
        assertInstanceOf(Expression.Subquery.class, parse("(SELECT 1)"));
        assertInstanceOf(Expression.Subquery.class, parse("((VALUES (1)))"));
        assertInstanceOf(Expression.Exists.class, parse("EXISTS (SELECT 1)"));
        assertSame("NOT EXISTS (SELECT 1) AND a", "(NOT (EXISTS (SELECT 1))) AND a");
    }

    @Test
    void anExpressionIsEqualWhereverItStands() {
        Expression first = parse("a + f(b)");
        Expression second = parse("\n\n   a+f( b )");
        assertEquals(first, second);
        assertEquals(first.hashCode(), second.hashCode());
        assertNotEquals(parse("a"), parse("A"), "case is the planner's to fold");
        assertNotEquals(HERE, "line 1, column 1");
    }

    @Test
    void columnsKnowWhereTheyStand() {
        Expression.Binary sum = assertInstanceOf(Expression.Binary.class, parse("a +\n  t.b"));
        Expression.Column right = assertInstanceOf(Expression.Column.class, sum.right());
        assertEquals(2, right.at().line());
        assertEquals(3, right.at().column());
    }

    private static void assertSame(String bare, String parenthesized) {
        assertEquals(parse(parenthesized), parse(bare), bare + " means " + parenthesized);
    }

    private static Expression parse(String text) {
        return Sql.parseExpression(text);
    }
}
