package dev.syncdb.lab.conflicts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ConflictsPageTest {
    private static final Path DOCS = Path.of("..", "docs");

    @ParameterizedTest
    @ValueSource(strings = {"stock", "name", "tags", "steps", "settings"})
    void thePageShowsWhatBecomesOfItsScenarios(String name) throws IOException {
        String page = Files.readString(DOCS.resolve("conflicts.md"));
        Path file = DOCS.resolve("scenarios").resolve(name + ".sql");
        String table = Comparison.of(Scenario.parse(Files.readString(file))).table();
        assertTrue(page.contains(table), "docs/conflicts.md should show\n" + table);
    }

    @Test
    void thePageShowsAScenarioAsItIs() throws IOException {
        String page = Files.readString(DOCS.resolve("conflicts.md"));
        String file = Files.readString(DOCS.resolve("scenarios").resolve("stock.sql"));
        assertTrue(page.contains("```sql\n" + file + "```"), "docs/scenarios/stock.sql, whole");
    }
}
