package dev.syncdb.lab.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small history as Room would have exported it. */
final class RoomSchemas {
    private static final String NOTES =
            entity("notes", "`id` INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, `body` TEXT", "");

    private static final String NOTES_3 = entity(
            "notes",
            "`body` TEXT NOT NULL, `id` INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
                    + " `stars` INTEGER NOT NULL, `when` INTEGER NOT NULL DEFAULT 7",
            "");

    private static final String NOTES_10 = entity(
            "notes",
            "`text` TEXT NOT NULL, `id` INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
                    + " `stars` INTEGER NOT NULL, `when` INTEGER NOT NULL DEFAULT 7, `body` TEXT",
            "{\"createSql\": \"CREATE UNIQUE INDEX IF NOT EXISTS `i` ON `${TABLE_NAME}`"
                    + " (`body`)\", \"unique\": true}");

    private static final String TAGS = entity(
            "tags",
            "`note` INTEGER NOT NULL, `tag` TEXT, `from` INTEGER, PRIMARY KEY(`note`),"
                    + " FOREIGN KEY(`note`) REFERENCES `notes`(`id`) ON DELETE CASCADE,"
                    + " FOREIGN KEY(`from`) REFERENCES `tags`(`note`)",
            "");

    private static final String SEARCH =
            "{\"createSql\": \"CREATE VIRTUAL TABLE `${TABLE_NAME}` USING FTS4(`a`)\","
                    + " \"tableName\": \"search\"}";

    private RoomSchemas() {}

    /** Three versions of one database, and a folder beside it that is none. */
    static void write(Path folder) {
        write(folder, 1, schema(NOTES + "," + TAGS + "," + SEARCH, ""));
        write(folder, 3, schema(NOTES_3 + "," + TAGS, "{\"createSql\": \"CREATE VIEW v\"}"));
        write(folder, 10, schema(NOTES_10 + "," + TAGS, ""));
        try {
            Files.writeString(folder.resolve("SOURCE.txt"), "where it is from");
            Files.writeString(folder.resolve("app.Notes").resolve("notes.txt"), "no schema");
            Files.createDirectories(folder.resolve("empty"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One version. */
    static void write(Path folder, int number, String text) {
        try {
            Path database = Files.createDirectories(folder.resolve("app.Notes"));
            Files.writeString(database.resolve(number + ".json"), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String schema(String entities, String views) {
        return "{\"formatVersion\": 1, \"database\": {\"version\": 1, \"entities\": [" + entities
                + "], \"views\": [" + views + "], \"setupQueries\": []}}";
    }

    private static String entity(String name, String columns, String indices) {
        return "{\"createSql\": \"CREATE TABLE IF NOT EXISTS `${TABLE_NAME}` (" + columns
                + ")\", \"fields\": [{}], \"tableName\": \"" + name + "\", \"indices\": ["
                + indices + "]}";
    }
}
