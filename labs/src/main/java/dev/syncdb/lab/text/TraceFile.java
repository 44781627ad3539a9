package dev.syncdb.lab.text;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What a file holds: one editing trace, or a list of short histories.
 *
 * @param trace null if it is a list
 * @param histories empty if it is a trace
 */
record TraceFile(String name, @Nullable Trace trace, List<Trace> histories) {
    private static final int BUFFER_BYTES = 1 << 16;

    TraceFile {
        histories = List.copyOf(histories);
    }

    /**
     * Reads a file, unpacked if its name ends with {@code .gz}.
     *
     * @param editsMax so many edits of a trace are kept, of the others only that they are there
     * @throws IllegalArgumentException if it cannot be read or understood
     */
    static TraceFile read(String name, int editsMax) {
        try (Reader reader = open(Path.of(name))) {
            JsonReader json = new JsonReader(reader);
            TraceFile file = json.atList()
                    ? new TraceFile(name, null, HistoryReader.read(json))
                    : new TraceFile(name, TraceReader.read(json, editsMax), List.of());
            json.end();
            return file;
        } catch (UncheckedIOException unreadable) {
            throw unreadable(name, String.valueOf(unreadable.getCause()), unreadable);
        } catch (IOException unreadable) {
            throw unreadable(name, unreadable.toString(), unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
        }
    }

    private static IllegalArgumentException unreadable(String name, String why, Exception cause) {
        return new IllegalArgumentException("cannot read " + name + ": " + why, cause);
    }

    private static Reader open(Path path) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        try {
            InputStream plain = path.toString().endsWith(".gz")
                    ? new GZIPInputStream(bytes, BUFFER_BYTES)
                    : bytes;
            return new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder());
        } catch (IOException unreadable) {
            bytes.close();
            throw unreadable;
        }
    }
}
