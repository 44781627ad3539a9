package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TextCommandTest {
    private static final String TRACE = "{\"startContent\":\"ab\",\"endContent\":\"%s\",\"txns\":["
            + "{\"patches\":[[2,0,\"😀\"]]},{\"patches\":[[0,1,\"\"],[0,0,\"cd\"]]},"
            + "{\"patches\":[[3,1,\"e\"]]}]}";

    private static final String HISTORY = "[{\"endContent\":\"B\",\"txns\":["
            + "{\"span\":[0,2],\"parents\":[],\"agent\":\"a\",\"ops\":[[0,0,\"AB\"]]},"
            + "{\"span\":[2,3],\"parents\":[1],\"agent\":\"b\",\"ops\":[[0,1,\"\"]]}]}]";

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void aMachineGetsALineWithEveryBatch() throws IOException {
        assertEquals(0, run(file(TRACE.formatted("cdbe")), "--batch", "1,3", "--json"));

        String line = printed.toString(StandardCharsets.UTF_8);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.startsWith("{\"traces\":[{\"file\":\""), line);
        assertTrue(
                line.matches(".*\"batch\":1,\"edits\":3,\"payload_bytes\":[0-9]+,\"ms\":[0-9]+,"
                        + "\"equal\":true},\\{.*\"batch\":3,.*\"equal\":true}]}\\s*"),
                line);
    }

    @Test
    void peopleGetATable() throws IOException {
        assertEquals(0, run(file(TRACE.formatted("cdbe")), "--batch", "2"));

        String table = printed.toString(StandardCharsets.UTF_8);
        assertTrue(table.startsWith("trace "), table);
        assertTrue(table.contains("per edit"), table);
        assertEquals(2, table.lines().count(), table);
    }

    @Test
    void twoPeoplesEditsOfALargeTextAreMergedWithoutAFile() {
        assertEquals(0, run("--large", "20", "--json"));
        assertTrue(
                printed.toString(StandardCharsets.UTF_8)
                        .matches("\\{\"traces\":\\[],\"merge\":\\{\"text_bytes\":1048576,"
                                + "\"edits\":20,\"ms\":[0-9]+,\"first_ms\":[0-9]+,"
                                + "\"allocated_bytes\":[0-9]+,\"equal\":true}}\\s*"),
                printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void peopleHearOfALargeTextInALine() {
        assertEquals(0, run("--large", "20"));
        assertTrue(printed.toString(StandardCharsets.UTF_8)
                .startsWith("20 edits against 20 in a text of 1,048,576 bytes: "));
    }

    @Test
    void aTextThatEndsOtherwiseFails() throws IOException {
        String file = file(TRACE.formatted("cdbf"));

        assertEquals(1, run(file, "--json"));
        String line = printed.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains("\"equal\":false"), line);
        String complaint = complained.toString(StandardCharsets.UTF_8);
        assertTrue(complaint.contains("NOT EQUAL " + file + ", batch 10"), complaint);
    }

    @Test
    void fewerEditsEndWithTheTextOfThose() throws IOException {
        String file = file(TRACE.formatted("of all edits"));

        assertEquals(0, run(file, "--edits", "2", "--json"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("\"edits\":2,"));
    }

    @Test
    void historiesAreToldApartByWhatTheyAre() throws IOException {
        assertEquals(0, run(file(HISTORY), "--orders", "3", "--json"));
        String line = printed.toString(StandardCharsets.UTF_8);
        assertTrue(
                line.contains("\"histories\":1,\"orders\":3,\"phones\":6,\"unequal\":0,\"lost\":0,"
                        + "\"doubled\":0,\"returned\":0,\"ms\":"),
                line);

        printed.reset();
        assertEquals(0, run(file(HISTORY), "--orders", "2"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("1 histories in 2 orders"));
    }

    @Test
    void callsAndFilesThatMakeNoSenseAreRefusedInOneLine() throws IOException {
        String file = file(TRACE.formatted("cdbe"));
        assertEquals("which file?", refusal("--json"));
        assertEquals("unknown option --bach", refusal(file, "--bach", "1"));
        assertEquals(
                "--batch needs a number from 1 to 1000000, not ", refusal(file, "--batch", "1,"));
        assertEquals(
                "--batch needs a number from 1 to 1000000, not 0", refusal(file, "--batch", "0"));
        assertEquals("--edits needs a value", refusal(file, "--edits"));
        assertEquals(1, refusal("none.json").lines().count());
        String far = file("{\"endContent\":\"\",\"txns\":[{\"patches\":[[3,0,\"x\"]]}]}");
        assertEquals(far + ": edit 0: a patch at 3 deletes 0 of a text of 0", refusal(far));
    }

    private String file(String json) throws IOException {
        return Files.writeString(folder.resolve("trace.json"), json).toString();
    }

    private String refusal(String... words) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> run(words)).getMessage());
    }

    private int run(String... words) {
        return TextCommand.run(List.of(words), stream(printed), stream(complained));
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
