package dev.syncdb.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What these tests do to data folders behind the server's back. */
final class Folders {
    private Folders() {}

    static void copy(Path from, Path to) throws IOException {
        for (Path source : files(from)) {
            Path target = to.resolve(from.relativize(source).toString());
            Files.createDirectories(target.getParent());
            Files.copy(source, target);
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The one file whose name begins and ends so. */
    static Path file(Path folder, String prefix, String suffix) throws IOException {
        return files(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix)
                        && file.getFileName().toString().endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    /** Turns one bit around where {@code text} stands in the file. */
    static void flip(Path file, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String latin = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = latin.indexOf(text);
        if (at < 0) {
            throw new IllegalArgumentException(text + " is not in " + file);
        }
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }
}
