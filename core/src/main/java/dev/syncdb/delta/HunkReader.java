package dev.syncdb.delta;

import dev.syncdb.delta.TextDelta.Hunk;

import java.util.List;

/**
 * Reads what a delta does to a text, from its start on, in parts as short as one likes. Lives for
 * one pass over it.
 */
final class HunkReader {
    /** What becomes of the next units. */
    enum Act {
        KEEP,
        INSERT,
        DELETE
    }

    private final List<Hunk> hunks;
    private int next;
    private String text = "";
    private int textAt;
    private int kept;
    private int deleted;

    HunkReader(TextDelta delta) {
        hunks = delta.hunks();
        advance();
    }

    /** True if all that is left is kept. */
    boolean isAtEnd() {
        return next > hunks.size();
    }

    /** What comes next. At the end, what is left is kept, as long as it may be. */
    Act act() {
        if (kept > 0) {
            return Act.KEEP;
        }
        return textAt < text.length() ? Act.INSERT : Act.DELETE;
    }

    /** How many units it comes to; at least one. */
    int left() {
        switch (act()) {
            case KEEP:
                return kept;
            case INSERT:
                return text.length() - textAt;
            default:
                return deleted;
        }
    }

    /** Does the next units, of which there are that many left, to a text. */
    void copy(int units, HunkWriter target) {
        switch (act()) {
            case KEEP:
                target.keep(units);
                break;
            case INSERT:
                target.insert(text, textAt, textAt + units);
                break;
            default:
                target.delete(units);
        }
        skip(units);
    }

    /** Leaves out the next units, of which there are that many left. */
    void skip(int units) {
        if (isAtEnd()) {
            return;
        }
        switch (act()) {
            case KEEP:
                kept -= units;
                break;
            case INSERT:
                textAt += units;
                break;
            default:
                deleted -= units;
        }
        if (kept == 0 && textAt == text.length() && deleted == 0) {
            advance();
        }
    }

    private void advance() {
        if (next < hunks.size()) {
            Hunk hunk = hunks.get(next);
            kept = hunk.retain();
            text = hunk.insert();
            textAt = 0;
            deleted = hunk.delete();
        } else {
            kept = Integer.MAX_VALUE;
        }
        next++;
    }
}
