package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * A walk over the entries between two places of a tree. Lives as long as the pass; confined to one
 * thread. Where the range ends is looked up once for each leaf, so a step is an array access.
 */
public final class TreeCursor<E> {
    /** The inner nodes from the root down to the leaf, and which child is walked in each. */
    private final Node<E>[] path;

    private final int[] indexes;
    private final int step;
    private final @Nullable Place<? super E> end;

    private Node<E> leaf;
    private int index;
    /** The index in the leaf that is no more walked over. */
    private int stop;
    /** Nothing is left behind this leaf. */
    private boolean over;

    private TreeCursor(Node<E> root, @Nullable Place<? super E> end, int step) {
        path = Node.array(root.height());
        indexes = new int[path.length];
        this.end = end;
        this.step = step;
        leaf = root;
    }

    static <E> TreeCursor<E> forward(
            Node<E> root, @Nullable Place<? super E> lower, @Nullable Place<? super E> upper) {
        TreeCursor<E> cursor = new TreeCursor<>(root, upper, 1);
        Node<E> node = root;
        for (int level = 0; level < cursor.path.length; level++) {
            int index = lower == null ? 0 : node.childBefore(lower);
            cursor.path[level] = node;
            cursor.indexes[level] = index;
            node = node.child(index);
        }
        cursor.enter(node, lower == null ? 0 : node.before(lower));
        return cursor;
    }

    static <E> TreeCursor<E> backward(
            Node<E> root, @Nullable Place<? super E> lower, @Nullable Place<? super E> upper) {
        TreeCursor<E> cursor = new TreeCursor<>(root, lower, -1);
        Node<E> node = root;
        for (int level = 0; level < cursor.path.length; level++) {
            int index = upper == null ? node.width() - 1 : node.childAt(upper);
            cursor.path[level] = node;
            cursor.indexes[level] = index;
            node = node.child(index);
        }
        cursor.enter(node, (upper == null ? node.width() : node.upTo(upper)) - 1);
        return cursor;
    }

    /** The next entry, or null at the end, and from then on. */
    public @Nullable E next() {
        while (index == stop) {
            if (over || !turn()) {
                return null;
            }
        }
        E entry = leaf.entry(index);
        index += step;
        return entry;
    }

    /** Goes on to the next leaf; false if there is none. */
    private boolean turn() {
        int level = path.length - 1;
        int last = 0;
        while (level >= 0) {
            last = step > 0 ? path[level].width() - 1 : 0;
            if (indexes[level] != last) {
                break;
            }
            level--;
        }
        if (level < 0) {
            over = true;
            return false;
        }
        indexes[level] += step;
        Node<E> node = path[level].child(indexes[level]);
        for (level++; level < path.length; level++) {
            path[level] = node;
            indexes[level] = step > 0 ? 0 : node.width() - 1;
            node = node.child(indexes[level]);
        }
        enter(node, step > 0 ? 0 : node.width() - 1);
        return true;
    }

    private void enter(Node<E> node, int first) {
        leaf = node;
        index = first;
        if (step > 0) {
            over = end != null && node.endsBehind(end);
            stop = over && end != null ? Math.max(first, node.upTo(end)) : node.width();
        } else {
            over = end != null && node.startsBefore(end);
            stop = over && end != null ? Math.min(first, node.before(end) - 1) : -1;
        }
    }
}
