package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * What the one writer does to a tree. Nodes that it made since the last {@link #freeze} are changed
 * in place; all others are copied, from the leaf up to the root, and stay as they are for the
 * readers of older versions. Lives as long as its writer likes; confined to it.
 */
public final class TreeEdit<E> {
    private Node<E> root;
    /** Larger than that of any node that somebody else may see. */
    private long version;

    private Tree<E> current;
    /** The right half of a node that just became too wide. */
    private @Nullable Node<E> split;

    public TreeEdit(Tree<E> base) {
        root = base.root;
        // Every edit copies the root, so no node of the tree is younger.
        version = root.version + 1;
        current = base;
    }

    /** Adds an entry at its place; false if one stands there already, which then stays. */
    public boolean add(Place<? super E> place, E entry) {
        Node<E> now = add(root, place, entry, true);
        if (now == null) {
            return false;
        }
        root = now;
        Node<E> right = split;
        if (right != null) {
            split = null;
            root = Node.above(version, pair(now, right));
        }
        return true;
    }

    /** Removes the entry at a place; false if there is none. */
    public boolean remove(Place<? super E> place) {
        return replaceRoot(remove(root, place, null));
    }

    /**
     * Removes an entry from its place; false if it does not stand there. Compares fewer entries
     * than a removal by the place alone.
     */
    public boolean remove(Place<? super E> place, E entry) {
        return replaceRoot(remove(root, place, entry));
    }

    private boolean replaceRoot(@Nullable Node<E> now) {
        if (now == null) {
            return false;
        }
        root = now.isLeaf() || now.width() > 1 ? now : now.child(0);
        return true;
    }

    /** The tree as it is now, and stays; later edits copy what they touch. */
    public Tree<E> freeze() {
        if (root.version == version) {
            version++;
            current = new Tree<>(root);
        }
        return current;
    }

    /**
     * The tree as it is now, to look something up between two edits. The next edit may change it,
     * and leaves its cursors undefined.
     */
    public Tree<E> current() {
        if (current.root != root) {
            current = new Tree<>(root);
        }
        return current;
    }

    public int size() {
        return root.count();
    }

    /** The node with the entry added, and {@link #split}; null if one stands there already. */
    private @Nullable Node<E> add(
            Node<E> node, Place<? super E> place, E entry, boolean rightmost) {
        if (node.isLeaf()) {
            int index = node.find(place);
            if (index >= 0) {
                return null;
            }
            if (rightmost && ~index == Node.WIDTH_MAX) {
                // Whoever appends will append again: the full leaf stays full.
                split = node.slice(version, 0, 0).with(version, 0, place.prefix(), entry);
                return node;
            }
            return halved(node.with(version, ~index, place.prefix(), entry));
        }
        int index = node.childAt(place);
        boolean last = rightmost && index == node.width() - 1;
        Node<E> child = add(node.child(index), place, entry, last);
        if (child == null) {
            return null;
        }
        Node<E> mine = node.own(version);
        mine.replace(index, child, 1);
        Node<E> right = split;
        if (right == null) {
            return mine;
        }
        split = null;
        mine.rearrange(index, index + 1, pair(child, right));
        return halved(mine);
    }

    private Node<E> halved(Node<E> node) {
        int width = node.width();
        if (width <= Node.WIDTH_MAX) {
            return node;
        }
        split = node.slice(version, width / 2, width);
        return node.slice(version, 0, width / 2);
    }

    /** The node without the entry, perhaps too narrow; null if there is none. */
    private @Nullable Node<E> remove(Node<E> node, Place<? super E> place, @Nullable E known) {
        if (node.isLeaf()) {
            int index = known == null ? node.find(place) : node.indexOf(place, known);
            return index < 0 ? null : node.without(version, index);
        }
        int index = node.childAt(place);
        Node<E> child = remove(node.child(index), place, known);
        if (child == null) {
            return null;
        }
        Node<E> mine = node.own(version);
        mine.replace(index, child, -1);
        if (child.width() < Node.WIDTH_MIN) {
            widen(mine, index == 0 ? 0 : index - 1);
        }
        return mine;
    }

    /** Joins a child with its right neighbour, or evens them out. */
    private void widen(Node<E> mine, int index) {
        Node<E> both = mine.child(index).joined(version, mine.child(index + 1));
        int width = both.width();
        Node<E>[] others;
        if (width <= Node.WIDTH_JOINED_MAX) {
            others = Node.array(1);
            others[0] = both;
        } else {
            others = pair(both.slice(version, 0, width / 2), both.slice(version, width / 2, width));
        }
        mine.rearrange(index, index + 2, others);
    }

    private static <E> Node<E>[] pair(Node<E> left, Node<E> right) {
        Node<E>[] pair = Node.array(2);
        pair[0] = left;
        pair[1] = right;
        return pair;
    }
}
