package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.junit.jupiter.api.Test;

import java.util.List;

class WriteParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void insertOfRows() {
        assertEquals(
                new Statement.Insert(
                        null,
                        "t",
                        null,
                        List.of("a", "b"),
                        new Select.Values(List.of(
                                List.of(expression("1"), expression("'x'")),
                                List.of(expression("-2"), expression("NULL")))),
                        List.of(),
                        List.of(),
                        HERE),
                Sql.parse("INSERT INTO main.t (a, b) VALUES (1, 'x'), (-2, NULL);"));
    }

    @Test
    void insertOfASelectOrOfDefaults() {
        Statement.Insert copy = insert("INSERT INTO t AS x SELECT * FROM u WHERE 1");
        assertEquals("x", copy.alias());
        assertEquals(List.of(), copy.columns());
        assertInstanceOf(Select.Core.class, copy.rows());
        assertNull(insert("INSERT INTO t DEFAULT VALUES").rows());
    }

    @Test
    void insertSaysWhatABrokenConstraintDoes() {
        for (ConflictAction action : ConflictAction.values()) {
            assertEquals(
                    action, insert("INSERT OR " + action + " INTO t VALUES (1)").conflict());
        }
        assertEquals(
                ConflictAction.REPLACE,
                insert("REPLACE INTO t VALUES (1)").conflict(),
                "REPLACE is short for INSERT OR REPLACE");
    }

    @Test
    void upsertsAreTriedInOrder() {
        Statement.Insert insert =
                insert("INSERT INTO t VALUES (1) ON CONFLICT (a, b COLLATE nocase) WHERE a > 0"
                        + " DO UPDATE SET b = excluded.b, c = 2 WHERE c < 3"
                        + " ON CONFLICT DO NOTHING RETURNING *, a AS x");
        assertEquals(2, insert.upserts().size());
        Statement.Upsert first = insert.upserts().get(0);
        assertEquals(2, first.target().size());
        assertEquals(expression("a > 0"), first.targetWhere());
        assertEquals(
                List.of(
                        new Statement.Assignment("b", expression("excluded.b"), HERE),
                        new Statement.Assignment("c", expression("2"), HERE)),
                first.assignments());
        assertEquals(expression("c < 3"), first.where());
        assertEquals(
                new Statement.Upsert(List.of(), null, List.of(), null),
                insert.upserts().get(1));
        assertEquals(
                List.of(new Select.Star(null, HERE), new Select.Value(expression("a"), "x", "a")),
                insert.returning());
    }

    @Test
    void upsertBehindASelectNeedsAWhere() {
        Statement.Insert insert =
                insert("INSERT INTO t SELECT * FROM u WHERE true ON CONFLICT DO NOTHING");
        assertEquals(1, insert.upserts().size());
    }

    @Test
    void updateOfColumns() {
        assertEquals(
                new Statement.Update(
                        ConflictAction.IGNORE,
                        "t",
                        "x",
                        List.of(
                                new Statement.Assignment("a", expression("a + 1"), HERE),
                                new Statement.Assignment("b", expression("?1"), HERE)),
                        expression("c = 3"),
                        List.of(new Select.Star(null, HERE)),
                        HERE),
                Sql.parse("UPDATE OR IGNORE t AS x SET a = a + 1, b = ? WHERE c = 3 RETURNING *"));
        assertNull(assertInstanceOf(
                        Statement.Update.class, Sql.parse("UPDATE t INDEXED BY i SET a = 1"))
                .where());
    }

    @Test
    void deleteOfRows() {
        assertEquals(
                new Statement.Delete("t", null, expression("a = 1"), List.of(), HERE),
                Sql.parse("DELETE FROM t NOT INDEXED WHERE a = 1"));
        assertEquals(
                new Statement.Delete(
                        "t",
                        "x",
                        null,
                        List.of(new Select.Value(expression("a"), null, "a")),
                        HERE),
                Sql.parse("DELETE FROM t AS x RETURNING a"));
    }

    private static Statement.Insert insert(String text) {
        return assertInstanceOf(Statement.Insert.class, Sql.parse(text));
    }

    private static Expression expression(String text) {
        return Sql.parseExpression(text);
    }
}
