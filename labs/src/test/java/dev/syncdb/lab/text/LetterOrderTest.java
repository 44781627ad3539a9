package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** The lab's own replay of a trace is the merge with which traces are recorded. */
class LetterOrderTest {
    @Test
    void lettersBeyondTheFirstPlaneCountOnce() {
        assertEquals("Hello 🎉🙂 you!", LetterOrder.of(Traces.greeting()).text());
    }

    @Test
    void historiesOfOthersEndAsTheySay() {
        TraceFile file = TraceFile.read(
                Traces.corpus("text-crdt-ot-vectors/fuguemax_conformance.json.gz"), 1);
        for (int i = 0; i < file.histories().size(); i++) {
            Trace history = file.histories().get(i);
            assertEquals(history.end(), LetterOrder.of(history).text(), "history " + i);
        }
    }

    @Test
    void aTraceThatPeopleTypedTogetherEndsAsItSays() {
        String name = Traces.corpus("editing-traces/concurrent/friendsforever.json.gz");
        Trace trace =
                Objects.requireNonNull(TraceFile.read(name, Integer.MAX_VALUE).trace());

        assertEquals(trace.end(), LetterOrder.of(trace).text());
    }

    @Test
    void anEditOutsideOfItsTextIsNamed() {
        Trace behind = new Traces()
                .edit(0, List.of(), 2, 0, "x")
                .edit(0, List.of(0), 4, 0, "y")
                .trace("ab", "");
        Trace tooMuch = new Traces().edit(0, List.of(), 1, 2, "").trace("ab", "");

        assertEquals("edit 1: position 4 is not in a text of 3", refusal(behind));
        assertEquals("edit 0: it deletes behind the end of the text", refusal(tooMuch));
    }

    private static String refusal(Trace trace) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> LetterOrder.of(trace))
                        .getMessage());
    }
}
