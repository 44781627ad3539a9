package dev.syncdb.testkit.recorded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/* File: | what it is, and that it may still change | line … |    see Line
 *       Files are read in the order of their names.
 */
/** The folder of recorded exchanges, in the source tree. Stateless. */
final class Recordings {
    /** How to write them anew. */
    static final String WRITE_PROPERTY = "exchanges.write";

    private static final Path FOLDER = Path.of("src/test/resources/exchanges");
    private static final String ENDING = ".txt";
    private static final String HEADER =
            "SyncDB exchanges, version 0: not frozen, written anew with -D" + WRITE_PROPERTY
                    + "=true when the protocol changes";

    private Recordings() {}

    static List<Chapter> read() throws IOException {
        List<Chapter> chapters = new ArrayList<>();
        for (Path file : files()) {
            List<String> texts = Files.readAllLines(file, StandardCharsets.UTF_8);
            String name = file.getFileName().toString();
            if (texts.isEmpty() || !texts.get(0).equals(HEADER)) {
                throw new IOException(name + " does not begin with: " + HEADER);
            }
            List<Line> lines = texts.stream().skip(1).map(Line::parse).collect(Collectors.toList());
            chapters.add(new Chapter(name.substring(0, name.length() - ENDING.length()), lines));
        }
        return chapters;
    }

    /** Puts these in the place of all that there are. */
    static void write(List<Chapter> chapters) throws IOException {
        Files.createDirectories(FOLDER);
        for (Path file : files()) {
            Files.delete(file);
        }
        for (Chapter chapter : chapters) {
            StringBuilder text = new StringBuilder(HEADER).append('\n');
            chapter.lines().forEach(line -> text.append(line).append('\n'));
            Files.writeString(FOLDER.resolve(chapter.name() + ENDING), text);
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.exists(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(FOLDER)) {
            return found.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .collect(Collectors.toList());
        }
    }
}
