package dev.syncdb.store.tree;

/**
 * All entries that are equal at one level: a layer of its own, ordered by the levels behind.
 * Immutable, but for what an edit does to nodes that are its own.
 *
 * @param part what they have at that level, see {@link Order#part}
 */
record Run<E>(Object part, Node<E> root) {
    /** Header and two references. */
    static final int BYTES = 24;

    /** A run of that layer; this one if it has it already. */
    @SuppressWarnings("ReferenceEquality")
    Run<E> with(Node<E> layer) {
        return layer == root ? this : new Run<>(part, layer);
    }
}
