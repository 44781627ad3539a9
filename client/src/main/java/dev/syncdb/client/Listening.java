package dev.syncdb.client;

import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.delivery.Backlog;
import dev.syncdb.delivery.Delivery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * One listener and what it is still to hear. Hands that to an executor: in order, one at a time
 * whatever the executor is. Lives until it is closed; any thread may call it.
 */
final class Listening {
    /**
     * As many changes as an hour of failures makes, many times over. A listener whose executor has
     * been dead for longer loses the oldest.
     */
    static final int WAITING_MAX = 4_096;

    /** An executor that refuses is asked again after this. */
    static final long REFUSED_MILLIS = 1_000;

    private final Delivery<News> delivery;
    private final Scheduler timer;

    /** @param timer asks an executor again that has refused */
    Listening(SyncListener listener, Executor executor, Scheduler timer) {
        this.delivery = new Delivery<>(executor, new Waiting(), news -> news.tell(listener));
        this.timer = timer;
    }

    void add(SyncStatus status) {
        delivery.add(new News(status, null));
    }

    void add(ReplicaEvent event) {
        delivery.add(new News(null, event));
    }

    /** Has the executor see to what waits. */
    void wake() {
        if (!delivery.wake()) {
            askAgain();
        }
    }

    /** Tells nothing from now on. Does not wait for a call that has begun. */
    void close() {
        delivery.close();
    }

    private void askAgain() {
        try {
            timer.schedule(REFUSED_MILLIS, this::wake);
        } catch (RuntimeException alsoRefused) {
            // The next news asks.
        }
    }

    /** Something to tell: a status or an event. */
    private record News(
            @Nullable SyncStatus status, @Nullable ReplicaEvent event) {
        /** True if the older of two need not be told: only numbers differ. */
        boolean replaces(News older) {
            return status != null
                    && older.status != null
                    && status.getClass() == older.status.getClass();
        }

        void tell(SyncListener listener) {
            if (status != null) {
                listener.changed(status);
            }
            if (event != null) {
                listener.happened(event);
            }
        }
    }

    private static final class Waiting implements Backlog<News> {
        private final Deque<News> news = new ArrayDeque<>();

        @Override
        public void add(News latest) {
            News newest = news.peekLast();
            if (newest != null && latest.replaces(newest)) {
                news.removeLast();
            } else if (news.size() == WAITING_MAX) {
                news.removeFirst();
            }
            news.addLast(latest);
        }

        @Override
        public @Nullable News poll() {
            return news.pollFirst();
        }

        @Override
        public boolean isEmpty() {
            return news.isEmpty();
        }

        @Override
        public void clear() {
            news.clear();
        }
    }
}
