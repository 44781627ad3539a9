package dev.syncdb.testkit.replica;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child and its parent's delete that do not know of each other, in both orders of arrival. */
class ForeignKeyPoliciesTest {
    private static final String DELETE =
            "DELETE FROM tasks WHERE list = 1;" + "DELETE FROM lists WHERE id = 1";

    private static final String INSERT = "INSERT INTO tasks VALUES (2, 1, 'new')";
    private static final String TASKS = "SELECT * FROM tasks ORDER BY id";
    private static final String LISTS = "SELECT * FROM lists ORDER BY id";

    private static String schema(String reference) {
        return "CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT);"
                + "CREATE TABLE tasks (id INTEGER PRIMARY KEY, list INT " + reference
                + ", title TEXT);"
                + "INSERT INTO lists VALUES (1, 'home');"
                + "INSERT INTO tasks VALUES (1, 1, 'old');";
    }

    private static Meeting of(String reference, boolean annFirst) {
        return Meeting.of(schema(reference), INSERT, DELETE, annFirst);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAPolicyTheLaterOneIsRefused(boolean annFirst) {
        try (Meeting meeting = of("REFERENCES lists", annFirst)) {
            meeting.assertRejected(annFirst ? meeting.bob : meeting.ann, "FOREIGN_KEY");
            meeting.assertRecords();
        }
    }

    /** A foreign-key action on the server sees children that the phone does not. */
    @Test
    void whatACascadeTakesThatItsAuthorHadNotSeenIsOnRecord() {
        try (Meeting meeting = of("REFERENCES lists ON DELETE CASCADE", true)) {
            meeting.assertShow(TASKS);
            meeting.assertRecords("('DELETE_UPDATE', 'tasks.', 'incoming')");
        }
    }

    @Test
    void whatACascadeTakesThatWasEditedUnseenIsOnRecord() {
        String schema = schema("REFERENCES lists ON DELETE CASCADE");
        String edit = "UPDATE tasks SET title = 'mine' WHERE id = 1";
        String delete = "DELETE FROM lists WHERE id = 1";
        try (Meeting meeting = Meeting.of(schema, edit, delete, true)) {
            meeting.assertShow(TASKS);
            meeting.assertRecords("('DELETE_UPDATE', 'tasks.', 'incoming')");
        }
    }

    @Test
    void whatAnActionOverwritesThatItsAuthorHadNotSeenIsOnRecord() {
        try (Meeting meeting = of("REFERENCES lists ON DELETE SET NULL", true)) {
            meeting.assertShow(TASKS, "(2, NULL, 'new')");
            meeting.assertRecords("('UPDATE_UPDATE', 'tasks.list', 'incoming')");
        }
    }

    @Test
    void whatACascadeTakesThatItsAuthorHadSeenIsNoConflict() {
        try (Meeting meeting = new Meeting(schema("REFERENCES lists ON DELETE CASCADE"))) {
            meeting.does(meeting.ann, INSERT);
            meeting.meet(true);
            meeting.does(meeting.bob, "DELETE FROM lists");
            meeting.meet(true);
            meeting.assertShow(TASKS);
            meeting.assertRecords();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChildWithoutAParentRefersToNothing(boolean annFirst) {
        try (Meeting meeting = of("CONSTRAINT sync_set_null REFERENCES lists", annFirst)) {
            meeting.assertShow(LISTS);
            meeting.assertShow(TASKS, "(2, NULL, 'new')");
            meeting.assertRecords(
                    "('FOREIGN_KEY', 'tasks.list', '" + (annFirst ? "incoming" : "stored") + "')");
            meeting.assertNothingRejected();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChildWithoutAParentGoesToTheLedger(boolean annFirst) {
        try (Meeting meeting = of("CONSTRAINT sync_cascade REFERENCES lists", annFirst)) {
            meeting.assertShow(LISTS);
            meeting.assertShow(TASKS);
            meeting.assertRecords(
                    "('FOREIGN_KEY', 'tasks.', '" + (annFirst ? "incoming" : "stored") + "')");
            meeting.assertNothingRejected();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChildKeepsItsParentOrBringsItBack(boolean annFirst) {
        String reference = "CONSTRAINT sync_resurrect_parent REFERENCES lists";
        try (Meeting meeting = of(reference, annFirst)) {
            meeting.assertShow(LISTS, "(1, 'home')");
            meeting.assertShow(TASKS, "(2, 1, 'new')");
            meeting.assertRecords(
                    "('FOREIGN_KEY', 'lists.', '" + (annFirst ? "stored" : "incoming") + "')");
            meeting.assertNothingRejected();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChildKeepsItsGrandparentToo(boolean annFirst) {
        String schema = """
                CREATE TABLE a (id INTEGER PRIMARY KEY);
                CREATE TABLE b (id INTEGER PRIMARY KEY,
                  a INT CONSTRAINT sync_resurrect_parent REFERENCES a ON DELETE CASCADE);
                CREATE TABLE c (id INTEGER PRIMARY KEY,
                  b INT CONSTRAINT sync_resurrect_parent REFERENCES b ON DELETE CASCADE);
                INSERT INTO a VALUES (1); INSERT INTO b VALUES (1, 1)""";
        String insert = "INSERT INTO c VALUES (1, 1)";
        try (Meeting meeting = Meeting.of(schema, insert, "DELETE FROM a", annFirst)) {
            meeting.assertShow("SELECT * FROM a", "(1)");
            meeting.assertShow("SELECT * FROM b", "(1, 1)");
            meeting.assertShow("SELECT * FROM c", "(1, 1)");
            meeting.assertNothingRejected();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEditedChildKeepsItsParentIfEditsWin(boolean annFirst) {
        String schema = """
                CREATE TABLE p (id INTEGER PRIMARY KEY);
                CREATE TABLE c (id INTEGER CONSTRAINT sync_update_wins PRIMARY KEY,
                  p INT CONSTRAINT sync_resurrect_parent REFERENCES p ON DELETE CASCADE, v TEXT);
                INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1, '')""";
        String edit = "UPDATE c SET v = 'mine'";
        try (Meeting meeting = Meeting.of(schema, edit, "DELETE FROM p", annFirst)) {
            meeting.assertShow("SELECT * FROM p", "(1)");
            meeting.assertShow("SELECT * FROM c", "(1, 1, 'mine')");
            meeting.assertNothingRejected();
        }
    }

    @Test
    void whoMovesAChildAwayAndDeletesItsOldParentKeepsTheChild() {
        try (Meeting meeting = new Meeting(schema("REFERENCES lists ON DELETE CASCADE"))) {
            meeting.does(
                    meeting.ann,
                    "INSERT INTO lists VALUES (2, 'work');"
                            + "UPDATE tasks SET list = 2;"
                            + "DELETE FROM lists WHERE id = 1");
            meeting.meet(true);
            meeting.assertShow(TASKS, "(1, 2, 'old')");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noRowBecomesItsOwnAncestor(boolean annFirst) {
        String schema = "CREATE TABLE n (id INTEGER PRIMARY KEY,"
                + " up INT CONSTRAINT sync_tree REFERENCES n);"
                + "INSERT INTO n VALUES (1, NULL), (2, NULL), (3, 2)";
        String under3 = "UPDATE n SET up = 3 WHERE id = 1";
        String under1 = "UPDATE n SET up = 1 WHERE id = 2";
        try (Meeting meeting = Meeting.of(schema, under3, under1, annFirst)) {
            meeting.assertShow(
                    "SELECT * FROM n",
                    annFirst ? "(1, 3)" : "(1, NULL)",
                    annFirst ? "(2, NULL)" : "(2, 1)",
                    "(3, 2)");
            meeting.assertRecords("('CYCLE', 'n.up', 'stored')");
            meeting.assertNothingRejected();
        }
    }

    @Test
    void aTreeMayBeTurnedRoundInOneTransaction() {
        String schema = "CREATE TABLE n (id INTEGER PRIMARY KEY,"
                + " up INT CONSTRAINT sync_tree REFERENCES n);"
                + "INSERT INTO n VALUES (1, NULL), (2, 1), (3, 2)";
        try (Meeting meeting = new Meeting(schema)) {
            meeting.does(
                    meeting.ann,
                    "UPDATE n SET up = 3 WHERE id = 1; UPDATE n SET up = 1 WHERE id = 2;"
                            + "UPDATE n SET up = NULL WHERE id = 3");
            meeting.meet(true);
            meeting.assertShow("SELECT * FROM n", "(1, 3)", "(2, 1)", "(3, NULL)");
            meeting.assertRecords();
            meeting.does(meeting.bob, "INSERT INTO n VALUES (4, 4)");
            meeting.meet(true);
            meeting.assertShow("SELECT up FROM n WHERE id = 4", "(NULL)");
        }
    }
}
