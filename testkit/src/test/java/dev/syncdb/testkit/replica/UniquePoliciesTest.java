package dev.syncdb.testkit.replica;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two rows with the same values in UNIQUE columns, in both orders of arrival. */
class UniquePoliciesTest {
    private static final String ANN =
            "INSERT INTO tags VALUES (2, 'red', 'ann', NULL);" + "INSERT INTO uses VALUES (2, 2)";

    private static final String BOB =
            "INSERT INTO tags VALUES (3, 'red', 'bob', 'b');" + "INSERT INTO uses VALUES (3, 3)";

    private static final String TAGS = "SELECT * FROM tags WHERE id > 1 ORDER BY id";
    private static final String USES = "SELECT * FROM uses ORDER BY id";

    private static String schema(String policy, String action) {
        return "CREATE TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR(10) " + policy
                + " UNIQUE, a TEXT, b TEXT);"
                + "CREATE TABLE uses (id INTEGER PRIMARY KEY, tag INT REFERENCES tags " + action
                + ");"
                + "INSERT INTO tags VALUES (1, 'blue', '', '');";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAPolicyTheLaterOneIsRefused(boolean annFirst) {
        try (Meeting meeting = Meeting.of(schema("", ""), ANN, BOB, annFirst)) {
            meeting.assertShow(
                    TAGS, annFirst ? "(2, 'red', 'ann', NULL)" : "(3, 'red', 'bob', 'b')");
            meeting.assertRejected(annFirst ? meeting.bob : meeting.ann, "UNIQUE");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLaterOneGetsANameOfItsOwn(boolean annFirst) {
        String schema = schema("CONSTRAINT sync_rewrite", "");
        try (Meeting meeting = Meeting.of(schema, ANN, BOB, annFirst)) {
            meeting.assertShow(
                    TAGS,
                    "(2, 'red" + (annFirst ? "" : " (2)") + "', 'ann', NULL)",
                    "(3, 'red" + (annFirst ? " (2)" : "") + "', 'bob', 'b')");
            meeting.assertRecords("('UNIQUE', 'tags.name', 'stored')");
            meeting.assertNothingRejected();
        }
    }

    @Test
    void namesAreCountedOnAndKeepToTheirLength() {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_rewrite", ""))) {
            meeting.backend("INSERT INTO tags VALUES (4, 'red (2)', '', ''), (5, 'red', '', ''),"
                    + " (6, '0123456789', '', '')");
            meeting.does(meeting.ann, "INSERT INTO tags VALUES (2, 'red', '', '')");
            meeting.does(meeting.ann, "INSERT INTO tags VALUES (3, 'red (2)', '', '')");
            meeting.does(meeting.bob, "INSERT INTO tags VALUES (7, '0123456789', '', '')");
            meeting.does(meeting.bob, "UPDATE tags SET name = 'red' WHERE id = 1");
            meeting.meet(true);
            meeting.assertShow(
                    "SELECT name FROM tags ORDER BY id",
                    "('red (5)')",
                    "('red (3)')",
                    "('red (4)')",
                    "('red (2)')",
                    "('red')",
                    "('0123456789')",
                    "('012345 (2)')");
            meeting.assertNothingRejected();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoRowsBecomeTheOlderOneAndItsChildren(boolean annFirst) {
        for (String action : new String[] {"", "ON DELETE CASCADE"}) {
            String schema = schema("CONSTRAINT sync_merge_rows", action);
            try (Meeting meeting = Meeting.of(schema, ANN, BOB, annFirst)) {
                String id = annFirst ? "2" : "3";
                meeting.assertShow(TAGS, "(" + id + ", 'red', 'bob', 'b')");
                meeting.assertShow(USES, "(2, " + id + ")", "(3, " + id + ")");
                meeting.assertRecords(
                        "('UNIQUE', 'tags.', 'stored')",
                        "('UNIQUE', 'tags.a', '" + (annFirst ? "incoming" : "stored") + "')");
                meeting.assertNothingRejected();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowThatIsRenamedIntoAnOlderOneBecomesThat(boolean annFirst) {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_merge_rows", ""))) {
            meeting.does(meeting.ann, ANN);
            meeting.meet(annFirst);
            meeting.does(meeting.bob, "UPDATE tags SET name = 'green' WHERE id = 1");
            meeting.does(meeting.ann, "UPDATE tags SET name = 'green' WHERE id = 2");
            meeting.meet(annFirst);
            meeting.assertShow("SELECT id, name FROM tags", "(1, 'green')");
            meeting.assertShow(USES, "(2, 1)");
            meeting.assertNothingRejected();
        }
    }

    @Test
    void childrenThatReferToWhatIsUniqueStay() {
        String schema = "CREATE TABLE tags (id INTEGER PRIMARY KEY,"
                + " name TEXT CONSTRAINT sync_merge_rows UNIQUE);"
                + "CREATE TABLE uses (id INTEGER PRIMARY KEY,"
                + " tag TEXT REFERENCES tags (name) ON DELETE CASCADE);";
        String ann = "INSERT INTO tags VALUES (2, 'red'); INSERT INTO uses VALUES (2, 'red')";
        String bob = "INSERT INTO tags VALUES (3, 'red'); INSERT INTO uses VALUES (3, 'red')";
        try (Meeting meeting = Meeting.of(schema, ann, bob, true)) {
            meeting.assertShow("SELECT * FROM tags", "(2, 'red')");
            meeting.assertShow(USES, "(2, 'red')", "(3, 'red')");
        }
    }
}
