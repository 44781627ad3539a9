package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Traces are read as they are meant, and what is none is refused with its place. */
class TraceFileTest {
    private static final String SEQUENTIAL =
            "{\"startContent\":\"a\\n\", \"endContent\":\"b😀\\n\","
                    + "\"unknown\":[{\"x\":[1.5e3,null,true,\"t\"]},-0.1,{},[]],"
                    + "\"txns\":[{\"time\":\"now\",\"patches\":[[0,1,\"b\"]]},"
                    + "{\"patches\":[[1,0,\"\\ud83d\\uDE00\"]]}]}";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSequentialTraceIsAChain() throws IOException {
        Trace trace = trace(SEQUENTIAL, 9);

        assertEquals("a\n", trace.start());
        assertEquals("b😀\n", trace.end());
        assertEquals(
                List.of(
                        new Edit(0, List.of(), List.of(new Patch(0, 1, "b"))),
                        new Edit(0, List.of(0), List.of(new Patch(1, 0, "😀")))),
                trace.edits());
    }

    @Test
    void aConcurrentTraceSaysWhoKnewWhat() throws IOException {
        Trace trace = trace(
                "{\"kind\":\"concurrent\",\"endContent\":\"xy\",\"txns\":["
                        + "{\"parents\":[],\"agent\":0,\"patches\":[[0,0,\"x\"]]},"
                        + "{\"parents\":[],\"agent\":1,\"patches\":[[0,0,\"y\"]]},"
                        + "{\"parents\":[0,1],\"agent\":1,\"patches\":[]}]}",
                9);

        assertTrue(trace.concurrent());
        assertEquals(List.of(), trace.edits().get(1).parents(), "none is not the one before");
        assertEquals(List.of(0, 1), trace.edits().get(2).parents());
        assertEquals(1, trace.edits().get(2).agent());
    }

    @Test
    void ofATraceThatIsCutTheEndIsNotKnown() throws IOException {
        Trace trace = trace(SEQUENTIAL, 1);

        assertEquals(1, trace.edits().size());
        assertNull(trace.end(), "the end that the file names is that of all edits");
        assertEquals("b😀\n", trace(SEQUENTIAL, 2).end(), "two are all");
    }

    @Test
    void anArchiveIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(SEQUENTIAL.getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("trace.json.gz");
        Files.write(file, packed.toByteArray());
        assertEquals(2, Objects.requireNonNull(read(file).trace()).edits().size());

        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertTrue(refusal(file).startsWith("cannot read " + file), "half of an archive");
        Files.write(file, SEQUENTIAL.getBytes(StandardCharsets.UTF_8));
        assertTrue(refusal(file).startsWith("cannot read " + file), "an archive in name only");
    }

    @Test
    void aListHoldsHistories() throws IOException {
        TraceFile file = read(write("[{\"endContent\":\"kB\",\"txns\":["
                + "{\"span\":[0,2],\"parents\":[],\"agent\":\"b\",\"ops\":[[0,0,\"AB\"]]},"
                + "{\"span\":[2,4],\"parents\":[1],\"agent\":\"a\","
                + "\"ops\":[[0,1,\"\"],[0,0,\"k\"]]}]}, {\"endContent\":\"\",\"txns\":[]}]"));

        assertNull(file.trace());
        assertEquals(2, file.histories().size());
        Trace first = file.histories().get(0);
        assertEquals("kB", first.end());
        assertEquals(1, first.edits().get(0).agent(), "agents are numbered by name");
        assertEquals(
                new Edit(0, List.of(0), List.of(new Patch(0, 1, ""), new Patch(0, 0, "k"))),
                first.edits().get(1));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        String patch = "{\"endContent\":\"\",\"txns\":[{\"patches\":[%s]}]}";
        refuses("{", "a '\"' is missing at character 1");
        refuses("", "a '{' is missing at character 0");
        refuses("{}", "no editing trace: endContent or txns is missing at character 2");
        refuses("{\"endContent\":\"\"}", "no editing trace");
        refuses("{\"endContent\":\"x", "a text does not end at character 16");
        refuses("{\"endContent\":\"\u0001\"}", "a text with a raw control character");
        refuses("{\"endContent\":\"\\x\"}", "no such escape at character 17");
        refuses("{\"endContent\":\"\\u00g0\"}", "no such character");
        refuses("{\"endContent\":\"\\ud83d\"}", "half a character in a text");
        refuses("{\"endContent\":\"\\udE00\"}", "half a character in a text");
        refuses("{\"a\" 1}", "a ':' is missing");
        refuses("{\"a\":1 \"b\":2}", "a '}' is missing");
        refuses("{\"a\":01}", "no value, but 01");
        refuses("{\"a\":nil}", "no value, but nil");
        refuses("{\"a\":}", "a value is missing");
        refuses("{\"a\":" + "[".repeat(64) + "]", "more than 64 deep");
        refuses(patch.formatted("[0,0]"), "a patch of 2 parts, not 3");
        refuses(patch.formatted("[0,0,\"\",1]"), "a patch of more than 3 parts");
        refuses(patch.formatted("[0,-1,\"\"]"), "a count is missing");
        refuses(patch.formatted("[0,1.5,\"\"]"), "a count is no whole number");
        refuses(patch.formatted("[0,3000000000,\"\"]"), "a count is too large");
        refuses(SEQUENTIAL + "{}", "something behind the end");
        refuses(
                "{\"endContent\":\"\",\"txns\":[{\"parents\":[0]}]}",
                "edit 0 has a parent 0 that is not before it");
        refuses("[{\"txns\":[]}]", "a history without endContent");
        refuses("[{\"txns\":[{\"span\":[1]}]}]", "an edit without a span of two");
        refuses("[{\"txns\":[{\"parents\":[7]}]}]", "no edit before ends with 7");
    }

    @Test
    void bytesThatAreNoTextAndFilesThatAreNotThereAreRefused() throws IOException {
        Path file = folder.resolve("bytes.json");
        Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', '}'});

        assertTrue(refusal(file).startsWith("cannot read " + file));
        assertTrue(refusal(folder.resolve("none.json")).startsWith("cannot read "));
    }

    private void refuses(String json, String reason) throws IOException {
        String told = refusal(write(json));
        assertTrue(told.contains(reason), json + " is refused with " + told);
    }

    private static String refusal(Path file) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> read(file)).getMessage());
    }

    private Trace trace(String json, int editsMax) throws IOException {
        TraceFile file = TraceFile.read(write(json).toString(), editsMax);
        return Objects.requireNonNull(file.trace());
    }

    private static TraceFile read(Path file) {
        return TraceFile.read(file.toString(), Integer.MAX_VALUE);
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("trace.json"), json);
    }
}
