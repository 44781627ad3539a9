package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.testkit.fault.Fault;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The README's example of a test on an app's own tables runs as it stands there. */
final class ReadmeTest {
    private static final String BEGIN = "// as in the README";
    private static final String END = "// so far";
    private static final Path SELF =
            Path.of("src/test/java/dev/syncdb/testkit/world/ReadmeTest.java");

    @Test
    void notesSurviveBadNetworks() {
        // as in the README
        World.of("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, stars INTEGER);")
                .clients(5)
                .faults(Fault.DROPPED, Fault.CUT, Fault.CRASHED, Fault.CLOCK_JUMPED)
                .edit((client, random) -> client.execute("INSERT INTO notes (body) VALUES ('hi')"))
                .edit((client, random) -> client.execute(
                        "UPDATE notes SET stars = ? WHERE id % 3 = 0", random.below(5)))
                .edit((client, random) -> client.execute("DELETE FROM notes WHERE id % 7 = 0"))
                .never("SELECT * FROM notes WHERE stars NOT BETWEEN 0 AND 4")
                .assertHolds(1, 20);
        // so far
    }

    @Test
    void theExampleStandsInTheReadme() throws IOException {
        List<String> self = Files.readAllLines(SELF, StandardCharsets.UTF_8);
        String readme = Files.readString(Path.of("../README.md"), StandardCharsets.UTF_8);
        boolean inside = false;
        int lines = 0;
        for (String line : self) {
            String text = line.trim();
            if (text.equals(END)) {
                inside = false;
            }
            if (inside) {
                lines++;
                assertTrue(readme.contains(text), "the README lacks: " + text);
            }
            inside |= text.equals(BEGIN);
        }
        assertTrue(lines >= 8, "the example was found");
    }
}
