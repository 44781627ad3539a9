package dev.syncdb.sync.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Children and parents that go without knowing of each other, where it is not one of each. */
class OrphansTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long EVE = 3;

    /** Two parents of every space here. */
    private static PolicySpace family(String... more) {
        String[] tables = new String[more.length + 1];
        tables[0] = "p (id INTEGER PRIMARY KEY, v TEXT)";
        System.arraycopy(more, 0, tables, 1, more.length);
        PolicySpace space = new PolicySpace(tables);
        return space.push(0, ANN, space.insert("p", 1, "home"), space.insert("p", 2, "work"));
    }

    @Test
    void whoReferredToOneParentTwiceRefersToNothingTwice() {
        String child = "c (id INTEGER PRIMARY KEY, owner INT CONSTRAINT sync_set_null REFERENCES p,"
                + " helper INT CONSTRAINT sync_set_null REFERENCES p)";
        PolicySpace first = family(child);
        long base = first.version();
        first.push(base, ANN, first.insert("c", 1, 1, 1));
        first.push(base, BOB, first.delete("p", 1));
        PolicySpace last = family(child);
        last.push(base, BOB, last.delete("p", 1));
        last.push(base, ANN, last.insert("c", 1, 1, 1));
        assertEquals(List.of("(1, NULL, NULL)"), first.rows("c"));
        assertEquals(first.rows("c"), last.rows("c"), "whichever arrives first");
        assertEquals(
                List.of(
                        "FOREIGN_KEY c(1) owner SET_NULL incoming",
                        "FOREIGN_KEY c(1) helper SET_NULL incoming"),
                first.records());
    }

    @Test
    void aChildThatWasMovedUnseenIsFoundByThatReferenceThoughTheOtherWasSeen() {
        PolicySpace space = family("c (id INTEGER PRIMARY KEY,"
                + " owner INT REFERENCES p ON DELETE SET NULL,"
                + " helper INT CONSTRAINT sync_cascade REFERENCES p)");
        space.push(1, ANN, space.insert("c", 1, 1, 2));
        long base = space.version();
        space.push(base, ANN, space.set("c", 1, 2, 1));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(List.of("FOREIGN_KEY c(1)  CASCADE incoming"), space.records());
    }

    @Test
    void aChildThatGoesAlongWithTwoParentsGoesOnce() {
        PolicySpace space = family(
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_cascade REFERENCES p)",
                "d (id INTEGER PRIMARY KEY, one INT CONSTRAINT sync_cascade REFERENCES c,"
                        + " two INT CONSTRAINT sync_cascade REFERENCES c)");
        long base = space.version();
        space.push(base, ANN, space.insert("c", 1, 1), space.insert("c", 2, 1));
        space.push(base + 1, ANN, space.insert("d", 1, 1, 2), space.insert("d", 2, 2, 2));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(List.of(), space.rows("d"));
        assertEquals(4, space.records().size(), space.records().toString());
        assertEquals(4, space.differing().size());
    }

    @Test
    void aChildThatWentAlongByAnActionIsOnRecordOnce() {
        PolicySpace space = family(
                "r (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_cascade REFERENCES p,"
                        + " q INT REFERENCES q ON DELETE CASCADE)",
                "q (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_cascade REFERENCES p)");
        long base = space.version();
        space.push(base, ANN, space.insert("q", 1, 1), space.insert("r", 1, 1, 1));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of(), space.rows("r"));
        assertEquals(List.of(), space.rows("q"));
        assertEquals(
                List.of(
                        "FOREIGN_KEY q(1)  CASCADE incoming",
                        "DELETE_UPDATE r(1)  FOREIGN_KEY incoming"),
                space.records());
    }

    @Test
    void whatItsAuthorHadSeenGoesByTheActionAndWhatIsBelowByItsPolicy() {
        PolicySpace space = family(
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_set_null REFERENCES p"
                        + " ON DELETE CASCADE)",
                "d (id INTEGER PRIMARY KEY, c INT CONSTRAINT sync_set_null REFERENCES c)");
        space.push(1, ANN, space.insert("c", 1, 1), space.insert("c", 2, 2));
        long base = space.version();
        space.push(base, ANN, space.insert("d", 1, 1), space.insert("d", 2, 2));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of("(2, 2)"), space.rows("c"), "Bob had seen the first");
        assertEquals(List.of("(1, NULL)", "(2, 2)"), space.rows("d"));
        assertEquals(List.of("FOREIGN_KEY d(1) c SET_NULL incoming"), space.records());
    }

    @Test
    void whatIsBelowAChildThatGoesByTwoActionsIsFoundOnce() {
        PolicySpace space = family(
                "c (id INTEGER PRIMARY KEY, one INT REFERENCES p ON DELETE CASCADE,"
                        + " two INT REFERENCES p ON DELETE CASCADE)",
                "d (id INTEGER PRIMARY KEY, c INT CONSTRAINT sync_set_null REFERENCES c)");
        space.push(1, ANN, space.insert("c", 1, 1, 1));
        long base = space.version();
        space.push(base, ANN, space.insert("d", 1, 1));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of("(1, NULL)"), space.rows("d"));
        assertEquals(List.of("FOREIGN_KEY d(1) c SET_NULL incoming"), space.records());
    }

    @Test
    void aChildThatItsAuthorHadSeenKeepsNothing() {
        String child = "c (id INTEGER PRIMARY KEY,"
                + " p INT CONSTRAINT sync_resurrect_parent REFERENCES p ON DELETE SET NULL, v INT)";
        PolicySpace space = family(child);
        space.push(1, ANN, space.insert("c", 1, 1, 0));
        long base = space.version();
        space.push(base, ANN, space.set("c", 1, 2, 7));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of("(1, NULL, 7)"), space.rows("c"), "Bob had seen that it is a child");
        assertEquals(List.of(), space.records());
    }

    @Test
    void aChildThatStaysForAnEditKeepsItsParent() {
        PolicySpace space = family("c (id INTEGER CONSTRAINT sync_update_wins PRIMARY KEY,"
                + " p INT CONSTRAINT sync_resurrect_parent REFERENCES p ON DELETE CASCADE, v INT)");
        space.push(1, ANN, space.insert("c", 1, 1, 0), space.insert("c", 2, 2, 0));
        long base = space.version();
        space.push(base, ANN, space.set("c", 1, 2, 7));
        space.push(base, BOB, space.delete("p", 1), space.delete("p", 2));
        assertEquals(List.of("(1, 'home')"), space.rows("p"));
        assertEquals(List.of("(1, 1, 7)"), space.rows("c"), "nobody edited the second");
        assertEquals(List.of("FOREIGN_KEY p(1)  RESURRECT_PARENT stored"), space.records());
    }

    @Test
    void ofAParentThatWasEditedAndIsKeptByAChildOnlyThatIsOnRecord() {
        PolicySpace space = family("c (id INTEGER PRIMARY KEY,"
                + " p INT CONSTRAINT sync_resurrect_parent REFERENCES p)");
        long base = space.version();
        space.push(base, ANN, space.set("p", 1, 1, "sweet home"), space.insert("c", 1, 1));
        space.push(base, BOB, space.delete("p", 1));
        assertEquals(List.of("(1, 'sweet home')", "(2, 'work')"), space.rows("p"));
        assertEquals(List.of("FOREIGN_KEY p(1)  RESURRECT_PARENT stored"), space.records());
        assertEquals(List.of("p(1)"), space.differing());
    }

    @Test
    void aChildThatGetsAnotherKeyWhileItsParentGoesIsNotLost() {
        PolicySpace space = family(
                "c (id INTEGER PRIMARY KEY, p INT UNIQUE CONSTRAINT sync_set_null REFERENCES p)",
                "d (c INT DEFAULT 2 REFERENCES c (p) ON UPDATE SET DEFAULT, n INT,"
                        + " p INT CONSTRAINT sync_set_null REFERENCES p, PRIMARY KEY (c, n))");
        long base = space.version();
        space.push(base, ANN, space.insert("c", 1, 1), space.insert("c", 2, 2));
        space.push(base + 1, ANN, space.insert("d", 1, 1, 1));
        Incorrect refused =
                assertThrows(Incorrect.class, () -> space.push(base, BOB, space.delete("p", 1)));
        assertEquals(ErrorCode.FOREIGN_KEY, refused.code(), "it refers to it still");
        assertEquals(List.of("(1, 1, 1)"), space.rows("d"));
    }

    @Test
    void anOrphanTakesWithItWhatCameWithIt() {
        PolicySpace space = family(
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_cascade REFERENCES p)",
                "d (id INTEGER PRIMARY KEY, c INT CONSTRAINT sync_cascade REFERENCES c"
                        + " ON DELETE CASCADE)");
        long base = space.version();
        space.push(base, BOB, space.delete("p", 1));
        space.push(base, ANN, space.insert("c", 1, 1), space.insert("d", 1, 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(List.of(), space.rows("d"));
        assertEquals(
                List.of("FOREIGN_KEY c(1)  CASCADE stored", "FOREIGN_KEY d(1)  FOREIGN_KEY stored"),
                space.records());
        assertEquals(List.of("c(1)", "d(1)"), space.differing());
    }

    @Test
    void anOrphanOfWhatIsFoundByAnotherKeyOrNowhereRefersToNothing() {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER PRIMARY KEY, code TEXT UNIQUE)",
                "c (id INTEGER PRIMARY KEY, p TEXT CONSTRAINT sync_set_null REFERENCES p (code))",
                "d (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_set_null REFERENCES nowhere)");
        space.push(0, ANN, space.insert("p", 1, "home"));
        long base = space.version();
        space.push(base, BOB, space.delete("p", 1));
        space.push(base, ANN, space.insert("c", 1, "home"), space.insert("d", 1, 1));
        assertEquals(List.of("(1, NULL)"), space.rows("c"));
        assertEquals(List.of("(1, NULL)"), space.rows("d"));
        assertEquals(
                List.of("FOREIGN_KEY c(1) p SET_NULL stored", "FOREIGN_KEY d(1) p SET_NULL stored"),
                space.records());
        assertEquals(
                0,
                space.judgement().conflicts().get(0).stored().author().writer(),
                "nobody can say who deleted it");
    }

    @Test
    void anOrphanByAReferenceWithoutAPolicyIsRefusedWhateverTheOthersSay() {
        PolicySpace space = family("c (id INTEGER PRIMARY KEY, owner INT REFERENCES p,"
                + " helper INT CONSTRAINT sync_set_null REFERENCES p)");
        Incorrect refused = assertThrows(
                Incorrect.class, () -> space.push(1, ANN, space.insert("c", 1, 77, 78)));
        assertEquals(ErrorCode.FOREIGN_KEY, refused.code());
    }

    @Test
    void whereDeletedRowsAreKeptTheRecordOfAnOrphanSaysWhoDeletedItsParent() {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER CONSTRAINT sync_update_wins PRIMARY KEY)",
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_set_null REFERENCES p)");
        space.push(0, ANN, space.insert("p", 1));
        long base = space.version();
        space.push(base, BOB, space.delete("p", 1));
        space.push(base, ANN, space.insert("c", 1, 1));
        assertEquals(List.of("FOREIGN_KEY c(1) p SET_NULL stored"), space.records());
        assertEquals(BOB, space.judgement().conflicts().get(0).stored().author().writer());
    }

    @Test
    void anIncrementThatWasDoneAsAskedIsNotToldOfThoughTheRowHasChildren() {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER PRIMARY KEY, n INTEGER COUNTER)",
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_set_null REFERENCES p)");
        space.push(0, ANN, space.insert("p", 1, 5));
        RowName row = new RowName("p", PolicySpace.key(1), space.handle("p", 1));
        Cell three = new Cell(1, null, Value.of(3), true);
        space.push(space.version(), BOB, new Change.Update(row, List.of(three), Bytes.EMPTY));
        assertEquals(List.of("(1, 8)"), space.rows("p"));
        assertEquals(List.of(), space.differing());
    }

    @Test
    void aParentThatIsNotKeptIsNotBroughtBack() {
        PolicySpace space = family("c (id INTEGER PRIMARY KEY,"
                + " p INT CONSTRAINT sync_resurrect_parent REFERENCES p)");
        Incorrect refused =
                assertThrows(Incorrect.class, () -> space.push(1, ANN, space.insert("c", 1, 77)));
        assertEquals(ErrorCode.FOREIGN_KEY, refused.code());
    }

    /** One policy brings back what the other takes away. */
    @Test
    void policiesThatUndoEachOtherEndInARefusal() {
        PolicySpace space = new PolicySpace(
                "g (id INTEGER PRIMARY KEY)",
                "p (id INTEGER PRIMARY KEY, g INT CONSTRAINT sync_cascade REFERENCES g)",
                "c (id INTEGER PRIMARY KEY, p INT CONSTRAINT sync_resurrect_parent REFERENCES p)");
        space.push(0, ANN, space.insert("g", 1), space.insert("p", 1, 1));
        long base = space.version();
        Change both = space.delete("p", 1);
        space.push(base, BOB, both, space.delete("g", 1));
        Incorrect refused =
                assertThrows(Incorrect.class, () -> space.push(base, EVE, space.insert("c", 1, 1)));
        assertEquals(ErrorCode.LIMIT, refused.code());
        assertEquals(List.of(), space.rows("p"));
        assertEquals(List.of(), space.rows("c"));
    }
}
