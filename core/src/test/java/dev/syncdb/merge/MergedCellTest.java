package dev.syncdb.merge;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What becomes of a relative edit that comes to the server, by what was written unseen. */
class MergedCellTest {
    private static final long ME = 7;
    private static final long BASE = 10;
    private static final long NOW = 1_000;
    private static final CellVersion SEEN = new CellVersion(5, 1, 500);
    private static final CellVersion BOB = new CellVersion(12, 8, 900);
    private static final CellVersion LATE_BOB = new CellVersion(13, 8, 2_000);
    private static final CellVersion MINE = new CellVersion(14, ME, 950);

    private @Nullable Value told = Value.NULL;
    private int asked;

    @Test
    void whatItsAuthorSawIsEditedAsAsked() {
        for (String type : List.of("TEXT LIST", "TEXT ORSET")) {
            MergedCell merged = merged(type, edit("[1]", "[1,2]"), "[1]", SEEN, Map.of());
            assertEquals(new MergedCell(Value.of("[1,2]"), false, List.of(), List.of()), merged);
        }
        MergedCell merged = merged("TEXT MAP", edit("{}", "{\"a\":1}"), "{}", SEEN, Map.of());
        assertEquals(new MergedCell(Value.of("{\"a\":1}"), false, List.of(), List.of()), merged);
        assertEquals(0, asked, "no conflict, no bytes");
    }

    @Test
    void aCounterCountsAndSaysSo() {
        MergedCell merged = merged("INTEGER COUNTER", 5, 6, Value.of(9), BOB);
        assertEquals(new MergedCell(Value.of(10), true, List.of(), List.of()), merged);
        MergedCell onNothing = merged("INTEGER COUNTER", 5, 6, Value.NULL, BOB);
        assertEquals(Value.of(1), onNothing.value());
        assertEquals(1, onNothing.clashes().size());
        assertEquals(
                List.of(), merged("INTEGER COUNTER", 5, 6, Value.NULL, SEEN).clashes());
        assertThrows(
                Incorrect.class,
                () -> merged("INTEGER COUNTER", 5, 6, Value.of(Long.MAX_VALUE), SEEN));
    }

    @Test
    void whatIsNoRelativeEditIsNotMerged() {
        Table table = notes("TEXT");
        Cell cell = new Cell(0, Value.of("a"), Value.of("b"));
        Meeting meeting = new Meeting(
                table, cell, Value.of("a"), RowVersions.of(1, SEEN), claim(), () -> null);
        assertThrows(IllegalArgumentException.class, () -> Intent.merged(meeting));
    }

    @Test
    void anEditInAnotherFormIsABug() {
        for (String type : List.of("TEXT ORSET", "TEXT LIST", "TEXT MAP")) {
            Table table = notes(type);
            Cell wrong = new Cell(0, null, Value.of("none"), true);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Intent.applied(table, Value.NULL, wrong),
                    type);
        }
    }

    @Test
    void aRemoveLeavesWhatWasAddedUnseen() {
        MergedCell merged = merged(
                "TEXT ORSET", edit("[1,2]", "[3]"), "[1,2,3]", MINE, Map.of("2", BOB, "3", BOB));
        assertEquals(Value.of("[2,3]"), merged.value());
        assertTrue(merged.differs());
        assertEquals(List.of("3"), merged.again());
        MergedCell plain = merged("TEXT ORSET", edit("[1]", "[2]"), "none", BOB, Map.of());
        assertEquals(Value.of("[2]"), plain.value());
        assertEquals(Value.of("none"), plain.clashes().get(0).stored().value());
    }

    @Test
    void membersAreMergedOneByOne() {
        MergedCell merged = merged(
                "TEXT MAP",
                edit("{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":1,\"b\":5}"),
                "{\"a\":9,\"b\":2,\"c\":3,\"d\":4}",
                BOB,
                Map.of("$.a", BOB, "$.d", BOB));
        assertEquals(Value.of("{\"a\":9,\"b\":5,\"d\":4}"), merged.value());
        assertTrue(merged.differs());
        assertEquals(List.of(), merged.clashes());
        assertEquals(0, asked);
    }

    @Test
    void ofTwoValuesOfAMemberTheLaterStays() {
        told = Value.of("{\"a\":1}");
        MergedCell won = map("{\"a\":2,\"b\":1}", "{\"a\":3}", Map.of("$.a", BOB));
        assertEquals(Value.of("{\"a\":2,\"b\":1}"), won.value());
        assertEquals(
                new MergedCell.Clash(
                        Kind.UPDATE_UPDATE,
                        Value.of("$.a=1"),
                        new ConflictRecord.Side(Value.of("$.a=3"), BOB),
                        Value.of("$.a=2"),
                        Decision.by("MAP", true)),
                won.clashes().get(0));
        MergedCell lost = map("{\"a\":2,\"b\":1}", "{\"a\":3}", Map.of("$.a", LATE_BOB));
        assertEquals(Value.of("{\"a\":3,\"b\":1}"), lost.value());
        assertFalse(lost.clashes().get(0).decision().incomingWon());
        MergedCell agreed = map("{\"a\":2}", "{\"a\":2}", Map.of("$.a", LATE_BOB));
        assertEquals(List.of(), agreed.clashes());
        assertTrue(agreed.differs());
        assertEquals(
                List.of(),
                map("{\"a\":2}", "{\"a\":3}", Map.of("$.a", MINE)).clashes(),
                "its own writes never stand against it");
    }

    @Test
    void aMemberMeetsWhatItIsInAndWhatIsInIt() {
        told = null;
        MergedCell recreated =
                map("{\"a\":{\"b\":1,\"c\":2}}", "{}", Map.of("$.a", BOB, "$.x", LATE_BOB));
        assertEquals(Value.of("{\"a\":{\"b\":1,\"c\":2}}"), recreated.value());
        assertEquals(2, recreated.clashes().size());
        assertEquals(Value.of("-$.a.b"), recreated.clashes().get(0).stored().value());
        assertEquals(null, recreated.clashes().get(0).base());
        for (Value other : List.of(Value.of(7), Value.of("none"))) {
            told = other;
            MergedCell same = map("{\"a\":{\"b\":1}}", "{}", Map.of("$.a", BOB));
            assertEquals(null, same.clashes().get(0).base());
        }
        MergedCell lost = map("{\"a\":{\"b\":1}}", "{}", Map.of("$.a", LATE_BOB));
        assertEquals(Value.of("{}"), lost.value());
        Map<String, CellVersion> inner =
                Map.of("$.a.b", BOB, "$.a.c", LATE_BOB, "$.a.d", MINE, "$.a.e", BOB);
        MergedCell over = merged(
                "TEXT MAP",
                edit("{\"a\":{\"b\":1}}", "{\"a\":5}"),
                "{\"a\":{\"c\":2}}",
                MINE,
                inner);
        assertEquals(Value.of("{\"a\":{\"c\":2}}"), over.value());
        assertEquals(LATE_BOB, over.clashes().get(0).stored().author());
        Map<String, CellVersion> older =
                Map.of("$.a", MINE, "$.a.c", BOB, "$.a.d", new CellVersion(15, ME, 1));
        assertEquals(
                List.of(),
                merged("TEXT MAP", edit("{\"a\":{\"b\":1}}", "{\"a\":5}"), "{\"a\":7}", MINE, older)
                        .clashes(),
                "what was overwritten since is none of its business");
    }

    @Test
    void aValueThatMakesRoomForAnObjectIsOnRecord() {
        told = null;
        MergedCell won = map("{\"a\":{\"b\":{\"c\":1}}}", "{\"a\":\"text\"}", Map.of("$.a", BOB));
        assertEquals(Value.of("{\"a\":{\"b\":{\"c\":1}}}"), won.value());
        assertEquals(
                new ConflictRecord.Side(Value.of("$.a=\"text\""), BOB),
                won.clashes().get(0).stored());
        assertEquals(Value.of("$.a.b.c=1"), won.clashes().get(0).incoming());
    }

    @Test
    void aMapThatWasWrittenWholeWasWrittenInAllItsMembers() {
        MergedCell merged =
                merged("TEXT MAP", edit("{\"a\":1}", "{\"a\":2}"), "{\"a\":3}", LATE_BOB, Map.of());
        assertEquals(Value.of("{\"a\":3}"), merged.value());
        assertEquals(1, merged.clashes().size());
        MergedCell plain =
                merged("TEXT MAP", edit("{\"a\":1}", "{\"a\":2}"), "none", BOB, Map.of());
        assertEquals(Value.of("{\"a\":2}"), plain.value());
        assertEquals(Value.of("none"), plain.clashes().get(0).stored().value());
    }

    @Test
    void listsAreMergedByWhatTheAuthorSaw() {
        told = Value.of("[1,2]");
        MergedCell merged = list("[1,3,2]", "[4,1,2]", BOB);
        assertEquals(Value.of("[4,1,3,2]"), merged.value());
        assertEquals(List.of(), merged.clashes());
        assertTrue(merged.differs());
        assertEquals(Value.of("[1,3,2,4]"), list("[1,3,2]", "[1,2,4]", MINE).value());
        assertEquals(
                Value.of("[1,3,2]"),
                list("[1,3,2]", "[1,2]", BOB).value(),
                "also where it is again as it was");
    }

    @Test
    void twoMovesOfOneElementAreAnOverlap() {
        String base = "[1,2,3,4]";
        told = Value.of(base);
        MergedCell won = merged("TEXT LIST", edit(base, "[1,4,2,3]"), "[4,1,2,3]", BOB, Map.of());
        assertEquals(Value.of("[1,4,2,3]"), won.value());
        assertEquals(
                new MergedCell.Clash(
                        Kind.OVERLAP,
                        Value.of(base),
                        new ConflictRecord.Side(Value.of("[4,1,2,3]"), BOB),
                        Value.of("[1,4,2,3]"),
                        Decision.by("LIST", true)),
                won.clashes().get(0));
        MergedCell lost =
                merged("TEXT LIST", edit(base, "[1,4,2,3]"), "[4,1,2,3]", LATE_BOB, Map.of());
        assertEquals(Value.of("[4,1,2,3]"), lost.value());
        assertFalse(lost.clashes().get(0).decision().incomingWon());
    }

    @Test
    void whereNobodyKnowsWhatTheAuthorSawSomebodyIsToLook() {
        for (Value other : new Value[] {null, Value.of("[7]"), Value.of(7)}) {
            told = other;
            MergedCell merged = list("[1]", "[9]", BOB);
            assertEquals(Value.of("[9]"), merged.value());
            assertTrue(merged.clashes().get(0).decision().open());
            assertEquals(Value.of("[9,3]"), list("[1,2,3]", "[9]", BOB).value());
        }
    }

    @Test
    void aListTakesThePlaceOfWhatIsNone() {
        told = Value.of("[1,2]");
        MergedCell known = list("[1,2,3]", "none", BOB);
        assertEquals(Value.of("[1,2,3]"), known.value());
        assertEquals(Kind.UPDATE_UPDATE, known.clashes().get(0).kind());
        told = null;
        assertEquals(Value.of("[3]"), list("[1,2,3]", "none", BOB).value());
        assertEquals(List.of(), list("[1,2,3]", "none", SEEN).clashes());
    }

    private MergedCell list(String after, String stored, CellVersion writer) {
        return merged("TEXT LIST", edit("[1,2]", after), stored, writer, Map.of());
    }

    private MergedCell map(String after, String stored, Map<String, CellVersion> parts) {
        return merged("TEXT MAP", edit("{}", after), stored, MINE, parts);
    }

    private MergedCell merged(
            String type,
            Cell edit,
            String stored,
            CellVersion writer,
            Map<String, CellVersion> parts) {
        CellVersion others = parts.isEmpty() ? writer : SEEN;
        RowVersions versions = new RowVersions(
                1, SEEN, Map.of(0, writer), Map.of(0, new ElementVersions(others, parts)));
        return merged(notes(type), edit, Value.of(stored), versions);
    }

    private MergedCell merged(
            String type, long before, long after, Value stored, CellVersion writer) {
        RowVersions versions = RowVersions.of(1, SEEN).written(0, writer);
        Cell edit = new Cell(0, Value.of(before), Value.of(after));
        return merged(notes(type), edit, stored, versions);
    }

    private MergedCell merged(Table table, Cell edit, Value stored, RowVersions versions) {
        Cell cell = Intent.of(table, edit);
        return Intent.merged(new Meeting(table, cell, stored, versions, claim(), () -> {
            asked++;
            return told;
        }));
    }

    private static Cell edit(String before, String after) {
        return new Cell(0, Value.of(before), Value.of(after));
    }

    private static Claim claim() {
        return new Claim(BASE, ME, NOW);
    }

    private static Table notes(String type) {
        return table("notes", column("content", type));
    }
}
