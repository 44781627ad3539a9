package dev.syncdb.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Where a rename and a loss look alike nobody guesses. */
final class AmbiguityTest {
    private static final String TASKS =
            "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT, done INTEGER, due REAL);"
                    + "CREATE INDEX by_title ON tasks (title);";

    private static final String ROWS =
            "INSERT INTO tasks VALUES (1, 'one', 1, 0.5), (2, NULL, 0, NULL);";

    @Test
    void aColumnThatWentAndOneOfItsAffinityThatCameAreAsked() {
        String newer = TASKS.replace("title TEXT", "name TEXT").replace("(title)", "(name)");

        Draft draft = draft(TASKS, newer);

        assertEquals(List.of(), draft.statements());
        Ambiguity one = draft.ambiguities().get(0);
        assertEquals(1, draft.ambiguities().size());
        assertEquals("tasks", one.table());
        assertEquals("title", one.column());
        assertEquals("name", one.came());
        assertEquals(new Answer("tasks", "title", "name"), one.renamed().answer());
        assertEquals(
                List.of("ALTER TABLE tasks RENAME COLUMN title TO name"),
                one.renamed().statements());
        assertEquals(new Answer("tasks", "title", null), one.dropped().answer());
        assertEquals(
                "INSERT INTO new_tasks (id, done, due) SELECT id, done, due FROM tasks",
                one.dropped().statements().get(2));

        try (Migrated run = Migrated.of(TASKS, newer, ROWS, one.renamed().answer())) {
            assertEquals(one.renamed().statements(), run.draft().statements());
            assertEquals(
                    "[('one'), (NULL)]",
                    run.query("SELECT name FROM tasks ORDER BY id").toString());
        }
        try (Migrated run = Migrated.of(TASKS, newer, ROWS, one.dropped().answer())) {
            assertEquals(one.dropped().statements(), run.draft().statements());
            assertEquals(
                    "[(NULL), (NULL)]",
                    run.query("SELECT name FROM tasks ORDER BY id").toString());
        }
    }

    @Test
    void everyPairIsAskedAndOneAnswerMaySettleSeveral() {
        String older = "CREATE TABLE t (a TEXT, b TEXT, c INTEGER);";
        String newer = "CREATE TABLE t (x TEXT, y TEXT, z REAL);";

        assertEquals(4, draft(older, newer).ambiguities().size(), "a or b is x or y");
        Draft less = draft(older, newer, new Answer("T", "A", "Y"));
        assertEquals(1, less.ambiguities().size(), "b may be x");
        assertEquals(
                2, draft(older, newer, new Answer("t", "a", null)).ambiguities().size());

        try (Migrated run = Migrated.of(
                older,
                newer,
                "INSERT INTO t VALUES ('1', '2', 3);",
                new Answer("t", "a", "y"),
                new Answer("t", "b", null))) {
            assertEquals("[(NULL, '1', NULL)]", run.query("SELECT * FROM t").toString());
        }
    }

    @Test
    void whatHasAnotherAffinityOrIsComputedIsNotAsked() {
        assertEquals(
                List.of(),
                draft("CREATE TABLE t (k, a TEXT)", "CREATE TABLE t (k, b INTEGER)")
                        .ambiguities());
        assertEquals(
                List.of(),
                draft("CREATE TABLE t (k, a AS (k))", "CREATE TABLE t (k, b)").ambiguities());
        assertEquals(
                List.of(),
                draft("CREATE TABLE t (k, a)", "CREATE TABLE t (k, b AS (k))").ambiguities());
        assertEquals(
                List.of(),
                draft("CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT, b TEXT)")
                        .ambiguities());
    }

    @Test
    void anAnswerMayAlsoRenameWhatNobodyWouldHaveAskedFor() {
        try (Migrated run = Migrated.of(
                "CREATE TABLE t (k INTEGER, a TEXT CHECK (a <> ''), CHECK (a > ' '));",
                "CREATE TABLE t (k INTEGER, b INTEGER NOT NULL);",
                "INSERT INTO t VALUES (1, '007'), (2, NULL);",
                new Answer("t", "a", "b"))) {
            assertEquals("[(1, 7), (2, 0)]", run.query("SELECT * FROM t").toString());
        }
    }

    @Test
    void aRenameReachesRulesIndexesAndReferences() {
        String older = "CREATE TABLE p (a TEXT UNIQUE CHECK (p.a <> ''), b AS (upper(a)), c INTEGER"
                + " REFERENCES p (a), d TEXT, PRIMARY KEY (c));"
                + "CREATE TABLE child (x TEXT REFERENCES p (a) ON DELETE CASCADE);"
                + "CREATE INDEX i ON p (a, c DESC);";
        String newer = older.replace("p (a)", "q (z)")
                .replace("TABLE p (a", "TABLE q (z")
                .replace("p.a", "q.z")
                .replace("upper(a)", "upper(z)")
                .replace("ON p (a,", "ON q (z,");

        try (Migrated run = Migrated.of(
                older,
                newer,
                "INSERT INTO p (a, c) VALUES ('x', 1); INSERT INTO child VALUES ('x');",
                new Answer("p", null, "q"),
                new Answer("p", "a", "z"))) {
            assertEquals(
                    List.of("ALTER TABLE p RENAME TO q", "ALTER TABLE q RENAME COLUMN a TO z"),
                    run.draft().statements());
            assertEquals("[('x', 'X', 1, NULL)]", run.query("SELECT * FROM q").toString());
        }
    }

    @Test
    void aTableThatWentAndOneWithMostOfItsColumnsAreAsked() {
        String newer = TASKS.replace("tasks", "todos").replace("due REAL", "due TEXT");
        Draft draft = draft(TASKS, newer);

        assertEquals(1, draft.ambiguities().size());
        Ambiguity one = draft.ambiguities().get(0);
        assertEquals("tasks", one.table());
        assertEquals(null, one.column());
        assertEquals("todos", one.came());
        assertEquals(
                "ALTER TABLE tasks RENAME TO todos", one.renamed().statements().get(0));
        assertEquals("DROP TABLE tasks", one.dropped().statements().get(2));

        try (Migrated run = Migrated.of(TASKS, newer, ROWS, one.renamed().answer())) {
            assertEquals(
                    "[('one'), (NULL)]",
                    run.query("SELECT title FROM todos ORDER BY id").toString());
        }
        Answer other = new Answer("tasks", null, null);
        String apart = newer.replace("by_title", "by_name");
        try (Migrated run = Migrated.of(TASKS, apart, ROWS, other)) {
            assertEquals("[(0)]", run.query("SELECT count(*) FROM todos").toString());
        }
        String half = "CREATE TABLE other (id INTEGER PRIMARY KEY, title TEXT, a, b);";
        assertEquals(List.of(), draft(TASKS, half).ambiguities(), "half is not most");
    }

    @Test
    void anAnswerAboutWhatIsNotThereOrDidNotGoIsRefused() {
        String newer = TASKS.replace("title TEXT", "name TEXT").replace("(title)", "(name)");
        refused(ErrorCode.UNKNOWN_TABLE, newer, new Answer("none", null, null));
        refused(ErrorCode.UNKNOWN_TABLE, newer, new Answer("none", "a", null));
        refused(ErrorCode.UNKNOWN_COLUMN, newer, new Answer("tasks", "none", null));
        refused(ErrorCode.UNKNOWN_COLUMN, newer, new Answer("tasks", "title", "none"));
        refused(ErrorCode.CONFIGURATION, newer, new Answer("tasks", "done", null));
        refused(ErrorCode.CONFIGURATION, newer, new Answer("tasks", "title", "done"));
        refused(ErrorCode.CONFIGURATION, newer, new Answer("tasks", null, null));
        refused(ErrorCode.CONFIGURATION, "CREATE TABLE u (x)", new Answer("tasks", "done", null));
        refused(ErrorCode.UNKNOWN_TABLE, "CREATE TABLE u (x)", new Answer("tasks", null, "v"));
        refused(
                ErrorCode.CONFIGURATION,
                TASKS.replace("title TEXT", "name TEXT AS (id)").replace("(title)", "(name)"),
                new Answer("tasks", "title", "name"));
        refused(
                ErrorCode.CONFIGURATION,
                newer,
                new Answer("tasks", "title", "name"),
                new Answer("TASKS", "Title", null));
        refused(
                ErrorCode.CONFIGURATION,
                "CREATE TABLE u (x)",
                new Answer("tasks", null, "u"),
                new Answer("others", null, "U"));
    }

    @Test
    void aTableDoesNotBecomeOneThatWasThere() {
        Incorrect refused = assertThrows(
                Incorrect.class,
                () -> draft(
                        "CREATE TABLE a (x); CREATE TABLE b (x)",
                        "CREATE TABLE b (x)",
                        new Answer("a", null, "b")));
        assertEquals(ErrorCode.CONFIGURATION, refused.code());
    }

    private static void refused(ErrorCode code, String newer, Answer... answers) {
        Incorrect refused = assertThrows(Incorrect.class, () -> draft(TASKS, newer, answers));
        assertEquals(code, refused.code(), refused.getMessage());
    }

    private static Draft draft(String older, String newer, Answer... answers) {
        return Draft.of(
                Scripts.schema(older), Scripts.schema(newer), new Answers(List.of(answers)));
    }
}
