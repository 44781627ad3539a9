package dev.syncdb.store.tree;

/** Entries in an array, of which nothing is known but their order. Immutable. */
final class SortedArray<E> implements Sorted<E> {
    private final Order<E> order;
    private final Object[] entries;
    private final int size;

    /**
     * Takes ownership of the array.
     *
     * @param size how many of the entries count
     */
    SortedArray(Order<E> order, Object[] entries, int size) {
        this.order = order;
        this.entries = entries;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public E entry(int index) {
        return Slot.entry(entries[index]);
    }

    @Override
    public long prefix(int index, int level) {
        return order.prefix(entry(index), level);
    }

    @Override
    public boolean isSame(int index, int level) {
        return order.compare(entry(index - 1), entry(index), level) == 0;
    }
}
