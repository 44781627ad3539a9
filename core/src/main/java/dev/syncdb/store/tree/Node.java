package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/* Prefixes.
 *
 * Beside each slot stand 32 bits of the eight-byte prefix of its entries: those behind the bits
 * that all slots of the node have in common.
 *
 *     bit of the prefix   0          skip             skip + 32       64
 *                         | common    | digest         | not kept     |
 *
 * The slots of a leaf are neighbours, so 32 bits that follow where they begin to differ tell them
 * apart about as well as all 64 would; and half the bytes are half the memory to search and copy.
 * Bits that are not kept are zero or, where they matter, looked up in the entries: two slots of
 * equal digests are compared. A node that is cut in two takes a later window, if that is worth a
 * look at its entries; one that gets a slot from elsewhere takes an earlier one, for which all bits
 * are there.
 */
/**
 * A node of a layer: slots in order, and what is needed to find one. An inner node has the first
 * slot of each child, so both kinds are searched alike; and as these minima are exact, an entry
 * that was removed is nowhere compared again.
 *
 * <p>A node belongs to the edit whose version it bears, which changes it in place until the edit is
 * frozen. From then on it stays as it is.
 */
abstract class Node<E> {
    /** Wide enough that a tree is flat and small, narrow enough to copy a leaf for one entry. */
    static final int WIDTH_MAX = 64;
    /** A node that shrinks below takes from its neighbour, or joins it. */
    static final int WIDTH_MIN = WIDTH_MAX / 4;
    /** Neighbours join only up to here, so that the next entry does not part them again. */
    static final int WIDTH_JOINED_MAX = WIDTH_MAX * 3 / 4;

    static final int REFERENCE_BYTES = 4;

    /** All bits of a prefix are kept if so many are common. */
    private static final int SKIP_MAX = 32;

    /** To skip fewer bits more is not worth a look at the entries: a quarter of a digest. */
    private static final int SKIP_GAIN_MIN = 8;

    /** Steps of a search whose entries are fetched together: seven of them. */
    private static final int FETCHED_LEVELS = 3;

    /** With fewer digests all lie in a line or two of the cache. */
    private static final int QUARTERED_MIN = 16;

    final long version;
    /** How many entries there are from here down. */
    int count;
    /** How many slots there are. */
    byte width;

    int[] digests;

    @Nullable
    Object[] slots;

    /** Begins with the common bits. */
    private int head;

    private byte skip;

    /**
     * The digests, and the minima of an inner node, are also those of another version, so they are
     * replaced and not changed.
     */
    boolean shared;

    /** A node of one slot, or whose digests are yet to be set. */
    Node(long version, int[] digests, @Nullable Object[] slots, int width, int count) {
        this.version = version;
        this.digests = digests;
        this.slots = slots;
        this.width = (byte) width;
        this.count = count;
        this.skip = SKIP_MAX;
    }

    /** A copy that shares what it can. */
    Node(long version, Node<E> other) {
        this.version = version;
        this.count = other.count;
        this.width = other.width;
        this.digests = other.digests;
        this.slots = other.slots;
        this.shared = true;
        likewise(other);
    }

    @SuppressWarnings("unchecked")
    static <E> Node<E>[] array(int length) {
        return (Node<E>[]) new Node<?>[length];
    }

    /** How many levels of nodes there are below. */
    abstract int height();

    /** The child at an index, of an inner node. */
    abstract Node<E> child(int index);

    /** A new node of all that this one has and then all that its right neighbour has. */
    abstract Node<E> joined(long edit, Node<E> right);

    /** A new node of a part of this one. */
    abstract Node<E> slice(long edit, int from, int to);

    /** Estimate of the heap bytes from here down, without the entries themselves. */
    abstract long bytes();

    final boolean isLeaf() {
        return this instanceof Leaf;
    }

    /** True for a leaf if each of its slots is one entry. */
    final boolean isPlain() {
        return count == width;
    }

    @SuppressWarnings("NullAway") // the gaps are behind the width
    final Object slot(int index) {
        return slots[index];
    }

    /** The last slot from here down. */
    final Object last() {
        Node<E> node = this;
        while (!node.isLeaf()) {
            node = node.child(node.width - 1);
        }
        return node.slot(node.width - 1);
    }

    /** The child that has the slot of what is looked for, if there is one. */
    final int childAt(Descent<E> sought) {
        int index = find(sought);
        return index >= 0 ? index : Math.max(0, ~index - 1);
    }

    /** The slot or minimum of what is looked for, or the complement of where it would be. */
    final int find(Descent<E> sought) {
        long prefix = sought.prefix();
        if (!fits(prefix)) {
            return outside(prefix);
        }
        int digest = digest(prefix);
        int low = below(digest);
        return find(sought, low, runEnd(digest, low));
    }

    /** The slot in which an entry is if it is in one, or the complement of any. */
    final int find(Descent<E> sought, Object entry) {
        long prefix = sought.prefix();
        if (!fits(prefix)) {
            return -1;
        }
        int digest = digest(prefix);
        int low = below(digest);
        int high = runEnd(digest, low);
        if (high - low == 1) {
            return low;
        }
        for (int i = low; i < high; i++) {
            if (slots[i] == entry) {
                return i;
            }
        }
        return find(sought, low, high);
    }

    private int find(Descent<E> sought, int from, int to) {
        int low = from;
        int high = to;
        int fetched = 0;
        while (low < high) {
            if (fetched-- == 0) {
                fetch(sought, low, high, FETCHED_LEVELS);
                fetched = FETCHED_LEVELS - 1;
            }
            int middle = (low + high) >>> 1;
            int order = sought.compareTo(slot(middle));
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

    // What the next steps of a search may compare lies anywhere in memory: fetched together, it
    // takes about as long as one of them.
    private void fetch(Descent<E> sought, int low, int high, int levels) {
        if (levels > 0 && high - low > 1) {
            int middle = (low + high) >>> 1;
            sought.fetch(slot(middle));
            fetch(sought, low, middle, levels - 1);
            fetch(sought, middle + 1, high, levels - 1);
        }
    }

    /** How many digests are smaller. */
    private int below(int digest) {
        int[] sorted = digests;
        int wanted = digest ^ Integer.MIN_VALUE;
        int base = 0;
        int length = width;
        if (length >= QUARTERED_MIN) {
            // Three digests that do not wait for each other find the quarter.
            int quarter = length >>> 2;
            base = (sorted[quarter - 1] ^ Integer.MIN_VALUE) < wanted ? quarter : 0;
            base += (sorted[2 * quarter - 1] ^ Integer.MIN_VALUE) < wanted ? quarter : 0;
            base += (sorted[3 * quarter - 1] ^ Integer.MIN_VALUE) < wanted ? quarter : 0;
            length = base == 3 * quarter ? length - base : quarter;
        }
        while (length > 0) {
            int half = length - (length >>> 1);
            base = (sorted[base + half - 1] ^ Integer.MIN_VALUE) < wanted ? base + half : base;
            length -= half;
        }
        return base;
    }

    /** Where the run of equal digests ends that begins at the index, or would. */
    private int runEnd(int digest, int start) {
        if (start == width || digests[start] != digest) {
            return start;
        }
        if (digests[width - 1] == digest) {
            return width;
        }
        return digests[start + 1] == digest ? below(digest + 1) : start + 1;
    }

    /** The complement of where the slot of a prefix would be that does not fit. */
    private int outside(long prefix) {
        return Integer.compareUnsigned((int) (prefix >>> Integer.SIZE), head) < 0 ? ~0 : ~width;
    }

    /** True if a prefix begins with the common bits. */
    final boolean fits(long prefix) {
        return skip <= common((int) (prefix >>> Integer.SIZE));
    }

    /** What stands beside the slot of a prefix that fits. */
    final int digest(long prefix) {
        return (int) (prefix >>> (Integer.SIZE - skip));
    }

    /** The prefix of a slot, as far as it is kept. */
    private long prefix(int index) {
        long common = skip == 0 ? 0 : (long) (head & -1 << (Integer.SIZE - skip)) << Integer.SIZE;
        return common | (digests[index] & 0xFFFF_FFFFL) << (Integer.SIZE - skip);
    }

    private int common(int otherHead) {
        return Integer.numberOfLeadingZeros(head ^ otherHead);
    }

    /** Sets the digests to those of these prefixes, which are in order. */
    final void setPrefixes(long[] prefixes, int from) {
        int first = (int) (prefixes[from] >>> Integer.SIZE);
        head = first;
        skip = (byte)
                Math.min(SKIP_MAX, common((int) (prefixes[from + width - 1] >>> Integer.SIZE)));
        for (int i = 0; i < width; i++) {
            digests[i] = digest(prefixes[from + i]);
        }
    }

    /** Sets the digest of a slot, which is within the width; the digests are not shared. */
    final void setPrefix(int index, long prefix) {
        if (width == 1) {
            head = (int) (prefix >>> Integer.SIZE);
            skip = SKIP_MAX;
        } else if (!fits(prefix)) {
            skipLess(common((int) (prefix >>> Integer.SIZE)));
        }
        digests[index] = digest(prefix);
    }

    /** Sets the digest of a minimum to that of the child; the digests are not shared. */
    final void setPrefix(int index, Node<E> child) {
        // A child that keeps fewer bits than are needed here cannot tell them.
        skipLess(child.skip);
        setPrefix(index, child.prefix(0));
    }

    /** From now on what stands beside the slots is as in another node. */
    final void likewise(Node<E> other) {
        head = other.head;
        skip = other.skip;
    }

    /** Sets the digests to those of two neighbours; those of the left one are there already. */
    final void setDigests(Node<E> left, Node<E> right) {
        likewise(left);
        width = left.width;
        int common = Math.min(right.skip, left.common(right.head));
        skipLess(common);
        width += right.width;
        for (int i = 0; i < right.width; i++) {
            digests[left.width + i] = digest(right.prefix(i));
        }
    }

    /** Skips at most so many bits; the digests are not shared. */
    final void skipLess(int skipMax) {
        if (skipMax < skip) {
            for (int i = 0; i < width; i++) {
                digests[i] = (int) (prefix(i) >>> (Integer.SIZE - skipMax));
            }
            skip = (byte) skipMax;
        }
    }

    /** Skips more bits if all slots have enough more in common; the digests are not shared. */
    final void skipMore(Order<E> order, int level) {
        int possible = Long.numberOfLeadingZeros(prefix(0) ^ prefix(width - 1));
        if (Math.min(possible, SKIP_MAX) - skip >= SKIP_GAIN_MIN) {
            long[] prefixes = new long[width];
            for (int i = 0; i < width; i++) {
                prefixes[i] = order.prefix(Slot.first(slot(i)), level);
            }
            setPrefixes(prefixes, 0);
        }
    }

    /** True if what stands beside a slot is what belongs there. */
    final boolean hasPrefix(int index, long prefix) {
        return fits(prefix) && digest(prefix) == digests[index];
    }
}
