package dev.syncdb.store.tree;

/**
 * How the entries of a tree are ordered: by one part of them after the other, of which each has a
 * level, from 0 up. No two entries are equal at all levels. Immutable.
 *
 * @param <E> the entries
 */
public interface Order<E> {
    /** At least one. */
    int levels();

    /** The first eight bytes of an entry at a level, unsigned: equal for equal parts. */
    long prefix(E entry, int level);

    /** The order of two entries at a level. */
    int compare(E left, E right, int level);

    /** What all entries have that are equal to this one at a level. */
    Object part(E entry, int level);

    /** True if an entry has that {@link #part} at a level. */
    boolean has(E entry, Object part, int level);
}
