package dev.syncdb.lab.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The inputs of a target that every build tries again: those that make sense, and those of a file,
 * one a line in Base64. These reach all that the fuzzer has reached, and every input that once
 * brought out a bug is among them.
 */
final class Corpus {
    private Corpus() {}

    static List<byte[]> of(FuzzTarget target) {
        String name = target.label() + ".txt";
        try (InputStream file = Corpus.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no corpus " + name);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII));
            List<byte[]> inputs = new ArrayList<>(Seeds.of(target));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                inputs.add(Base64.getDecoder().decode(line));
            }
            return inputs;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes inputs as files of a folder, as the fuzzer wants them. */
    static void unpack(List<byte[]> inputs, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(folder.resolve("input-" + i), inputs.get(i));
        }
    }

    /** Writes the files of a folder as a corpus, in an order that does not depend on names. */
    static int pack(Path folder, Path corpus) throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                lines.add(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        Files.write(corpus, lines, StandardCharsets.US_ASCII);
        return lines.size();
    }
}
