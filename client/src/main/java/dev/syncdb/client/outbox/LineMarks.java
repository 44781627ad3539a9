package dev.syncdb.client.outbox;

import dev.syncdb.change.Cursor;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the server's history the authors of a client's transactions may have seen: of each line
 * the highest version that the client held. Two histories that share a line share its versions, so
 * these tell how much of what was seen is in another history. Immutable.
 *
 * @param marks oldest first, at most {@link #LINES_MAX}
 */
public record LineMarks(List<Cursor> marks) {
    /**
     * A server draws a line whenever it opens. Who is further behind than this many openings counts
     * as having seen nothing, which costs needless records of conflicts and loses nothing.
     */
    public static final int LINES_MAX = 16;

    /** Nothing was seen. */
    public static final LineMarks NONE = new LineMarks(List.of());

    public LineMarks {
        marks = List.copyOf(marks);
    }

    /** The newest version that was seen; {@link Cursor#START} for none. */
    public Cursor newest() {
        return marks.isEmpty() ? Cursor.START : marks.get(marks.size() - 1);
    }

    /** These marks, and a version that comes after them in the same history. */
    LineMarks with(Cursor seen) {
        Cursor newest = newest();
        if (seen.version() <= newest.version()) {
            return this;
        }
        List<Cursor> extended = new ArrayList<>(marks);
        if (seen.line() == newest.line() && !extended.isEmpty()) {
            extended.remove(extended.size() - 1);
        }
        extended.add(seen);
        int first = Math.max(0, extended.size() - LINES_MAX);
        return new LineMarks(extended.subList(first, extended.size()));
    }

    /**
     * What of them is also in a history of these lines; its newest one is the newest version that
     * both have.
     *
     * @param lines each with the last version that is of it
     */
    LineMarks within(List<Cursor> lines) {
        LineMarks common = NONE;
        for (Cursor mark : marks) {
            for (Cursor line : lines) {
                if (line.line() == mark.line()) {
                    long last = Math.min(mark.version(), line.version());
                    common = common.with(new Cursor(mark.line(), last));
                }
            }
        }
        return common;
    }
}
