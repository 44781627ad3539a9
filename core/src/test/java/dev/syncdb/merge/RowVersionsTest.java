package dev.syncdb.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.RowName;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class RowVersionsTest {
    private final CellVersion inserted = new CellVersion(5, 1, 500);
    private final CellVersion edited = new CellVersion(9, 2, 900);

    @Test
    void aCellThatNobodyWroteSinceHasTheVersionOfTheRow() {
        RowVersions versions = RowVersions.of(3, inserted).written(4, edited);
        assertEquals(edited, versions.cell(4));
        assertEquals(inserted, versions.cell(0));
        assertEquals(3, versions.handle());
    }

    @Test
    void writingMakesNewVersionsAndLeavesTheOldOnes() {
        RowVersions before = RowVersions.of(3, inserted);
        before.written(4, edited);
        assertEquals(inserted, before.cell(4));
        assertThrows(UnsupportedOperationException.class, () -> before.cells().put(1, edited));
    }

    @Test
    void columnsThatMoveTakeTheirVersionsAlongAndThoseThatGoDoNot() {
        RowVersions versions = RowVersions.of(3, inserted)
                .written(0, edited)
                .written(1, edited)
                .edited(2, List.of("x"), List.of(), edited);
        RowVersions moved = versions.moved(new int[] {2, -1, 0});
        assertEquals(Map.of(2, edited, 0, edited), moved.cells());
        assertEquals(edited, moved.parts(0).of("x"));
        assertEquals(inserted, moved.cell(1));
        assertEquals(3, moved.handle());
    }

    @Test
    void columnsAreInOrderSoThatEqualVersionsHaveEqualBytes() {
        Map<Integer, CellVersion> cells = new HashMap<>();
        for (int column : List.of(70, 3, 1_000, 12)) {
            cells.put(column, edited);
        }
        RowVersions versions = new RowVersions(3, inserted, cells, Map.of());
        assertEquals(List.of(3, 12, 70, 1_000), List.copyOf(versions.cells().keySet()));
        cells.clear();
        assertEquals(4, versions.cells().size(), "the map is its own");
    }

    @Test
    void anElementHasTheVersionOfWhoAddedItAndAllOthersThatOfTheSet() {
        RowVersions versions = RowVersions.of(3, inserted)
                .edited(4, List.of("1", "2"), List.of(), edited)
                .edited(4, List.of(), List.of("1"), edited);
        assertEquals(edited, versions.cell(4));
        assertEquals(edited, versions.parts(4).of("2"));
        assertEquals(inserted, versions.parts(4).of("1"), "it was removed: nobody added it");
        assertEquals(inserted, versions.parts(4).of("9"));
        assertEquals(inserted, versions.parts(5).of("9"), "a set that is as it was inserted");
    }

    @Test
    void aSetThatIsWrittenWholeForgetsWhoAddedWhat() {
        CellVersion later = new CellVersion(12, 1, 1_200);
        RowVersions versions = RowVersions.of(3, inserted)
                .edited(4, List.of("1"), List.of(), edited)
                .written(4, later);
        assertEquals(later, versions.parts(4).of("1"));
        assertEquals(Map.of(), versions.parts());
    }

    @Test
    void aMemberHasTheVersionOfWhoPutOrRemovedItOrWhatItIsIn() {
        RowVersions versions = RowVersions.of(3, inserted)
                .overwritten(4, List.of("$.a.b", "$.a.c", "$.ab"), edited);
        assertEquals(edited, versions.cell(4));
        assertEquals(edited, versions.parts(4).of("$.a.b"));
        CellVersion later = new CellVersion(12, 1, 1_200);
        versions = versions.overwritten(4, List.of("$.a"), later);
        assertEquals(Map.of("$.a", later, "$.ab", edited), versions.parts(4).known());
        assertEquals(inserted, versions.parts(4).others());
    }

    @Test
    void ofTooManyMembersTheOlderOnesAreRememberedTogether() {
        RowVersions versions = RowVersions.of(3, inserted);
        for (int i = 0; i <= ElementVersions.MEMBERS_MAX; i++) {
            CellVersion author = new CellVersion(10 + i, i % 2, 1_000 - i);
            versions = versions.overwritten(4, List.of("$.m" + i), author);
        }
        int half = (ElementVersions.MEMBERS_MAX + 1) / 2;
        ElementVersions parts = versions.parts(4);
        assertEquals(half + 1, parts.known().size());
        assertEquals(
                new CellVersion(10 + half - 1, CellVersion.MIXED, 1_000),
                parts.of("$.m0"),
                "the newest of them, by nobody in particular");
        assertEquals(new CellVersion(10 + half, half % 2, 1_000 - half), parts.of("$.m" + half));
        assertEquals(
                new CellVersion(9, 2, 900),
                edited.with(new CellVersion(7, 2, 800)),
                "two of one writer stay that writer's");
    }

    @Test
    void aConflictHasAWinnerAndALoser() {
        ConflictRecord.Side stored = new ConflictRecord.Side(Value.of("a"), inserted);
        ConflictRecord.Side incoming = new ConflictRecord.Side(Value.of("b"), edited);
        RowName row = RowName.of("tasks", Key.of(1));
        for (boolean won : new boolean[] {true, false}) {
            ConflictRecord record = new ConflictRecord(
                    ConflictRecord.Kind.UPDATE_UPDATE,
                    row,
                    "title",
                    4,
                    Value.of("base"),
                    stored,
                    incoming,
                    ConflictRecord.Decision.by("LWW", won));
            assertEquals(won ? incoming : stored, record.winner());
            assertEquals(won ? stored : incoming, record.loser());
        }
    }
}
