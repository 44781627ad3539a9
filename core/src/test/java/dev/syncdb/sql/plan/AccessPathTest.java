package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.schema.Schema;
import dev.syncdb.sql.syntax.Sql;

import org.junit.jupiter.api.Test;

final class AccessPathTest {
    private static final Schema SCHEMA = schema(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c TEXT COLLATE NOCASE)",
            "CREATE INDEX t_ab ON t (a, b)",
            "CREATE INDEX t_c ON t (c DESC)",
            "CREATE TABLE u (x TEXT, y INTEGER, z INTEGER UNIQUE, PRIMARY KEY (x, y))",
            "CREATE TABLE v (p INTEGER, q TEXT)");

    @Test
    void aKeyIsLookedUp() {
        path("t by key", "SELECT * FROM t WHERE id = ?");
        path("t by key", "SELECT * FROM t WHERE 7 = id AND a > 3");
        path("u by key", "SELECT * FROM u WHERE y = 2 AND x = 'a'");
        path("t each by key", "SELECT * FROM t WHERE id IN (3, 1, 2)");
        path("t by key", "UPDATE t SET a = 1 WHERE rowid = 5");
        path("t by key", "DELETE FROM t WHERE id = 5");
    }

    @Test
    void aRangeOfKeysIsRead() {
        path("t range of key from to", "SELECT * FROM t WHERE id BETWEEN 3 AND 9");
        path("t range of key from", "SELECT * FROM t WHERE id > 3");
        path("t range of key from to", "SELECT * FROM t WHERE 3 > id");
        path("u range of key equal 1", "SELECT * FROM u WHERE x = 'a'");
        path("u range of key equal 1 from", "SELECT * FROM u WHERE x = 'a' AND y >= 2");
    }

    @Test
    void anIndexIsRead() {
        path("t by t_ab equal 1", "SELECT * FROM t WHERE a = 1");
        path("t by t_ab equal 2", "SELECT * FROM t WHERE a = 1 AND b = 'x'");
        path("t by t_ab equal 1 from to", "SELECT * FROM t WHERE a = 1 AND b < 'x'");
        path("t by t_ab equal 1", "SELECT * FROM t WHERE a IS NULL");
        path("t each by t_ab equal 1", "SELECT * FROM t WHERE a IN (SELECT p FROM v)");
        path("t by t_c to", "SELECT * FROM t WHERE c > 'x'");
        path("t by t_c from to", "SELECT * FROM t WHERE c < 'x'");
        path("u by sqlite_autoindex_u_2 equal 1", "SELECT * FROM u WHERE z = 3");
    }

    @Test
    void anIndexThatWouldCompareOtherwiseIsNotRead() {
        path("t all", "SELECT * FROM t WHERE c = 'x' COLLATE BINARY");
        path("t all", "SELECT * FROM t WHERE a + 0 = 1");
        path("t all", "SELECT * FROM t WHERE +a = 1");
        path("t all", "SELECT * FROM t WHERE b = 'x'");
        path("t all", "SELECT * FROM t WHERE id = abs(random())");
        path("t all", "SELECT * FROM t WHERE a <> 1 OR b = 'x'");
        path("v all\nt all", "SELECT * FROM v CROSS JOIN t ON t.a <> v.p");
    }

    @Test
    void aJoinReadsTheSourceOfAKeyFirst() {
        path("v all\nt by key", "SELECT * FROM t, v WHERE t.id = v.p");
        path("v all\nt by key", "SELECT * FROM v JOIN t ON t.id = v.p");
        path("t by key\nv hashed by 1", "SELECT * FROM v, t WHERE t.a = v.p AND t.id = 3");
        path("v all\noptional t by key", "SELECT * FROM v LEFT JOIN t ON t.id = v.p");
        path("t all\nv hashed by 1", "SELECT * FROM t CROSS JOIN v ON t.id = v.p");
        path(
                "t all\nquery hashed by 1\nv all",
                "SELECT * FROM t JOIN (SELECT p + 1 AS n FROM v) x ON x.n = t.b || ''");
    }

    @Test
    void anOrderThatComesByItselfIsNotSorted() {
        path("t all", "SELECT * FROM t ORDER BY id");
        path("t all backward", "SELECT * FROM t ORDER BY id DESC");
        path("t all", "SELECT * FROM t ORDER BY id, b");
        path("u all\nsort", "SELECT * FROM u ORDER BY x, y DESC");
        path("u range of key equal 1 backward", "SELECT * FROM u WHERE x = 'a' ORDER BY x, y DESC");
        path("t by t_ab", "SELECT * FROM t ORDER BY a, b LIMIT 10");
        path("t by t_ab backward", "SELECT * FROM t ORDER BY a DESC LIMIT 10");
        path("t by t_c backward", "SELECT * FROM t ORDER BY c LIMIT 1");
        path("t by key", "SELECT * FROM t WHERE id = 3 ORDER BY b");
        path("t by t_ab equal 1", "SELECT * FROM t WHERE a = 1 ORDER BY a, b, id");
    }

    @Test
    void anOrderThatDoesNotComeByItselfIsSorted() {
        path("t all\nsort", "SELECT * FROM t ORDER BY a, b");
        path("t all\nsort", "SELECT * FROM t ORDER BY id DESC NULLS FIRST");
        path("t all\nsort", "SELECT * FROM t ORDER BY c COLLATE BINARY LIMIT 3");
        path("t each by key\nsort", "SELECT * FROM t WHERE id IN (1, 2) ORDER BY id");
        path("t all\ngroup\nsort", "SELECT count(*) FROM t GROUP BY a ORDER BY id");
        path("v all\nt all\nsort", "SELECT p FROM v UNION SELECT a FROM t ORDER BY 1");
    }

    @Test
    void anInsertReadsWhatItSelects() {
        path("v all", "INSERT INTO t (a) SELECT p FROM v");
        path("", "INSERT INTO t DEFAULT VALUES");
        path("", "INSERT INTO t (a) VALUES (1)");
    }

    private static void path(String expected, String sql) {
        assertEquals(expected, Planner.plan(SCHEMA, Sql.parse(sql)).describe(), sql);
    }

    static Schema schema(String... script) {
        Schema schema = Schema.EMPTY;
        for (String sql : script) {
            schema = new SchemaDefinition().apply(schema, sql);
        }
        return schema;
    }
}
