package dev.syncdb.lab.migrations;

import dev.syncdb.error.Incorrect;
import dev.syncdb.lab.text.JsonReader;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All versions of one database that Room's compiler exported: a folder with a file {@code N.json}
 * for each. Immutable.
 *
 * @param versions in ascending order; numbers may be missing
 * @param skipped how many views and virtual tables were left out, in all versions together
 */
public record RoomHistory(String name, List<Version> versions, int skipped) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.json");

    public RoomHistory {
        versions = List.copyOf(versions);
    }

    /**
     * The databases in a folder, each of which has a folder of its own.
     *
     * @throws IllegalArgumentException if there is none, or a file is no schema that we know
     */
    public static List<RoomHistory> all(Path folder) {
        List<RoomHistory> histories = new ArrayList<>();
        for (Path each : sorted(folder)) {
            if (Files.isDirectory(each)) {
                RoomHistory history = of(each);
                if (!history.versions().isEmpty()) {
                    histories.add(history);
                }
            }
        }
        if (histories.isEmpty()) {
            throw new IllegalArgumentException("no schemas of Room in " + folder);
        }
        return histories;
    }

    /** The database of one folder. */
    static RoomHistory of(Path folder) {
        List<Version> versions = new ArrayList<>();
        int skipped = 0;
        for (Path file : sorted(folder)) {
            Matcher name = VERSION.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    RoomReader room = new RoomReader(new JsonReader(reader));
                    versions.add(Version.of(Integer.parseInt(name.group(1)), room.read()));
                    skipped += room.skipped();
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                } catch (Incorrect | IllegalArgumentException wrong) {
                    throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
                }
            }
        }
        versions.sort(Comparator.comparingInt(Version::number));
        return new RoomHistory(String.valueOf(folder.getFileName()), versions, skipped);
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + folder, unreadable);
        }
    }
}
