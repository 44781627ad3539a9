package dev.syncdb.sync.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Rows that were deleted, and that an edit brings back which did not know of it. */
class ComingBackTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long EVE = 3;

    private static PolicySpace table() {
        PolicySpace space = new PolicySpace("t (id INTEGER CONSTRAINT sync_update_wins PRIMARY KEY,"
                + " a TEXT, loud TEXT AS (upper(a)))");
        return space.push(0, ANN, space.insert("t", 1, "old", null));
    }

    @Test
    void generatedCellsOfARowThatIsBackAreThoseOfTheEdit() {
        PolicySpace space = table();
        long base = space.version();
        Change edit = space.set("t", 1, 1, "mine");
        long handle = space.handle("t", 1);
        space.push(base, BOB, space.delete("t", 1));
        space.push(base, ANN, edit);
        assertEquals(List.of("(1, 'mine', 'MINE')"), space.rows("t"));
        assertEquals(handle, space.handle("t", 1));
    }

    @Test
    void aRowThatIsInsertedBesideOneThatIsBackIsNew() {
        PolicySpace space = table();
        long base = space.version();
        Change edit = space.set("t", 1, 1, "mine");
        space.push(base, BOB, space.delete("t", 1));
        space.push(base, ANN, edit, space.insert("t", 2, "new", null));
        assertEquals(List.of("(1, 'mine', 'MINE')", "(2, 'new', 'NEW')"), space.rows("t"));
        assertEquals(2, space.handle("t", 2));
    }

    @Test
    void anEditOfARowThatItsAuthorInsertedInVainDoesNotBringBackAnothersOfThatKey() {
        PolicySpace space = table();
        long base = space.version();
        space.push(base, BOB, space.delete("t", 1));
        space.push(base, EVE, PolicySpace.set(RowName.of("t", PolicySpace.key(1)), 1, "eve"));
        assertEquals(List.of(), space.rows("t"), "Eve means the row that she inserted herself");
        assertEquals(List.of("UPDATE_DELETE t(1) a UPDATE_WINS stored"), space.records());
        space.push(base, ANN, PolicySpace.set(RowName.of("t", PolicySpace.key(1)), 1, "ann"));
        assertEquals(List.of("(1, 'ann', 'ANN')"), space.rows("t"), "and so does Ann");
    }

    /** A step that edits bring back, and that goes with its task. */
    private static PolicySpace steps() {
        PolicySpace space = new PolicySpace(
                "p (id INTEGER PRIMARY KEY)",
                "c (id INTEGER CONSTRAINT sync_update_wins PRIMARY KEY,"
                        + " p INT REFERENCES p ON DELETE CASCADE, v TEXT)");
        return space.push(0, ANN, space.insert("p", 1), space.insert("c", 1, 1, "old"));
    }

    @Test
    void aRowThatComesBackAndGoesAgainWithItsParentIsGone() {
        PolicySpace space = steps();
        long base = space.version();
        Change edit = space.set("c", 1, 2, "mine");
        space.push(base, BOB, space.delete("c", 1));
        space.push(base, ANN, edit, space.delete("p", 1));
        assertEquals(List.of(), space.rows("c"));
        assertEquals(
                List.of(
                        "UPDATE_DELETE c(1)  UPDATE_WINS incoming",
                        "UPDATE_DELETE c(1) v FOREIGN_KEY stored"),
                space.records());
        assertEquals(List.of("c(1)"), space.differing());
        Incorrect alone = assertThrows(Incorrect.class, () -> space.push(base, EVE, edit));
        assertEquals(ErrorCode.FOREIGN_KEY, alone.code());
        space.push(base, EVE, space.insert("p", 1), edit);
        assertEquals(List.of("(1, 1, 'mine')"), space.rows("c"), "it is still kept");
    }

    @Test
    void aRowThatItsAuthorReplacesIsAnother() {
        PolicySpace space = steps();
        long base = space.version();
        long handle = space.handle("p", 1);
        space.push(base, ANN, space.delete("c", 1), space.delete("p", 1), space.insert("p", 1));
        assertEquals(List.of("(1)"), space.rows("p"));
        assertEquals(List.of(), space.records());
        assertNotEquals(handle, space.handle("p", 1));
    }
}
