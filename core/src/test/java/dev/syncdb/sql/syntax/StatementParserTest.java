package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.sql.syntax.Statement.Locking;

import org.junit.jupiter.api.Test;

import java.util.List;

class StatementParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void transactionsBeginWithALocking() {
        assertEquals(new Statement.Begin(Locking.DEFERRED), Sql.parse("BEGIN"));
        assertEquals(
                new Statement.Begin(Locking.DEFERRED), Sql.parse("BEGIN DEFERRED TRANSACTION x"));
        assertEquals(new Statement.Begin(Locking.IMMEDIATE), Sql.parse("BEGIN IMMEDIATE"));
        assertEquals(
                new Statement.Begin(Locking.EXCLUSIVE), Sql.parse("begin exclusive transaction;"));
    }

    @Test
    void transactionsEnd() {
        assertEquals(new Statement.Commit(), Sql.parse("COMMIT TRANSACTION"));
        assertEquals(new Statement.Commit(), Sql.parse("END"));
        assertEquals(new Statement.Rollback(null), Sql.parse("ROLLBACK TRANSACTION"));
        assertEquals(new Statement.Rollback("s"), Sql.parse("ROLLBACK TRANSACTION TO SAVEPOINT s"));
        assertEquals(new Statement.Rollback("s"), Sql.parse("ROLLBACK TO s"));
    }

    @Test
    void savepoints() {
        assertEquals(new Statement.Savepoint("s 1"), Sql.parse("SAVEPOINT \"s 1\""));
        assertEquals(new Statement.Release("s"), Sql.parse("RELEASE SAVEPOINT s"));
        assertEquals(new Statement.Release("s"), Sql.parse("RELEASE s"));
    }

    @Test
    void pragmasAskOrSet() {
        assertEquals(pragma("foreign_keys", "OFF"), Sql.parse("PRAGMA foreign_keys=OFF;"));
        assertEquals(pragma("foreign_keys", "ON"), Sql.parse("PRAGMA main.foreign_keys = ON"));
        assertEquals(pragma("cache_size", "-2000"), Sql.parse("PRAGMA cache_size = -2000"));
        assertEquals(pragma("x", "1.5"), Sql.parse("PRAGMA x(1.5)"));
        assertEquals(pragma("table_info", "t"), Sql.parse("PRAGMA table_info('t')"));
        assertEquals(
                new Statement.Pragma("user_version", null, HERE), Sql.parse("PRAGMA user_version"));
    }

    @Test
    void aQueryIsAStatement() {
        assertEquals(Sql.parse("SELECT 1"), Sql.parse("SELECT 1 ; ; -- end"));
        assertEquals(
                new Statement.Query(new Select.Values(List.of(List.of(Sql.parseExpression("1"))))),
                Sql.parse("VALUES (1)"));
    }

    private static Statement pragma(String name, String value) {
        return new Statement.Pragma(name, value, HERE);
    }
}
