package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.client.SyncStatus.Standing;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

class AudienceTest {
    private final Audience audience = new Audience();
    private final List<String> heard = new ArrayList<>();

    @Test
    void whoComesLaterHearsTheStateAndWhatFollowsIt() {
        audience.add(listening("ann", Runnable::run), stopped(1));
        audience.tell(event("first"));
        audience.add(listening("bob", Runnable::run), stopped(2));
        audience.tell(event("second"));
        audience.wake();
        assertEquals(
                List.of(
                        "ann: Stopped 1",
                        "ann: first",
                        "ann: second",
                        "bob: Stopped 2",
                        "bob: second"),
                heard);
    }

    @Test
    void nothingIsToldBeforeTheyAreWoken() {
        audience.add(listening("ann", Runnable::run), stopped(1));
        audience.tell(event("under the lock"));
        assertEquals(List.of(), heard);
    }

    @Test
    void whoHasLeftHearsNothingMoreAndTheOthersDo() {
        Listening leaving = listening("ann", Runnable::run);
        audience.add(leaving, stopped(1));
        audience.add(listening("bob", Runnable::run), stopped(1));
        audience.wake();
        heard.clear();
        audience.tell(event("too late"));
        audience.remove(leaving);
        audience.tell(stopped(2));
        audience.wake();
        assertEquals(List.of("bob: too late", "bob: Stopped 2"), heard);
    }

    @Test
    void whoHasLeftHearsNothingOfWhatWaitsForItsExecutor() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Listening leaving = listening("ann", tasks::add);
        audience.add(leaving, stopped(1));
        audience.wake();
        audience.remove(leaving);
        tasks.remove().run();
        assertEquals(List.of(), heard);
    }

    @Test
    void anExecutorThatRefusesKeepsNothingFromTheOthers() {
        audience.add(
                listening("ann", task -> {
                    throw new IllegalStateException("shut down");
                }),
                stopped(1));
        audience.add(listening("bob", Runnable::run), stopped(1));
        audience.wake();
        assertEquals(List.of("bob: Stopped 1"), heard);
    }

    private Listening listening(String name, Executor executor) {
        SyncListener listener = new SyncListener() {
            @Override
            public void changed(SyncStatus status) {
                heard.add(name + ": " + status.getClass().getSimpleName() + " "
                        + status.standing().pending());
            }

            @Override
            public void happened(ReplicaEvent event) {
                heard.add(name + ": " + event.message());
            }
        };
        return new Listening(listener, executor, new ManualScheduler());
    }

    private static SyncStatus stopped(int pending) {
        return new SyncStatus.Stopped(new Standing(pending, 0, 0, true, false, false, 0));
    }

    private static ReplicaEvent event(String message) {
        return new ReplicaEvent(Kind.HELD, 1, message);
    }
}
