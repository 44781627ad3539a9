package dev.syncdb.store.tree;

/**
 * Entries in the order of a tree that is to be made of them, and what is known of them: whoever has
 * it at hand spares a look at each entry. Does not change meanwhile.
 *
 * @param <E> the entries
 */
public interface Sorted<E> {
    int size();

    E entry(int index);

    /** As {@link Order#prefix}, of an entry. */
    long prefix(int index, int level);

    /**
     * True if an entry is equal at a level to the one before it, which is equal to it at the levels
     * before that.
     */
    boolean isSame(int index, int level);
}
