package dev.syncdb.sync.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Policies of rows and constraints, from either side. Ann and Bob saw what they say they saw. */
class PoliciesTest {
    private static final long ANN = 1;
    private static final long BOB = 2;

    private static PolicySpace table(String key, String more) {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER " + key + " PRIMARY KEY, a TEXT, b TEXT " + more + ")");
        return space.push(0, ANN, space.insert("t", 1, "old", "kept"));
    }

    @Test
    void anEditWinsOverADeleteThatArrivesLater() {
        PolicySpace space = table("CONSTRAINT sync_update_wins", "");
        long base = space.version();
        space.push(base, ANN, space.set("t", 1, 1, "mine"));
        space.push(base, BOB, space.delete("t", 1));
        assertEquals(List.of("(1, 'mine', 'kept')"), space.rows("t"));
        assertEquals(List.of("DELETE_UPDATE t(1)  UPDATE_WINS stored"), space.records());
        assertEquals(List.of("t(1)"), space.differing());
    }

    @Test
    void anEditWinsOverADeleteThatArrivedBefore() {
        PolicySpace space = table("CONSTRAINT sync_update_wins", "");
        long base = space.version();
        Change edit = space.set("t", 1, 1, "mine");
        long handle = space.handle("t", 1);
        space.push(base, BOB, space.delete("t", 1));
        space.push(base, ANN, edit);
        assertEquals(List.of("(1, 'mine', 'kept')"), space.rows("t"));
        assertEquals(List.of("UPDATE_DELETE t(1)  UPDATE_WINS incoming"), space.records());
        assertEquals(handle, space.handle("t", 1), "the same row");
        space.push(base, BOB, space.set("t", 1, 2, "late"));
        assertEquals(List.of(), space.records(), "its cells are as old as they were");
        space.push(base, 3, space.delete("t", 1));
        assertEquals(List.of("(1, 'mine', 'late')"), space.rows("t"), "nor had this been seen");
    }

    @Test
    void whoDeletedARowHimselfCannotBringItBackByAnOldEdit() {
        PolicySpace space = table("CONSTRAINT sync_update_wins", "");
        Change edit = space.set("t", 1, 1, "mine");
        space.push(space.version(), ANN, space.delete("t", 1));
        space.push(1, ANN, edit);
        assertEquals(List.of(), space.rows("t"));
        assertEquals(List.of("UPDATE_DELETE t(1) a UPDATE_WINS stored"), space.records());
    }

    @Test
    void aRowThatWasReplacedByItsAuthorWhileOthersEditedItIsEdited() {
        PolicySpace space = table("CONSTRAINT sync_update_wins", "");
        long base = space.version();
        space.push(base, ANN, space.set("t", 1, 1, "mine"));
        space.push(base, BOB, space.delete("t", 1), space.insert("t", 1, "new", null));
        assertEquals(List.of("(1, 'new', 'kept')"), space.rows("t"));
        assertEquals(
                List.of(
                        "INSERT_INSERT t(1) a LWW incoming",
                        "DELETE_UPDATE t(1)  UPDATE_WINS stored"),
                space.records());
    }

    @Test
    void bothVersionsAreOnRecordForSomebodyToLookAt() {
        PolicySpace space = table("CONSTRAINT sync_manual", "");
        long base = space.version();
        Change edit = space.set("t", 1, 1, "mine");
        space.push(base, BOB, space.delete("t", 1));
        space.push(base, ANN, edit);
        assertEquals(List.of(), space.rows("t"));
        assertEquals(List.of("UPDATE_DELETE t(1)  MANUAL stored open"), space.records());
        ConflictRecord record = space.judgement().conflicts().get(0);
        assertEquals(
                "{\"id\":1,\"a\":\"old\",\"b\":\"kept\"}",
                record.stored().value().asText());
        assertEquals(
                "{\"id\":1,\"a\":\"mine\",\"b\":\"kept\"}",
                record.incoming().value().asText());

        PolicySpace other = table("CONSTRAINT sync_manual", "");
        other.push(base, ANN, other.set("t", 1, 1, "mine"));
        other.push(base, BOB, other.delete("t", 1));
        assertEquals(List.of(), other.rows("t"));
        assertEquals(List.of("DELETE_UPDATE t(1)  MANUAL incoming open"), other.records());
    }

    @Test
    void insertsUnderOneKeyAreOneRowWhoseNullsSayNothing() {
        PolicySpace space = table("CONSTRAINT sync_merge_rows", "");
        space.push(0, BOB, space.insert("t", 1, "new", null));
        assertEquals(List.of("(1, 'new', 'kept')"), space.rows("t"));
        assertEquals(List.of("INSERT_INSERT t(1) a LWW incoming"), space.records());
        assertEquals(List.of("t(1)"), space.differing());
        space.push(0, BOB, PolicySpace.set(RowName.of("t", PolicySpace.key(1)), 2, "mine"));
        assertEquals(List.of("(1, 'new', 'mine')"), space.rows("t"), "its row by that name");
    }

    @Test
    void whereNobodyKnowsTheFunctionThatAColumnNamesTheLaterEditStays() {
        PolicySpace space = new PolicySpace("t (id INTEGER PRIMARY KEY, state TEXT RULE workflow)");
        space.push(0, ANN, space.insert("t", 1, "new"));
        long base = space.version();
        space.push(base, ANN, space.set("t", 1, 1, "paid"));
        space.push(base, BOB, space.set("t", 1, 1, "sent"));
        assertEquals(List.of("(1, 'sent')"), space.rows("t"));
        assertEquals(
                List.of("UPDATE_UPDATE t(1) state RULE workflow incoming open"), space.records());
    }

    @Test
    void setsOfTwoInsertsAreOneSet() {
        PolicySpace space = new PolicySpace(
                "t (id INT CONSTRAINT sync_merge_rows PRIMARY KEY," + " tags TEXT ORSET)");
        space.push(0, ANN, space.insert("t", 1, "[\"a\"]"));
        space.push(0, BOB, space.insert("t", 1, "[\"a\",\"b\"]"));
        assertEquals(List.of("(1, '[\"a\",\"b\"]')"), space.rows("t"));
        assertEquals(List.of(), space.records());
    }

    @Test
    void theLaterOfTwoTextsIsRewrittenUntilAHundredAreTaken() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n NVARCHAR(9) CONSTRAINT sync_rewrite UNIQUE)");
        space.push(0, ANN, space.insert("t", 1, "list"));
        for (int i = 2; i < 102; i++) {
            space.push(0, BOB, space.insert("t", i, "list"));
        }
        assertTrue(space.rows("t").contains("(101, 'lis (101)')"));
        assertEquals(List.of("UNIQUE t(101) n REWRITE stored"), space.records());
        Incorrect refused = assertThrows(
                Incorrect.class, () -> space.push(0, BOB, space.insert("t", 900, "list")));
        assertEquals(ErrorCode.UNIQUE, refused.code());
        assertEquals(100, UniqueClash.REWRITES_MAX);
    }

    @Test
    void aTextThatHasNoRoomForANumberIsRefused() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n NVARCHAR(3) CONSTRAINT sync_rewrite UNIQUE)");
        space.push(0, ANN, space.insert("t", 1, "abc"));
        assertThrows(Incorrect.class, () -> space.push(0, BOB, space.insert("t", 2, "abc")));
    }

    @Test
    void twoRowsBecomeTheOlderOneWithTheChildrenOfBoth() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT sync_merge_rows UNIQUE, a TEXT,"
                        + " up INT REFERENCES t)",
                "c (id INTEGER PRIMARY KEY, t INT REFERENCES t ON DELETE CASCADE)");
        space.push(0, ANN, space.insert("t", 5, "x", "ann", null));
        space.push(
                0,
                BOB,
                space.insert("t", 2, "x", "bob", null),
                space.insert("t", 3, "y", null, 2),
                space.insert("c", 1, 2));
        assertEquals(List.of("(3, 'y', NULL, 5)", "(5, 'x', 'bob', NULL)"), space.rows("t"));
        assertEquals(List.of("(1, 5)"), space.rows("c"));
        assertEquals(
                List.of("UNIQUE t(2)  MERGE_ROWS stored", "UNIQUE t(5) a LWW incoming"),
                space.records());
        assertTrue(space.differing().containsAll(List.of("t(2)", "t(3)", "t(5)", "c(1)")));
    }

    @Test
    void anOlderRowThatIsRenamedTakesInTheYoungerOneEvenIfThatIsItsParent() {
        PolicySpace space = new PolicySpace(
                "t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT sync_merge_rows UNIQUE, a TEXT,"
                        + " up INT REFERENCES t)");
        space.push(0, ANN, space.insert("t", 1, "x", "one", null));
        space.push(1, ANN, space.insert("t", 2, "y", "two", null));
        space.push(2, ANN, space.set("t", 1, 3, 2));
        long base = space.version();
        space.push(base, BOB, space.set("t", 1, 1, "y"));
        assertEquals(1, space.rows("t").size());
        assertTrue(
                space.rows("t").get(0).startsWith("(1, 'y', "), space.rows("t").toString());
        assertTrue(space.rows("t").get(0).endsWith("NULL)"), space.rows("t").toString());
    }

    private static PolicySpace family(String reference) {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER PRIMARY KEY, v TEXT)",
                "c (id INTEGER PRIMARY KEY, p INT " + reference + ", v TEXT)");
        space.push(0, ANN, space.insert("p", 1, "home"), space.insert("p", 2, "work"));
        return space.push(2, ANN, space.insert("c", 9, 2, ""));
    }

    private static PolicySpace childFirst(String reference) {
        PolicySpace space = family(reference);
        long base = space.version();
        space.push(base, ANN, space.insert("c", 1, 1, "new"));
        return space.push(base, BOB, space.delete("p", 1));
    }

    private static PolicySpace deleteFirst(String reference) {
        PolicySpace space = family(reference);
        long base = space.version();
        space.push(base, BOB, space.delete("p", 1));
        return space.push(base, ANN, space.insert("c", 1, 1, "new"));
    }

    @Test
    void anOrphanRefersToNothing() {
        String reference = "CONSTRAINT sync_set_null REFERENCES p";
        PolicySpace first = childFirst(reference);
        PolicySpace last = deleteFirst(reference);
        assertEquals(List.of("(1, NULL, 'new')", "(9, 2, '')"), first.rows("c"));
        assertEquals(first.rows("c"), last.rows("c"));
        assertEquals(List.of("FOREIGN_KEY c(1) p SET_NULL incoming"), first.records());
        assertEquals(List.of("FOREIGN_KEY c(1) p SET_NULL stored"), last.records());
    }

    @Test
    void anOrphanGoesToTheLedger() {
        String reference = "CONSTRAINT sync_cascade REFERENCES p";
        PolicySpace first = childFirst(reference);
        PolicySpace last = deleteFirst(reference);
        assertEquals(List.of("(9, 2, '')"), first.rows("c"));
        assertEquals(first.rows("c"), last.rows("c"));
        assertEquals(List.of("FOREIGN_KEY c(1)  CASCADE incoming"), first.records());
        assertEquals(List.of("FOREIGN_KEY c(1)  CASCADE stored"), last.records());
        assertEquals(List.of("c(1)"), last.differing());
    }

    @Test
    void anOrphanHasItsParentBack() {
        String reference = "CONSTRAINT sync_resurrect_parent REFERENCES p";
        PolicySpace first = childFirst(reference);
        PolicySpace last = deleteFirst(reference);
        assertEquals(List.of("(1, 'home')", "(2, 'work')"), first.rows("p"));
        assertEquals(first.rows("p"), last.rows("p"));
        assertEquals(first.rows("c"), last.rows("c"));
        assertEquals(List.of("FOREIGN_KEY p(1)  RESURRECT_PARENT stored"), first.records());
        assertEquals(List.of("FOREIGN_KEY p(1)  RESURRECT_PARENT incoming"), last.records());
        assertEquals(1, last.handle("p", 1), "the same row as before");
    }

    @Test
    void withoutAPolicyAnOrphanIsRefused() {
        assertThrows(Incorrect.class, () -> childFirst("REFERENCES p"));
        assertThrows(Incorrect.class, () -> deleteFirst("REFERENCES p"));
    }

    @Test
    void whatActionsDoToChildrenThatNobodyNamedIsOnRecord() {
        PolicySpace cascade = childFirst("REFERENCES p ON DELETE CASCADE");
        assertEquals(List.of("DELETE_UPDATE c(1)  FOREIGN_KEY incoming"), cascade.records());
        PolicySpace cut = childFirst("REFERENCES p ON DELETE SET NULL");
        assertEquals(List.of("UPDATE_UPDATE c(1) p FOREIGN_KEY incoming"), cut.records());
        PolicySpace seen = family("REFERENCES p ON DELETE CASCADE");
        seen.push(seen.version(), BOB, seen.delete("p", 2));
        assertEquals(List.of(), seen.rows("c"));
        assertEquals(List.of(), seen.records(), "Bob had seen it");
    }

    @Test
    void aChildThatGoesAnywayKeepsNothing() {
        PolicySpace space = family("CONSTRAINT sync_resurrect_parent REFERENCES p");
        long base = space.version();
        space.push(base, ANN, space.set("c", 9, 1, 1));
        space.push(base, BOB, space.delete("c", 9), space.delete("p", 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(List.of("(2, 'work')"), space.rows("p"));
    }

    @Test
    void aChildThatWasTakenAlongTakesItsOwnAlong() {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER PRIMARY KEY)",
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_cascade REFERENCES p)",
                "d (id INTEGER PRIMARY KEY, c INT CONSTRAINT sync_cascade REFERENCES c"
                        + " ON DELETE RESTRICT)");
        space.push(0, ANN, space.insert("p", 1));
        space.push(1, ANN, space.insert("c", 1, 1), space.insert("d", 1, 1));
        space.push(2, BOB, space.delete("p", 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(List.of(), space.rows("d"));
        assertEquals(2, space.records().size());
    }

    @Test
    void anEditThatWasToStayGoesWithItsParent() {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER PRIMARY KEY)",
                "c (id INTEGER CONSTRAINT sync_update_wins PRIMARY KEY,"
                        + " p INT REFERENCES p ON DELETE CASCADE, v TEXT)");
        space.push(0, ANN, space.insert("p", 1));
        space.push(2, ANN, space.insert("c", 1, 1, ""));
        long base = space.version();
        space.push(base, ANN, space.set("c", 1, 2, "mine"));
        space.push(base, BOB, space.delete("c", 1), space.delete("p", 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(List.of("DELETE_UPDATE c(1)  UPDATE_WINS incoming"), space.records());
    }

    private static PolicySpace tree() {
        PolicySpace space = new PolicySpace(
                "n (id INTEGER PRIMARY KEY, up INT CONSTRAINT sync_tree REFERENCES n, v TEXT)");
        space.push(
                0,
                ANN,
                space.insert("n", 1, null, ""),
                space.insert("n", 2, null, ""),
                space.insert("n", 3, 2, ""));
        return space;
    }

    @Test
    void aMoveUnderItselfIsNotDone() {
        PolicySpace space = tree();
        long base = space.version();
        space.push(base, ANN, space.set("n", 1, 1, 3));
        space.push(base, BOB, space.set("n", 2, 1, 1));
        assertEquals(List.of("(1, 3, '')", "(2, NULL, '')", "(3, 2, '')"), space.rows("n"));
        assertEquals(List.of("CYCLE n(2) up TREE stored"), space.records());
        assertEquals(List.of("n(2)"), space.differing());
        assertEquals(space.rows("n"), space.predict("n", space.set("n", 2, 1, 1)));
    }

    @Test
    void aParentThatComesBackMayCloseACycle() {
        PolicySpace space = new PolicySpace("n (id INTEGER PRIMARY KEY, up INT CONSTRAINT sync_tree"
                + " CONSTRAINT sync_resurrect_parent REFERENCES n, v TEXT)");
        space.push(
                0,
                ANN,
                space.insert("n", 1, null, ""),
                space.insert("n", 2, null, ""),
                space.insert("n", 3, 2, ""));
        long base = space.version();
        Change under3 = space.set("n", 1, 1, 3);
        space.push(base, BOB, space.delete("n", 3));
        space.push(base, BOB, space.set("n", 2, 1, 1));
        space.push(base, ANN, under3);
        assertEquals(List.of("(1, NULL, '')", "(2, 1, '')", "(3, 2, '')"), space.rows("n"));
    }

    /** The server's own code may do so: policies are about what phones push. */
    @Test
    void aMoveUnderACircleThatIsThereEndsInARefusalOfThatMove() {
        PolicySpace space = tree();
        space.write(transaction -> {
            transaction.update("n", PolicySpace.key(2), PolicySpace.row(2, 3, ""));
        });
        space.push(space.version(), ANN, space.set("n", 1, 1, 3), space.set("n", 3, 2, "mine"));
        assertEquals(List.of("(1, NULL, '')", "(2, 3, '')", "(3, 2, 'mine')"), space.rows("n"));
        assertEquals(List.of("CYCLE n(1) up TREE stored"), space.records());
    }

    @Test
    void aRowIsNotItsOwnParent() {
        PolicySpace space = tree();
        space.push(space.version(), ANN, space.insert("n", 4, 4, ""));
        assertEquals("(4, NULL, '')", space.rows("n").get(3));
        assertEquals(List.of("CYCLE n(4) up TREE stored"), space.records());
    }

    @Test
    void ofTwoMovesThatMeetInACycleOneIsEnough() {
        PolicySpace space = tree();
        space.push(space.version(), ANN, space.set("n", 1, 1, 2), space.set("n", 2, 1, 1));
        assertEquals(1, space.records().size());
        assertEquals(List.of("(1, NULL, '')", "(2, 1, '')", "(3, 2, '')"), space.rows("n"));
    }

    @Test
    void aPhoneShowsWhatTheServerWouldDo() {
        PolicySpace merge = table("CONSTRAINT sync_merge_rows", "CONSTRAINT sync_rewrite UNIQUE");
        assertEquals(
                List.of("(1, 'new', 'kept')"),
                merge.predict("t", merge.insert("t", 1, "new", null)));
        assertEquals(
                List.of("(1, 'old', 'kept')", "(2, '', 'kept (2)')"),
                merge.predict("t", merge.insert("t", 2, "", "kept")));
        PolicySpace cut = family("CONSTRAINT sync_set_null REFERENCES p");
        assertEquals(
                List.of("(1, NULL, 'x')", "(9, 2, '')"),
                cut.predict("c", cut.insert("c", 1, 7, "x")));
        PolicySpace gone = family("CONSTRAINT sync_cascade REFERENCES p");
        assertEquals(List.of("(9, 2, '')"), gone.predict("c", gone.insert("c", 1, 7, "x")));
        PolicySpace back = family("CONSTRAINT sync_resurrect_parent REFERENCES p");
        assertThrows(Incorrect.class, () -> back.predict("c", back.insert("c", 1, 7, "x")));
        PolicySpace one = table("", "CONSTRAINT sync_merge_rows UNIQUE");
        assertEquals(
                List.of("(1, 'mine', 'kept')"),
                one.predict("t", one.insert("t", 2, "mine", "kept")));
    }

    @Test
    void aPhoneKeepsARowThatIsNoMoreAsTheDeleteSawIt() {
        PolicySpace space = table("CONSTRAINT sync_update_wins", "");
        RowName name = new RowName("t", PolicySpace.key(1), space.handle("t", 1));
        Change seen = new Change.Delete(
                name, Row.of(Value.of(1), Value.of("old"), Value.of("kept")), Bytes.EMPTY);
        assertEquals(List.of(), space.predict("t", seen));
        space.push(space.version(), ANN, space.set("t", 1, 1, "mine"));
        assertEquals(List.of("(1, 'mine', 'kept')"), space.predict("t", seen));
    }
}
