package dev.syncdb.store.tree;

import java.util.Arrays;

/**
 * What a layer has in the place of one value: an entry that is alone with it, an array of a few
 * entries in their order, or a {@link Run} of many. Where most values have one or two entries,
 * nothing but the entries takes memory; and where they have many, no entry is looked at to find
 * those of a value. Pure.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // whoever asks knows the type of its entries
final class Slot {
    /** Up to here an array takes less than a run, and few entries are looked at in it. */
    static final int FEW_MAX = 7;

    /** A run with fewer becomes an array again; not at once, for most that shrink grow again. */
    static final int RUN_MIN = 4;

    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;

    private Slot() {}

    static boolean isRun(Object slot) {
        return slot instanceof Run;
    }

    static boolean isFew(Object slot) {
        return slot instanceof Object[];
    }

    @SuppressWarnings("unchecked")
    static <E> Run<E> run(Object slot) {
        return (Run<E>) slot;
    }

    /** The entries of a slot that is no run. */
    static Object[] few(Object slot) {
        return slot instanceof Object[] ? (Object[]) slot : new Object[] {slot};
    }

    /** An entry that is given as what it is to us. */
    @SuppressWarnings("unchecked")
    static <E> E entry(Object entry) {
        return (E) entry;
    }

    /** The first entry of all that a slot has. */
    static <E> E first(Object slot) {
        Object first = slot;
        while (first instanceof Run) {
            first = Slot.<E>run(first).root().slot(0);
        }
        return entry(first instanceof Object[] ? ((Object[]) first)[0] : first);
    }

    /** The last entry of all that a slot has. */
    static <E> E last(Object slot) {
        Object last = slot;
        while (last instanceof Run) {
            last = Slot.<E>run(last).root().last();
        }
        if (last instanceof Object[]) {
            Object[] few = (Object[]) last;
            return entry(few[few.length - 1]);
        }
        return entry(last);
    }

    /** How many entries a slot has. */
    static int count(Object slot) {
        if (slot instanceof Run) {
            return run(slot).root().count;
        }
        return slot instanceof Object[] ? ((Object[]) slot).length : 1;
    }

    static Object[] with(Object[] few, int index, Object entry) {
        Object[] more = Arrays.copyOf(few, few.length + 1);
        System.arraycopy(few, index, more, index + 1, few.length - index);
        more[index] = entry;
        return more;
    }

    /** The slot of all but one of at least two entries. */
    static Object without(Object[] few, int index) {
        if (few.length == 2) {
            return few[1 - index];
        }
        Object[] less = Arrays.copyOf(few, few.length - 1);
        System.arraycopy(few, index + 1, less, index, less.length - index);
        return less;
    }

    /** The slot of the few entries that are left of a run, none of which are a run themselves. */
    static Object flattened(Node<?> root) {
        Object[] all = new Object[root.count];
        int count = 0;
        for (int i = 0; i < root.width; i++) {
            for (Object entry : few(root.slot(i))) {
                all[count++] = entry;
            }
        }
        return count == 1 ? all[0] : all;
    }

    /** Estimate of the heap bytes that a slot takes, without the entries themselves. */
    static long bytes(Object slot) {
        if (slot instanceof Run) {
            return Run.BYTES + run(slot).root().bytes();
        }
        return slot instanceof Object[] ? arrayBytes(((Object[]) slot).length, REFERENCE_BYTES) : 0;
    }

    static long arrayBytes(int length, int elementBytes) {
        return (ARRAY_HEADER_BYTES + (long) length * elementBytes + 7) & -8;
    }
}
