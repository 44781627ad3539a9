package dev.syncdb;

import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import java.util.Random;
import java.util.UUID;

/** A table such as an app has: some 320 bytes of content a row, ids at random. */
final class BigTable {
    static final String INDEX = "tasks_by_project";
    static final int PRIORITY = 6;

    private static final int PROJECTS = 1_000;
    private static final int ROWS_PER_COMMIT = 500;
    private static final String[] STATUS = {"open", "active", "blocked", "done", "dropped"};
    private static final String WORDS =
            "move the green boxes from the cellar to the hall and count "
                    + "what is left of them before the rain comes back again tonight";

    private final Database database;
    private final String[] projects = new String[PROJECTS];
    private final String[] ids;

    BigTable(Database database, int rows) {
        this.database = database;
        this.ids = new String[rows];
        Random random = new Random(1);
        for (int i = 0; i < PROJECTS; i++) {
            projects[i] = uuid(random);
        }
        for (int i = 0; i < rows; i++) {
            ids[i] = uuid(random);
        }
    }

    void create() {
        database.execute("CREATE TABLE tasks (id TEXT PRIMARY KEY, project_id TEXT, title TEXT,"
                + " description TEXT, status TEXT, assignee TEXT, priority INTEGER,"
                + " estimate REAL, done BOOLEAN, created_at BIGINT, updated_at BIGINT,"
                + " payload BLOB)");
        database.execute("CREATE INDEX " + INDEX + " ON tasks (project_id, status)");
    }

    void fill() {
        Random random = new Random(2);
        for (int i = 0; i < ids.length; i += ROWS_PER_COMMIT) {
            int from = i;
            database.write(session -> {
                Records tasks = session.records("tasks");
                int to = Math.min(ids.length, from + ROWS_PER_COMMIT);
                for (int row = from; row < to; row++) {
                    insert(tasks, row, random);
                }
                return from;
            });
        }
    }

    private void insert(Records tasks, int row, Random random) {
        byte[] payload = new byte[32];
        random.nextBytes(payload);
        int start = random.nextInt(10);
        tasks.insert(
                ids[row],
                projects[random.nextInt(PROJECTS)],
                WORDS.substring(start, start + 30) + row,
                WORDS.substring(start, start + 96) + row,
                STATUS[random.nextInt(STATUS.length)],
                uuid(random),
                row % 10,
                row * 0.25,
                row % 2 == 0,
                1_700_000_000_000L + row,
                1_700_000_000_000L + 2L * row,
                payload);
    }

    /** Writes rows again, each in a commit of its own. */
    void update(int updates) {
        try (Session session = database.session()) {
            Records tasks = session.records("tasks");
            for (int i = 0; i < updates; i++) {
                tasks.update(key(i), PRIORITY, Value.of(1_000_000 + i));
            }
        }
    }

    /** The key of the row that an update of that number changes. */
    Key key(int update) {
        return Key.of(ids[(int) (update * 7L % ids.length)]);
    }

    String id(int row) {
        return ids[row];
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
