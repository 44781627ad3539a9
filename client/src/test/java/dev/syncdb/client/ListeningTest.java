package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncStatus.Standing;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

class ListeningTest {
    private final ManualScheduler timer = new ManualScheduler();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private boolean refuses;
    private final Listening listening = new Listening(
            new SyncListener() {
                @Override
                public void changed(SyncStatus status) {
                    heard.add(status.getClass().getSimpleName() + " "
                            + status.standing().pending());
                }

                @Override
                public void happened(ReplicaEvent event) {
                    heard.add(event.message());
                }
            },
            task -> {
                if (refuses) {
                    throw new IllegalStateException("no more tasks");
                }
                work.add(task);
            },
            timer);

    @Test
    void newsAreToldInOrderByOneTask() {
        stopped(1);
        event("first");
        idle(1);
        listening.wake();
        listening.wake();
        assertEquals(1, work.size());
        work.remove().run();
        assertEquals(List.of("Stopped 1", "first", "Idle 1"), heard);
        listening.wake();
        assertEquals(0, work.size());
    }

    @Test
    void ofChangesOfNumbersTheNewestIsTold() {
        stopped(1);
        stopped(2);
        idle(2);
        idle(3);
        event("between");
        idle(4);
        stopped(4);
        listening.wake();
        work.remove().run();
        assertEquals(List.of("Stopped 2", "Idle 3", "between", "Idle 4", "Stopped 4"), heard);
    }

    @Test
    void anExecutorThatRefusesIsAskedAgain() {
        refuses = true;
        stopped(1);
        listening.wake();
        assertEquals(1, timer.size());
        assertEquals(Listening.REFUSED_MILLIS, timer.millisToNext());
        refuses = false;
        timer.runNext();
        work.remove().run();
        assertEquals(List.of("Stopped 1"), heard, "although nothing else has happened");
        refuses = true;
        timer.refuses = true;
        idle(1);
        listening.wake();
        refuses = false;
        listening.wake();
        work.remove().run();
        assertEquals("Idle 1", heard.get(1));
    }

    @Test
    void aTaskThatTheExecutorHeldBackTellsNothingTwice() {
        stopped(1);
        listening.wake();
        Runnable late = work.remove();
        late.run();
        late.run();
        assertEquals(List.of("Stopped 1"), heard);
    }

    @Test
    void aListenerThatIsNeverServedTakesBoundedMemory() {
        for (int i = 0; i <= Listening.WAITING_MAX; i++) {
            event("event " + i);
        }
        listening.wake();
        work.remove().run();
        assertEquals(Listening.WAITING_MAX, heard.size());
        assertEquals("event 1", heard.get(0), "the oldest is lost");
    }

    @Test
    void whoHasGoneHearsNothing() {
        stopped(1);
        listening.wake();
        listening.close();
        idle(1);
        work.remove().run();
        assertTrue(heard.isEmpty());
    }

    private void stopped(int pending) {
        listening.add(new SyncStatus.Stopped(standing(pending)));
    }

    private void idle(int pending) {
        listening.add(new SyncStatus.Idle(standing(pending), 0));
    }

    private void event(String message) {
        listening.add(new ReplicaEvent(Kind.HELD, 1, message));
    }

    private static Standing standing(int pending) {
        return new Standing(pending, 0, 0, true, false, false, 0);
    }
}
