package dev.syncdb.cli.serve;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.server.space.ServedSchema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a schema is: a folder with a script for each version, {@code V1__init.sql},
 * {@code V2__priority.sql} and so on; or one file, which may be a whole dump with rows and never
 * has another version.
 */
public final class SchemaFiles {
    private SchemaFiles() {}

    /** Reads either. Fails with CONFIGURATION if it is neither. */
    static ServedSchema read(Path place) throws IOException {
        return Files.isDirectory(place)
                ? ServedSchema.versions(versions(place))
                : ServedSchema.script(Files.readString(place));
    }

    /**
     * Reads the versions in a folder, where other files do not matter. Fails with CONFIGURATION if
     * there are none, or some are missing.
     */
    public static SchemaVersions versions(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : scripts(folder)) {
            texts.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
        if (texts.isEmpty()) {
            throw new Incorrect(ErrorCode.CONFIGURATION, "no V1__name.sql in " + folder);
        }
        return SchemaVersions.ofFiles(texts);
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> SchemaVersions.isScript(String.valueOf(file.getFileName())))
                    .collect(Collectors.toList());
        }
    }
}
