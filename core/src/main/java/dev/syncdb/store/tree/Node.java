package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A leaf with its entries in order, or an inner node with its children in order. An inner node
 * keeps the smallest entry of each child, so both are searched alike; and as these minima are
 * exact, an entry that was removed is nowhere compared again.
 *
 * <p>A node belongs to the edit whose version it bears, which changes it in place until the edit is
 * frozen. From then on it stays as it is.
 */
final class Node<E> {
    /** Wide enough that a tree is flat and small, narrow enough to copy a leaf for one entry. */
    static final int WIDTH_MAX = 64;
    /** A node that shrinks below takes from its neighbour, or joins it. */
    static final int WIDTH_MIN = WIDTH_MAX / 4;
    /** Neighbours join only up to here, so that the next entry does not part them again. */
    static final int WIDTH_JOINED_MAX = WIDTH_MAX * 3 / 4;

    /** Room for more entries of the same edit, once a leaf got its second. */
    private static final int SLACK = 8;

    /** Steps of a search whose entries are fetched together: seven of them. */
    private static final int FETCHED_LEVELS = 3;

    /** Header, eight fields and padding, where a reference takes four bytes. */
    private static final int NODE_BYTES = 40;

    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;

    final long version;
    private final byte height;
    /** The minima are also those of an older version, so they are replaced, not changed. */
    private boolean minimaShared;
    /** How many entries there are from here down. */
    private int count;

    private long[] prefixes;
    private @Nullable Object[] entries;
    private Node<E> @Nullable [] children;

    /** A leaf of the first {@code count} of these entries. */
    Node(long version, long[] prefixes, @Nullable Object[] entries, int count) {
        this.version = version;
        this.height = 0;
        this.prefixes = prefixes;
        this.entries = entries;
        this.count = count;
    }

    private Node(long version, long[] prefixes, @Nullable Object[] entries, Node<E>[] children) {
        this.version = version;
        this.height = (byte) (children[0].height + 1);
        this.prefixes = prefixes;
        this.entries = entries;
        this.children = children;
        for (Node<E> child : children) {
            count += child.count;
        }
    }

    private Node(long version, Node<E> inner) {
        this.version = version;
        this.height = inner.height;
        this.minimaShared = true;
        this.count = inner.count;
        this.prefixes = inner.prefixes;
        this.entries = inner.entries;
        this.children = inner.children().clone();
    }

    /** An inner node above these. */
    static <E> Node<E> above(long version, Node<E>[] children) {
        long[] prefixes = new long[children.length];
        Object[] minima = new Object[children.length];
        for (int i = 0; i < children.length; i++) {
            prefixes[i] = children[i].prefixes[0];
            minima[i] = children[i].entry(0);
        }
        return new Node<>(version, prefixes, minima, children);
    }

    @SuppressWarnings("unchecked")
    static <E> Node<E>[] array(int length) {
        return (Node<E>[]) new Node<?>[length];
    }

    boolean isLeaf() {
        return children == null;
    }

    /** How many levels there are below. */
    int height() {
        return height;
    }

    int count() {
        return count;
    }

    /** How many entries a leaf has, or how many children an inner node. */
    int width() {
        return children == null ? count : prefixes.length;
    }

    long prefix(int index) {
        return prefixes[index];
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the gaps are behind the width
    E entry(int index) {
        return (E) entries[index];
    }

    Node<E> child(int index) {
        return children()[index];
    }

    @SuppressWarnings("NullAway") // asked of inner nodes only
    private Node<E>[] children() {
        return children;
    }

    /** How many of the entries or minima of this node lie before the place. */
    int before(Place<? super E> place) {
        return search(place, -1);
    }

    /** How many of the entries or minima of this node lie before the place or stand there. */
    int upTo(Place<? super E> place) {
        return search(place, 1);
    }

    /** The child that has the entry of a place, if there is one. */
    int childAt(Place<? super E> place) {
        return Math.max(0, upTo(place) - 1);
    }

    /** The child where the entries at or behind a place begin, unless they do in the next. */
    int childBefore(Place<? super E> place) {
        return Math.max(0, before(place) - 1);
    }

    /** The index of that very entry, which stands at the place if it is here; or -1. */
    int indexOf(Place<? super E> place, E entry) {
        long prefix = place.prefix();
        int low = below(prefix);
        int high = runEnd(prefix, low);
        for (int i = low; i < high; i++) {
            if (entries[i] == entry) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the one entry at the place, or the complement of where it would be. */
    int find(Place<? super E> place) {
        long prefix = place.prefix();
        int low = below(prefix);
        int high = runEnd(prefix, low);
        int fetched = 0;
        while (low < high) {
            if (fetched-- == 0) {
                fetch(place, low, high, FETCHED_LEVELS);
                fetched = FETCHED_LEVELS - 1;
            }
            int middle = (low + high) >>> 1;
            int order = place.compareTo(entry(middle));
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return ~low;
    }

    private int search(Place<? super E> place, int tie) {
        long prefix = place.prefix();
        int low = below(prefix);
        int high = runEnd(prefix, low);
        int fetched = 0;
        while (low < high) {
            if (fetched-- == 0) {
                fetch(place, low, high, FETCHED_LEVELS);
                fetched = FETCHED_LEVELS - 1;
            }
            int middle = (low + high) >>> 1;
            int order = place.compareTo(entry(middle));
            if ((order == 0 ? tie : order) < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    // What the next steps of a search may compare lies anywhere in memory: fetched together, it
    // takes about as long as one of them.
    private void fetch(Place<? super E> place, int low, int high, int levels) {
        if (levels > 0 && high - low > 1) {
            int middle = (low + high) >>> 1;
            place.fetch(entry(middle));
            fetch(place, low, middle, levels - 1);
            fetch(place, middle + 1, high, levels - 1);
        }
    }

    /** How many prefixes are smaller. */
    private int below(long prefix) {
        long[] sorted = prefixes;
        long wanted = prefix ^ Long.MIN_VALUE;
        int base = 0;
        int length = width();
        while (length > 0) {
            int half = length - (length >>> 1);
            base = (sorted[base + half - 1] ^ Long.MIN_VALUE) < wanted ? base + half : base;
            length -= half;
        }
        return base;
    }

    /** Where the run of equal prefixes ends that begins at the index, or would. */
    private int runEnd(long prefix, int start) {
        int width = width();
        if (start == width || prefixes[start] != prefix) {
            return start;
        }
        if (prefixes[width - 1] == prefix) {
            return width;
        }
        return prefixes[start + 1] == prefix ? below(prefix + 1) : start + 1;
    }

    /** How many entries there are in the children before one. */
    int countBefore(int child) {
        int before = 0;
        for (int i = 0; i < child; i++) {
            before += child(i).count;
        }
        return before;
    }

    /** Whether the first entry of a leaf lies before the place. */
    boolean startsBefore(Place<? super E> place) {
        if (count == 0) {
            return false;
        }
        int order = Long.compareUnsigned(place.prefix(), prefixes[0]);
        return (order == 0 ? place.compareTo(entry(0)) : order) > 0;
    }

    /** Whether the last entry of a leaf lies behind the place. */
    boolean endsBehind(Place<? super E> place) {
        if (count == 0) {
            return false;
        }
        int order = Long.compareUnsigned(place.prefix(), prefixes[count - 1]);
        return (order == 0 ? place.compareTo(entry(count - 1)) : order) < 0;
    }

    /** This leaf with one entry more; a copy unless it belongs to the edit. May get too wide. */
    Node<E> with(long edit, int index, long prefix, E entry) {
        Node<E> leaf = this;
        if (edit != version) {
            leaf = new Node<>(edit, new long[count + 1], new Object[count + 1], count);
            System.arraycopy(prefixes, 0, leaf.prefixes, 0, index);
            System.arraycopy(entries, 0, leaf.entries, 0, index);
        } else if (count == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, count + SLACK);
            entries = Arrays.copyOf(entries, count + SLACK);
        }
        System.arraycopy(prefixes, index, leaf.prefixes, index + 1, count - index);
        System.arraycopy(entries, index, leaf.entries, index + 1, count - index);
        leaf.prefixes[index] = prefix;
        leaf.entries[index] = entry;
        leaf.count++;
        return leaf;
    }

    /** This leaf with one entry less; a copy unless it belongs to the edit and is half full. */
    Node<E> without(long edit, int index) {
        Node<E> leaf = this;
        int left = count - 1;
        if (edit != version || left * 2 < prefixes.length) {
            leaf = new Node<>(edit, new long[left], new Object[left], count);
            System.arraycopy(prefixes, 0, leaf.prefixes, 0, index);
            System.arraycopy(entries, 0, leaf.entries, 0, index);
        }
        System.arraycopy(prefixes, index + 1, leaf.prefixes, index, left - index);
        System.arraycopy(entries, index + 1, leaf.entries, index, left - index);
        if (left < leaf.entries.length) {
            leaf.entries[left] = null;
        }
        leaf.count = left;
        return leaf;
    }

    /** This inner node, or its copy if it does not belong to the edit. */
    Node<E> own(long edit) {
        return edit == version ? this : new Node<>(edit, this);
    }

    /** Puts a child in the place of another; the difference is what it brings in entries. */
    void replace(int index, Node<E> child, int difference) {
        children()[index] = child;
        count += difference;
        if (child.count > 0 && child.entry(0) != entry(index)) {
            if (minimaShared) {
                prefixes = prefixes.clone();
                entries = entries.clone();
                minimaShared = false;
            }
            prefixes[index] = child.prefixes[0];
            entries[index] = child.entry(0);
        }
    }

    /** Puts others in the place of some children, which share out the same entries. */
    void rearrange(int from, int to, Node<E>[] others) {
        Node<E>[] old = children();
        int width = old.length - (to - from) + others.length;
        int rest = from + others.length;
        long[] widePrefixes = Arrays.copyOf(prefixes, width);
        @Nullable Object[] wideEntries = Arrays.copyOf(entries, width);
        Node<E>[] wideChildren = Arrays.copyOf(old, width);
        System.arraycopy(prefixes, to, widePrefixes, rest, width - rest);
        System.arraycopy(entries, to, wideEntries, rest, width - rest);
        System.arraycopy(old, to, wideChildren, rest, width - rest);
        for (int i = 0; i < others.length; i++) {
            Node<E> other = others[i];
            widePrefixes[from + i] = other.prefixes[0];
            wideEntries[from + i] = other.entry(0);
            wideChildren[from + i] = other;
        }
        prefixes = widePrefixes;
        entries = wideEntries;
        children = wideChildren;
        minimaShared = false;
    }

    /** A new node of all that this one has and then all that its right neighbour has. */
    Node<E> joined(long edit, Node<E> right) {
        int left = width();
        int width = left + right.width();
        long[] bothPrefixes = Arrays.copyOf(prefixes, width);
        @Nullable Object[] bothEntries = Arrays.copyOf(entries, width);
        System.arraycopy(right.prefixes, 0, bothPrefixes, left, width - left);
        System.arraycopy(right.entries, 0, bothEntries, left, width - left);
        if (children == null) {
            return new Node<>(edit, bothPrefixes, bothEntries, width);
        }
        Node<E>[] bothChildren = Arrays.copyOf(children, width);
        System.arraycopy(right.children(), 0, bothChildren, left, width - left);
        return new Node<>(edit, bothPrefixes, bothEntries, bothChildren);
    }

    /** A new node of a part of this one. */
    Node<E> slice(long edit, int from, int to) {
        long[] somePrefixes = Arrays.copyOfRange(prefixes, from, to);
        @Nullable Object[] someEntries = Arrays.copyOfRange(entries, from, to);
        return children == null
                ? new Node<>(edit, somePrefixes, someEntries, to - from)
                : new Node<>(
                        edit, somePrefixes, someEntries, Arrays.copyOfRange(children, from, to));
    }

    /** Estimate of the heap bytes from here down, without the entries themselves. */
    long bytes() {
        long bytes = NODE_BYTES
                + arrayBytes(prefixes.length, Long.BYTES)
                + arrayBytes(entries.length, REFERENCE_BYTES);
        if (children != null) {
            bytes += arrayBytes(children.length, REFERENCE_BYTES);
            for (Node<E> child : children) {
                bytes += child.bytes();
            }
        }
        return bytes;
    }

    private static long arrayBytes(int length, int elementBytes) {
        return (ARRAY_HEADER_BYTES + (long) length * elementBytes + 7) & -8;
    }
}
