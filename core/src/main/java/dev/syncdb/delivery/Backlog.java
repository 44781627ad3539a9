package dev.syncdb.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What waits for one listener, and how it stays bounded when the listener does not keep up. Belongs
 * to one {@link Delivery}, which calls it under its lock.
 */
public interface Backlog<E> {
    /** Lines an event up, perhaps in the place of others. */
    void add(E event);

    /** Takes out the oldest event; null if none waits. */
    @Nullable
    E poll();

    boolean isEmpty();

    /** Forgets all that waits. */
    void clear();
}
