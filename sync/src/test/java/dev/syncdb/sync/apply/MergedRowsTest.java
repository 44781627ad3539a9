package dev.syncdb.sync.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Rows that become one, and rows whose texts are rewritten since they stay two. */
class MergedRowsTest {
    private static final long ANN = 1;
    private static final long BOB = 2;

    private static final String SAME_NAME =
            "t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT sync_merge_rows UNIQUE)";

    @Test
    void whatAnIndexWithoutAPolicySaysIsLeftToTheEnd() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, n TEXT CONSTRAINT sync_rewrite UNIQUE)");
        space.push(0, ANN, space.insert("t", 1, "code", "list"));
        space.push(0, BOB, space.insert("t", 2, "other", "list"));
        assertEquals(List.of("(1, 'code', 'list')", "(2, 'other', 'list (2)')"), space.rows("t"));
        Incorrect refused = assertThrows(
                Incorrect.class, () -> space.push(0, BOB, space.insert("t", 3, "code", "list")));
        assertEquals(ErrorCode.UNIQUE, refused.code());
        assertEquals("a", refused.column());
    }

    @Test
    void aTextThatHasANumberGetsTheNextOne() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT sync_rewrite UNIQUE)");
        space.push(0, ANN, space.insert("t", 1, "list (2)"));
        space.push(0, BOB, space.insert("t", 2, "list (2)"));
        assertEquals(List.of("(1, 'list (2)')", "(2, 'list (3)')"), space.rows("t"));
    }

    @Test
    void aYoungerRowThatIsRenamedBecomesTheOlderOne() {
        PolicySpace space = new PolicySpace(SAME_NAME);
        space.push(0, ANN, space.insert("t", 1, "x"));
        space.push(1, ANN, space.insert("t", 2, "y"));
        space.push(space.version(), BOB, space.set("t", 2, 1, "x"));
        assertEquals(List.of("(1, 'x')"), space.rows("t"));
        assertEquals(List.of("UNIQUE t(2)  MERGE_ROWS stored"), space.records());
    }

    /** The server's own code and a phone's may store a blob in a column of texts, as in SQLite. */
    @Test
    void whatIsNoTextIsNotRewritten() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT sync_rewrite UNIQUE)");
        Bytes blob = Bytes.copyOf(new byte[] {7});
        space.write(transaction -> transaction.insert("t", PolicySpace.row(1, blob)));
        Incorrect held =
                assertThrows(Incorrect.class, () -> space.predict("t", space.insert("t", 2, blob)));
        assertEquals(ErrorCode.UNIQUE, held.code());
    }

    @Test
    void generatedCellsOfTheRowThatStaysAreThoseOfItsOtherCells() {
        PolicySpace space = new PolicySpace("t (id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,"
                + " a TEXT, loud TEXT AS (upper(a)), b TEXT)");
        space.push(0, ANN, space.insert("t", 1, "ann", null, null));
        space.push(0, BOB, space.insert("t", 1, "bob", null, "more"));
        assertEquals(List.of("(1, 'bob', 'BOB', 'more')"), space.rows("t"));
        assertEquals(List.of("INSERT_INSERT t(1) a LWW incoming"), space.records());
    }

    @Test
    void aPhoneShowsOneSetOfTwoInsertsAndLeavesItToTheServerToSayWhoAddedWhat() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY, tags TEXT ORSET)");
        space.push(0, ANN, space.insert("t", 1, "[\"a\"]"));
        assertEquals(
                List.of("(1, '[\"a\",\"b\"]')"),
                space.predict("t", space.insert("t", 1, "[\"a\",\"b\"]")));
    }

    @Test
    void twoRowsOfOneTransactionBecomeOneLikeAnyOther() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT sync_merge_rows UNIQUE,"
                        + " tags TEXT ORSET)");
        space.push(
                0,
                ANN,
                space.insert("t", 1, "x", "[\"a\"]"),
                space.insert("t", 2, "x", "[\"a\",\"b\"]"));
        assertEquals(1, space.rows("t").size());
        assertTrue(space.rows("t").get(0).contains("'[\"a\",\"b\"]'"), "the tags of both");
        assertEquals(1, space.records().size());
        assertTrue(
                space.records().get(0).startsWith("UNIQUE t("), space.records().get(0));
    }

    @Test
    void anEditOfTwoSetsThatOthersHaveEditedIsMergedInBoth() {
        PolicySpace space =
                new PolicySpace("t (id INTEGER PRIMARY KEY, a TEXT ORSET, b TEXT ORSET)");
        space.push(0, ANN, space.insert("t", 1, "[1]", "[1]"));
        long base = space.version();
        RowName row = new RowName("t", PolicySpace.key(1), space.handle("t", 1));
        space.push(base, ANN, sets(row, "[[7],[]]", "[[8],[]]"));
        space.push(base, BOB, sets(row, "[[7],[]]", "[[8],[]]"));
        assertEquals(List.of("t(1)"), space.differing());
        space.push(base + 1, 3, sets(row, "[[],[7]]", "[[],[8]]"));
        assertEquals(
                List.of("(1, '[1,7]', '[1,8]')"),
                space.rows("t"),
                "the third has seen Ann's, and Bob's of neither");
    }

    private static Change sets(RowName row, String a, String b) {
        return new Change.Update(
                row,
                List.of(new Cell(1, null, Value.of(a), true), new Cell(2, null, Value.of(b), true)),
                Bytes.EMPTY);
    }

    /** The key of a member begins with that of its team. */
    private static PolicySpace team(String more) {
        return team("", more);
    }

    private static PolicySpace team(String key, String more) {
        PolicySpace space = new PolicySpace(
                SAME_NAME,
                "c (t INT REFERENCES t, b INT, up INT, v TEXT, " + key + " PRIMARY KEY (t, b)"
                        + more + ")");
        return space.push(0, ANN, space.insert("t", 5, "x"), space.insert("c", 5, 9, null, "ann"));
    }

    private static void assertBobsChildrenMoveToTheTeamOfThatName(PolicySpace space) {
        space.push(
                0,
                BOB,
                space.insert("t", 2, "x"),
                space.insert("c", 2, 1, null, "one"),
                space.insert("c", 2, 7, 1, "seven"));
        assertEquals(
                List.of("(5, 1, NULL, 'one')", "(5, 7, 1, 'seven')", "(5, 9, NULL, 'ann')"),
                space.rows("c"));
        assertEquals(List.of("UNIQUE t(2)  MERGE_ROWS stored"), space.records(), "nothing is lost");
        assertTrue(space.differing().containsAll(List.of("c(2, 1)", "c(2, 7)")));
    }

    @Test
    void childrenWhoseKeysAreOfTheirParentMoveToo() {
        PolicySpace space = team("");
        assertBobsChildrenMoveToTheTeamOfThatName(space);
    }

    @Test
    void aChildThatComesAlongWithAnotherIsMovedOnce() {
        PolicySpace space =
                team(", FOREIGN KEY (t, up) REFERENCES c ON UPDATE CASCADE DEFERRABLE INITIALLY"
                        + " DEFERRED");
        assertBobsChildrenMoveToTheTeamOfThatName(space);
    }

    @Test
    void aChildThatComesUnderATakenKeyBecomesThatRowIfItsKeySaysSo() {
        PolicySpace space = team("CONSTRAINT sync_merge_rows", "");
        space.push(0, BOB, space.insert("t", 2, "x"), space.insert("c", 2, 9, 4, "bob"));
        assertEquals(List.of("(5, 9, 4, 'bob')"), space.rows("c"));
        assertEquals(
                List.of(
                        "UNIQUE t(2)  MERGE_ROWS stored",
                        "UNIQUE c(2, 9)  MERGE_ROWS stored",
                        "UNIQUE c(5, 9) v LWW incoming"),
                space.records());
        PolicySpace rejects = team("", "");
        Incorrect refused = assertThrows(
                Incorrect.class,
                () -> rejects.push(
                        0, BOB, space.insert("t", 2, "x"), space.insert("c", 2, 9, 4, "bob")));
        assertEquals(ErrorCode.PRIMARY_KEY, refused.code());
    }

    @Test
    void aChildThatMovesIsBroughtIntoLineWithItsNewSiblings() {
        PolicySpace space = team(", CONSTRAINT sync_merge_rows UNIQUE (t, v)");
        space.push(0, BOB, space.insert("t", 2, "x"), space.insert("c", 2, 1, 4, "ann"));
        assertEquals(List.of("(5, 9, 4, 'ann')"), space.rows("c"));
        assertEquals(
                List.of("UNIQUE t(2)  MERGE_ROWS stored", "UNIQUE c(5, 1)  MERGE_ROWS stored"),
                space.records());
    }
}
