package dev.syncdb.store.tree;

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
        return entries.length <= Slot.FEW_MAX ? entries : run(entries, level);
    }

    /** The run of entries that are equal at the levels up to this one. */
    Run<E> run(Object[] entries, int level) {
        long[] prefixes = new long[entries.length];
        for (int i = 0; i < entries.length; i++) {
            prefixes[i] = order.prefix(Slot.entry(entries[i]), level + 1);
        }
        return new Run<>(
                order.part(Slot.entry(entries[0]), level), layer(prefixes, entries, level + 1));
    }

    /**
     * The layer of at least one entry.
     *
     * @param prefixes of the entries at the level; used up
     */
    Node<E> layer(long[] prefixes, Object[] entries, int level) {
        if (level == order.levels() - 1) {
            return tree(prefixes, entries, entries.length, true);
        }
        Object[] slots = new Object[entries.length];
        int width = 0;
        int start = 0;
        for (int i = 1; i <= entries.length; i++) {
            if (i == entries.length || !isSame(prefixes, entries, i, level)) {
                prefixes[width] = prefixes[start];
                slots[width] = slot(Arrays.copyOfRange(entries, start, i), level);
                width++;
                start = i;
            }
        }
        return tree(prefixes, slots, width, width == entries.length);
    }

    /** True if an entry is equal to the one before it. */
    private boolean isSame(long[] prefixes, Object[] entries, int index, int level) {
        return prefixes[index - 1] == prefixes[index]
                && order.compare(Slot.entry(entries[index - 1]), Slot.entry(entries[index]), level)
                        == 0;
    }

    private Node<E> tree(long[] prefixes, Object[] slots, int width, boolean alone) {
        Node<E>[] level = Node.array(parts(width));
        for (int i = 0; i < level.length; i++) {
            int from = start(i, width, level.length);
            int to = start(i + 1, width, level.length);
            level[i] = new Leaf<>(
                    version,
                    new int[to - from],
                    Arrays.copyOfRange(slots, from, to, Object[].class),
                    to - from,
                    alone ? to - from : count(slots, from, to));
            level[i].setPrefixes(prefixes, from);
        }
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
