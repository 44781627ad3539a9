package dev.syncdb.delta;

import java.util.Arrays;

/** What two sequences have in common, in order: runs that are in both. Lives for one comparison. */
final class CommonRuns {
    private static final int FIELDS = 3;

    /** Of each run: where it is in the sequence before, where in the one after, how long it is. */
    private int[] runs = new int[2 * FIELDS];

    private int size;

    /** Adds a run behind all the others. */
    void add(int beforeAt, int afterAt, int length) {
        if (length == 0) {
            return;
        }
        int last = count() - 1;
        if (last >= 0 && beforeEnd(last) == beforeAt && afterEnd(last) == afterAt) {
            runs[size - 1] += length;
            return;
        }
        if (size == runs.length) {
            runs = Arrays.copyOf(runs, 2 * size);
        }
        runs[size] = beforeAt;
        runs[size + 1] = afterAt;
        runs[size + 2] = length;
        size += FIELDS;
    }

    int count() {
        return size / FIELDS;
    }

    int beforeAt(int run) {
        return runs[FIELDS * run];
    }

    int afterAt(int run) {
        return runs[FIELDS * run + 1];
    }

    int length(int run) {
        return runs[FIELDS * run + 2];
    }

    int beforeEnd(int run) {
        return beforeAt(run) + length(run);
    }

    int afterEnd(int run) {
        return afterAt(run) + length(run);
    }
}
