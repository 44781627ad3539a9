package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

final class TableTextTest {
    @Test
    void itIsCutAtItsOwnCommasOnly() {
        TableText text = TableText.of("""
                CREATE TABLE IF NOT EXISTS main."a (b" ( -- the (first
                  id INTEGER PRIMARY KEY, /* , */ n DECIMAL(5, 2) DEFAULT (max(1, 2)) -- n
                  , `x,y` TEXT DEFAULT ',)', UNIQUE (n, id)
                ) WITHOUT ROWID, STRICT ;
                """);

        assertEquals(
                List.of(
                        "id INTEGER PRIMARY KEY",
                        "n DECIMAL(5, 2) DEFAULT (max(1, 2))",
                        "`x,y` TEXT DEFAULT ',)'",
                        "UNIQUE (n, id)"),
                text.parts());
        assertEquals("WITHOUT ROWID, STRICT", text.body().substring(text.body().length() - 21));
    }

    @Test
    void itIsTheSameTableUnderAnotherName() {
        TableText text = TableText.of("create table if not exists t(a, b) strict");

        assertEquals("CREATE TABLE \"of all\" (a, b) strict", text.named("of all"));
        assertEquals("CREATE TABLE u (a, b) strict", text.named("u"));
    }
}
