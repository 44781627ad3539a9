package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Data that nobody of the project wrote. It lies outside of the repository; without it a test is
 * skipped.
 */
public final class Corpora {
    private static final Path FOLDER =
            Path.of(System.getProperty("syncdb.corpora", "../../shared/corpora"));

    private Corpora() {}

    /** The text of a gzipped file; skips the test if it is not there. */
    public static String text(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(
                Files.exists(file),
                "no corpus " + name + "; say where they are with -Dsyncdb.corpora");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
