package dev.syncdb.lab.chaos;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.error.Incorrect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What everybody in a run writes, and how states are compared. Each write is a transaction over
 * several tables that leaves a word which no other write has.
 */
final class Chores {
    static final String SCHEMA = """
            CREATE TABLE accounts (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, moved INTEGER);
            CREATE TABLE tasks (
              id INTEGER PRIMARY KEY,
              title TEXT NOT NULL,
              points INTEGER NOT NULL DEFAULT 0 CHECK (points >= 0),
              label TEXT GENERATED ALWAYS AS (title || ' (' || points || ')')
            );
            CREATE TABLE notes (
              id INTEGER PRIMARY KEY,
              task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
              body TEXT
            );
            CREATE INDEX notes_of_task ON notes (task);
            CREATE TABLE words (word TEXT PRIMARY KEY NOT NULL, author TEXT NOT NULL);
            """;

    private static final List<String> TABLES = List.of("accounts", "tasks", "notes", "words");

    private final SplittableRandom random;
    private final String author;

    Chores(String author, long seed) {
        this.author = author;
        this.random = new SplittableRandom(seed);
    }

    /** Writes the word, and does something that may be refused. */
    void write(Session session, String word) {
        session.execute("INSERT INTO words VALUES (?, ?)", word, author);
        try {
            act(session, word);
        } catch (Incorrect refused) {
            // A person may be told no; the word alone is still a write.
        }
    }

    private void act(Session session, String word) {
        switch (random.nextInt(6)) {
            case 0, 1 ->
                session.execute(
                        "INSERT INTO tasks (title, points) VALUES (?, ?)", word, random.nextInt(9));
            case 2 -> session.execute("UPDATE tasks SET title = ?" + SOME_TASK, word);
            case 3 -> session.execute("UPDATE tasks SET points = points + 1" + SOME_TASK);
            case 4 ->
                session.execute(
                        "INSERT INTO notes (task, body) SELECT id, ? FROM tasks"
                                + " ORDER BY random() LIMIT 1",
                        word);
            default -> {
                session.execute("INSERT INTO accounts (owner, moved) VALUES (?, 1)", word);
                session.execute("DELETE FROM tasks" + SOME_TASK + " AND points > 3");
            }
        }
    }

    private static final String SOME_TASK =
            " WHERE id = (SELECT id FROM tasks ORDER BY random() LIMIT 1)";

    /** The words that are there. */
    static List<String> words(Session session) {
        return session.query("SELECT word FROM words ORDER BY word").toList().stream()
                .map(row -> row.at(0).asText())
                .toList();
    }

    /** A digest of all rows of all tables; equal states have equal ones. */
    static String digest(Session session) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String table : TABLES) {
                try (Rows rows = session.query("SELECT * FROM " + table + " ORDER BY 1")) {
                    digest.update(rows.toList().toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
