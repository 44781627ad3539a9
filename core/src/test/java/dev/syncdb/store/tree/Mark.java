package dev.syncdb.store.tree;

import java.util.Comparator;

/** An entry for the tests, of which many have the same first number. */
record Mark(long prefix, int rest) implements Comparable<Mark> {
    private static final Comparator<Mark> ORDER = Comparator.comparingLong(
                    (Mark mark) -> mark.prefix ^ Long.MIN_VALUE)
            .thenComparingInt(Mark::rest);

    /** The entry of a number, in the order of unsigned numbers. */
    static Mark of(long number) {
        return new Mark(number >> 8, (int) (number & 0xff));
    }

    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }
}
