package dev.syncdb.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.cli.Ran;
import dev.syncdb.cli.StrictJson;
import dev.syncdb.cli.terminal.Terminal;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

@Order(2)
final class DemoTest {
    private static final double PERCENT_MAX = 20;

    /** Enough rows that a step is cheap beside the first sync, few enough for a quick test. */
    private static final String SMALL = """
            CREATE TABLE team (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);
            CREATE TABLE player (
              id INTEGER PRIMARY KEY,
              team INTEGER NOT NULL REFERENCES team(id),
              name TEXT NOT NULL CHECK (length(name) > 3),
              score INTEGER DEFAULT 0
            );
            INSERT INTO team VALUES (1, 'Red'), (2, 'Blue');
            """;

    @TempDir
    Path folder;

    @Test
    void theStoryEndsWithEqualReplicasAndOneJsonObject() {
        Ran ran = Ran.of("demo", "--json");

        assertEquals(0, ran.status(), ran.err());
        Map<String, Object> json = ran.json();
        assertEquals(true, json.get("equal"));
        assertEquals(4.0, json.get("replicas"));
        assertEquals(9.0, json.get("tables"));
        assertTrue((double) json.get("rows") > 1_000);
        assertTrue((double) json.get("conflicts") >= 2);
        assertFalse(json.containsKey("error"));
        List<Map<String, Object>> steps = steps(json);
        Set<Object> kinds =
                steps.stream().map(step -> step.get("kind")).collect(Collectors.toSet());
        assertEquals(Set.of("first", "edit", "cut", "restart", "quiet"), kinds);
        for (Map<String, Object> step : steps) {
            check(step, (double) json.get("full_bytes"));
        }
    }

    @Test
    void withADumpItEndsWithTheVerdictAsItsLastLine() throws IOException {
        Ran ran = Ran.of("demo", "--sql", dump(400).toString(), "--phones", "2");

        assertEquals(0, ran.status(), ran.err());
        List<String> lines = ran.out().lines().toList();
        assertEquals("all replicas equal", lines.get(lines.size() - 1));
        assertTrue(ran.out().contains("phone-2: resumed"), ran.out());
        assertTrue(ran.err().contains("* each phone fetches everything"), ran.err());
    }

    @Test
    void oneSpoiledCellIsFoundAndTold() throws IOException {
        DemoCommand spoiling = new DemoCommand(
                phones -> phones.get(1).run("UPDATE player SET name = 'spoiled' WHERE id = 7"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = run(spoiling, out, "--sql", dump(60).toString(), "--json");

        assertEquals(1, status);
        Map<String, Object> json = StrictJson.object(out.toString(StandardCharsets.UTF_8));
        assertEquals(false, json.get("equal"));
        assertTrue(json.containsKey("error"));
        List<?> differences = (List<?>) json.get("differences");
        assertEquals(1, differences.size(), differences.toString());
        String told = (String) differences.get(0);
        for (String part : List.of("player", "7", "name", "'spoiled'", "phone-2")) {
            assertTrue(told.contains(part), told);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        assertEquals(1, run(spoiling, text, "--sql", dump(60).toString()));
        assertTrue(text.toString(StandardCharsets.UTF_8).contains("'spoiled'"));
    }

    @Test
    void aDumpThatIsMalformedOrMissingFailsAsJsonToo() throws IOException {
        Path malformed = Files.writeString(folder.resolve("bad.sql"), "CREATE TABLE t (id;\n");
        Ran ran = Ran.of("demo", "--json", "--sql", malformed.toString());

        assertEquals(1, ran.status());
        assertEquals(false, ran.json().get("equal"));
        assertEquals("SYNTAX", ran.errorCode());
        assertTrue(ran.err().contains("line 1"), ran.err());

        Ran missing = Ran.of("demo", "--json", "--sql", folder.resolve("no.sql").toString());
        assertEquals(1, missing.status());
        assertEquals("IO", missing.errorCode());
        assertEquals("CONFIGURATION", Ran.of("demo", "--json", "--phones", "1").errorCode());
    }

    private Path dump(int players) throws IOException {
        StringBuilder script = new StringBuilder(SMALL);
        for (int i = 1; i <= players; i++) {
            script.append("INSERT INTO player VALUES (" + i + ", " + (i % 2 + 1)
                    + ", 'Player number " + i + "', " + (i * 37 % 100) + ");\n");
        }
        return Files.writeString(folder.resolve("dump.sql"), script);
    }

    private static int run(DemoCommand command, ByteArrayOutputStream out, String... arguments) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream nobody = new PrintStream(PrintStream.nullOutputStream());
        Terminal terminal = new Terminal(InputStream.nullInputStream(), printed, nobody);
        try {
            return command.run(List.of(arguments), terminal);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void check(Map<String, Object> step, double fullBytes) {
        assertEquals(
                List.of(
                        "name",
                        "kind",
                        "rows_changed",
                        "bytes_up",
                        "bytes_down",
                        "requests",
                        "ms",
                        "percent_of_full"),
                List.copyOf(step.keySet()));
        double bytes = (double) step.get("bytes_up") + (double) step.get("bytes_down");
        double percent = (double) step.get("percent_of_full");
        assertEquals(100 * bytes / fullBytes, percent, 0.01);
        if (step.get("kind").equals("quiet")) {
            assertEquals(0.0, step.get("rows_changed"), "a sync that transfers nothing");
        }
        if (!step.get("kind").equals("first")) {
            assertTrue(percent <= PERCENT_MAX, step.toString());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> steps(Map<String, Object> json) {
        return (List<Map<String, Object>>) json.get("steps");
    }
}
