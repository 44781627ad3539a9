package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads SQL that nobody on the project wrote. */
class CorpusTest {
    private static final Path CORPORA =
            Paths.get(System.getProperty("syncdb.corpora", "../../shared/corpora"));

    @Test
    void everyDumpIsReadExceptForViewsAndTriggers() throws IOException {
        assumeTrue(
                Files.isDirectory(CORPORA), "no corpora at " + CORPORA + "; set -Dsyncdb.corpora");
        List<Path> dumps;
        try (Stream<Path> files = Files.walk(CORPORA)) {
            dumps = files.filter(file -> file.toString().matches(".*\\.sql(\\.gz)?"))
                    .collect(Collectors.toList());
        }
        assertTrue(dumps.size() > 1, "the corpora have SQL dumps, but found " + dumps);
        for (Path dump : dumps) {
            read(dump);
        }
    }

    @Test
    void chinookIsReadRowByRow() throws IOException {
        Path chinook = CORPORA.resolve("chinook/Chinook_Sqlite.sql.gz");
        assumeTrue(Files.exists(chinook), "no Chinook at " + chinook + "; set -Dsyncdb.corpora");
        int tables = 0;
        int rows = 0;
        for (Script script = Script.of(text(chinook)); script.hasNext(); ) {
            Statement statement = script.next().statement();
            if (statement instanceof Statement.CreateTable) {
                tables++;
            }
            if (statement instanceof Statement.Insert insert
                    && insert.rows() instanceof Select.Values values) {
                rows += values.rows().size();
            }
        }
        assertEquals(11, tables);
        assertEquals(15_607, rows);
    }

    private static void read(Path dump) throws IOException {
        int parsed = 0;
        for (Script script = Script.of(text(dump)); script.hasNext(); ) {
            try {
                script.next();
                parsed++;
            } catch (Incorrect refused) {
                assertEquals(
                        ErrorCode.UNSUPPORTED, refused.code(), dump + ": " + refused.getMessage());
                String reason = refused.getMessage();
                assertTrue(reason.matches(".*: CREATE (VIEW|TRIGGER) is not supported"), reason);
            }
        }
        assertTrue(parsed > 10, dump + " has statements, but only " + parsed + " were read");
    }

    private static String text(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
