package dev.syncdb.testkit.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.testkit.recorded.Line.Message;
import dev.syncdb.testkit.recorded.Line.Remark;

import org.junit.jupiter.api.Test;

import java.util.List;

final class DifferenceTest {
    private static final Line REMARK = new Remark("hello");
    private static final Line UP = new Message("ann", Line.SERVER, "Brief", "850102");
    private static final Line DOWN = new Message(Line.SERVER, "ann", "News", "8698c9");

    @Test
    void equalRecordingsDoNotDiffer() {
        assertEquals("", Difference.first(chapters(REMARK, UP, DOWN), chapters(REMARK, UP, DOWN)));
    }

    @Test
    void messageAndByteAreNamed() {
        Line changed = new Message(Line.SERVER, "ann", "News", "8698c8");
        String difference =
                Difference.first(chapters(REMARK, UP, DOWN), chapters(REMARK, UP, changed));
        noticed("1-idle, message 2 (server -> ann News) differs at byte 2", difference);
        noticed("-Dexchanges.write=true", difference);
    }

    @Test
    void aShorterMessageDiffersWhereItEnds() {
        Line shorter = new Message("ann", Line.SERVER, "Brief", "8501");
        noticed(
                "message 1 (ann -> server Brief) differs at byte 2",
                Difference.first(chapters(UP), chapters(shorter)));
    }

    @Test
    void whatIsMissingOrMoreIsNoticed() {
        noticed("2 lines were recorded", Difference.first(chapters(UP, DOWN), chapters(UP)));
        noticed("1 lines were recorded", Difference.first(chapters(UP), chapters(UP, DOWN)));
        noticed("1 chapters were recorded", Difference.first(chapters(UP), List.of()));
        noticed("a line behind message 1", Difference.first(chapters(REMARK), chapters(UP)));
    }

    @Test
    void linesAreReadAsTheyAreWritten() {
        for (String text : List.of(
                "# a remark",
                "* restart",
                "* wait 60000",
                "* backend INSERT INTO a VALUES (1)",
                "ann -> server  Brief  850102")) {
            assertEquals(text, Line.parse(text).toString());
        }
    }

    private static List<Chapter> chapters(Line... lines) {
        return List.of(new Chapter("1-idle", List.of(lines)));
    }

    private static void noticed(String part, String difference) {
        assertTrue(difference.contains(part), difference);
    }
}
