package dev.syncdb.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Lens;
import dev.syncdb.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class SchemaVersionsTest {
    private static final String INIT = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);";

    @Test
    void filesBecomeVersions() {
        SchemaVersions versions = SchemaVersions.ofFiles(Map.of(
                "db/U3__priority.sql", "ALTER TABLE t DROP COLUMN priority",
                "V2__mail_of.people.sql", "ALTER TABLE t ADD COLUMN mail TEXT",
                "V1__init.sql", INIT,
                "V3__priority.sql", "ALTER TABLE t ADD COLUMN priority INTEGER DEFAULT 2"));
        assertEquals(3, versions.newest());
        assertEquals("mail_of.people", versions.versions().get(1).name());
        assertNull(versions.versions().get(1).down());
        assertNotNull(versions.versions().get(2).down());
        assertSame(Schema.EMPTY, versions.schema(0));
        assertEquals(4, versions.schema(3).table("t").columns().size());
        assertEquals(versions.schema(2).hash(), versions.hash(2));
        assertEquals(2, versions.numberOf(versions.hash(2)));
        assertNull(versions.numberOf(1));
        assertNotEquals(versions.hash(1), versions.hash(2));
    }

    @Test
    void lensesLeadFromAnyVersionToAnyLaterOne() {
        SchemaVersions versions = SchemaVersions.ofFiles(Map.of(
                "V1__a.sql", INIT,
                "V2__b.sql", "ALTER TABLE t RENAME TO u",
                "V3__c.sql", "ALTER TABLE u RENAME COLUMN a TO b; CREATE TABLE x(y)"));
        assertEquals(1, versions.lens(1).came().size());
        Lens lens = versions.between(1, 3);
        assertEquals("u", lens.ofOlder("t").newer().name());
        assertEquals(lens.ofOlder("t").up(), versions.lens(2).ofOlder("t").up());
        assertSame(versions.schema(2), versions.between(2, 2).newer());
        assertEquals(2, versions.between(0, 3).came().size());
        for (int[] wrong : new int[][] {{3, 2}, {1, 4}, {-1, 1}}) {
            failure(ErrorCode.OUT_OF_RANGE, () -> versions.between(wrong[0], wrong[1]));
        }
        failure(ErrorCode.OUT_OF_RANGE, () -> versions.lens(0));
        failure(ErrorCode.OUT_OF_RANGE, () -> versions.schema(4));
    }

    @Test
    void filesThatDoNotFitAreNamed() {
        wrong("x/W1__init.sql", Map.of("x/W1__init.sql", INIT));
        wrong("V01__init.sql", Map.of("V01__init.sql", INIT));
        wrong("V1_init.sql", Map.of("V1_init.sql", INIT));
        wrong("V1__init.txt", Map.of("V1__init.txt", INIT));
        wrong("V3__c.sql: version 2 is missing", Map.of("V1__a.sql", INIT, "V3__c.sql", ""));
        wrong("V2__c.sql: version 1 is missing", Map.of("V2__c.sql", ""));
        wrong("two scripts of version 1", Map.of("V1__a.sql", INIT, "V1__b.sql", INIT));
        wrong("two scripts of version 1", Map.of("a/V1__a.sql", INIT, "b/V1__a.sql", INIT));
        wrong(
                "U2__x.sql: there is no V2__x.sql",
                Map.of("V1__a.sql", INIT, "V2__y.sql", "", "U2__x.sql", ""));
        wrong("U1__a.sql: below version 1", Map.of("V1__a.sql", INIT, "U1__a.sql", ""));
        wrong("no version", Map.of());
        failure(ErrorCode.CONFIGURATION, () -> new SchemaVersion(0, "x", "", null));
    }

    @Test
    void whatIsWrongInAScriptIsToldWithItsPlace() {
        refused(ErrorCode.SYNTAX, "V2__next.sql: line 2, column 7: ", "\nALTER SOMETHING");
        refused(ErrorCode.SYNTAX, "V2__next.sql: line 1, column 1: ", "'no end");
        refused(
                ErrorCode.UNKNOWN_TABLE,
                "V2__next.sql: line 3, column 16: no table u",
                "CREATE TABLE x(\n y);\n   ALTER TABLE u ADD COLUMN c");
        refused(
                ErrorCode.UNKNOWN_COLUMN,
                "V2__next.sql: line 1, column 31: no column nope",
                "  UPDATE t SET a = lower(a || nope)");
        refused(
                ErrorCode.UNKNOWN_COLUMN,
                "V2__next.sql: line 1, column 14: no column b",
                "UPDATE t SET b = 1");
        refused(
                ErrorCode.UNKNOWN_TABLE,
                "V2__next.sql: line 1, column 8: no table u",
                "UPDATE u SET b = 1");
        refused(
                ErrorCode.SCHEMA,
                "V2__next.sql: line 2, column 14: ",
                "CREATE TABLE g(a, b AS (a));\nUPDATE g SET b = 1");
        refused(
                ErrorCode.FORBIDDEN,
                "V2__next.sql: line 1, column 1: ",
                "CREATE TABLE syncdb_x(a)");
        refused(
                ErrorCode.FORBIDDEN,
                "V2__next.sql: line 1, column 1: ",
                "CREATE INDEX syncdb_x ON t(a)");
    }

    @Test
    void whatIsNotAFunctionOfTheRowIsRefused() {
        String[] scripts = {
            "DELETE FROM t",
            "INSERT INTO t VALUES (1, 'x')",
            "PRAGMA user_version = 1",
            "BEGIN",
            "SELECT * FROM t",
            "UPDATE t SET a = (SELECT max(a) FROM t)",
            "UPDATE t SET a = 1 WHERE EXISTS (SELECT 1)",
            "UPDATE t SET a = ?",
            "UPDATE t SET a = random()",
            "UPDATE t SET a = CURRENT_TIMESTAMP",
            "UPDATE t SET id = id + 1",
            "UPDATE OR IGNORE t SET a = 1",
            "UPDATE t SET a = 1 RETURNING a",
            "CREATE TABLE n(a); UPDATE n SET a = rowid",
            "CREATE TABLE n(id INTEGER PRIMARY KEY, c DEFAULT CURRENT_TIMESTAMP, d);"
                    + "INSERT INTO n(id) SELECT id FROM t; UPDATE n SET d = c || 'x'"
        };
        for (String script : scripts) {
            refused(ErrorCode.UNSUPPORTED, "V2__next.sql: line 1, column ", script);
        }
    }

    @Test
    void aRebuildTakesEachRowOfOneTableOnce() {
        String create = "CREATE TABLE n(id INTEGER PRIMARY KEY, a);";
        String[] scripts = {
            "INSERT INTO n SELECT * FROM t WHERE id > 1",
            "INSERT INTO n SELECT DISTINCT * FROM t",
            "INSERT INTO n SELECT id, a FROM t GROUP BY id",
            "INSERT INTO n SELECT * FROM t ORDER BY id",
            "INSERT INTO n SELECT * FROM t UNION SELECT * FROM t",
            "INSERT INTO n SELECT t.* FROM t, t AS u",
            "INSERT INTO n SELECT * FROM (SELECT * FROM t)",
            "INSERT INTO n SELECT 1, 2",
            "INSERT INTO n DEFAULT VALUES",
            "INSERT OR REPLACE INTO n SELECT * FROM t",
            "INSERT INTO n SELECT * FROM t RETURNING id",
            "INSERT INTO n SELECT * FROM t WHERE true ON CONFLICT DO NOTHING",
            "INSERT INTO n SELECT id, a FROM t HAVING a > 1",
            "INSERT INTO n SELECT id + 1, a FROM t",
            "INSERT INTO n(a) SELECT a FROM t",
            "INSERT INTO t SELECT * FROM t",
            "INSERT INTO n SELECT * FROM t; INSERT INTO n SELECT * FROM t",
        };
        for (String script : scripts) {
            refused(ErrorCode.UNSUPPORTED, "V2__next.sql: line 1, column ", create + script);
        }
        refused(
                ErrorCode.UNSUPPORTED,
                "the rows of t are in",
                create + "INSERT INTO n SELECT * FROM t");
        refused(
                ErrorCode.UNSUPPORTED,
                "would be other rows",
                "CREATE TABLE n(id INTEGER, b, a, PRIMARY KEY (a, id)) WITHOUT ROWID;"
                        + "INSERT INTO n(id, a) SELECT id, a FROM t");
        refused(
                ErrorCode.UNSUPPORTED,
                "would be other rows",
                "CREATE TABLE n(id TEXT PRIMARY KEY, a); INSERT INTO n SELECT * FROM t");
        refused(
                ErrorCode.SYNTAX,
                "2 values for 1 columns",
                create + "INSERT INTO n(id) SELECT id, a FROM t");
        refused(
                ErrorCode.UNKNOWN_COLUMN,
                "no column z",
                create + "INSERT INTO n(z) SELECT id FROM t");
        refused(
                ErrorCode.SCHEMA,
                "no column g",
                "CREATE TABLE n(id PRIMARY KEY, g AS (id)); INSERT INTO n(g) SELECT id FROM t");
        refused(ErrorCode.UNKNOWN_TABLE, "no table z", create + "INSERT INTO n SELECT z.* FROM t");
        refused(ErrorCode.UNKNOWN_TABLE, "no table z", create + "INSERT INTO n SELECT * FROM z");
    }

    @Test
    void aWayBackEndsWhereTheScriptBegan() {
        String up = "ALTER TABLE t ADD COLUMN b";
        String[][] wrong = {
            {"", "column t.b was not there before"},
            {"DROP TABLE t", "there is no table t"},
            {"ALTER TABLE t DROP COLUMN b; CREATE TABLE x(y)", "table x was not there before"},
            {"ALTER TABLE t DROP COLUMN b; ALTER TABLE t DROP COLUMN a", "there is no column t.a"},
            {rebuilt("id INTEGER PRIMARY KEY, a INTEGER"), "t.a is declared INTEGER"},
            {rebuilt("id INTEGER PRIMARY KEY, a TEXT NOT NULL"), "t.a is NOT NULL"},
            {rebuilt("id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE"), "another collation"},
            {rebuilt("id INTEGER PRIMARY KEY DESC, a TEXT"), "primary key"},
            {rebuilt("id INTEGER PRIMARY KEY, a TEXT UNIQUE"), "UNIQUE"},
            {
                rebuilt("id INTEGER PRIMARY KEY, a TEXT, g AS (a)")
                        .replace("n SELECT", "n(id, a)" + " SELECT"),
                "column t.g was not there before"
            },
            {
                rebuilt("id INTEGER PRIMARY KEY, b TEXT").replace("id, a", "id, b"),
                "there is no column t.a"
            },
            {rebuilt("id INTEGER PRIMARY KEY, a TEXT CHECK (a > 1)"), "CHECK"},
            {rebuilt("id INTEGER PRIMARY KEY, a TEXT REFERENCES t"), "foreign keys"},
            {
                rebuilt("id INTEGER PRIMARY KEY, a TEXT") + " ;DROP TABLE t; CREATE TABLE t(id"
                        + " INTEGER PRIMARY KEY, a TEXT)",
                "does not lead the rows"
            },
        };
        for (String[] each : wrong) {
            Incorrect failure = failure(ErrorCode.SCHEMA, () -> versions(up, each[0]));
            assertTrue(failure.getMessage().startsWith("U2__next.sql: "), failure.getMessage());
            assertTrue(failure.getMessage().contains(each[1]), failure.getMessage());
        }
        Incorrect failure = failure(ErrorCode.UNSUPPORTED, () -> versions(up, "DELETE FROM t"));
        assertTrue(failure.getMessage().startsWith("U2__next.sql: line 1"), failure.getMessage());
    }

    @Test
    void aWayBackMayDifferInOrderDefaultsAndIndexes() {
        SchemaVersions versions = versions(
                "ALTER TABLE t DROP COLUMN a; ALTER TABLE t ADD COLUMN b",
                "ALTER TABLE t DROP COLUMN b; ALTER TABLE t ADD COLUMN A text DEFAULT 'x';"
                        + "CREATE INDEX i ON t(a)");
        assertEquals(2, versions.newest());
    }

    private static String rebuilt(String columns) {
        return "CREATE TABLE n(" + columns + "); INSERT INTO n SELECT id, a FROM t; DROP TABLE t;"
                + " ALTER TABLE n RENAME TO t";
    }

    private static void wrong(String message, Map<String, String> files) {
        Incorrect failure = failure(ErrorCode.CONFIGURATION, () -> SchemaVersions.ofFiles(files));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    private static void refused(ErrorCode code, String message, String up) {
        Incorrect failure = failure(code, () -> versions(up, null));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
        assertTrue(failure.getMessage().startsWith("V2__next.sql: "), failure.getMessage());
    }

    private static Incorrect failure(ErrorCode code, Runnable work) {
        Incorrect failure = assertThrows(Incorrect.class, work::run);
        assertEquals(code, failure.code(), failure.getMessage());
        return failure;
    }

    private static SchemaVersions versions(String up, String down) {
        return SchemaVersions.of(List.of(
                new SchemaVersion(1, "init", INIT, null), new SchemaVersion(2, "next", up, down)));
    }
}
