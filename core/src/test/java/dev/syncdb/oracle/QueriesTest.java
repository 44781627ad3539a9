package dev.syncdb.oracle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries that random ones do not reach. */
final class QueriesTest {
    private final Twins twins = new Twins("""
            CREATE TABLE a (id INTEGER PRIMARY KEY, x INTEGER, name TEXT COLLATE NOCASE);
            CREATE TABLE b (id INTEGER PRIMARY KEY, x INTEGER, note TEXT);
            CREATE TABLE c (x INTEGER, name TEXT);
            CREATE INDEX b_x ON b (x);
            INSERT INTO a VALUES (1, 10, 'one'), (2, 20, 'Two'), (3, NULL, 'three'), (4, 10, 'TWO');
            INSERT INTO b VALUES (1, 10, 'p'), (2, 10, 'q'), (3, 30, 'r'), (7, NULL, 's');
            INSERT INTO c VALUES (10, 'one'), (20, 'two'), (NULL, NULL), (10, 'ONE');
            """);

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void joinsKeepWhatTheyShould() {
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN b ON b.x = a.x");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN b ON b.x = a.x WHERE b.id IS NULL");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN b ON b.x = a.x AND b.note > 'p'");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN b ON b.x = a.x AND a.id = 1");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN b USING (x) LEFT JOIN c USING (x)");
        twins.sameInAnyOrder("SELECT x, a.x, b.x FROM a JOIN b USING (id, x)");
        twins.sameInAnyOrder("SELECT * FROM a NATURAL JOIN c");
        twins.sameInAnyOrder("SELECT * FROM a NATURAL JOIN b");
        twins.sameInAnyOrder("SELECT b.*, a.name FROM a, b WHERE a.x = b.x");
        twins.sameInAnyOrder("SELECT a.name, c.name FROM a JOIN c ON a.name = c.name");
        twins.sameInAnyOrder("SELECT a.name, c.name FROM c JOIN a ON c.name = a.name");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN b ON b.x = a.x JOIN c ON c.x = a.x");
        twins.sameInAnyOrder("SELECT * FROM (a JOIN b ON a.id = b.id) JOIN c ON c.x = b.x");
        twins.sameInAnyOrder("SELECT * FROM a JOIN (b JOIN c ON b.x = c.x) ON a.id = b.id");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN (b) ON b.x = a.x");
        twins.sameInAnyOrder("SELECT p.id, q.id FROM a p, a q WHERE p.x = q.x AND p.id < q.id");
        twins.sameInAnyOrder("SELECT * FROM a LEFT JOIN c ON c.x = a.x AND random() IS NOT NULL");
        twins.sameInAnyOrder("SELECT 1 FROM a WHERE random() IS NOT NULL AND 1 = 1");
        twins.sameInAnyOrder("SELECT 1 FROM a WHERE 1 = 2");
    }

    @Test
    void rowNumbersHaveThreeNames() {
        twins.same("SELECT rowid, _rowid_, oid, id FROM a ORDER BY rowid DESC");
        twins.same("SELECT rowid, * FROM c ORDER BY oid");
        twins.write("UPDATE c SET name = 'changed' WHERE rowid = 2");
        twins.write("INSERT INTO c (rowid, x) VALUES (77, 5)");
        twins.write("INSERT INTO c VALUES (6, 'next')");
        twins.write("DELETE FROM c WHERE _rowid_ < 2");
        twins.same("SELECT oid, * FROM c ORDER BY 1");
        twins.same("SELECT c.rowid, s.x FROM c, (SELECT x FROM c) s ORDER BY c.rowid, s.x");
    }

    @Test
    void subqueriesSeeTheRowsAroundThem() {
        twins.same("SELECT id, (SELECT max(note) FROM b WHERE b.x = a.x) FROM a ORDER BY id");
        twins.same("SELECT id, (SELECT sum(x) FROM b) FROM a ORDER BY id");
        twins.same("SELECT id FROM a WHERE x IN (SELECT x FROM b WHERE b.id >= a.id) ORDER BY id");
        twins.same("SELECT id FROM a WHERE x NOT IN (SELECT x FROM b) ORDER BY id");
        twins.same("SELECT id FROM a WHERE x NOT IN (SELECT x FROM b WHERE 0) ORDER BY id");
        twins.same("SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.x = a.x"
                + " AND EXISTS (SELECT 1 FROM c WHERE c.x = a.x AND c.x = b.x)) ORDER BY id");
        twins.same("SELECT NOT EXISTS (SELECT 1 FROM a WHERE id > 5), EXISTS (SELECT 1)");
        twins.same("SELECT s.n, a.id FROM a, (SELECT x AS n, count(*) AS k FROM b GROUP BY x) s"
                + " WHERE s.n = a.x ORDER BY 1, 2");
        twins.same("SELECT (SELECT s.x FROM (SELECT x FROM b WHERE b.id = a.id) s) FROM a"
                + " ORDER BY id");
        twins.same("SELECT (SELECT count(*) FROM b JOIN (SELECT a.x AS y) s ON s.y = b.x) FROM a"
                + " ORDER BY id");
        twins.same(
                "SELECT * FROM (SELECT id, x FROM a ORDER BY id LIMIT 2) WHERE x > 5 ORDER BY 1");
        twins.same("SELECT 1 IN (), NULL IN (), 1 NOT IN (), 1 IN (NULL), 1 IN (1, NULL)");
        twins.same("SELECT id FROM a WHERE id IN (SELECT id FROM b) ORDER BY id");
        twins.same("SELECT id FROM a WHERE id IN (4, '2', 2.0, NULL, 'x', 1) ORDER BY id DESC");
        twins.same("SELECT (VALUES (5), (6)), (SELECT x FROM a WHERE 0)");
    }

    @Test
    void groupsAreFormedUnderTheirCollation() {
        twins.same("SELECT lower(name), count(*), min(id), max(id) FROM a GROUP BY name");
        twins.same("SELECT name, count(*) FROM c GROUP BY name ORDER BY name");
        twins.same("SELECT count(*), sum(x), avg(x), total(x), min(x), max(x), group_concat(x)"
                + " FROM a WHERE 0");
        twins.same("SELECT x, count(*) FROM a WHERE 0 GROUP BY x");
        twins.same("SELECT x, note, max(id) FROM b GROUP BY x ORDER BY x");
        twins.same("SELECT x + 1 AS y, count(*) FROM a GROUP BY y HAVING y IS NOT NULL ORDER BY y");
        twins.same("SELECT count(*) FILTER (WHERE x > 10), sum(x) FILTER (WHERE id < 3) FROM a");
        twins.same("SELECT group_concat(DISTINCT x), count(DISTINCT name), sum(DISTINCT x) FROM a");
        twins.same("SELECT group_concat(name, id), string_agg(name, '-') FROM a");
        twins.same("SELECT count(*) FROM a HAVING count(*) > 3");
        twins.same("SELECT x, count(*) FROM a GROUP BY 1 ORDER BY count(*) DESC, x");
        twins.same("SELECT sum(v), total(v), avg(v) FROM (SELECT 9223372036854775807 AS v"
                + " UNION ALL SELECT 0.5 UNION ALL SELECT 'x' UNION ALL SELECT x'35' UNION ALL"
                + " SELECT 9223372036854775807)");
        twins.sameOrRefused("SELECT total(x), avg(x) FROM (SELECT 9223372036854775807 AS x"
                + " UNION ALL SELECT 9223372036854775807)");
        twins.same("SELECT min(a.x, b.x), max(a.id), b.note FROM a, b WHERE a.id = b.id");
    }

    @Test
    void ordersAreKept() {
        twins.same("SELECT id FROM a ORDER BY name, id");
        twins.same("SELECT id FROM a ORDER BY name COLLATE BINARY DESC, id");
        twins.same("SELECT id, x AS y FROM a ORDER BY y NULLS LAST, id DESC");
        twins.same("SELECT id AS x FROM a ORDER BY x COLLATE NOCASE DESC");
        twins.same("SELECT id FROM a ORDER BY x DESC NULLS FIRST, 1");
        twins.same("SELECT id FROM b ORDER BY x DESC LIMIT 3");
        twins.same("SELECT id FROM b ORDER BY x, id LIMIT 2 OFFSET 1");
        twins.same("SELECT id FROM a ORDER BY id LIMIT -1 OFFSET 2");
        twins.same("SELECT id FROM a ORDER BY id LIMIT '2'");
        twins.same("SELECT id FROM a ORDER BY id LIMIT (SELECT count(*) FROM b WHERE x = 10)");
        twins.same("SELECT DISTINCT x FROM a ORDER BY id DESC");
        twins.same("SELECT DISTINCT name COLLATE NOCASE FROM c ORDER BY 1");
        twins.same("SELECT id FROM b WHERE x > 5 AND x < 100 ORDER BY x DESC, id DESC");
        twins.same("SELECT id FROM a WHERE x IS NULL");
        twins.same("SELECT id FROM b WHERE x IS NULL OR x IS NOT 10 ORDER BY id");
    }

    @Test
    void compoundsCombine() {
        twins.same("SELECT x FROM a UNION SELECT x FROM b");
        twins.same("SELECT x FROM a UNION ALL SELECT x FROM b ORDER BY 1 DESC LIMIT 5 OFFSET 1");
        twins.same("SELECT x FROM a INTERSECT SELECT x FROM b");
        twins.same("SELECT x FROM a EXCEPT SELECT x FROM b");
        twins.same("SELECT x FROM a UNION SELECT x FROM b EXCEPT SELECT 10 UNION ALL VALUES (3)");
        twins.same("SELECT name AS n, id FROM a UNION SELECT note, id FROM b ORDER BY n, id");
        twins.same("SELECT note FROM b UNION SELECT name FROM c ORDER BY note COLLATE NOCASE, 1");
        twins.same("VALUES (1, 'x'), (2, NULL), (1 + 2, upper('y'))");
        twins.same("SELECT * FROM (VALUES (3), (1)) ORDER BY 1");
        twins.same("SELECT id FROM a WHERE x IN (SELECT 10 UNION SELECT 20) ORDER BY id");
        twins.same("SELECT id FROM a WHERE EXISTS (SELECT b.x FROM b WHERE b.x = a.x"
                + " UNION SELECT a.x WHERE a.id = 3) ORDER BY id");
    }

    @Test
    void parametersTakeTheirPlace() {
        twins.same("SELECT id FROM a WHERE x = ? AND name LIKE ?", 10, "o%");
        twins.same("SELECT ?2, ?1, ?2", 1.5, "two");
        twins.same("SELECT typeof(?), hex(?)", null, new byte[] {1, 2});
        twins.same("SELECT id FROM a WHERE id > ? ORDER BY id LIMIT ?", "1", 2);
        twins.same("SELECT id FROM b WHERE x = ?", (Object) null);
        twins.same("SELECT id FROM b WHERE x > ?", (Object) null);
        twins.same("SELECT id FROM b WHERE x IS ?", (Object) null);
    }
}
