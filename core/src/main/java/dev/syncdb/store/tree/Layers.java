package dev.syncdb.store.tree;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import java.util.Arrays;

/**
 * Makes layers of entries that are in order already. Pure.
 *
 * @param version of the nodes
 */
record Layers<E>(Order<E> order, long version) {
    /** Loaded nodes leave some room, so that the first entries to come do not split them all. */
    private static final int WIDTH_LOADED = Node.WIDTH_MAX * 7 / 8;

    /** The slot of entries that are equal at the levels up to this one. */
    Object slot(Object[] entries, int level) {
        if (entries.length == 1) {
            return entries[0];
        }
        if (entries.length <= Slot.FEW_MAX) {
            return entries;
        }
        return run(new SortedArray<>(order, entries, entries.length), 0, entries.length, level);
    }

    private Object slot(Sorted<E> sorted, int from, int to, int level) {
        if (to - from == 1) {
            return sorted.entry(from);
        }
        if (to - from > Slot.FEW_MAX) {
            return run(sorted, from, to, level);
        }
        Object[] few = new Object[to - from];
        for (int i = 0; i < few.length; i++) {
            few[i] = sorted.entry(from + i);
        }
        return few;
    }

    /** The run of entries that are equal at the levels up to this one. */
    private Run<E> run(Sorted<E> sorted, int from, int to, int level) {
        return new Run<>(order.part(sorted.entry(from), level), layer(sorted, from, to, level + 1));
    }

    /** The layer of at least one entry, which are all equal at the levels before. */
    Node<E> layer(Sorted<E> sorted, int from, int to, int level) {
        if (level == order.levels() - 1) {
            return entries(sorted, from, to, level);
        }
        long[] prefixes = new long[to - from];
        Object[] slots = new Object[to - from];
        int width = 0;
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || !sorted.isSame(i, level)) {
                prefixes[width] = prefix(sorted, start, level);
                slots[width] = slot(sorted, start, i, level);
                width++;
                start = i;
            }
        }
        return slots(prefixes, slots, width, width == to - from);
    }

    /** A layer of slots that are one entry each. */
    private Node<E> entries(Sorted<E> sorted, int from, int to, int level) {
        int width = to - from;
        Node<E>[] leaves = Node.array(parts(width));
        long[] prefixes = new long[Math.min(width, Node.WIDTH_MAX)];
        for (int i = 0; i < leaves.length; i++) {
            int first = from + start(i, width, leaves.length);
            Object[] slots = new Object[from + start(i + 1, width, leaves.length) - first];
            for (int j = 0; j < slots.length; j++) {
                slots[j] = sorted.entry(first + j);
                prefixes[j] = prefix(sorted, first + j, level);
            }
            leaves[i] =
                    new Leaf<>(version, new int[slots.length], slots, slots.length, slots.length);
            leaves[i].setPrefixes(prefixes, 0);
        }
        return above(leaves);
    }

    private Node<E> slots(long[] prefixes, Object[] slots, int width, boolean alone) {
        Node<E>[] leaves = Node.array(parts(width));
        for (int i = 0; i < leaves.length; i++) {
            int from = start(i, width, leaves.length);
            int to = start(i + 1, width, leaves.length);
            leaves[i] = new Leaf<>(
                    version,
                    new int[to - from],
                    Arrays.copyOfRange(slots, from, to, Object[].class),
                    to - from,
                    alone ? to - from : count(slots, from, to));
            leaves[i].setPrefixes(prefixes, from);
        }
        return above(leaves);
    }

    private Node<E> above(Node<E>[] leaves) {
        Node<E>[] level = leaves;
        while (level.length > 1) {
            Node<E>[] above = Node.array(parts(level.length));
            for (int i = 0; i < above.length; i++) {
                int from = start(i, level.length, above.length);
                int to = start(i + 1, level.length, above.length);
                above[i] = Inner.above(version, Arrays.copyOfRange(level, from, to));
            }
            level = above;
        }
        return level[0];
    }

    private static <E> long prefix(Sorted<E> sorted, int index, int level) {
        long prefix = sorted.prefix(index, level);
        if (level == 0 && index > 0) {
            long before = sorted.prefix(index - 1, 0);
            if (Long.compareUnsigned(before, prefix) > 0) {
                throw new Fault(
                        ErrorCode.INTERNAL,
                        "entry " + index + " has the prefix " + Long.toHexString(prefix)
                                + " behind " + Long.toHexString(before));
            }
        }
        return prefix;
    }

    private static int count(Object[] slots, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Slot.count(slots[i]);
        }
        return count;
    }

    private static int parts(int width) {
        return (width - 1) / WIDTH_LOADED + 1;
    }

    /** Where a part starts, when all have the same size but for one element. */
    private static int start(int part, int width, int parts) {
        return (int) ((long) part * width / parts);
    }
}
