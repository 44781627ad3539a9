package dev.syncdb.store.tree;

/**
 * Where something stands among the entries of a tree: at an entry, or before or behind all those
 * that are equal to it at the first levels of their {@link Order}.
 *
 * @param <E> the entries
 */
public interface Place<E> {
    /** At how many levels of the order it is told where the place lies. */
    int levels();

    /**
     * The first eight bytes of the place at a level, unsigned. Among entries that are equal to it
     * at the levels before, those of a smaller prefix lie before the place and those of a larger
     * one behind it.
     */
    long prefix(int level);

    /**
     * Negative if this place lies before the entry, positive if behind it, zero if it is equal to
     * the entry, all at one level. Asked only about entries that are equal at the levels before.
     */
    int compareTo(E entry, int level);

    /** As {@link #compareTo}, of an entry with that {@link Order#part}. */
    int compareToPart(Object part, int level);

    /**
     * Negative if the place lies before all entries that are equal at its levels, positive if
     * behind them, zero if it is where they are.
     */
    int side();

    /**
     * Says that the place may be compared with the entry soon, so that its memory can be fetched
     * together with that of others.
     */
    default void fetch(E entry) {}
}
