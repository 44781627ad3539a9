package dev.syncdb.testkit.world;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.error.Incorrect;
import dev.syncdb.testkit.clock.SeededRandom;

import org.jspecify.annotations.Nullable;

/**
 * What people do: they make tasks, edit them, comment on them, and now and then delete one or type
 * nonsense. Each write is a transaction that also leaves its word in a table of its own.
 */
final class Workload {
    /** The table that holds the word of every write. */
    static final String WORDS = "words";

    /** The tables of the world. */
    static final String SCHEMA = """
            CREATE TABLE tasks (
              id INTEGER PRIMARY KEY,
              title TEXT NOT NULL,
              points INTEGER NOT NULL DEFAULT 0 CHECK (points >= 0),
              done BOOLEAN NOT NULL DEFAULT 0,
              label TEXT GENERATED ALWAYS AS (title || ' (' || points || ')') NOT NULL
            );
            CREATE INDEX tasks_by_label ON tasks (label);
            CREATE TABLE comments (
              id INTEGER PRIMARY KEY,
              task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
              body TEXT
            );
            CREATE INDEX comments_of_task ON comments (task);
            CREATE TABLE words (word TEXT PRIMARY KEY NOT NULL);
            """;

    private final SeededRandom random;
    private int written;

    Workload(SeededRandom random) {
        this.random = random;
    }

    /** A word that no other write has. */
    String nextWord(String author) {
        return author + "-" + ++written;
    }

    /** Writes something, and its word. */
    String write(Session session, String word) {
        session.execute("INSERT INTO words VALUES (?)", word);
        try {
            act(session, word);
        } catch (Incorrect refused) {
            // A person may be told no; the word alone is still a write.
        }
        return word;
    }

    private void act(Session session, String word) {
        long dice = random.below(100);
        Long task = anyTask(session);
        if (dice < 25 || task == null) {
            long points = random.below(10);
            session.execute("INSERT INTO tasks (title, points) VALUES (?, ?)", word, points);
        } else if (dice < 45) {
            session.execute("UPDATE tasks SET title = ? WHERE id = ?", word, task);
        } else if (dice < 60) {
            session.execute("UPDATE tasks SET points = points + 1 WHERE id = ?", task);
        } else if (dice < 72) {
            session.execute("UPDATE tasks SET done = 1 - done, title = ? WHERE id = ?", word, task);
        } else if (dice < 85) {
            session.execute("INSERT INTO comments (task, body) VALUES (?, ?)", task, word);
        } else if (dice < 90) {
            session.execute("UPDATE comments SET body = ? WHERE task = ?", word, task);
        } else if (dice < 96) {
            session.execute("DELETE FROM tasks WHERE id = ?", task);
        } else {
            session.execute("UPDATE tasks SET points = 'many' WHERE id = ?", task);
        }
    }

    private @Nullable Long anyTask(Session session) {
        long count = single(session, "SELECT count(*) FROM tasks");
        if (count == 0) {
            return null;
        }
        return single(
                session, "SELECT id FROM tasks ORDER BY id LIMIT 1 OFFSET " + random.below(count));
    }

    private static long single(Session session, String sql) {
        try (Rows rows = session.query(sql)) {
            rows.next();
            return rows.getLong(0);
        }
    }
}
