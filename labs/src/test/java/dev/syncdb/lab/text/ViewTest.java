package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

/** An edit means the same letters in whatever text it is made. */
class ViewTest {
    /** Three who did not know of each other. */
    private static final Trace TRACE = new Traces()
            .edit(0, List.of(), 1, 0, "👍x")
            .edit(1, List.of(), 3, 1, "z")
            .edit(2, List.of(), 0, 3, "")
            .edit(0, List.of(0), 1, 1, "y")
            .trace("abcd", null);

    private final Letters letters = LetterOrder.of(TRACE);
    private final View view = new View(letters, TRACE.start());

    @Test
    void theOrderOfEditsMakesNoDifference() {
        for (List<Integer> order :
                List.of(List.of(0, 1, 2, 3), List.of(2, 1, 0, 3), List.of(1, 0, 3, 2))) {
            View each = new View(letters, TRACE.start());
            order.forEach(each::apply);
            assertEquals("yxz", each.text(), order + " has all edits in it");
            assertEquals(letters.text(), each.text());
        }
    }

    @Test
    void aPieceThatStandsElsewhereIsFoundThere() {
        view.apply(0);
        assertEquals("a👍xbcd", view.text());

        view.adopt("abcd👍x");
        view.apply(3);

        assertEquals("aybcdx", view.text(), "the thumb goes, what comes is behind its a");
        view.apply(2);
        assertEquals("ydx", view.text());
    }

    @Test
    void charactersThatNobodyKnowsStay() {
        view.adopt("aQbcdR");
        view.apply(2);
        assertEquals("QdR", view.text());
        view.apply(0);
        view.adopt("👍xQdR");
        view.apply(3);
        assertEquals("yxQdR", view.text());
    }

    @Test
    void whatIsLostIsNotDeletedTwice() {
        view.adopt("d");
        view.apply(2);
        view.apply(1);

        assertEquals("z", view.text());
    }

    @Test
    void textsFarApartAreComparedByLookAlone() {
        String other = "-".repeat(2_000);
        view.adopt("b" + other + "a");
        view.apply(2);

        assertEquals(other, view.text());
    }
}
