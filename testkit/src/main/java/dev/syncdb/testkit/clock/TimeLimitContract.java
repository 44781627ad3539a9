package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.TimeLimit;

import org.junit.jupiter.api.Test;

/**
 * What every {@link TimeLimit} does. Extend it for an adapter of your own; if one passes and a
 * function that hangs still stops a server, the fault is in here.
 */
public abstract class TimeLimitContract {
    /** Work that is done at once never takes so long. */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final long LIMIT_MILLIS = 20;

    /** A limit that works until the end of the test. */
    protected abstract TimeLimit newLimit();

    /** Does not return, or lets the limit believe so, for longer than {@code millis}. */
    protected abstract void hang(long millis);

    @Test
    void workGivesWhatItReturns() {
        assertEquals("done", newLimit().within(PATIENCE_MILLIS, () -> "done"));
        assertNull(newLimit().within(PATIENCE_MILLIS, () -> null));
    }

    @Test
    void workThrowsWhatItThrows() {
        TimeLimit limit = newLimit();
        IllegalStateException failure = new IllegalStateException("wrong");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> limit.within(PATIENCE_MILLIS, () -> {
                    throw failure;
                }));
        assertEquals("wrong", thrown.getMessage());
        assertThrows(
                StackOverflowError.class,
                () -> limit.within(PATIENCE_MILLIS, () -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void whatTakesTooLongIsGivenUpAndTheNextWorkIsDone() {
        TimeLimit limit = newLimit();
        TimeLimit.Exceeded late = assertThrows(
                TimeLimit.Exceeded.class,
                () -> limit.within(LIMIT_MILLIS, () -> {
                    hang(LIMIT_MILLIS);
                    return "late";
                }));
        assertTrue(String.valueOf(late.getMessage()).contains("20 ms"), "it says how long");
        assertEquals("done", limit.within(PATIENCE_MILLIS, () -> "done"));
    }
}
