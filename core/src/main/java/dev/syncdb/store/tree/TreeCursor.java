package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * A walk over the entries between two positions of a layer, and of the layers below. Lives as long
 * as the pass; confined to one thread. Nothing is compared: a step is an array access.
 *
 * @param <E> the entries
 */
public final class TreeCursor<E> {
    /** The inner nodes from the root down to the leaf, and which child is walked in each. */
    private final Node<E>[] path;

    private final int[] indexes;
    private final @Nullable Position<E> low;
    private final @Nullable Position<E> high;
    private final int step;

    private Node<E> leaf;
    private int index;
    /** The first slot of the leaf, in the direction of the walk, that is not its any more. */
    private int stop;
    /** No other leaf follows. */
    private boolean over;

    /** The run that is walked over. */
    private @Nullable TreeCursor<E> run;

    /** The few entries that are walked over. */
    private Object @Nullable [] few;

    private int fewIndex;
    private int fewStop;

    /** An entry was taken out of the run, or of the few. */
    private boolean taken;

    /** The last entry was taken out of the same run, or of the same few, as the one before. */
    private boolean within;

    /** A walk over a whole layer. */
    TreeCursor(Node<E> root, boolean backward) {
        this.path = Position.path(root.height());
        this.indexes = Position.indexes(path.length);
        this.low = null;
        this.high = null;
        this.step = backward ? -1 : 1;
        this.leaf = root;
        for (int level = 0; level < path.length; level++) {
            path[level] = leaf;
            indexes[level] = edge(leaf);
            leaf = leaf.child(indexes[level]);
        }
        enter(edge(leaf));
    }

    /** @param start one of the ends, whose path is walked on from here on */
    private TreeCursor(
            Position<E> start,
            @Nullable Position<E> low,
            @Nullable Position<E> high,
            boolean backward) {
        this.path = start.path;
        this.indexes = start.indexes;
        this.low = low;
        this.high = high;
        this.step = backward ? -1 : 1;
        this.leaf = start.leaf;
        int first = backward && !start.isWithin() ? start.index - 1 : start.index;
        if (low != null && high != null && low.isAtOrBehind(high)) {
            index = first;
            stop = first;
            over = true;
        } else {
            enter(first);
        }
    }

    /**
     * A walk over a part of a layer.
     *
     * @param low where it begins or, if backward, ends; null for the first entry
     * @param high its other end; null for the last entry
     */
    static <E> TreeCursor<E> between(
            Node<E> root, @Nullable Position<E> low, @Nullable Position<E> high, boolean backward) {
        if (low == null && high == null) {
            return new TreeCursor<>(root, backward);
        }
        Position<E> end = backward ? high : low;
        Position<E> start = end == null ? Position.edge(root, backward) : end;
        return new TreeCursor<>(start, low, high, backward);
    }

    /** A walk over the entries of a slot. */
    static <E> TreeCursor<E> over(Object slot, boolean backward) {
        if (Slot.isRun(slot)) {
            return new TreeCursor<>(Slot.<E>run(slot).root(), backward);
        }
        Object[] few = Slot.few(slot);
        return over(few, 0, few.length, backward);
    }

    /** A walk over some of a few entries. */
    static <E> TreeCursor<E> over(Object[] few, int from, int to, boolean backward) {
        TreeCursor<E> cursor = new TreeCursor<>(Leaf.empty(), backward);
        cursor.begin(few, from, to);
        return cursor;
    }

    /** The next entry; null at the end, and from then on. */
    public @Nullable E next() {
        while (true) {
            if (few != null) {
                if (fewIndex != fewStop) {
                    E entry = Slot.entry(few[fewIndex]);
                    fewIndex += step;
                    within = taken;
                    taken = true;
                    return entry;
                }
                few = null;
            } else if (run != null) {
                E entry = run.next();
                if (entry != null) {
                    within = taken;
                    taken = true;
                    return entry;
                }
                run = null;
            }
            if (index != stop) {
                Object slot = leaf.slot(index);
                if (!Slot.isRun(slot) && !Slot.isFew(slot)) {
                    index += step;
                    return Slot.entry(slot);
                }
                open(slot);
                index += step;
            } else if (over || !turn()) {
                return null;
            }
        }
    }

    /**
     * Puts the next entries into the first places of an array, at most so many. Returns how many
     * there were: fewer only at the end. Looks into none of them.
     */
    public int next(Object[] into, int max) {
        return take(into, 0, max);
    }

    /** Fills an array from one place to another, and returns the place behind the last entry. */
    private int take(Object[] into, int from, int to) {
        int at = from;
        while (at < to) {
            if (run != null) {
                int behind = run.take(into, at, to);
                run = behind < to ? null : run;
                at = behind;
            } else if (few == null && index != stop && leaf.isPlain()) {
                at = takePlain(into, at, to);
            } else {
                E entry = next();
                if (entry == null) {
                    return at;
                }
                into[at++] = entry;
            }
        }
        return at;
    }

    /** As {@link #take}, of a leaf whose slots are entries, and no further than that. */
    private int takePlain(Object[] into, int from, int to) {
        int count = Math.min(to - from, (stop - index) * step);
        for (int i = 0; i < count; i++) {
            into[from + i] = leaf.slot(index);
            index += step;
        }
        return from + count;
    }

    /**
     * At how many levels an entry is equal to the one before it, in a walk over a whole tree that
     * takes one entry after the other.
     *
     * @param order of the tree
     * @param before what {@link #next()} gave last but one
     * @param last what it gave last
     */
    public int alike(Order<E> order, E before, E last) {
        return alike(order, before, last, 0);
    }

    private int alike(Order<E> order, E before, E last, int level) {
        if (!within || (few == null && run == null)) {
            return level;
        }
        if (run != null) {
            return run.alike(order, before, last, level + 1);
        }
        int alike = level + 1;
        while (order.compare(before, last, alike) == 0) {
            alike++;
        }
        return alike;
    }

    /** Begins to walk over what is in the slot, as far as it is between the positions. */
    private void open(Object slot) {
        taken = false;
        Position<E> from = isAt(low) ? low : null;
        Position<E> to = isAt(high) ? high : null;
        if (Slot.isRun(slot)) {
            run = between(
                    Slot.<E>run(slot).root(),
                    from == null ? null : from.within,
                    to == null ? null : to.within,
                    step < 0);
            return;
        }
        Object[] entries = Slot.few(slot);
        begin(entries, from == null ? 0 : from.few, to == null ? entries.length : to.few);
    }

    /** Begins to walk over some of a few entries. */
    private void begin(Object[] entries, int from, int to) {
        few = entries;
        fewIndex = step > 0 ? from : to - 1;
        fewStop = step > 0 ? to : from - 1;
    }

    private boolean isAt(@Nullable Position<E> end) {
        return end != null && end.leaf == leaf && end.index == index;
    }

    /** Goes on to the next leaf; false if there is none. */
    private boolean turn() {
        int level = path.length - 1;
        while (level >= 0 && indexes[level] == path[level].width - 1 - edge(path[level])) {
            level--;
        }
        if (level < 0) {
            over = true;
            return false;
        }
        indexes[level] += step;
        leaf = path[level].child(indexes[level]);
        for (level++; level < path.length; level++) {
            path[level] = leaf;
            indexes[level] = edge(leaf);
            leaf = leaf.child(indexes[level]);
        }
        enter(edge(leaf));
        return true;
    }

    private void enter(int first) {
        index = first;
        if (step > 0) {
            over = high != null && high.leaf == leaf;
            stop = high != null && over ? high.index + (high.isWithin() ? 1 : 0) : leaf.width;
        } else {
            over = low != null && low.leaf == leaf;
            stop = low != null && over ? low.index - 1 : -1;
        }
    }

    /** Where a walk through a node begins. */
    private int edge(Node<E> node) {
        return step > 0 ? 0 : node.width - 1;
    }
}
