package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * A walk over the entries between two places of a tree. Lives as long as the pass; confined to one
 * thread. Where the range ends is looked up once for each leaf, so a step is an array access.
 *
 * @param <E> the entries
 */
public final class TreeCursor<E> {
    /** The inner nodes from the root down to the leaf, and which child is walked in each. */
    private final Node<E>[] path;

    private final int[] indexes;
    private final @Nullable Place<? super E> end;
    private final int step;

    private Node<E> leaf;
    private int index;
    /** The first index in the leaf, in the direction of the walk, that is not its any more. */
    private int stop;
    /** No other leaf follows. */
    private boolean over;

    TreeCursor(
            Node<E> root,
            @Nullable Place<? super E> start,
            @Nullable Place<? super E> end,
            boolean backward) {
        this.path = Node.array(root.height());
        this.indexes = new int[path.length];
        this.end = end;
        this.step = backward ? -1 : 1;
        this.leaf = root;
        for (int level = 0; level < path.length; level++) {
            path[level] = leaf;
            if (start == null) {
                indexes[level] = edge(leaf);
            } else {
                indexes[level] = backward ? leaf.childAt(start) : leaf.childBefore(start);
            }
            leaf = leaf.child(indexes[level]);
        }
        if (start == null) {
            enter(edge(leaf));
        } else {
            enter(backward ? leaf.upTo(start) - 1 : leaf.before(start));
        }
    }

    /** The next entry; null at the end, and from then on. */
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
        while (level >= 0 && indexes[level] == path[level].width() - 1 - edge(path[level])) {
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
        if (end == null) {
            stop = step > 0 ? leaf.width() : -1;
        } else if (step > 0) {
            over = leaf.endsBehind(end);
            stop = over ? Math.max(first, leaf.upTo(end)) : leaf.width();
        } else {
            over = leaf.startsBefore(end);
            stop = over ? Math.min(first, leaf.before(end) - 1) : -1;
        }
    }

    /** Where a walk through a node begins. */
    private int edge(Node<E> node) {
        return step > 0 ? 0 : node.width() - 1;
    }
}
