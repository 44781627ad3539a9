package dev.syncdb.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

final class SerialExecutorTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void aTaskNeverRunsInsideAnother() {
        SerialExecutor serial = new SerialExecutor(Runnable::run, Alarm.SILENT);
        serial.execute(() -> {
            assertTrue(serial.isInside());
            serial.execute(() -> seen.add("inner"));
            seen.add("outer");
        });
        assertEquals(List.of("outer", "inner"), seen);
        assertFalse(serial.isInside());
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() {
        SerialExecutor serial =
                new SerialExecutor(Runnable::run, (what, failure) -> seen.add(failure.toString()));
        serial.execute(() -> {
            throw new StackOverflowError("deep");
        });
        serial.execute(() -> seen.add("next"));
        assertEquals(List.of("java.lang.StackOverflowError: deep", "next"), seen);
    }

    @Test
    void aRefusalOfTheThreadsReachesTheCaller() {
        SerialExecutor serial = new SerialExecutor(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                Alarm.SILENT);
        for (int i = 0; i < 2; i++) {
            assertThrows(
                    RejectedExecutionException.class,
                    () -> serial.execute(() -> seen.add("never")));
        }
        assertEquals(List.of(), seen);
    }
}
