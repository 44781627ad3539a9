package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** A node above others. Its slots are their minima. */
final class Inner<E> extends Node<E> {
    /** Header, fields and padding, where a reference takes four bytes. */
    private static final int NODE_BYTES = 48;

    private final byte height;
    private Node<E>[] children;

    private Inner(long version, int[] digests, @Nullable Object[] minima, Node<E>[] children) {
        super(version, digests, minima, children.length, 0);
        this.height = (byte) (children[0].height() + 1);
        this.children = children;
        for (Node<E> child : children) {
            count += child.count;
        }
    }

    private Inner(long version, Inner<E> other) {
        super(version, other);
        this.height = other.height;
        this.children = other.children.clone();
    }

    /** A node above these. */
    static <E> Inner<E> above(long version, Node<E>[] children) {
        Object[] minima = new Object[children.length];
        for (int i = 0; i < children.length; i++) {
            minima[i] = children[i].slot(0);
        }
        Inner<E> node = new Inner<>(version, new int[children.length], minima, children);
        node.likewise(children[0]);
        for (int i = 0; i < children.length; i++) {
            node.setPrefix(i, children[i]);
        }
        return node;
    }

    @Override
    int height() {
        return height;
    }

    @Override
    Node<E> child(int index) {
        return children[index];
    }

    /** This node, or its copy if it does not belong to the edit. */
    Inner<E> own(long edit) {
        return edit == version ? this : new Inner<>(edit, this);
    }

    /** Puts a child in the place of another; the difference is what it brings in entries. */
    void replace(int index, Node<E> child, int difference) {
        children[index] = child;
        count += difference;
        if (child.width > 0 && child.slots[0] != slots[index]) {
            if (shared) {
                digests = digests.clone();
                slots = slots.clone();
                shared = false;
            }
            if (!hasFirst(index, child)) {
                setPrefix(index, child);
            }
            slots[index] = child.slot(0);
        }
    }

    /** Puts others in the place of some children, which share out the same slots. */
    void rearrange(int from, int to, Node<E>[] others) {
        int wide = width - (to - from) + others.length;
        int rest = from + others.length;
        int[] wideDigests = Arrays.copyOf(digests, wide);
        @Nullable Object[] wideSlots = Arrays.copyOf(slots, wide);
        Node<E>[] wideChildren = Arrays.copyOf(children, wide);
        System.arraycopy(digests, to, wideDigests, rest, wide - rest);
        System.arraycopy(slots, to, wideSlots, rest, wide - rest);
        System.arraycopy(children, to, wideChildren, rest, wide - rest);
        System.arraycopy(others, 0, wideChildren, from, others.length);
        for (int i = 0; i < others.length; i++) {
            wideSlots[from + i] = others[i].slot(0);
        }
        boolean known = hasFirst(from, others[0]);
        digests = wideDigests;
        slots = wideSlots;
        children = wideChildren;
        width = (byte) wide;
        shared = false;
        if (!known) {
            setPrefix(from, others[0]);
        }
        for (int i = 1; i < others.length; i++) {
            setPrefix(from + i, others[i]);
        }
    }

    /** True if the first entry of a child is that of the minimum at an index, so has its prefix. */
    private boolean hasFirst(int index, Node<E> child) {
        return Slot.first(slot(index)) == Slot.first(child.slot(0));
    }

    @Override
    Inner<E> joined(long edit, Node<E> right) {
        int both = width + right.width;
        Inner<E> other = (Inner<E>) right;
        int[] bothDigests = Arrays.copyOf(digests, both);
        @Nullable Object[] bothMinima = Arrays.copyOf(slots, both);
        Node<E>[] bothChildren = Arrays.copyOf(children, both);
        System.arraycopy(other.slots, 0, bothMinima, width, right.width);
        System.arraycopy(other.children, 0, bothChildren, width, right.width);
        Inner<E> node = new Inner<>(edit, bothDigests, bothMinima, bothChildren);
        node.setDigests(this, right);
        return node;
    }

    @Override
    Inner<E> slice(long edit, int from, int to) {
        Inner<E> node = new Inner<>(
                edit,
                Arrays.copyOfRange(digests, from, to),
                Arrays.copyOfRange(slots, from, to),
                Arrays.copyOfRange(children, from, to));
        node.likewise(this);
        return node;
    }

    @Override
    long bytes() {
        long bytes = NODE_BYTES
                + Slot.arrayBytes(digests.length, Integer.BYTES)
                + Slot.arrayBytes(slots.length, REFERENCE_BYTES)
                + Slot.arrayBytes(children.length, REFERENCE_BYTES);
        for (Node<E> child : children) {
            bytes += child.bytes();
        }
        return bytes;
    }
}
