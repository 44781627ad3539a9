package dev.syncdb.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Incorrect;
import dev.syncdb.migration.SchemaVersions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

final class SchemaFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsAScript() throws IOException {
        Path file = Files.writeString(folder.resolve("dump.sql"), "SELECT 'ü'");

        assertEquals("SELECT 'ü'", SchemaFiles.read(file).script());
    }

    @Test
    void aFolderHasVersionsAndOtherFilesDoNotMatter() throws IOException {
        Files.writeString(folder.resolve("V1__init.sql"), "CREATE TABLE t (a INTEGER PRIMARY KEY)");
        Files.writeString(folder.resolve("V2__b.sql"), "ALTER TABLE t ADD COLUMN b TEXT");
        Files.writeString(folder.resolve("README.md"), "two");

        SchemaVersions versions = SchemaFiles.read(folder).versions();
        assertEquals(2, versions.newest());
    }

    @Test
    void aFolderWithoutVersionOneIsRefused() throws IOException {
        assertTrue(failure().contains("no V1__name.sql"), failure());
        Files.writeString(folder.resolve("V2__more.sql"), "ALTER TABLE t ADD COLUMN b TEXT");
        assertTrue(failure().contains("V2__more.sql"), failure());
        assertTrue(failure().contains("version 1 is missing"), failure());
    }

    @Test
    void aScriptThatIsWrongIsNamedWithThePlace() throws IOException {
        Files.writeString(folder.resolve("V1__init.sql"), "CREATE TABLE t (\n  a INTEGER PRIMARY");
        assertTrue(failure().contains("V1__init.sql"), failure());
        assertTrue(failure().contains("line 2"), failure());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThrows(
                NoSuchFileException.class, () -> SchemaFiles.read(folder.resolve("nothing.sql")));
    }

    private String failure() {
        return assertThrows(Incorrect.class, () -> SchemaFiles.read(folder)).getMessage();
    }
}
