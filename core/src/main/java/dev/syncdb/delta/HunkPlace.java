package dev.syncdb.delta;

import dev.syncdb.delta.TextDelta.Hunk;

import java.util.List;

/** Goes over the hunks of a delta, and knows where in the text each one is. */
final class HunkPlace {
    private final List<Hunk> hunks;
    private int index = -1;
    private int start;
    private int end;

    HunkPlace(List<Hunk> hunks) {
        this.hunks = hunks;
        advance();
    }

    boolean isThere() {
        return index < hunks.size();
    }

    void advance() {
        index++;
        if (isThere()) {
            start = end + hunk().retain();
            end = start + hunk().delete();
        }
    }

    Hunk hunk() {
        return hunks.get(index);
    }

    int start() {
        return start;
    }

    /** Behind what it deletes. */
    int end() {
        return end;
    }

    /** True if both do the same at the same place. */
    boolean isSameAs(HunkPlace other) {
        return start == other.start
                && end == other.end
                && hunk().insert().equals(other.hunk().insert());
    }

    /** True if this deletes what the other does, or what is around the place where it inserts. */
    boolean touches(HunkPlace other) {
        boolean both = Math.max(start, other.start) < Math.min(end, other.end);
        return both || (other.start == other.end && start < other.start && other.start < end);
    }
}
