package dev.syncdb.store.tree;

/**
 * Where something stands among the entries of a tree: at an entry, between two, or at a whole run
 * of them.
 *
 * @param <E> the entries
 */
public interface Place<E> {
    /**
     * The first eight bytes of the place in the order, unsigned. Entries of a smaller prefix lie
     * before the place, those of a larger one behind it.
     */
    long prefix();

    /**
     * Negative if this place lies before the entry, positive if behind it, zero if the entry stands
     * right here. Asked only about entries whose prefix is equal to {@link #prefix()}.
     */
    int compareTo(E entry);

    /**
     * Says that the place may be compared with the entry soon, so that its memory can be fetched
     * together with that of others.
     */
    default void fetch(E entry) {}
}
