package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes against edits and inserts against inserts, in both orders of arrival. */
class RowPoliciesTest {
    private static final String ALL = "SELECT * FROM t ORDER BY id";
    private static final String EDIT = "UPDATE t SET a = 'mine' WHERE id = 1";
    private static final String DELETE = "DELETE FROM t WHERE id = 1";
    private static final String INSERT_ANN = "INSERT INTO t VALUES (2, 'ann', NULL)";
    private static final String INSERT_BOB = "INSERT INTO t VALUES (2, 'bob', 'b')";

    private static String schema(String policies) {
        return "CREATE TABLE t (id INTEGER " + policies + " PRIMARY KEY, a TEXT, b TEXT);"
                + "INSERT INTO t VALUES (1, 'old', 'kept');";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeleteWins(boolean annFirst) {
        try (Meeting meeting = Meeting.of(schema(""), EDIT, DELETE, annFirst)) {
            meeting.assertShow(ALL);
            meeting.assertRecords(
                    annFirst
                            ? "('DELETE_UPDATE', 't.', 'incoming')"
                            : "('UPDATE_DELETE', 't.a', 'stored')");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEditWinsAndTheRowStaysOrComesBack(boolean annFirst) {
        String schema = schema("CONSTRAINT sync_update_wins");
        try (Meeting meeting = Meeting.of(schema, EDIT, DELETE, annFirst)) {
            meeting.assertShow(ALL, "(1, 'mine', 'kept')");
            meeting.assertRecords(
                    annFirst
                            ? "('DELETE_UPDATE', 't.', 'stored')"
                            : "('UPDATE_DELETE', 't.', 'incoming')");
            meeting.assertNothingRejected();
        }
    }

    @Test
    void aRowThatCameBackIsTheSameRow() {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_update_wins"))) {
            meeting.does(meeting.bob, "UPDATE t SET b = 'bob' WHERE id = 1");
            meeting.does(meeting.ann, EDIT);
            meeting.backend(DELETE);
            meeting.meet(true);
            meeting.assertShow(ALL, "(1, 'mine', 'bob')");
            meeting.assertRecords("('UPDATE_DELETE', 't.', 'incoming')");
            meeting.does(meeting.bob, DELETE);
            meeting.meet(true);
            meeting.assertShow(ALL);
            meeting.does(meeting.ann, "INSERT INTO t VALUES (1, 'new', '')");
            meeting.meet(true);
            meeting.assertShow(ALL, "(1, 'new', '')");
        }
    }

    @Test
    void aDeleteThatKnowsOfTheEditIsDone() {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_update_wins"))) {
            meeting.does(meeting.ann, EDIT);
            meeting.meet(true);
            meeting.does(meeting.bob, DELETE);
            meeting.meet(true);
            meeting.assertShow(ALL);
            meeting.assertRecords();
        }
    }

    @Test
    void anEditOfARowWhosePlaceIsTakenIsLost() {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_update_wins"))) {
            meeting.does(meeting.ann, EDIT);
            meeting.backend(DELETE);
            meeting.backend("INSERT INTO t VALUES (1, 'another', '')");
            meeting.meet(true);
            meeting.assertShow(ALL, "(1, 'another', '')");
            meeting.assertRecords("('UPDATE_DELETE', 't.a', 'stored')");
        }
    }

    @Test
    void aPhoneThatDeletesWhatOthersHaveEditedShowsTheRowBeforeItIsJudged() {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_update_wins"))) {
            meeting.does(meeting.ann, EDIT);
            meeting.exchanges.sync(meeting.ann);
            meeting.exchanges.exchange(meeting.bob);
            meeting.does(meeting.bob, "UPDATE t SET b = 'x' WHERE id = 1");
            meeting.meet(false);
            meeting.assertShow(ALL, "(1, 'mine', 'x')");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void somebodyIsToLookAtARowThatWasEditedAndDeleted(boolean annFirst) {
        String schema = schema("CONSTRAINT sync_manual");
        try (Meeting meeting = Meeting.of(schema, EDIT, DELETE, annFirst)) {
            meeting.assertShow(ALL);
            meeting.assertRecords(
                    annFirst
                            ? "('DELETE_UPDATE', 't.', 'incoming')"
                            : "('UPDATE_DELETE', 't.', 'stored')");
            String ledger = meeting.exchanges.show("SELECT * FROM syncdb_conflicts");
            assertTrue(ledger.contains("mine") && ledger.contains("old"), ledger);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecondOfTwoInsertsIsRefused(boolean annFirst) {
        try (Meeting meeting = Meeting.of(schema(""), INSERT_ANN, INSERT_BOB, annFirst)) {
            meeting.assertShow("SELECT a FROM t WHERE id = 2", annFirst ? "('ann')" : "('bob')");
            meeting.assertRejected(annFirst ? meeting.bob : meeting.ann, "PRIMARY_KEY");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoInsertsUnderOneKeyAreOneRow(boolean annFirst) {
        String schema = schema("CONSTRAINT sync_merge_rows");
        try (Meeting meeting = Meeting.of(schema, INSERT_ANN, INSERT_BOB, annFirst)) {
            meeting.assertShow("SELECT * FROM t WHERE id = 2", "(2, 'bob', 'b')");
            meeting.assertRecords(
                    "('INSERT_INSERT', 't.a', '" + (annFirst ? "incoming" : "stored") + "')");
            meeting.assertNothingRejected();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEditOfAnInsertedRowIsOneOfTheRowThatItBecame(boolean annFirst) {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_merge_rows"))) {
            meeting.does(meeting.ann, INSERT_ANN);
            meeting.does(meeting.ann, "UPDATE t SET a = 'ann again' WHERE id = 2");
            meeting.does(meeting.bob, INSERT_BOB);
            meeting.does(meeting.bob, "UPDATE t SET b = 'bob again' WHERE id = 2");
            meeting.meet(annFirst);
            meeting.assertShow("SELECT b FROM t WHERE id = 2", "('bob again')");
            meeting.assertNothingRejected();
            meeting.does(meeting.ann, "DELETE FROM t WHERE id = 2");
            meeting.meet(annFirst);
            meeting.assertShow("SELECT * FROM t WHERE id = 2");
        }
    }

    @Test
    void anInsertOverARowThatIsThereIsShownMergedBeforeItIsJudged() {
        try (Meeting meeting = new Meeting(schema("CONSTRAINT sync_merge_rows"))) {
            meeting.does(meeting.bob, INSERT_BOB);
            meeting.exchanges.sync(meeting.bob);
            meeting.does(meeting.ann, INSERT_ANN);
            meeting.exchanges.sync(meeting.ann);
            meeting.assertNothingRejected();
            meeting.meet(true);
            meeting.assertShow("SELECT * FROM t WHERE id = 2", "(2, 'ann', 'b')");
        }
    }
}
