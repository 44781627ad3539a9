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
    /** SQLite takes 1000; this needs 300 KB of stack at worst, of the 1 MB that a thread has. */
    static final int DEPTH_MAX = 200;

    /** A SELECT within a SELECT takes about four times the stack of an expression within one. */
    static final int SELECT_DEPTH_MAX = DEPTH_MAX / 4;

    private final Tokens tokens;
    private int depth;
    private int selectDepth;
    private int height;

    Nesting(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Begins a part. Returns what {@link #leave} wants. */
    int enter() {
        depth++;
        require(depth, DEPTH_MAX);
        int heightOutside = height;
        height = 0;
        return heightOutside;
    }

    /** Ends a part. */
    void leave(int heightOutside) {
        depth--;
        height = Math.max(height, heightOutside);
    }

    /** Begins a part that is a SELECT. Returns what {@link #leaveSelect} wants. */
    int enterSelect() {
        selectDepth++;
        require(selectDepth, SELECT_DEPTH_MAX);
        return enter();
    }

    /** Ends a part that is a SELECT, with a node on top of it. */
    void leaveSelect(int heightOutside) {
        grow();
        leave(heightOutside);
        selectDepth--;
    }

    /** Puts a node on top of the parts read since {@link #enter}. */
    void grow() {
        height++;
        require(height, DEPTH_MAX);
    }

    private void require(int levels, int levelsMax) {
        if (levels > levelsMax) {
            throw tokens.limit("nesting of more than " + levelsMax + " levels");
        }
    }
}
