package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class SelectParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void allClausesOfACore() {
        assertEquals(
                new Select.Core(
                        true,
                        List.of(value("a", null)),
                        new Select.From(table("t", null), List.of()),
                        expression("b"),
                        List.of(expression("c"), expression("d")),
                        expression("e")),
                select("SELECT DISTINCT a FROM t WHERE b GROUP BY c, d HAVING e"));
        assertEquals(
                new Select.Core(false, List.of(value("1", null)), null, null, List.of(), null),
                select("SELECT ALL 1"));
    }

    @Test
    void resultsAreStarsAndExpressionsWithAliases() {
        Select.Core core =
                core("SELECT *, t.*, a x, b AS left, c 'y', d \"z\", e key, f+ 1, t.g FROM t");
        assertEquals(
                List.of(
                        new Select.Star(null, HERE),
                        new Select.Star("t", HERE),
                        value("a", "x"),
                        value("b", "left"),
                        value("c", "y"),
                        value("d", "z"),
                        value("e", "key"),
                        value("f+ 1", null),
                        value("t.g", null)),
                core.results());
    }

    @Test
    void aResultKnowsHowItWasWritten() {
        Select.Core core = core("SELECT count( * ) , a/* x */+1 AS b");
        assertEquals(
                List.of("count( * )", "a/* x */+1"),
                core.results().stream()
                        .map(result -> ((Select.Value) result).text())
                        .collect(Collectors.toList()));
    }

    @Test
    void joinsOfEveryKind() {
        assertEquals(
                "COMMA INNER INNER CROSS LEFT LEFT RIGHT FULL",
                joins("a, b JOIN c INNER JOIN d CROSS JOIN e LEFT JOIN f LEFT OUTER JOIN g"
                                + " RIGHT JOIN h FULL OUTER JOIN i")
                        .stream()
                        .map(join -> join.kind().name())
                        .collect(Collectors.joining(" ")));
        Select.Join natural = joins("a NATURAL LEFT JOIN b").get(0);
        assertTrue(natural.natural());
        assertEquals(Select.JoinKind.LEFT, natural.kind());
    }

    @Test
    void joinsSayWhatTheyCompare() {
        List<Select.Join> joins = joins("a JOIN b ON a.x = b.x JOIN c USING (x, y), d ON 1");
        assertEquals(expression("a.x = b.x"), joins.get(0).on());
        assertEquals(List.of("x", "y"), joins.get(1).using());
        assertEquals(expression("1"), joins.get(2).on());
    }

    @Test
    void sourcesOfEveryKind() {
        Select.From from =
                from("SELECT 1 FROM main.t AS x, t y, (SELECT 1) z, (a JOIN b) AS c, f(1, 2) d,"
                        + " g(), ((h))");
        assertEquals(table("t", "x"), from.first());
        List<Select.Source> rest =
                from.joins().stream().map(Select.Join::source).collect(Collectors.toList());
        assertEquals(table("t", "y"), rest.get(0));
        assertEquals(new Select.SelectSource(select("SELECT 1"), "z"), rest.get(1));
        Select.JoinSource nested = assertInstanceOf(Select.JoinSource.class, rest.get(2));
        assertEquals("c", nested.alias());
        assertEquals(1, nested.from().joins().size());
        assertEquals(
                new Select.FunctionSource(
                        "f", List.of(expression("1"), expression("2")), "d", HERE),
                rest.get(3));
        assertEquals(new Select.FunctionSource("g", List.of(), null, HERE), rest.get(4));
        assertInstanceOf(Select.JoinSource.class, rest.get(5));
    }

    @Test
    void joinWordsAreNoAliases() {
        Select.From from = from("SELECT 1 FROM a LEFT JOIN b");
        assertEquals(table("a", null), from.first());
        assertEquals(table("a", "window"), from("SELECT 1 FROM a window").first());
    }

    @Test
    void indexHintsAreReadAndLeftOut() {
        Select plain = select("SELECT a FROM t x WHERE a = 1");
        assertEquals(plain, select("SELECT a FROM t x INDEXED BY i WHERE a = 1"));
        assertEquals(plain, select("SELECT a FROM t AS x NOT INDEXED WHERE a = 1"));
    }

    @Test
    void valuesAreASelect() {
        assertEquals(
                new Select.Values(List.of(
                        List.of(expression("1"), expression("'a'")), List.of(expression("b")))),
                select("VALUES (1, 'a'), (b)"));
    }

    @Test
    void compoundsGoFromLeftToRight() {
        assertEquals(
                new Select.Compound(
                        select("SELECT 1"),
                        List.of(
                                new Select.Part(Select.CompoundOperator.UNION, select("SELECT 2")),
                                new Select.Part(
                                        Select.CompoundOperator.UNION_ALL, select("VALUES (3)")),
                                new Select.Part(
                                        Select.CompoundOperator.INTERSECT, select("SELECT 4")),
                                new Select.Part(
                                        Select.CompoundOperator.EXCEPT, select("SELECT 5")))),
                select("SELECT 1 UNION SELECT 2 UNION ALL VALUES (3) INTERSECT SELECT 4"
                        + " EXCEPT SELECT 5"));
    }

    @Test
    void orderAndLimitBelongToTheWholeCompound() {
        Select.Ordered ordered = assertInstanceOf(
                Select.Ordered.class,
                select("SELECT a UNION SELECT b ORDER BY 1 DESC, a ASC NULLS LAST, b NULLS"
                        + " FIRST LIMIT 3"));
        assertInstanceOf(Select.Compound.class, ordered.select());
        assertEquals(
                List.of(
                        new Select.Ordering(expression("1"), true, null),
                        new Select.Ordering(expression("a"), false, Select.Nulls.LAST),
                        new Select.Ordering(expression("b"), false, Select.Nulls.FIRST)),
                ordered.orderBy());
        assertEquals(expression("3"), ordered.limit());
    }

    @Test
    void limitTakesAnOffsetInTwoForms() {
        Select both =
                new Select.Ordered(select("SELECT 1"), List.of(), expression("3"), expression("2"));
        assertEquals(both, select("SELECT 1 LIMIT 3 OFFSET 2"));
        assertEquals(both, select("SELECT 1 LIMIT 2, 3"), "the offset first");
        assertEquals(
                new Select.Ordered(
                        select("SELECT 1"),
                        List.of(new Select.Ordering(expression("a"), false, null)),
                        null,
                        null),
                select("SELECT 1 ORDER BY a"));
    }

    private static List<Select.Join> joins(String sources) {
        return from("SELECT 1 FROM " + sources).joins();
    }

    private static Select.From from(String text) {
        Select.@Nullable From from = core(text).from();
        assertNotNull(from, text);
        return from;
    }

    private static Select.Core core(String text) {
        return assertInstanceOf(Select.Core.class, select(text));
    }

    private static Select select(String text) {
        return assertInstanceOf(Statement.Query.class, Sql.parse(text)).select();
    }

    private static Select.TableSource table(String name, @Nullable String alias) {
        return new Select.TableSource(name, alias, HERE);
    }

    private static Select.Value value(String text, @Nullable String alias) {
        return new Select.Value(expression(text), alias, text);
    }

    private static Expression expression(String text) {
        return Sql.parseExpression(text);
    }
}
