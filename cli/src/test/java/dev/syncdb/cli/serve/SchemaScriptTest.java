package dev.syncdb.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

final class SchemaScriptTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsAScript() throws IOException {
        Path file = Files.writeString(folder.resolve("dump.sql"), "SELECT 'ü'");

        assertEquals("SELECT 'ü'", SchemaScript.read(file).text());
    }

    @Test
    void aFolderHasVersionOneAndOtherFilesDoNotMatter() throws IOException {
        Files.writeString(folder.resolve("V1__init.sql"), "one");
        Files.writeString(folder.resolve("README.md"), "two");

        assertEquals("one", SchemaScript.read(folder).text());
    }

    @Test
    void aFolderWithoutVersionOneOrWithASecondIsRefused() throws IOException {
        assertTrue(failure().contains("no V1__name.sql"));
        Files.writeString(folder.resolve("V2__more.sql"), "two");
        assertTrue(failure().contains("V2__more.sql"));
        Files.writeString(folder.resolve("V1__init.sql"), "one");
        assertTrue(failure().contains("only one schema version is supported yet"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThrows(
                NoSuchFileException.class, () -> SchemaScript.read(folder.resolve("nothing.sql")));
    }

    private String failure() {
        return assertThrows(Incorrect.class, () -> SchemaScript.read(folder)).getMessage();
    }
}
