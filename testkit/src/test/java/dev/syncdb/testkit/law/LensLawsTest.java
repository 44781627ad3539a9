package dev.syncdb.testkit.law;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/** Scripts that keep the laws pass; those that do not are named with table, column and row. */
class LensLawsTest {
    private static final String INIT = "CREATE TABLE t(id INTEGER PRIMARY KEY,"
            + " state TEXT NOT NULL CHECK (state IN ('todo', 'done')), name TEXT, price REAL,"
            + " k TEXT AS (name || price), CHECK (name <> 'x' OR k = 'y')) STRICT";

    @Test
    void versionsThatKeepTheLawsPass() {
        SchemaVersions versions = versions(
                INIT.replace(" STRICT", "").replace("name TEXT", "name VARCHAR(9)"),
                "ALTER TABLE t ADD COLUMN s INTEGER NOT NULL DEFAULT 9 CHECK (s IN (0, 1, 9));"
                        + "UPDATE t SET s = CASE state WHEN 'todo' THEN 0 ELSE 1 END;"
                        + "CREATE TABLE other(x)",
                null,
                "ALTER TABLE t RENAME TO u; UPDATE u SET name = upper(name)",
                "ALTER TABLE u RENAME TO t; UPDATE t SET name = lower(name)",
                "DROP TABLE other; ALTER TABLE u DROP COLUMN s; CREATE TABLE d(x DATE, y BLOB)",
                null);
        assertDoesNotThrow(() -> LensLaws.of(versions).tries(100).assertHold(3));
    }

    @Test
    void oneVersionHasNoLaws() {
        assertDoesNotThrow(() -> LensLaws.check(versions(INIT)));
    }

    @Test
    void centsThatAreCutOffAreNoticed() {
        String said = broken(versions(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, price REAL)",
                "ALTER TABLE t ADD COLUMN cents INTEGER; UPDATE t SET cents ="
                        + " CAST(price * 100 AS INTEGER); ALTER TABLE t DROP COLUMN price",
                "ALTER TABLE t ADD COLUMN price REAL; UPDATE t SET price = cents / 100.0;"
                        + " ALTER TABLE t DROP COLUMN cents"));
        assertTrue(said.startsWith("STABLE"), said);
        assertTrue(said.contains("t.price of the older, version 2, seed 1: ("), said);
    }

    @Test
    void anAppMaySayWhatItsColumnsHold() {
        SchemaVersions cents = versions(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, price REAL)",
                "ALTER TABLE t ADD COLUMN cents INTEGER; UPDATE t SET cents ="
                        + " CAST(round(price * 100) AS INTEGER); ALTER TABLE t DROP COLUMN price",
                "ALTER TABLE t ADD COLUMN price REAL; UPDATE t SET price = cents / 100.0;"
                        + " ALTER TABLE t DROP COLUMN cents");
        assertDoesNotThrow(() -> LensLaws.of(cents)
                .values("T", "price", random -> Value.of(random.between(0, 99_999) / 100.0))
                .values("t", "CENTS", random -> Value.of(random.between(0, 99_999)))
                .tries(100)
                .assertHold(7));
    }

    @Test
    void aValueThatACheckRefusesIsNoticed() {
        String said = broken(versions(
                INIT,
                "ALTER TABLE t ADD COLUMN s INTEGER CHECK (s > 0);"
                        + "UPDATE t SET s = CASE state WHEN 'todo' THEN 1 ELSE 0 END",
                null));
        assertTrue(said.startsWith("STORABLE"), said);
        assertTrue(said.contains("t.s of the newer, version 2"), said);
        assertTrue(said.contains("'done'") && said.contains("against s > 0"), said);
    }

    @Test
    void aNullThatNothingStandsInForIsNoticed() {
        String said = broken(versions(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)",
                "CREATE TABLE n(id INTEGER PRIMARY KEY, b INTEGER NOT NULL);"
                        + "INSERT INTO n SELECT id, length(a) FROM t; DROP TABLE t",
                null));
        assertTrue(said.startsWith("STORABLE"), said);
        assertTrue(said.contains("n.b of the newer") && said.contains("NULL) makes it NULL"), said);
    }

    private static String broken(SchemaVersions versions) {
        return assertThrows(AssertionError.class, () -> LensLaws.check(versions))
                .getMessage();
    }

    /** The scripts of the first version, and of each later one up and down. */
    private static SchemaVersions versions(String first, String... later) {
        Map<String, String> files = new HashMap<>();
        files.put("V1__v.sql", first);
        for (int i = 0; i < later.length; i += 2) {
            files.put("V" + (i / 2 + 2) + "__v.sql", later[i]);
            if (later[i + 1] != null) {
                files.put("U" + (i / 2 + 2) + "__v.sql", later[i + 1]);
            }
        }
        return SchemaVersions.ofFiles(files);
    }
}
