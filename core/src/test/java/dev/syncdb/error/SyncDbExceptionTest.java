package dev.syncdb.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

import java.util.List;

class SyncDbExceptionTest {
    private static final Throwable CAUSE = new IllegalStateException("below");

    @Test
    void everyKindCarriesItsCodeAndItsCause() {
        List<SyncDbException> all = List.of(
                new Contended(ErrorCode.CHANGED, "m"),
                new Contended(ErrorCode.CHANGED, "m", CAUSE),
                new Fault(ErrorCode.CHANGED, "m"),
                new Fault(ErrorCode.CHANGED, "m", CAUSE),
                new Forbidden(ErrorCode.CHANGED, "m"),
                new Forbidden(ErrorCode.CHANGED, "m", CAUSE),
                new Incorrect(ErrorCode.CHANGED, "m"),
                new Retryable(ErrorCode.CHANGED, "m", 5),
                new Retryable(ErrorCode.CHANGED, "m", CAUSE));
        for (SyncDbException each : all) {
            assertEquals(ErrorCode.CHANGED, each.code());
            assertEquals("m", each.getMessage());
            if (each.getCause() != null) {
                assertSame(CAUSE, each.getCause());
            }
        }
    }

    @Test
    void corruptBytesHaveAnAddress() {
        Corrupt corrupt = new Corrupt(ErrorCode.CORRUPT_FILE, 1L << 40, "a frame is cut off");
        assertEquals(1L << 40, corrupt.offset());
        assertEquals("a frame is cut off (at byte 1099511627776)", corrupt.getMessage());
    }

    @Test
    void anUnknownVersionSaysWhatIsKnown() {
        Incompatible old = new Incompatible(ErrorCode.FILE_VERSION, "the journal", 9, 2, 4);
        assertEquals("the journal has version 9; this SyncDB reads 2 to 4", old.getMessage());
        assertEquals(List.of(9, 2, 4), List.of(old.found(), old.min(), old.max()));
    }

    @Test
    void anIncorrectCallNamesTableAndColumnWhereOneIsToBlame() {
        Incorrect blamed = Incorrect.at(ErrorCode.NOT_NULL, "no title", "tasks", "title");
        assertEquals("tasks", blamed.table());
        assertEquals("title", blamed.column());
        Incorrect nobody = new Incorrect(ErrorCode.SYNTAX, "no verb");
        assertNull(nobody.table());
        assertNull(nobody.column());
    }

    @Test
    void aRetryableFailureSaysHowLongToWait() {
        assertEquals(5, new Retryable(ErrorCode.BUSY, "later", 5).retryAfterMillis());
        assertEquals(0, new Retryable(ErrorCode.IO, "later", CAUSE).retryAfterMillis());
    }
}
