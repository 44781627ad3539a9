package dev.syncdb.testkit.world;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.testkit.clock.SeededRandom;

import org.jspecify.annotations.Nullable;

/**
 * The app of the standard world: projects with unique names, tasks that refer to them, comments
 * that go with their task, and a generated column with an index. People make, edit and delete all
 * of that, and now and then type nonsense.
 */
final class TaskBoard {
    private static final String SCHEMA = """
            CREATE TABLE projects (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE
            );
            CREATE TABLE tasks (
              id INTEGER PRIMARY KEY,
              project INTEGER REFERENCES projects (id) ON DELETE SET NULL,
              title TEXT NOT NULL,
              points INTEGER NOT NULL DEFAULT 0 CHECK (points BETWEEN 0 AND 20),
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
            """;

    /** So few that two phones choose the same one. */
    private static final int NAMES = 12;

    private static final int POINTS_MAX = 24;
    private static final String[] TITLES = {"buy milk", "call mum", "fix the roof", "read", ""};

    private TaskBoard() {}

    static World world() {
        return World.of(SCHEMA)
                .policies()
                .edit(20, TaskBoard::addTask)
                .edit(6, TaskBoard::addProject)
                .edit(3, TaskBoard::renameProject)
                .edit(14, TaskBoard::retitle)
                .edit(14, TaskBoard::score)
                .edit(8, TaskBoard::finish)
                .edit(14, TaskBoard::comment)
                .edit(6, TaskBoard::amend)
                .edit(5, TaskBoard::deleteTask)
                .edit(2, TaskBoard::deleteProject)
                .edit(4, TaskBoard::recreate)
                .backend(TaskBoard::addTask)
                .backend(TaskBoard::retitle)
                .backend(TaskBoard::deleteTask)
                .never("SELECT t.id FROM tasks t LEFT JOIN projects p ON t.project = p.id"
                        + " WHERE t.project IS NOT NULL AND p.id IS NULL")
                .never("SELECT c.id FROM comments c LEFT JOIN tasks t ON c.task = t.id"
                        + " WHERE t.id IS NULL")
                .never("SELECT name FROM projects GROUP BY name HAVING count(*) > 1")
                .never("SELECT id FROM tasks WHERE points NOT BETWEEN 0 AND 20"
                        + " OR label <> title || ' (' || points || ')'");
    }

    private static void addTask(Session session, SeededRandom random) {
        session.execute(
                "INSERT INTO tasks (project, title, points) VALUES (?, ?, ?)",
                any(session, "projects", random),
                title(random),
                random.below(POINTS_MAX));
    }

    private static void addProject(Session session, SeededRandom random) {
        session.execute("INSERT INTO projects (name) VALUES (?)", name(random));
    }

    private static void renameProject(Session session, SeededRandom random) {
        session.execute(
                "UPDATE projects SET name = ? WHERE id = ?",
                name(random),
                any(session, "projects", random));
    }

    private static void retitle(Session session, SeededRandom random) {
        withTask(session, random, "UPDATE tasks SET title = ? WHERE id = ?", title(random));
    }

    private static void score(Session session, SeededRandom random) {
        withTask(session, random, "UPDATE tasks SET points = points + ? WHERE id = ?", 1);
    }

    /** Several cells, and rows of another table, at once. */
    private static void finish(Session session, SeededRandom random) {
        Long task = any(session, "tasks", random);
        session.execute(
                "UPDATE tasks SET done = 1, points = 0, title = ? WHERE id = ?",
                title(random),
                task);
        session.execute("UPDATE comments SET body = 'done' WHERE task = ?", task);
    }

    private static void comment(Session session, SeededRandom random) {
        withTask(session, random, "INSERT INTO comments (body, task) VALUES (?, ?)", title(random));
    }

    private static void amend(Session session, SeededRandom random) {
        withTask(session, random, "UPDATE comments SET body = ? WHERE task = ?", title(random));
    }

    private static void deleteTask(Session session, SeededRandom random) {
        session.execute("DELETE FROM tasks WHERE id = ?", any(session, "tasks", random));
    }

    private static void deleteProject(Session session, SeededRandom random) {
        session.execute("DELETE FROM projects WHERE id = ?", any(session, "projects", random));
    }

    /** Another row takes the key of one that is deleted. */
    private static void recreate(Session session, SeededRandom random) {
        Long task = any(session, "tasks", random);
        if (task != null) {
            session.execute("DELETE FROM tasks WHERE id = ?", task);
            session.execute("INSERT INTO tasks (id, title) VALUES (?, 'again')", task);
        }
    }

    private static void withTask(
            Session session, SeededRandom random, String sql, Object parameter) {
        Long task = any(session, "tasks", random);
        if (task != null) {
            session.execute(sql, parameter, task);
        }
    }

    private static String title(SeededRandom random) {
        return TITLES[(int) random.below(TITLES.length)];
    }

    private static String name(SeededRandom random) {
        return "project " + random.below(NAMES);
    }

    private static @Nullable Long any(Session session, String table, SeededRandom random) {
        long pivot = random.nextLong() >>> 11;
        Long above = first(session, "SELECT id FROM " + table + " WHERE id >= ? LIMIT 1", pivot);
        return above == null
                ? first(session, "SELECT id FROM " + table + " WHERE id >= ? LIMIT 1", 0)
                : above;
    }

    private static @Nullable Long first(Session session, String sql, long from) {
        try (Rows rows = session.query(sql, from)) {
            return rows.next() ? rows.getLong(0) : null;
        }
    }
}
