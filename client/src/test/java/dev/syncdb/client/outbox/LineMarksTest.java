package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.syncdb.change.Cursor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class LineMarksTest {
    @Test
    void ofEachLineTheHighestVersionCounts() {
        LineMarks marks = marks(new Cursor(7, 3), new Cursor(7, 5), new Cursor(8, 6));
        assertEquals(List.of(new Cursor(7, 5), new Cursor(8, 6)), marks.marks());
        assertEquals(new Cursor(8, 6), marks.newest());
        assertSame(marks, marks.with(new Cursor(8, 6)), "nothing new");
        assertEquals(Cursor.START, LineMarks.NONE.newest());
    }

    @Test
    void theOldestLinesAreForgotten() {
        LineMarks marks = LineMarks.NONE;
        for (int line = 1; line <= LineMarks.LINES_MAX + 3; line++) {
            marks = marks.with(new Cursor(line, 10 * line));
        }
        assertEquals(LineMarks.LINES_MAX, marks.marks().size());
        assertEquals(new Cursor(4, 40), marks.marks().get(0));
    }

    @Test
    void aServerThatHasMoreHasAllThatWasSeen() {
        LineMarks marks = marks(new Cursor(7, 5), new Cursor(8, 9));
        List<Cursor> lines =
                List.of(new Cursor(9, 30), new Cursor(8, 20), new Cursor(7, 6), new Cursor(6, 2));
        assertEquals(marks, marks.within(lines));
    }

    @Test
    void ofALineThatWasCutOffOnlyWhatIsLeftIsCommon() {
        LineMarks marks = marks(new Cursor(7, 5), new Cursor(8, 9));
        List<Cursor> cut = List.of(new Cursor(11, 30), new Cursor(8, 7), new Cursor(7, 6));
        assertEquals(new Cursor(8, 7), marks.within(cut).newest());
        List<Cursor> gone = List.of(new Cursor(11, 30), new Cursor(7, 6));
        assertEquals(new Cursor(7, 5), marks.within(gone).newest(), "what came later is not known");
        assertEquals(LineMarks.NONE, marks.within(List.of(new Cursor(11, 30))));
        assertEquals(LineMarks.NONE, marks.within(List.of()));
    }

    /** Any two histories that part somewhere agree on nothing behind that, and on all before it. */
    @Test
    void whatIsCommonIsTheSmallerOfWhatWasSeenAndWhereHistoriesPart() {
        for (int parting = 0; parting <= 40; parting++) {
            for (int seen = 1; seen <= 40; seen++) {
                LineMarks marks = LineMarks.NONE;
                for (int version = 1; version <= seen; version++) {
                    marks = marks.with(new Cursor(lineOf(version), version));
                }
                int common = marks.within(lines(parting)).newest().version() == 0
                        ? 0
                        : (int) marks.within(lines(parting)).newest().version();
                assertEquals(Math.min(seen, parting), common, parting + " and " + seen);
            }
        }
    }

    /** A server opened every 5 versions; the other history has these lines up to a version. */
    private static List<Cursor> lines(int last) {
        List<Cursor> lines = new ArrayList<>();
        for (int version = 1; version <= last; version++) {
            if (!lines.isEmpty() && lines.get(lines.size() - 1).line() == lineOf(version)) {
                lines.remove(lines.size() - 1);
            }
            lines.add(new Cursor(lineOf(version), version));
        }
        lines.add(new Cursor(99, last + 7));
        Collections.reverse(lines);
        return lines;
    }

    private static long lineOf(int version) {
        return 50 + version / 5;
    }

    private static LineMarks marks(Cursor... seen) {
        LineMarks marks = LineMarks.NONE;
        for (Cursor each : seen) {
            marks = marks.with(each);
        }
        return marks;
    }
}
