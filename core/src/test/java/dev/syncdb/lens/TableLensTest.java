package dev.syncdb.lens;

import static dev.syncdb.lens.Versions.ENVIRONMENT;
import static dev.syncdb.lens.Versions.computed;
import static dev.syncdb.lens.Versions.fixed;
import static dev.syncdb.lens.Versions.row;
import static dev.syncdb.lens.Versions.same;
import static dev.syncdb.lens.Versions.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

final class TableLensTest {
    /** A renamed column, a lossy pair, one that came and one that went. */
    private static final Table OLDER =
            table("(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, gone TEXT DEFAULT 'was')");

    private static final Table NEWER =
            table("(title TEXT, id INTEGER PRIMARY KEY, lower TEXT, came INTEGER DEFAULT '5')");

    private static final TableLens LENS = new TableLens(
            OLDER,
            NEWER,
            List.of(
                    same(1),
                    same(0),
                    computed(NEWER, "lower", OLDER, "lower(mail)"),
                    fixed(NEWER, "came")),
            List.of(
                    same(1),
                    same(0),
                    computed(OLDER, "mail", NEWER, "lower"),
                    fixed(OLDER, "gone")));

    @Test
    void wholeRowsAreTranslated() {
        assertEquals(
                row("Ada", 1, "a@x", 5),
                LENS.newer(row(1, "Ada", "A@X", "g"), ENVIRONMENT),
                "defaults are converted as if they were written");
        assertEquals(row(1, "Ada", "a@x", "was"), LENS.older(row("Ada", 1, "a@x", 9), ENVIRONMENT));
    }

    @Test
    void aSameCellFollowsAndAllElseIsKept() {
        Edit edit = new Edit(
                row(1, "Ada", "A@X", "g"), row(1, "Bob", "A@X", "h"), row("Ada", 1, "?", 9));
        assertEquals(row("Bob", 1, "?", 9), LENS.newer(edit, ENVIRONMENT));
        Edit back = new Edit(row("Ada", 1, "a", 9), row("Eve", 2, "a", 8), row(1, "Ada", "A", "g"));
        assertEquals(row(2, "Eve", "A", "g"), LENS.older(back, ENVIRONMENT));
    }

    @Test
    void aComputedCellIsKeptUnlessItsFormulaNoticesTheEdit() {
        Row newer = row("Ada", 1, "kept", 9);
        Edit unseen = new Edit(row(1, "Ada", "A@X", "g"), row(1, "Ada", "a@x", "g"), newer);
        assertSame(newer, LENS.newer(unseen, ENVIRONMENT), "lower() of both is the same");
        Edit seen = new Edit(row(1, "Ada", "A@X", "g"), row(1, "Ada", "B@X", "g"), newer);
        assertEquals(row("Ada", 1, "b@x", 9), LENS.newer(seen, ENVIRONMENT));
    }

    @Test
    void theInverseTranslatesTheOtherWay() {
        Row older = row(1, "Ada", "A@X", "g");
        assertEquals(LENS.newer(older, ENVIRONMENT), LENS.inverse().older(older, ENVIRONMENT));
        assertEquals(LENS, LENS.inverse().inverse());
    }

    @Test
    void whatFailsOrIsNotTakenBecomesTheDefault() {
        Table older = table("(id INTEGER PRIMARY KEY, a INTEGER)");
        Table newer = table("(id INTEGER PRIMARY KEY, plain INTEGER, five INTEGER DEFAULT 5,"
                + " needed INTEGER NOT NULL DEFAULT 6, bare INTEGER NOT NULL)");
        TableLens lens = new TableLens(
                older,
                newer,
                List.of(
                        same(0),
                        computed(newer, "plain", older, "abs(a)"),
                        computed(newer, "five", older, "abs(a)"),
                        computed(newer, "needed", older, "abs(a)"),
                        computed(newer, "bare", older, "abs(a)")),
                List.of(same(0), fixed(older, "a")));
        Row extreme = row(1, Long.MIN_VALUE);
        assertEquals(row(1, null, 5, 6, null), lens.newer(extreme, ENVIRONMENT));
        assertEquals(Set.of(1, 2, 3, 4), lens.toNewer().failures(extreme, ENVIRONMENT));
        Row unknown = row(1, null);
        assertEquals(row(1, null, null, 6, null), lens.newer(unknown, ENVIRONMENT));
        assertEquals(Set.of(3, 4), lens.toNewer().failures(unknown, ENVIRONMENT));
        assertEquals(row(1, 7, 7, 7, 7), lens.newer(row(1, -7), ENVIRONMENT));
        assertEquals(Set.of(), lens.toNewer().failures(row(1, -7), ENVIRONMENT));
    }

    @Test
    void aStrictColumnTakesItsTypeOnly() {
        Table older = table("(id INTEGER PRIMARY KEY, a)");
        Table newer = table("(id INTEGER PRIMARY KEY, n INTEGER DEFAULT 3) STRICT");
        TableLens lens = new TableLens(
                older,
                newer,
                List.of(same(0), computed(newer, "n", older, "a")),
                List.of(same(0), computed(older, "a", newer, "n")));
        assertEquals(row(1, 12), lens.newer(row(1, "12"), ENVIRONMENT));
        assertEquals(row(1, 3), lens.newer(row(1, "x"), ENVIRONMENT));
        assertEquals(row(1, null), lens.newer(row(1, null), ENVIRONMENT));
        assertEquals(row(1, 12), lens.older(row(1, 12), ENVIRONMENT));
    }

    @Test
    void aDefaultThatFailsIsNull() {
        Table older = table("(id INTEGER PRIMARY KEY)");
        Table newer = table(
                "(id INTEGER PRIMARY KEY, a INTEGER DEFAULT (abs(-9223372036854775807 - 1)))");
        TableLens lens =
                new TableLens(older, newer, List.of(same(0), fixed(newer, "a")), List.of(same(0)));
        assertEquals(row(1, null), lens.newer(row(1), ENVIRONMENT));
    }

    @Test
    void aChainMakesInOneStepWhatTwoMake() {
        Table third = table("(id INTEGER PRIMARY KEY, length INTEGER, title TEXT, sum INTEGER)");
        TableLens next = new TableLens(
                NEWER,
                third,
                List.of(
                        same(1),
                        computed(third, "length", NEWER, "length(lower)"),
                        same(0),
                        computed(third, "sum", NEWER, "came + id")),
                List.of(
                        same(2),
                        same(0),
                        computed(NEWER, "lower", third, "'x' || length"),
                        fixed(NEWER, "came")));
        TableLens both = LENS.compose(next);
        Row first = row(1, "Ada", "A@X", "g");
        assertEquals(row(1, 3, "Ada", 6), both.newer(first, ENVIRONMENT));
        assertEquals(
                LENS.older(next.older(row(1, 3, "Ada", 6), ENVIRONMENT), ENVIRONMENT),
                both.older(row(1, 3, "Ada", 6), ENVIRONMENT));
        assertEquals(same(0), both.up().get(0), "what is the same twice is the same");
        assertEquals(Set.of(2), both.toNewer().reads(1));
        assertEquals(Set.of(0), both.toNewer().reads(3), "a default is read from no row");
        assertEquals(
                "length(lower)",
                ((Source.Computed) both.up().get(1)).conversion().sql());
    }

    @Test
    void aChainFailsWhereAnyOfItsLinksFails() {
        Table first = table("(id INTEGER PRIMARY KEY, a INTEGER)");
        Table second = table("(id INTEGER PRIMARY KEY, b INTEGER DEFAULT 4)");
        Table third = table("(id INTEGER PRIMARY KEY, c INTEGER DEFAULT 9)");
        TableLens one = lens(first, second, computed(second, "b", first, "abs(a)"));
        TableLens two = lens(
                second,
                third,
                computed(third, "c", second, "abs(b - 7 - " + Long.MAX_VALUE + ") + 0 * id"));
        Projection up = one.compose(two).toNewer();
        assertEquals(Set.of(1), up.failures(row(1, Long.MIN_VALUE), ENVIRONMENT), "the inner");
        assertEquals(Set.of(), up.failures(row(1, 7), ENVIRONMENT));
        assertEquals(Set.of(1), up.failures(row(1, 6), ENVIRONMENT), "the outer one");
        assertEquals(row(1, 9), up.of(row(1, 6), ENVIRONMENT));
    }

    @Test
    void whatTheStoreComputesIsNeitherMadeNorRead() {
        Table generated = table("(id INTEGER PRIMARY KEY, a INTEGER, g AS (a + 1))");
        TableLens lens = TableLens.identity(generated);
        assertEquals(row(1, 2, null), lens.newer(row(1, 2, 3), ENVIRONMENT));
        Row other = row(1, 2, 3);
        Edit edit = new Edit(other, row(1, 2, 9), other);
        assertSame(other, lens.newer(edit, ENVIRONMENT), "an edit leaves it as it was");
        List<Source> bare = List.of(same(0), same(1), Fixed.NULL);
        refused(
                "computed by the store",
                generated,
                generated,
                List.of(same(0), same(1), same(2)),
                bare);
        Table plain = table("(id INTEGER PRIMARY KEY, a INTEGER, g)");
        refused(
                "reads what the store computes",
                generated,
                plain,
                List.of(same(0), same(1), computed(plain, "g", generated, "g")),
                bare);
    }

    @Test
    void sourcesThatContradictThemselvesAreRefused() {
        Table other = table("(id INTEGER PRIMARY KEY, a TEXT, b TEXT)");
        Table real = table("(id INTEGER PRIMARY KEY, a REAL, b TEXT)");
        List<Source> all = List.of(same(0), same(1), same(2));
        refused("3 columns, but sources for 2", other, other, List.of(same(0), same(1)), all);
        refused("3 columns, but sources for 2", other, other, all, List.of(same(0), same(1)));
        refused(
                "not the same",
                other,
                other,
                List.of(same(0), same(2), same(1)),
                List.of(same(0), same(1), Fixed.NULL));
        refused("not the same", other, other, List.of(same(0), same(1), Fixed.NULL), all);
        refused("reads column 3", other, other, List.of(same(0), same(1), same(3)), all);
        refused("reads column -1", other, other, List.of(same(0), same(1), same(-1)), all);
        refused("another affinity", other, real, all, all);
    }

    @Test
    void aRowKeepsItsKey() {
        Table one = table("(a INTEGER, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID");
        Table turned = table("(a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID");
        Table shorter = table("(a INTEGER PRIMARY KEY, b TEXT)");
        Table folded =
                table("(a INTEGER, b TEXT COLLATE NOCASE, PRIMARY KEY (a, b)) WITHOUT ROWID");
        List<Source> all = List.of(same(0), same(1));
        refused("would be other rows", one, turned, all, all);
        refused("would be other rows", one, shorter, all, all);
        refused("would be other rows", one, folded, all, all);
    }

    @Test
    void bothNumericAffinitiesConvertAlike() {
        Table older = table("(id INTEGER PRIMARY KEY, a NUMERIC)");
        Table newer = table("(id INTEGER PRIMARY KEY, a INTEGER)");
        List<Source> all = List.of(same(0), same(1));
        TableLens lens = new TableLens(older, newer, all, all);
        assertEquals(row(1, 5), lens.newer(row(1, 5), ENVIRONMENT));
        assertTrue(
                TableLens.convertAlike(older.columns().get(1), newer.columns().get(1)));
        assertFalse(
                TableLens.convertAlike(OLDER.columns().get(1), newer.columns().get(1)));
    }

    @Test
    void aCopyIsConvertedByItsColumn() {
        Table newer = table("(id INTEGER PRIMARY KEY, a INTEGER)");
        Conversion copy = Conversion.copy(newer.columns().get(1), false, "name", 1);
        assertEquals(row(12).at(0), copy.evaluate(row(1, "12"), ENVIRONMENT));
        assertEquals("name", copy.sql());
    }

    private static TableLens lens(Table older, Table newer, Source up) {
        return new TableLens(older, newer, List.of(same(0), up), List.of(same(0), Fixed.NULL));
    }

    private static void refused(
            String why, Table older, Table newer, List<Source> up, List<Source> down) {
        Incorrect failure =
                assertThrows(Incorrect.class, () -> new TableLens(older, newer, up, down), why);
        assertEquals(ErrorCode.SCHEMA, failure.code());
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
    }
}
