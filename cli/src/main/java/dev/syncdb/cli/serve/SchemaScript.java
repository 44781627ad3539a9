package dev.syncdb.cli.serve;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The script that makes a space's tables: a file, or in a folder the only {@code V1__name.sql}. May
 * be a whole dump with rows.
 *
 * @param name the file, for messages
 */
record SchemaScript(String name, String text) {
    private static final Pattern VERSION = Pattern.compile("V(\\d{1,6})__.+\\.sql");

    private record Numbered(int number, Path file) {}

    /** Reads it. Fails with CONFIGURATION if there is none, or a version other than 1. */
    static SchemaScript read(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return ofFile(place);
        }
        List<Numbered> versions = versions(place);
        if (versions.isEmpty()) {
            throw configuration("no V1__name.sql in " + place);
        }
        if (versions.get(0).number() != 1) {
            throw configuration("schema versions begin with 1, but the first is "
                    + versions.get(0).file().getFileName());
        }
        if (versions.size() > 1) {
            throw configuration("only one schema version is supported yet, but there is also "
                    + versions.get(1).file().getFileName());
        }
        return ofFile(versions.get(0).file());
    }

    private static SchemaScript ofFile(Path file) throws IOException {
        return new SchemaScript(file.toString(), Files.readString(file));
    }

    private static List<Numbered> versions(Path folder) throws IOException {
        List<Numbered> versions = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = VERSION.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    versions.add(new Numbered(Integer.parseInt(name.group(1)), file));
                }
            });
        }
        versions.sort(Comparator.comparingInt(Numbered::number)
                .thenComparing(version -> version.file().toString()));
        return versions;
    }

    private static Incorrect configuration(String message) {
        return new Incorrect(ErrorCode.CONFIGURATION, message);
    }
}
