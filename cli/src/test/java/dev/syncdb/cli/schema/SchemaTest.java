package dev.syncdb.cli.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.cli.Ran;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class SchemaTest {
    private static final String OLDER = "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT);";
    private static final String NAMED = "CREATE TABLE tasks (id INTEGER PRIMARY KEY, name TEXT);";

    @TempDir
    Path folder;

    @Test
    void theMigrationIsSql() throws IOException {
        String newer = "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT, done INTEGER);";
        Ran ran = diff(OLDER + "INSERT INTO tasks VALUES (1, 'a dump has rows');", newer);

        assertEquals(0, ran.status(), ran.err());
        assertEquals("ALTER TABLE tasks ADD COLUMN done INTEGER;\n", ran.out());
        assertEquals("", diff(newer, newer).out());
    }

    @Test
    void notesAreCommentsOfTheScript() throws IOException {
        Ran ran = diff(OLDER, OLDER.replace("title TEXT", "title INTEGER"));

        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("-- tasks.title: a text that looks like a"), ran.out());
        assertTrue(ran.out().contains("\n-- A table goes and its successor"), ran.out());
        assertTrue(ran.out().endsWith("ALTER TABLE new_tasks RENAME TO tasks;\n"), ran.out());
    }

    @Test
    void whatCanBeReadInTwoWaysIsRefusedWithBothAndTheirAnswers() throws IOException {
        Ran ran = diff(OLDER, NAMED);

        assertEquals(1, ran.status());
        assertEquals("", ran.out(), "nothing that could be run by mistake");
        assertEquals("""
                tasks.title went and tasks.name came.
                  If that is a rename, say --renamed tasks.title=name
                    ALTER TABLE tasks RENAME COLUMN title TO name;
                  If they have nothing to do with each other, say --dropped tasks.title
                    ALTER TABLE tasks ADD COLUMN name TEXT;
                    ALTER TABLE tasks DROP COLUMN title;
                """, ran.err().replace("\r", ""));

        assertEquals(
                "ALTER TABLE tasks RENAME COLUMN title TO name;\n",
                diff(OLDER, NAMED, "--renamed", "tasks.title=name").out());
        assertEquals(
                "ALTER TABLE tasks ADD COLUMN name TEXT;\nALTER TABLE tasks DROP COLUMN title;\n",
                diff(OLDER, NAMED, "--dropped=tasks.title").out());
    }

    @Test
    void everyTwoVersionsAreCompared() throws IOException {
        Files.writeString(folder.resolve("V1__init.sql"), OLDER);
        Files.writeString(
                folder.resolve("V2__done.sql"), "ALTER TABLE tasks ADD COLUMN done INTEGER");
        Files.writeString(
                folder.resolve("V3__due.sql"), "ALTER TABLE tasks RENAME COLUMN title TO name");
        Ran ran = Ran.of("schema", "check", folder.toString());

        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("1 and 2: FULL\n  FULL tasks.done: "), ran.out());
        assertTrue(ran.out().contains("1 and 3: FULL\n"), ran.out());
        Ran json = Ran.of("schema", "check", folder.toString(), "--json");
        assertTrue(json.out().startsWith("{\""), json.out());
        assertTrue(json.out().contains("\"versions\":3"), json.out());
    }

    @Test
    void versionsThatBreakAnAppAreToldByTheStatus() throws IOException {
        Files.writeString(
                folder.resolve("V1__init.sql"),
                "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT NOT NULL);");
        Files.writeString(
                folder.resolve("V2__less.sql"),
                "ALTER TABLE tasks ADD COLUMN x TEXT; ALTER TABLE tasks DROP COLUMN title");
        Ran ran = Ran.of("schema", "check", folder.toString());

        assertEquals(1, ran.status());
        assertTrue(ran.out().startsWith("1 and 2: BREAKING\n"), ran.out());
        assertTrue(ran.out().contains("  BREAKING tasks.title: "), ran.out());
    }

    @Test
    void soIsATable() throws IOException {
        String newer = OLDER.replace("tasks", "todos");

        assertTrue(diff(OLDER, newer).err().contains("say --renamed tasks=todos\n"));
        assertTrue(diff(OLDER, newer).err().contains("say --dropped tasks\n"));
        assertEquals(
                "ALTER TABLE tasks RENAME TO todos;\n",
                diff(OLDER, newer, "--renamed", "tasks=todos").out());
    }

    @Test
    void forAMachineItIsOneObject() throws IOException {
        Ran ran = diff(OLDER, NAMED, "--json");

        assertEquals(1, ran.status());
        assertEquals(List.of(), ran.json().get("statements"));
        Map<?, ?> one = (Map<?, ?>) ((List<?>) ran.json().get("ambiguous")).get(0);
        assertEquals("title", one.get("column"));
        assertEquals("--renamed tasks.title=name", ((Map<?, ?>) one.get("renamed")).get("option"));

        Ran note = diff(OLDER, OLDER.replace("title TEXT", "title REAL"), "--json");
        assertEquals(0, note.status());
        assertEquals(4, ((List<?>) note.json().get("statements")).size());
        assertEquals(
                "title", ((Map<?, ?>) ((List<?>) note.json().get("notes")).get(0)).get("column"));
    }

    @Test
    void whatIsWrongIsTold() throws IOException {
        assertFails("SYNTAX", diff("CREATE TABLE t (a", NAMED, "--json"));
        assertTrue(diff(OLDER, "CREATE nothing").err().contains("new.sql: line 1"), "which file");
        assertFails("CONFIGURATION", diff(OLDER, NAMED, "--json", "--renamed", "tasks.title"));
        assertFails("CONFIGURATION", diff(OLDER, NAMED, "--json", "--dropped", "tasks."));
        assertFails("CONFIGURATION", diff(OLDER, NAMED, "--json", "--dropped", "tasks.id"));
        assertFails("UNKNOWN_COLUMN", diff(OLDER, NAMED, "--json", "--dropped", "tasks.x"));
        assertFails("IO", Ran.of("schema", "diff", "--json", "none.sql", "none.sql"));
        assertFails("CONFIGURATION", Ran.of("schema", "--json"));
        assertFails("CONFIGURATION", Ran.of("schema", "fly", "a", "b", "--json"));
        assertFails("CONFIGURATION", Ran.of("schema", "diff", "a", "--json"));
    }

    private static void assertFails(String code, Ran ran) {
        assertEquals(1, ran.status());
        assertEquals(code, ran.errorCode(), ran.err());
    }

    private Ran diff(String older, String newer, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("schema", "diff"));
        words.add(Files.writeString(folder.resolve("old.sql"), older).toString());
        words.add(Files.writeString(folder.resolve("new.sql"), newer).toString());
        words.addAll(List.of(more));
        return Ran.of(words.toArray(new String[0]));
    }
}
