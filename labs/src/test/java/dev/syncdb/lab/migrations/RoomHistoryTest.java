package dev.syncdb.lab.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

final class RoomHistoryTest {
    @TempDir
    Path folder;

    @Test
    void eachFileIsAVersionAndViewsAreCounted() {
        RoomSchemas.write(folder);

        List<RoomHistory> histories = RoomHistory.all(folder);

        assertEquals(1, histories.size(), "a folder without schemas is no database");
        RoomHistory history = histories.get(0);
        assertEquals("app.Notes", history.name());
        assertEquals(
                List.of(1, 3, 10),
                history.versions().stream().map(Version::number).toList());
        assertEquals(2, history.skipped(), "a view and a virtual table");
        Version last = history.versions().get(2);
        assertEquals(2, last.schema().tables().size());
        assertEquals(
                "CREATE UNIQUE INDEX IF NOT EXISTS `i` ON `notes` (`body`)",
                last.statements().get(2));
        assertTrue(last.script().startsWith("CREATE TABLE IF NOT EXISTS `notes` ("));
    }

    @Test
    void whatIsNoSchemaIsNamed() {
        for (String text : List.of(
                "{}",
                "[",
                "{\"database\":{\"entities\":[{}]}}",
                "{\"database\":{\"entities\":[{\"tableName\":\"t\",\"createSql\":\"CREATE\"}]}}")) {
            RoomSchemas.write(folder, 1, text);
            IllegalArgumentException wrong =
                    assertThrows(IllegalArgumentException.class, () -> RoomHistory.all(folder));
            assertTrue(wrong.getMessage().contains("1.json: "), wrong.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> RoomHistory.all(folder.resolve("none")));
    }
}
