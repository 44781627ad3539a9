package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.text.Ancestry.Difference;

import org.junit.jupiter.api.Test;

import java.util.List;

class AncestryTest {
    /* 0 - 1 - 2 ----- 5 - 6      2, 5, 6 by agent 0; 1 too
     *      \         /
     *       3 - 4 --             3, 4 by agent 1 */
    private static final Ancestry FORK = new Ancestry(new Traces()
            .edit(0, List.of(), 0, 0, "")
            .edit(0, List.of(0), 0, 0, "")
            .edit(0, List.of(1), 0, 0, "")
            .edit(1, List.of(1), 0, 0, "")
            .edit(1, List.of(3), 0, 0, "")
            .edit(0, List.of(2, 4), 0, 0, "")
            .edit(0, List.of(5), 0, 0, "")
            .trace("", "")
            .edits());

    @Test
    void versionsDifferByWhatOneOfThemKnew() {
        assertEquals(
                new Difference(List.of(2), List.of(3, 4)),
                FORK.between(List.of(2), List.of(4)),
                "what is taken back goes newest first, what is made oldest first");
        assertEquals(new Difference(List.of(), List.of(0, 1)), FORK.between(List.of(), List.of(1)));
        assertEquals(
                new Difference(List.of(6, 5), List.of()), FORK.between(List.of(6), List.of(2, 4)));
    }

    @Test
    void aVersionHoldsWhatItsEditsKnew() {
        assertTrue(FORK.holds(List.of(6), 3));
        assertTrue(FORK.holds(List.of(2, 4), 2));
        assertFalse(FORK.holds(List.of(2), 3));
        assertFalse(FORK.holds(List.of(4), 6));
    }

    @Test
    void aRunEndsWhereItForksAndBeginsWhereItJoins() {
        assertArrayEquals(new int[] {0, 0, 2, 3, 3, 5, 5}, FORK.runs());
    }
}
