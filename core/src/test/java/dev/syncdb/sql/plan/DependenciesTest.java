package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.Dependencies.Source;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class DependenciesTest {
    private static final Schema SCHEMA = schema(
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE, c INT, d INT, e INT)",
            "CREATE INDEX t_bc ON t (b, c DESC)",
            "CREATE TABLE u (x TEXT, y INT, z INT, PRIMARY KEY (x, y))");

    @Test
    void aColumnCountsWhereverItStands() {
        reads("t[4]:0", "SELECT e FROM t");
        reads("t[2, 3, 4]:0", "SELECT c FROM t GROUP BY d HAVING max(e) > 1");
        reads("t[2, 3]:0", "SELECT count(c) FILTER (WHERE d) FROM t");
        reads("t[3, 4]:0", "SELECT d FROM t ORDER BY e");
        reads("t[]:0", "SELECT count(*) FROM t");
        reads("t[3, 4]:0 u[0]:0", "SELECT e FROM t WHERE d IN (SELECT x FROM u)");
        reads("t[2, 3]:0 u[1]:0", "SELECT d, (SELECT 1 FROM u WHERE y = c) FROM t");
        reads("t[0]:0 u[2]:0", "SELECT a FROM t LIMIT (SELECT z FROM u)");
        reads("u[2]:0 t[4]:1", "VALUES ((SELECT z FROM u)), ((SELECT e FROM t WHERE e))");
        reads("t[3]:0 u[2]:0", "SELECT * FROM (SELECT d FROM t) UNION SELECT z FROM u ORDER BY 1");
    }

    @Test
    void aTableCountsAsOftenAsItStands() {
        reads("t[0, 3]:1 t[0, 4]:0", "SELECT q.e FROM t p JOIN t q ON q.a = p.a WHERE p.d = 1");
        reads("t[3]:1 t[4]:1", "SELECT d FROM t WHERE d = 1 UNION ALL SELECT e FROM t WHERE e = 1");
    }

    @Test
    void aConditionThatAPathMakesGoodIsStillOne() {
        reads("t[0]:1", "SELECT 1 FROM t WHERE a = ?");
        reads("t[0]:2", "SELECT 1 FROM t WHERE a > ? AND a < 9");
        reads("t[1, 2]:3", "SELECT 1 FROM t WHERE b = ? AND c > 1 AND c <= ?");
        reads("t[1, 2]:1", "SELECT 1 FROM t WHERE b IN ('p', ?)");
        reads("u[0, 1]:2", "SELECT 1 FROM u WHERE x = 'p' AND y = 2");
    }

    @Test
    void theOrderOfAnIndexIsReadWithIt() {
        reads("t[1, 2, 3]:1", "SELECT d FROM t WHERE b = 'p'");
        reads("t[1, 2, 3]:0", "SELECT d FROM t ORDER BY b LIMIT 1");
    }

    @Test
    void onlyWhatARowDecidesAloneIsItsOwnCondition() {
        reads("t[2, 3]:0", "SELECT 1 FROM t WHERE c = 1 + random() AND d < random()");
        reads("t[2]:0 u[1, 2]:1", "SELECT 1 FROM t JOIN u ON z = c AND y = 1");
        reads("t[2]:0 u[2]:0", "SELECT 1 FROM t WHERE c > (SELECT max(z) FROM u)");
        reads("t[2, 3]:1 u[1, 2]:1", "SELECT 1 FROM t LEFT JOIN u ON y = d AND z = 1 WHERE c = 1");
        reads("t[3]:0 u[1, 2]:0", "SELECT 1 FROM t LEFT JOIN u ON y = d WHERE z IS NULL");
    }

    /** Whoever writes a term must name all of its parts, or an observer would miss a change. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + -b * +c || ~d",
                "NOT (a AND b OR c) IS TRUE",
                "a = b COLLATE NOCASE",
                "CAST(a AS TEXT)",
                "CASE a WHEN b THEN c ELSE d END",
                "CASE WHEN a THEN b WHEN c THEN d ELSE e END",
                "iif(a, b, c)",
                "coalesce(a, b, c)",
                "substr(b, c, d)",
                "a BETWEEN b AND c",
                "a IN (b, c, ?)",
                "a IN (SELECT y FROM u)",
                "EXISTS (SELECT y FROM u)",
                "(SELECT y FROM u)",
                "a LIKE b ESCAPE c",
                "a GLOB b",
                "date(b, c)",
                "a IS NOT NULL"
            })
    void aTermNamesAllOfItsParts(String expression) {
        QueryPlan.Simple plan = (QueryPlan.Simple) plan("SELECT " + expression + " FROM t");
        requireParts(plan.outputs().get(0).term());
    }

    private static void requireParts(Term term) {
        Set<Object> named = new HashSet<>(term.operands());
        named.addAll(term.queries());
        List<Object> parts = new ArrayList<>();
        collect(term, parts);
        assertTrue(named.containsAll(parts), () -> term + " names only " + named);
        term.operands().forEach(DependenciesTest::requireParts);
    }

    /** The terms and queries among the components of a record, and of records inside it. */
    private static void collect(Object record, List<Object> parts) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
            Object value = value(component.getAccessor(), record);
            List<Object> values = new ArrayList<>();
            values.addAll(value instanceof Collection<?> many ? many : List.of());
            if (value != null) {
                values.add(value);
            }
            for (Object each : values) {
                if (each instanceof Term || each instanceof Query) {
                    parts.add(each);
                } else if (each instanceof Record) {
                    collect(each, parts);
                }
            }
        }
    }

    private static Object value(Method accessor, Object record) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError(failure);
        }
    }

    /**
     * Asserts the sources of a query: name, positions of the columns, and how many conditions of
     * its own.
     */
    private static void reads(String expected, String sql) {
        List<String> found = new ArrayList<>();
        for (Source source : Dependencies.of(plan(sql))) {
            found.add(source.table().name() + new TreeSet<>(source.columns()) + ":"
                    + source.conditions().size());
        }
        assertEquals(expected, String.join(" ", found), sql);
    }

    private static QueryPlan plan(String sql) {
        return (QueryPlan) Planner.plan(SCHEMA, Sql.parse(sql)).action();
    }

    private static Schema schema(String... definitions) {
        Schema schema = Schema.EMPTY;
        for (String definition : definitions) {
            schema = new SchemaDefinition().apply(schema, definition);
        }
        return schema;
    }
}
