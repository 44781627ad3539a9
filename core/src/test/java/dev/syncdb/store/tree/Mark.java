package dev.syncdb.store.tree;

import java.util.Comparator;

/** An entry for the tests, of which many have the same prefix. */
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

    /** Where this entry stands, or would. */
    Place<Mark> place() {
        return beside(0);
    }

    Place<Mark> justBefore() {
        return beside(-1);
    }

    Place<Mark> justBehind() {
        return beside(1);
    }

    private Place<Mark> beside(int tie) {
        return new Place<>() {
            @Override
            public long prefix() {
                return prefix;
            }

            @Override
            public int compareTo(Mark entry) {
                if (entry.prefix != prefix) {
                    throw new AssertionError("asked about an entry of another prefix: " + entry);
                }
                int order = Integer.compare(rest, entry.rest);
                return order == 0 ? tie : order;
            }
        };
    }

    /** The place of all entries of a prefix. */
    static Place<Mark> run(long prefix) {
        return new Place<>() {
            @Override
            public long prefix() {
                return prefix;
            }

            @Override
            public int compareTo(Mark entry) {
                return 0;
            }
        };
    }
}
