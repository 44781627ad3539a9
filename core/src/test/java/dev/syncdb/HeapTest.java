package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a database takes of a heap of its own. */
class HeapTest {
    private static final double TOLERATED = 0.15;

    /** What threads have reserved counts as used. */
    private static final String NOTHING_RESERVED = "-XX:-UseTLAB";

    /** No garbage is left lying by a collection. */
    private static final String NOTHING_LEFT = "-XX:MarkSweepAlwaysCompactCount=1";

    @Test
    void theReportAgreesWithTheHeap() throws Exception {
        List<String> printed = run("measure", "-Xmx512m", NOTHING_RESERVED, NOTHING_LEFT);
        assertAgrees(printed.get(0));
        assertAgrees(printed.get(1));
    }

    @Test
    void aHundredThousandRowsAndASnapshotFitIn64Megabytes() throws Exception {
        List<String> printed = run("squeeze", "-Xmx64m");
        assertTrue(printed.get(0).startsWith("squeezed "), printed.toString());
    }

    private static void assertAgrees(String line) {
        String[] words = line.split(" ");
        double heap = Double.parseDouble(words[1]);
        double reported = Double.parseDouble(words[2]);
        assertEquals(1, reported / heap, TOLERATED, line);
    }

    private static List<String> run(String measurement, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(HeapMeasurement.class.getName(), measurement));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed;
        try {
            printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
        assertEquals(0, process.waitFor(), printed);
        return List.of(printed.split("\n"));
    }
}
