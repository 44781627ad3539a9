package dev.syncdb.store.tree;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * An ordered set as it was at one moment: an immutable version of a B+tree that shares most of its
 * nodes with the versions before and after. Any number of threads may read it, for ever. A new
 * version is made by a {@link TreeEdit}.
 *
 * <p>Entries are ordered by an eight-byte prefix first, which stands beside them, and only among
 * equal prefixes by a look at the entry.
 *
 * @param <E> the entries; the tree never looks into one
 */
public final class Tree<E> {
    /** What an entry takes in a tree that grew in no order, with its share of the nodes, about. */
    public static final int ENTRY_BYTES = 15;

    /** Loaded nodes leave some room, so that the first entries to come do not split them all. */
    private static final int WIDTH_LOADED = Node.WIDTH_MAX * 7 / 8;

    final Node<E> root;

    Tree(Node<E> root) {
        this.root = root;
    }

    public static <E> Tree<E> empty() {
        return new Tree<>(new Node<>(0, new long[0], new Object[0], 0));
    }

    /**
     * The tree of entries that are in order already. The arrays are copied.
     *
     * @param prefixes of the entries, each unsigned at least as large as the one before
     * @param size how many of the entries count
     */
    public static <E> Tree<E> of(long[] prefixes, E[] entries, int size) {
        for (int i = 1; i < size; i++) {
            if (Long.compareUnsigned(prefixes[i - 1], prefixes[i]) > 0) {
                throw new Fault(
                        ErrorCode.INTERNAL,
                        "entry " + i + " has the prefix " + Long.toHexString(prefixes[i])
                                + " behind " + Long.toHexString(prefixes[i - 1]));
            }
        }
        if (size == 0) {
            return empty();
        }
        Node<E>[] level = Node.array(parts(size));
        for (int i = 0; i < level.length; i++) {
            int from = start(i, size, level.length);
            int to = start(i + 1, size, level.length);
            level[i] = new Node<>(
                    0,
                    Arrays.copyOfRange(prefixes, from, to),
                    Arrays.copyOfRange(entries, from, to, Object[].class),
                    to - from);
        }
        while (level.length > 1) {
            Node<E>[] above = Node.array(parts(level.length));
            for (int i = 0; i < above.length; i++) {
                int from = start(i, level.length, above.length);
                int to = start(i + 1, level.length, above.length);
                above[i] = Node.above(0, Arrays.copyOfRange(level, from, to));
            }
            level = above;
        }
        return new Tree<>(level[0]);
    }

    private static int parts(int size) {
        return (size - 1) / WIDTH_LOADED + 1;
    }

    /** Where a part starts, when all have the same size but for one element. */
    private static int start(int part, int size, int parts) {
        return (int) ((long) part * size / parts);
    }

    public int size() {
        return root.count();
    }

    public @Nullable E first() {
        return size() == 0 ? null : root.entry(0);
    }

    public @Nullable E last() {
        if (size() == 0) {
            return null;
        }
        Node<E> node = root;
        while (!node.isLeaf()) {
            node = node.child(node.width() - 1);
        }
        return node.entry(node.width() - 1);
    }

    /** The first entry at or behind the place, or null. */
    public @Nullable E atOrBehind(Place<? super E> place) {
        Node<E> node = root;
        E next = null;
        while (!node.isLeaf()) {
            int index = node.childBefore(place);
            if (index + 1 < node.width()) {
                next = node.entry(index + 1);
            }
            node = node.child(index);
        }
        int index = node.before(place);
        return index < node.width() ? node.entry(index) : next;
    }

    /** Whether an entry stands at the place. */
    public boolean contains(Place<? super E> place) {
        Node<E> node = root;
        while (!node.isLeaf()) {
            node = node.child(node.childAt(place));
        }
        return node.find(place) >= 0;
    }

    /**
     * The entries between two places, in order or backward. An entry that stands at one of the
     * places is among them.
     *
     * @param lower where they begin, or null for the first
     * @param upper where they end, or null for the last
     */
    public TreeCursor<E> cursor(
            @Nullable Place<? super E> lower, @Nullable Place<? super E> upper, boolean backward) {
        return backward
                ? new TreeCursor<>(root, upper, lower, true)
                : new TreeCursor<>(root, lower, upper, false);
    }

    /**
     * How many entries lie between two places, bounds as in {@link #cursor}, without a walk over
     * them.
     */
    public int count(@Nullable Place<? super E> lower, @Nullable Place<? super E> upper) {
        int from = 0;
        Node<E> node = root;
        if (lower != null) {
            while (!node.isLeaf()) {
                int index = node.childBefore(lower);
                from += node.countBefore(index);
                node = node.child(index);
            }
            from += node.before(lower);
        }
        int to = size();
        if (upper != null) {
            to = 0;
            node = root;
            while (!node.isLeaf()) {
                int index = node.childAt(upper);
                to += node.countBefore(index);
                node = node.child(index);
            }
            to += node.upTo(upper);
        }
        return Math.max(0, to - from);
    }

    /**
     * Estimate of the heap bytes of the nodes, without the entries; those shared with other
     * versions count in each. Walks over all nodes.
     */
    public long bytes() {
        return root.bytes();
    }
}
