package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The natural order of marks, cut into levels in several ways. */
enum MarkOrder implements Order<Mark> {
    /** All at once: a tree of one layer. The first number is the prefix. */
    WHOLE(1) {
        @Override
        public long prefix(Mark mark, int level) {
            return mark.prefix();
        }

        @Override
        public Object part(Mark mark, int level) {
            return mark;
        }

        @Override
        int compareParts(Object left, Object right) {
            return ((Mark) left).compareTo((Mark) right);
        }
    },

    /** By the first number and then by the second one. */
    TWO(2) {
        @Override
        public long prefix(Mark mark, int level) {
            return level == 0 ? mark.prefix() : aboveZero(mark.rest());
        }

        @Override
        public Object part(Mark mark, int level) {
            return level == 0 ? mark.prefix() ^ Long.MIN_VALUE : (long) mark.rest();
        }
    },

    /** By groups of first numbers, then by these, then by the second ones; with few prefixes. */
    THREE(3) {
        @Override
        public long prefix(Mark mark, int level) {
            return switch (level) {
                case 0 -> mark.prefix() >>> 5;
                case 1 -> (mark.prefix() & 7) << 60 & -2L << 60;
                default -> aboveZero(mark.rest()) >>> 2;
            };
        }

        @Override
        public Object part(Mark mark, int level) {
            return switch (level) {
                case 0 -> mark.prefix() >>> 3;
                case 1 -> mark.prefix() & 7;
                default -> (long) mark.rest();
            };
        }
    };

    private final int levels;

    MarkOrder(int levels) {
        this.levels = levels;
    }

    private static long aboveZero(int number) {
        return (long) number - Integer.MIN_VALUE;
    }

    int compareParts(Object left, Object right) {
        return Long.compare((Long) left, (Long) right);
    }

    @Override
    public int levels() {
        return levels;
    }

    @Override
    public int compare(Mark left, Mark right, int level) {
        return compareParts(part(left, level), part(right, level));
    }

    @Override
    public boolean has(Mark mark, Object part, int level) {
        return compareParts(part(mark, level), part) == 0;
    }

    /** Where a mark stands, or would. */
    Place<Mark> at(Mark mark) {
        return place(mark, levels, 0);
    }

    Place<Mark> justBefore(Mark mark) {
        return place(mark, levels, -1);
    }

    Place<Mark> justBehind(Mark mark) {
        return place(mark, levels, 1);
    }

    /** A place that is told at the first levels only. */
    Place<Mark> place(Mark mark, int told, int side) {
        return new Place<>() {
            @Override
            public int levels() {
                return told;
            }

            @Override
            public long prefix(int level) {
                requireTold(level);
                return MarkOrder.this.prefix(mark, level);
            }

            @Override
            public int compareTo(Mark entry, int level) {
                requireTold(level);
                for (int before = 0; before < level; before++) {
                    assertEquals(0, compare(mark, entry, before), "equal at the levels before");
                }
                return compare(mark, entry, level);
            }

            @Override
            public int compareToPart(Object part, int level) {
                requireTold(level);
                return compareParts(part(mark, level), part);
            }

            @Override
            public int side() {
                return side;
            }

            private void requireTold(int level) {
                if (level >= told) {
                    throw new AssertionError("asked of level " + level + " of " + told);
                }
            }
        };
    }

    /** True if two marks are equal at the first levels. */
    boolean isAlike(Mark left, Mark right, int first) {
        for (int level = 0; level < first; level++) {
            if (compare(left, right, level) != 0) {
                return false;
            }
        }
        return true;
    }
}
