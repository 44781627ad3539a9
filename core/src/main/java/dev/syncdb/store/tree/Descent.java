package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * A place on its way down: what is looked for in one layer, and then in the next. Lives as long as
 * one search.
 */
final class Descent<E> {
    private final Place<? super E> place;
    private final @Nullable Object known;
    private int level;
    private long prefix;

    /** @param known the entry that stands at the place if any does, so that it is not looked at */
    Descent(Place<? super E> place, @Nullable E known) {
        this.place = place;
        this.known = known;
        enter(0);
    }

    int level() {
        return level;
    }

    long prefix() {
        return prefix;
    }

    @Nullable
    Object known() {
        return known;
    }

    /** True if it is told where in this layer the place lies. */
    boolean isDefinite() {
        return level < place.levels();
    }

    /** True if it is not told where in the next layer the place lies. */
    boolean isLast() {
        return level + 1 == place.levels();
    }

    /** Goes on to the layer below the slot that was found. */
    void down() {
        enter(level + 1);
    }

    /** As {@link Place#compareTo}, of the entries of a slot of this layer. */
    @SuppressWarnings("ReferenceEquality")
    int compareTo(Object slot) {
        if (slot == known) {
            return 0;
        }
        if (slot instanceof Run) {
            return place.compareToPart(((Run<?>) slot).part(), level);
        }
        return place.compareTo(Slot.<E>first(slot), level);
    }

    void fetch(Object slot) {
        if (!(slot instanceof Run)) {
            place.fetch(Slot.<E>first(slot));
        }
    }

    /** On which side of the entries that are equal to it the place lies, if on one. */
    int side(int tie) {
        int side = place.side();
        return side == 0 ? tie : side;
    }

    /**
     * As {@link Place#compareTo}, of an entry that is equal in this layer, at the levels behind.
     */
    int compareBehind(E entry) {
        for (int each = level + 1; each < place.levels(); each++) {
            int order = place.compareTo(entry, each);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /**
     * How many of a few entries that are equal in this layer lie before the place.
     *
     * @param tie negative if it lies before those that are equal to it, positive if behind
     */
    int before(Object[] few, int tie) {
        for (Object each : few) {
            place.fetch(Slot.<E>entry(each));
        }
        int low = 0;
        int high = few.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compareBehind(Slot.entry(few[middle]));
            if ((order == 0 ? tie : order) < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void enter(int next) {
        level = next;
        prefix = next < place.levels() ? place.prefix(next) : 0;
    }
}
