package dev.syncdb.client;

import dev.syncdb.client.replica.ReplicaEvent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All who listen to one client. What is told under the lock of the loop arrives in that order;
 * {@link #wake} is called without it.
 */
final class Audience {
    private final List<Listening> all = new CopyOnWriteArrayList<>();

    void add(Listening listening, SyncStatus first) {
        listening.add(first);
        all.add(listening);
    }

    void remove(Listening listening) {
        all.remove(listening);
        listening.close();
    }

    void tell(SyncStatus status) {
        all.forEach(each -> each.add(status));
    }

    void tell(ReplicaEvent event) {
        all.forEach(each -> each.add(event));
    }

    /** Has everybody's executor see to what waits. */
    void wake() {
        all.forEach(Listening::wake);
    }
}
