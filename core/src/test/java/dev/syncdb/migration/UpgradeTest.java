package dev.syncdb.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.sql.plan.SchemaDefinition;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

final class UpgradeTest {
    private static final SchemaCompiler COMPILER = new SchemaDefinition();

    @Test
    void whatDoesNotChangeNeedsNoStatement() {
        Upgrade upgrade = upgrade("CREATE TABLE t (a TEXT PRIMARY KEY, b)", "CREATE TABLE u (x)");
        assertEquals(List.of("CREATE TABLE u (x)"), upgrade.statements());
        assertEquals(List.of(), upgrade.recomputed());
    }

    @Test
    void namesAndPlacesTouchNoRow() {
        Upgrade upgrade = upgrade(
                "CREATE TABLE t (a TEXT PRIMARY KEY, b, c)",
                "ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME COLUMN b TO d;"
                        + " ALTER TABLE u DROP COLUMN c; ALTER TABLE u ADD COLUMN e DEFAULT 7");
        assertEquals(1, upgrade.statements().size());
        assertTrue(
                upgrade.statements().get(0).startsWith("ALTER TABLE \"t\" REPLACE (0, 1, NULL)"),
                upgrade.statements()::toString);
        assertEquals(List.of(), upgrade.recomputed());
    }

    @Test
    void severalVersionsAreOneStep() {
        Upgrade upgrade = upgrade(
                "CREATE TABLE t (a TEXT PRIMARY KEY, b)",
                "ALTER TABLE t RENAME COLUMN b TO c",
                "ALTER TABLE t RENAME COLUMN c TO d",
                "ALTER TABLE t ADD COLUMN e");
        assertEquals(1, upgrade.statements().size());
        assertEquals("[a, d, e]", columns(upgrade, "t"));
    }

    @Test
    void namesMayGoToOtherTables() {
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY, v); CREATE TABLE b (k TEXT PRIMARY KEY, w)",
                "ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; ALTER TABLE c RENAME TO b");
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY, v);"
                        + " CREATE TABLE c (k TEXT PRIMARY KEY, r REFERENCES a(k))",
                "DROP TABLE a; CREATE TABLE a (k TEXT PRIMARY KEY, other)");
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY); CREATE TABLE b (k TEXT PRIMARY KEY)",
                "DROP TABLE a; ALTER TABLE b RENAME TO a");
    }

    @Test
    void indexesFollow() {
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY, v); CREATE INDEX i ON a(v);"
                        + " CREATE TABLE b (k TEXT PRIMARY KEY, w); CREATE INDEX j ON b(w)",
                "DROP INDEX i; DROP INDEX j; CREATE INDEX j ON a(v); CREATE INDEX i ON b(w)");
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY, v); CREATE INDEX i ON a(v)",
                "DROP INDEX i; ALTER TABLE a RENAME COLUMN v TO w; CREATE UNIQUE INDEX i ON a(w)");
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY, v UNIQUE); CREATE INDEX i ON a(v)",
                "DROP INDEX i; ALTER TABLE a RENAME TO b");
        upgrade(
                "CREATE TABLE a (k TEXT PRIMARY KEY, v); CREATE INDEX i ON a(v)",
                "DROP TABLE a; CREATE TABLE b (k TEXT PRIMARY KEY, v); CREATE INDEX i ON b(v)");
    }

    @Test
    void childrenFollowTheirParents() {
        upgrade(
                "CREATE TABLE p (k TEXT PRIMARY KEY);"
                        + " CREATE TABLE c (k TEXT PRIMARY KEY, p REFERENCES p(k))",
                "ALTER TABLE p RENAME TO q");
        upgrade(
                "CREATE TABLE c (k TEXT PRIMARY KEY, p REFERENCES p(k));"
                        + " CREATE TABLE p (k TEXT PRIMARY KEY, x)",
                "ALTER TABLE p RENAME COLUMN k TO id; ALTER TABLE p DROP COLUMN x");
    }

    @Test
    void generatedColumnsStayWhereTheyAre() {
        Upgrade upgrade = upgrade(
                "CREATE TABLE t (a TEXT PRIMARY KEY, b INTEGER, g AS (b + 1), c)",
                "ALTER TABLE t DROP COLUMN c; ALTER TABLE t ADD COLUMN d");
        assertEquals(List.of(), upgrade.recomputed());
    }

    @Test
    void whatDiffersFromRowToRowIsMadeAnew() {
        assertEquals("[t]", recomputed("UPDATE t SET b = b + 1"), "a formula");
        assertEquals(
                "[t]", recomputed("ALTER TABLE t RENAME TO u; UPDATE u SET b = 1"), "a constant");
        assertEquals(
                "[t]",
                recomputed("CREATE TABLE u (a TEXT PRIMARY KEY, b, c DEFAULT 7);"
                        + " ALTER TABLE t ADD COLUMN c DEFAULT 5;"
                        + " INSERT INTO u SELECT a, b, c FROM t; DROP TABLE t;"
                        + " ALTER TABLE u RENAME TO t"),
                "rows from before have another value than those to come");
        assertEquals("[]", recomputed("ALTER TABLE t ADD COLUMN c DEFAULT 5"), "a default");
    }

    private static String recomputed(String second) {
        Upgrade upgrade = upgrade("CREATE TABLE t (a TEXT PRIMARY KEY, b)", second);
        List<String> names = new ArrayList<>();
        upgrade.recomputed().forEach(table -> names.add(table.older().name()));
        return names.toString();
    }

    private static String columns(Upgrade upgrade, String table) {
        List<String> names = new ArrayList<>();
        upgrade.lens().newer().table(table).columns().forEach(each -> names.add(each.name()));
        return names.toString();
    }

    /** The way from the first version to the last one, which leads to that one's tables. */
    private static Upgrade upgrade(String... ups) {
        List<SchemaVersion> scripts = new ArrayList<>();
        for (String up : ups) {
            scripts.add(new SchemaVersion(scripts.size() + 1, "v", up, null));
        }
        SchemaVersions versions = SchemaVersions.of(scripts);
        Upgrade upgrade = Upgrade.between(versions, 1, versions.newest());
        Schema schema = versions.schema(1);
        for (String statement : upgrade.statements()) {
            schema = COMPILER.apply(schema, statement);
        }
        assertEquals(
                new TreeSet<>(versions.schema(versions.newest()).script()),
                new TreeSet<>(schema.script()),
                "the same tables and indexes");
        return upgrade;
    }
}
