package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class VerdictTest {
    private final Letters letters = LetterOrder.of(new Traces()
            .edit(0, List.of(), 0, 0, "abc")
            .edit(0, List.of(0), 1, 1, "")
            .trace("", ""));

    @Test
    void theRightTextHoldsInAnyOrder() {
        assertTrue(Verdict.of(letters, "ac").holds());
        assertTrue(Verdict.of(letters, "ca").holds());
    }

    @Test
    void eachWayToGoWrongIsCounted() {
        assertEquals(new Verdict(0, 0, 0, 1, 0, 0), Verdict.of(letters, "a"));
        assertEquals(new Verdict(0, 0, 0, 0, 1, 0), Verdict.of(letters, "aca"));
        assertEquals(new Verdict(0, 0, 0, 0, 0, 1), Verdict.of(letters, "abc"));
        assertEquals(new Verdict(0, 0, 0, 2, 1, 1), Verdict.of(letters, "bb"));
        assertFalse(new Verdict(1, 2, 1, 0, 0, 0).holds(), "phones that differ are wrong");
    }

    @Test
    void verdictsAddUp() {
        assertEquals(
                new Verdict(3, 5, 7, 9, 11, 13),
                new Verdict(1, 2, 3, 4, 5, 6).and(new Verdict(2, 3, 4, 5, 6, 7)));
    }
}
