package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** A node at the bottom of a layer, with the slots themselves. */
final class Leaf<E> extends Node<E> {
    /** Room for more slots of the same edit, once a leaf got its second. */
    private static final int SLACK = 8;

    /** So few digests are copied and not shared: a leaf and all that it has lie together then. */
    private static final int WIDTH_COPIED_MAX = 16;

    private static final Leaf<?> EMPTY = new Leaf<>(0, new int[0], new Object[0], 0, 0);

    /** Header and fields, where a reference takes four bytes. */
    private static final int NODE_BYTES = 40;

    /**
     * A leaf whose digests are yet to be set.
     *
     * @param width how many of the slots count
     * @param count of all entries in them
     */
    Leaf(long version, int[] digests, @Nullable Object[] slots, int width, int count) {
        super(version, digests, slots, width, count);
    }

    /** A copy. */
    private Leaf(long version, Leaf<E> other) {
        super(version, other);
        slots = Arrays.copyOf(slots, width);
        if (width <= WIDTH_COPIED_MAX) {
            digests = Arrays.copyOf(digests, width);
            shared = false;
        }
    }

    /** A leaf of no edit that has nothing. */
    @SuppressWarnings("unchecked")
    static <E> Leaf<E> empty() {
        return (Leaf<E>) EMPTY;
    }

    @Override
    int height() {
        return 0;
    }

    @Override
    Node<E> child(int index) {
        throw new IllegalStateException("a leaf has no children");
    }

    /** This leaf with an entry in a slot more; a copy unless it belongs to the edit. */
    Leaf<E> with(long edit, int index, long prefix, Object entry) {
        Leaf<E> leaf = this;
        int behind = width - index;
        if (edit != version) {
            leaf = new Leaf<>(edit, new int[width + 1], new Object[width + 1], width, count);
            leaf.likewise(this);
            System.arraycopy(digests, 0, leaf.digests, 0, index);
            System.arraycopy(slots, 0, leaf.slots, 0, index);
        } else if (width == slots.length || shared) {
            int room = Math.max(slots.length, width + SLACK);
            digests = Arrays.copyOf(digests, room);
            slots = Arrays.copyOf(slots, room);
            shared = false;
        }
        System.arraycopy(digests, index, leaf.digests, index + 1, behind);
        System.arraycopy(slots, index, leaf.slots, index + 1, behind);
        leaf.slots[index] = entry;
        leaf.width++;
        leaf.count++;
        leaf.setPrefix(index, prefix);
        return leaf;
    }

    /** This leaf without a slot of one entry; a copy unless it belongs to the edit. */
    Leaf<E> without(long edit, int index) {
        Leaf<E> leaf = this;
        int left = width - 1;
        if (edit != version || shared || left * 2 < digests.length) {
            leaf = new Leaf<>(edit, new int[left], new Object[left], width, count);
            leaf.likewise(this);
            System.arraycopy(digests, 0, leaf.digests, 0, index);
            System.arraycopy(slots, 0, leaf.slots, 0, index);
        }
        System.arraycopy(digests, index + 1, leaf.digests, index, left - index);
        System.arraycopy(slots, index + 1, leaf.slots, index, left - index);
        if (left < leaf.slots.length) {
            leaf.slots[left] = null;
        }
        leaf.width--;
        leaf.count--;
        return leaf;
    }

    /**
     * This leaf with another slot in the place of one; a copy unless it belongs to the edit.
     *
     * @param difference what the slot brings in entries
     */
    Leaf<E> with(long edit, int index, Object slot, int difference) {
        Leaf<E> leaf = this;
        if (edit != version) {
            leaf = new Leaf<>(edit, this);
        }
        leaf.slots[index] = slot;
        leaf.count += difference;
        return leaf;
    }

    @Override
    Leaf<E> joined(long edit, Node<E> right) {
        int both = width + right.width;
        int[] bothDigests = Arrays.copyOf(digests, both);
        @Nullable Object[] bothSlots = Arrays.copyOf(slots, both);
        System.arraycopy(right.slots, 0, bothSlots, width, right.width);
        Leaf<E> leaf = new Leaf<>(edit, bothDigests, bothSlots, both, count + right.count);
        leaf.setDigests(this, right);
        return leaf;
    }

    @Override
    Leaf<E> slice(long edit, int from, int to) {
        Leaf<E> leaf = new Leaf<>(
                edit,
                Arrays.copyOfRange(digests, from, to),
                Arrays.copyOfRange(slots, from, to),
                to - from,
                count(from, to));
        leaf.likewise(this);
        return leaf;
    }

    /** How many entries there are in some slots. */
    private int count(int from, int to) {
        if (isPlain()) {
            return to - from;
        }
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += Slot.count(slot(i));
        }
        return sum;
    }

    @Override
    long bytes() {
        long bytes = NODE_BYTES
                + Slot.arrayBytes(digests.length, Integer.BYTES)
                + Slot.arrayBytes(slots.length, REFERENCE_BYTES);
        if (!isPlain()) {
            for (int i = 0; i < width; i++) {
                bytes += Slot.bytes(slot(i));
            }
        }
        return bytes;
    }
}
