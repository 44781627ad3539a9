package dev.syncdb.delta;

import dev.syncdb.delta.TextDelta.Hunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes down what becomes of a text, from its start on, as the canonical hunks of it. Lives for one
 * delta.
 */
final class HunkWriter {
    private final List<Hunk> hunks = new ArrayList<>();
    private final StringBuilder inserted = new StringBuilder();
    private long kept;
    private long deleted;
    private long length;

    /** The next units stay. */
    void keep(int units) {
        if (units > 0) {
            flush();
            kept += units;
        }
    }

    /** A part of {@code text} comes here. */
    void insert(String text, int from, int to) {
        inserted.append(text, from, to);
    }

    /** The next units go. */
    void delete(int units) {
        deleted += units;
    }

    /** All that was taken down. The end of the text stays as it is. */
    TextDelta delta() {
        flush();
        return hunks.isEmpty() ? TextDelta.NONE : new TextDelta(hunks);
    }

    private void flush() {
        if (inserted.length() == 0 && deleted == 0) {
            return;
        }
        length += kept + deleted;
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a delta of a text of " + length + " units");
        }
        hunks.add(new Hunk((int) kept, (int) deleted, inserted.toString()));
        inserted.setLength(0);
        kept = 0;
        deleted = 0;
    }
}
