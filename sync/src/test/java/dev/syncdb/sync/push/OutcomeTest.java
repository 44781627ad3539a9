package dev.syncdb.sync.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.push.Outcome.Kind;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.Test;

import java.util.List;

class OutcomeTest {
    private static final List<RowName> ROW = List.of(RowName.of("tasks", Key.of(1)));

    @Test
    void oneWordSaysWhatBecameOfATransaction() {
        Rejection rejection = new Rejection(ErrorCode.CHECK, "no", "tasks", "rank");
        assertEquals(Kind.APPLIED, new Outcome(1, null, List.of(5L), List.of()).kind());
        assertEquals(Kind.MERGED, new Outcome(1, null, List.of(), ROW).kind());
        assertEquals(Kind.CONFLICT, new Outcome(1, null, List.of(), ROW, 2).kind());
        assertEquals(
                Kind.CONFLICT,
                new Outcome(1, null, List.of(), List.of(), 1).kind(),
                "the other edit gave way, and this one was applied as it is");
        assertEquals(Kind.REJECTED, new Outcome(1, rejection, List.of(), ROW).kind());
    }
}
