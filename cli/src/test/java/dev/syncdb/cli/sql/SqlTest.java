package dev.syncdb.cli.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.cli.Ran;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class SqlTest {
    @TempDir
    Path folder;

    @Test
    void statementsRunOneAfterTheOtherAndRowsAreATable() {
        Ran ran = Ran.of(
                "sql",
                "-c",
                "CREATE TABLE t (a INTEGER PRIMARY KEY, b);"
                        + "INSERT INTO t VALUES (1, 'x;y'), (2, NULL); SELECT * FROM t;");

        assertEquals(0, ran.status(), ran.err());
        assertEquals("2 rows changed\na  b\n-  ----\n1  x;y\n2  NULL\n", ran.out());
    }

    @Test
    void statementsComeFromStandardInput() {
        Ran ran = Ran.reading("SELECT 1 AS one;\nSELECT\n 'a\nb' AS two", "sql");

        assertEquals("one\n---\n1\ntwo\n---\na b\n", ran.out(), "a row is one line");
    }

    @Test
    void jsonIsOneObjectForAllStatements() {
        Ran ran = Ran.of(
                "sql", "--json", "-c", "CREATE TABLE t (a); SELECT 1, 2.0 AS x, NULL, x'0F';");

        assertEquals(0, ran.status(), ran.err());
        List<?> results = (List<?>) ran.json().get("results");
        assertEquals(Map.of("changed", 0.0), results.get(0));
        assertEquals(
                List.of(Arrays.asList(1.0, 2.0, null, Map.of("blob", "0f"))),
                ((Map<?, ?>) results.get(1)).get("rows"));
        assertTrue(ran.out().contains("[1,2.0,null,"), ran.out());
    }

    @Test
    void aDumpIsLoadedAndStaysAsItIs() throws IOException {
        Path dump = dump("CREATE TABLE t (a);\nINSERT INTO t VALUES ('ä');\n");
        Ran ran = Ran.of("sql", dump.toString(), "-c", "DELETE FROM t RETURNING a");

        assertEquals("a\n-\nä\n", ran.out());
        assertTrue(Files.readString(dump).contains("'ä'"));
    }

    @Test
    void aFolderIsADatabaseThatIsWritten() {
        Database.open(folder).close();
        Ran.of("sql", folder.toString(), "-c", "CREATE TABLE t (a); INSERT INTO t VALUES (7)");
        Ran ran = Ran.of("sql", folder.toString(), "-c", "SELECT a FROM t");

        assertEquals("a\n-\n7\n", ran.out(), ran.err());
        assertEquals(0, Ran.of("sql", folder.toString(), "--check").status());
    }

    @Test
    void aFolderWithoutADatabaseStaysWithoutOne() throws IOException {
        Path other = Files.createDirectory(folder.resolve("photos"));
        Ran ran = Ran.of("sql", "--json", other.toString(), "-c", "SELECT 1");

        assertEquals(1, ran.status());
        assertEquals("CONFIGURATION", ran.errorCode());
        assertEquals(0, other.toFile().list().length);
    }

    @Test
    void aFolderInUseIsLeftAlone() {
        try (Database database = Database.open(folder)) {
            Ran ran = Ran.of("sql", "--json", folder.toString(), "-c", "SELECT 1");

            assertEquals(1, ran.status());
            assertEquals("STORE_IN_USE", ran.errorCode());
            assertTrue(database.check().isEmpty());
        }
    }

    @Test
    void aCheckListsDamagedFilesAndLeavesThemAlone() throws IOException {
        Database.open(folder).close();
        Ran.of("sql", folder.toString(), "-c", "CREATE TABLE t (a); INSERT INTO t VALUES (7)");
        Path log = folder.resolve("database-0000000000000001.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[100] ^= 1;
        Files.write(log, bytes);
        Ran ran = Ran.of("sql", folder.toString(), "--check");

        assertEquals(1, ran.status());
        assertTrue(ran.out().startsWith(log.getFileName() + " at byte "), ran.out());
        List<?> damage = (List<?>)
                Ran.of("sql", folder.toString(), "--check", "--json").json().get("damage");
        Map<?, ?> first = (Map<?, ?>) damage.get(0);
        assertEquals(log.getFileName().toString(), first.get("file"));
        assertArrayEquals(bytes, Files.readAllBytes(log), "nothing was repaired");
    }

    @Test
    void aCheckSaysThatAllIsWell() throws IOException {
        Path dump = dump("CREATE TABLE t (a);");

        assertEquals(
                "no inconsistencies\n",
                Ran.of("sql", dump.toString(), "--check").out());
        assertEquals(
                List.of(),
                Ran.of("sql", dump.toString(), "--check", "--json").json().get("inconsistencies"));
    }

    @Test
    void whatIsWrongIsToldOnceInTextAndOnceInJson() throws IOException {
        Ran ran = Ran.of("sql", "--json", "-c", "SELECT 1;\nSELECT a FROM nowhere");

        assertEquals(1, ran.status());
        assertEquals("UNKNOWN_TABLE", ran.errorCode());
        assertTrue(ran.err().contains("nowhere"), ran.err());

        Path malformed = dump("CREATE TABLE t (a);\n  INSERT INTO t VALUES (1;\n");
        Ran load = Ran.of("sql", "--json", malformed.toString(), "-c", "SELECT 1");
        assertEquals(1, load.status());
        assertEquals("SYNTAX", load.errorCode());
        assertTrue(load.err().contains("line 2"), load.err());

        Ran missing = Ran.of("sql", "--json", folder.resolve("no.sql").toString());
        assertEquals(1, missing.status());
        assertEquals("IO", missing.errorCode());
    }

    private Path dump(String text) throws IOException {
        return Files.writeString(folder.resolve("dump.sql"), text);
    }
}
