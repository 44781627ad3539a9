package dev.syncdb.lab.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Each promise that a run of chaos looks at is seen to break. */
final class TestimonyTest {
    private final Testimony testimony = new Testimony();

    @Test
    void aWordThatWasAcknowledgedAndIsNotThereIsLost() {
        testimony.hear("phone1", "acknowledged a");
        testimony.hear("phone1", "acknowledged b");
        testimony.hear("server", "word a");
        assertEquals(List.of("b"), testimony.lost("server"), "the server has only one of them");
    }

    @Test
    void aWordThatWasRefusedIsNotLost() {
        testimony.hear("phone1", "acknowledged a");
        testimony.hear("phone1", "rejected INSERT INTO words VALUES ('a', 'phone1')");
        assertEquals(List.of(), testimony.lost("server"), "its author can read why it is gone");
    }

    @Test
    void aWordThatBecameVisibleTwiceWasAppliedTwice() {
        testimony.hear("server", "published a");
        testimony.hear("server", "published b");
        testimony.hear("server", "published a");
        assertEquals(List.of("a"), testimony.twice("server"), "one write, two commits");
    }

    @Test
    void aWordThatIsThereAndWasRefusedWasAppliedTwice() {
        testimony.hear("server", "word a");
        testimony.hear("phone1", "rejected INSERT INTO words VALUES ('a', 'phone1')");
        assertEquals(List.of("a"), testimony.twice("server"), "the second time it was refused");
    }

    @Test
    void statesThatDifferAreNotEqual() {
        testimony.hear("server", "state 1");
        testimony.hear("phone1", "state 1");
        assertTrue(testimony.equal(), "both have the same");
        testimony.hear("phone2", "state 2");
        assertFalse(testimony.equal(), "one has something else");
    }

    @Test
    void whatBrokeInAProcessIsKept() {
        testimony.hear("phone1", "broken a promise");
        assertEquals(List.of("a promise"), testimony.broken(), "a process said so");
    }
}
