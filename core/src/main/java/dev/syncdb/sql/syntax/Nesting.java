package dev.syncdb.sql.syntax;

/**
 * Counts how deeply the parser of one statement is nested and how high the expression is that it
 * builds. Both are bounded: the first by the stack of the thread that parses, the second by the
 * stacks of all who walk the result.
 *
 * <p>{@code enter} and {@code leave} enclose what is read by recursion. Within, the height is that
 * of the highest part read so far; {@code grow} puts a node on top of these parts.
 */
final class Nesting {
    /**
     * SQLite takes 1000; this fits a thread of Android, whose stack may be a quarter of a megabyte.
     */
    static final int DEPTH_MAX = 200;

    private final Tokens tokens;
    private int depth;
    private int height;

    Nesting(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Begins a part. Returns what {@link #leave} wants. */
    int enter() {
        depth++;
        require(depth);
        int heightOutside = height;
        height = 0;
        return heightOutside;
    }

    /** Ends a part. */
    void leave(int heightOutside) {
        depth--;
        height = Math.max(height, heightOutside);
    }

    /** Puts a node on top of the parts read since {@link #enter}. */
    void grow() {
        height++;
        require(height);
    }

    private void require(int levels) {
        if (levels > DEPTH_MAX) {
            throw tokens.limit("nesting of more than " + DEPTH_MAX + " levels");
        }
    }
}
