package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insert;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class DecideTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final Key ONE = Key.of(1);

    /** The handle of the first task. */
    private static final long FIRST = 1;

    private final TestSpace space = new TestSpace();

    /** Version 1: Ann's task. */
    @BeforeEach
    void annHasATask() {
        space.push(new Claim(0, ANN, 100), insertTask(1, "milk", 0));
    }

    @Test
    void anEditOfWhatItsAuthorHadSeenStands() {
        Judgement judgement = space.push(new Claim(1, BOB, 50), setTitle("bread"));
        assertEquals(clean(), judgement, "Bob had seen version 1; clocks do not matter");
        assertEquals(taskRow(1, "bread", 0), cells());
    }

    @Test
    void editsOfDifferentCellsOfARowDoNotClash() {
        space.push(new Claim(1, ANN, 200), setTitle("bread"));
        Judgement judgement =
                space.push(new Claim(1, BOB, 150), set(task(1, FIRST), VOTES, Value.of(5)));
        assertEquals(clean(), judgement);
        assertEquals(taskRow(1, "bread", 5), cells());
    }

    @Test
    void theSameValueTwiceIsNoConflictAndKeepsItsFirstAuthor() {
        space.push(new Claim(1, ANN, 200), setTitle("bread"));
        Judgement judgement = space.push(new Claim(1, BOB, 300), setTitle("bread"));
        assertEquals(clean(), judgement);
        assertEquals(ANN, space.versions("tasks", ONE).cell(TITLE).writer());
    }

    @Test
    void theLaterOfTwoConcurrentEditsWinsAndTheOtherIsRecorded() {
        space.push(new Claim(1, ANN, 200), setTitle("bread"));
        Judgement judgement = space.push(new Claim(1, BOB, 300), setTitle("eggs"));
        ConflictRecord record = new ConflictRecord(
                Kind.UPDATE_UPDATE,
                task(1, FIRST),
                "title",
                1,
                null,
                side("bread", 2, ANN, 200),
                side("eggs", 3, BOB, 300),
                Decision.by("LWW", true));
        assertEquals(new Judgement(List.of(), List.of(record), List.of()), judgement);
        assertEquals(taskRow(1, "eggs", 0), cells());
    }

    @Test
    void theEarlierOfTwoConcurrentEditsLosesIsRecordedAndItsAuthorIsTold() {
        space.push(new Claim(1, ANN, 200), setTitle("bread"));
        Judgement judgement = space.push(new Claim(1, BOB, 150), setTitle("eggs"));
        ConflictRecord record = new ConflictRecord(
                Kind.UPDATE_UPDATE,
                task(1, FIRST),
                "title",
                1,
                null,
                side("bread", 2, ANN, 200),
                side("eggs", 3, BOB, 150),
                Decision.by("LWW", false));
        assertEquals(new Judgement(List.of(task(1, FIRST)), List.of(record), List.of()), judgement);
        assertEquals(taskRow(1, "bread", 0), cells());
    }

    @Test
    void oneEditMayWinInOneCellAndLoseInAnother() {
        space.push(new Claim(1, ANN, 200), setTitle("bread"));
        space.push(new Claim(2, ANN, 400), set(task(1, FIRST), VOTES, Value.of(5)));
        Change both = new Change.Update(
                task(1, FIRST),
                List.of(
                        new Cell(TITLE, null, Value.of("eggs")),
                        new Cell(VOTES, null, Value.of(9))),
                Bytes.EMPTY);
        Judgement judgement = space.push(new Claim(1, BOB, 300), both);
        assertEquals(taskRow(1, "eggs", 5), cells());
        assertEquals(List.of(task(1, FIRST)), judgement.differing());
        assertEquals(2, judgement.conflicts().size());
        assertEquals(BOB, space.versions("tasks", ONE).cell(TITLE).writer());
        assertEquals(ANN, space.versions("tasks", ONE).cell(VOTES).writer());
    }

    @Test
    void aChainOfOwnEditsIsNoConflictThoughTheFirstIsNotAcknowledged() {
        space.push(new Claim(1, BOB, 200), setTitle("bread"));
        assertEquals(clean(), space.push(new Claim(1, BOB, 100), setTitle("eggs")));
        assertEquals(taskRow(1, "eggs", 0), cells());
    }

    @Test
    void anEditOfADeletedRowIsLostAndRecordedCellByCell() {
        space.push(new Claim(1, ANN, 200), delete(task(1, FIRST)));
        Judgement judgement = space.push(new Claim(1, BOB, 900), setTitle("eggs"));
        ConflictRecord record = new ConflictRecord(
                Kind.UPDATE_DELETE,
                task(1, FIRST),
                "title",
                1,
                null,
                new Side(Value.NULL, new CellVersion(0, CellVersion.BACKEND, 0)),
                side("eggs", 3, BOB, 900),
                Decision.by("DELETE_WINS", false));
        assertEquals(new Judgement(List.of(task(1, FIRST)), List.of(record), List.of()), judgement);
        assertNull(space.rows.get("tasks", ONE), "a stale edit never becomes an insert");
    }

    @Test
    void aDeleteWinsOverAnEditThatItHadNotSeenAndKeepsTheRowInTheRecord() {
        space.push(new Claim(1, ANN, 900), setTitle("bread"));
        space.push(new Claim(1, ANN, 950), set(task(1, FIRST), VOTES, Value.of(5)));
        Judgement judgement = space.push(new Claim(1, BOB, 200), delete(task(1, FIRST)));
        ConflictRecord record = new ConflictRecord(
                Kind.DELETE_UPDATE,
                task(1, FIRST),
                "",
                1,
                null,
                side("{\"id\":1,\"title\":\"bread\",\"votes\":5}", 3, ANN, 950),
                new Side(Value.NULL, new CellVersion(4, BOB, 200)),
                Decision.by("DELETE_WINS", true));
        assertEquals(new Judgement(List.of(), List.of(record), List.of()), judgement);
        assertNull(space.rows.get("tasks", ONE));
    }

    @Test
    void aDeleteOfWhatItsAuthorHadSeenIsNoConflict() {
        space.push(new Claim(1, ANN, 900), setTitle("bread"));
        assertEquals(clean(), space.push(new Claim(2, BOB, 200), delete(task(1, FIRST))));
        assertNull(space.rows.get("tasks", ONE));
    }

    @Test
    void theSameRowDeletedTwiceIsNoConflict() {
        space.push(new Claim(1, ANN, 200), delete(task(1, FIRST)));
        assertEquals(clean(), space.push(new Claim(1, BOB, 300), delete(task(1, FIRST))));
    }

    @Test
    void anotherRowUnderTheSameKeyIsNotMeant() {
        space.push(new Claim(1, ANN, 200), delete(task(1, FIRST)));
        space.push(new Claim(2, ANN, 250), insertTask(1, "new milk", 7));
        Judgement edit = space.push(new Claim(1, BOB, 900), setTitle("eggs"));
        assertEquals(Kind.UPDATE_DELETE, edit.conflicts().get(0).kind());
        assertEquals(List.of(task(1, FIRST)), edit.differing());
        Judgement gone = space.push(new Claim(1, BOB, 950), delete(task(1, FIRST)));
        assertEquals(List.of(), gone.conflicts(), "what Bob deleted is gone indeed");
        assertEquals(List.of(task(1, FIRST)), gone.differing(), "but there is another one");
        assertEquals(taskRow(1, "new milk", 7), cells());
    }

    @Test
    void aRowWithoutAHandleIsTheOneThatItsAuthorInserted() {
        Judgement own = space.push(new Claim(0, ANN, 50), set(task(1, 0), TITLE, Value.of("eggs")));
        assertEquals(clean(), own, "Ann did not know its handle yet");
        Judgement foreign =
                space.push(new Claim(0, BOB, 900), set(task(1, 0), TITLE, Value.of("ham")));
        assertEquals(Kind.UPDATE_DELETE, foreign.conflicts().get(0).kind());
        space.push(new Claim(0, BOB, 900), delete(task(1, 0)));
        assertEquals(taskRow(1, "eggs", 0), cells(), "Bob's row of that key never came to be");
    }

    /** T20: names from a history that the server lost. */
    @Test
    void aRowThatIsNamedByKeyOnlyIsTheOneThatHasTheKey() {
        Judgement edit = space.push(new Claim(1, BOB, 200), byKey("eggs"));
        assertEquals(clean(), edit, "Bob had seen all of it");
        assertEquals(taskRow(1, "eggs", 0), cells());
        space.push(new Claim(2, BOB, 300), delete(task(1, RowName.ANY)));
        assertNull(space.rows.get("tasks", ONE));
    }

    @Test
    void anEditByKeyOfARowThatIsGoneMakesNone() {
        space.push(new Claim(1, ANN, 200), delete(task(1, FIRST)));
        Judgement edit = space.push(new Claim(1, BOB, 900), byKey("eggs"));
        assertEquals(Kind.UPDATE_DELETE, edit.conflicts().get(0).kind());
        assertEquals(clean(), space.push(new Claim(1, BOB, 950), delete(task(1, RowName.ANY))));
        assertNull(space.rows.get("tasks", ONE), "a stale edit never becomes an insert");
    }

    @Test
    void whatAnEditByKeyTakesFromARowThatItsAuthorHadNotSeenIsRecorded() {
        space.push(new Claim(1, ANN, 200), delete(task(1, FIRST)));
        space.push(new Claim(2, ANN, 250), insertTask(1, "new milk", 7));
        Judgement late = space.push(new Claim(1, BOB, 240), byKey("eggs"));
        assertEquals(Kind.UPDATE_UPDATE, late.conflicts().get(0).kind());
        assertEquals(taskRow(1, "new milk", 7), cells(), "the later edit stays, as always");
        Judgement gone = space.push(new Claim(1, BOB, 950), delete(task(1, RowName.ANY)));
        ConflictRecord record = gone.conflicts().get(0);
        assertEquals(Kind.DELETE_UPDATE, record.kind());
        assertEquals(
                "{\"id\":1,\"title\":\"new milk\",\"votes\":7}",
                record.stored().value().asText());
    }

    @Test
    void deletesComeBeforeInsertsWhateverTheirOrder() {
        Judgement judgement = space.push(
                new Claim(1, BOB, 200),
                insertTask(2, "two", 0),
                insertTask(1, "one", 0),
                delete(task(1, FIRST)));
        assertEquals(clean(), judgement);
        assertEquals(taskRow(1, "one", 0), cells());
        assertNotNull(space.rows.get("tasks", Key.of(2)));
    }

    @Test
    void anInsertUnderATakenKeyIsRefused() {
        Incorrect refused = assertThrows(
                Incorrect.class,
                () -> space.push(new Claim(1, BOB, 200), insertTask(1, "mine", 0)));
        assertEquals(ErrorCode.PRIMARY_KEY, refused.code());
    }

    @Test
    void constraintsAreCheckedWhenAllIsDone() {
        space.rows.breakConstraints();
        Incorrect refused = assertThrows(
                Incorrect.class, () -> space.push(new Claim(1, BOB, 200), setTitle("eggs")));
        assertEquals(ErrorCode.UNIQUE, refused.code());
        assertEquals("eggs", cells().at(TITLE).asText(), "the caller rolls it back");
    }

    @Test
    void anEditOfAChildThatWentWithItsParentIsLost() {
        space.push(new Claim(1, ANN, 100), insertStep("s", 1));
        RowName step = new RowName("steps", Key.of("s"), 1);
        Judgement judgement = space.push(
                new Claim(2, ANN, 200), set(step, 1, Value.of(1)), delete(task(1, FIRST)));
        assertEquals(List.of(step), judgement.differing());
        assertEquals(Kind.UPDATE_DELETE, judgement.conflicts().get(0).kind());
        assertNull(space.rows.get("steps", Key.of("s")));
    }

    @Test
    void whoMovesAChildAwayAndDeletesItsParentKeepsTheChild() {
        space.push(new Claim(1, ANN, 100), insertStep("s", 1));
        RowName step = new RowName("steps", Key.of("s"), 1);
        Judgement judgement = space.push(
                new Claim(2, ANN, 200), delete(task(1, FIRST)), set(step, 1, Value.of(2)));
        assertEquals(clean(), judgement, "in whatever order the phone names them");
        assertEquals(Value.of(2), space.image("steps", Key.of("s")).cells().at(1));
    }

    /** T34: no conflict, no question. */
    @Test
    void ofEditsThatClashTheServerWantsToKnowWhatWasThereBefore() {
        Claim first = new Claim(1, BOB, 150);
        assertEquals(clean(), space.push(first, List.of(), both("bread", 2)));
        CellPlace title = new CellPlace(1, TITLE);
        CellPlace votes = new CellPlace(1, VOTES);
        Judgement asks = space.push(
                new Claim(1, ANN, 300), List.of(), insertTask(7, "x", 0), both("eggs", 3));
        assertEquals(List.of(title, votes), asks.wanted());

        List<BaseValue> half = List.of(new BaseValue(title, Value.of("milk")));
        asks = space.push(new Claim(1, 4, 400), half, insertTask(8, "x", 0), both("ham", 4));
        assertEquals(List.of(title, votes), asks.wanted(), "all, so that nobody must remember");

        List<BaseValue> all = List.of(half.get(0), new BaseValue(votes, null));
        Judgement judged =
                space.push(new Claim(1, 5, 500), all, insertTask(9, "x", 0), both("tea", 5));
        assertEquals(List.of(), judged.wanted(), "not to know is an answer, too");
        assertEquals(Value.of("milk"), judged.conflicts().get(0).baseValue());
        assertNull(judged.conflicts().get(1).baseValue());
    }

    @Test
    void aDeleteThatClashesIsAskedForTheWholeRow() {
        space.push(new Claim(1, ANN, 200), setTitle("bread"));
        CellPlace row = new CellPlace(0, CellPlace.ROW);
        List<BaseValue> given = List.of(new BaseValue(row, Value.of("(1, 'milk', 0)")));
        Judgement judged = space.push(new Claim(1, BOB, 300), given, delete(task(1, FIRST)));
        assertEquals(List.of(), judged.wanted());
        assertEquals(Value.of("(1, 'milk', 0)"), judged.conflicts().get(0).baseValue());
    }

    @Test
    void anEditOfARowThatIsGoneIsAskedForNothing() {
        space.push(new Claim(1, ANN, 200), delete(task(1, FIRST)));
        Judgement lost = space.push(new Claim(1, BOB, 300), List.of(), setTitle("eggs"));
        assertEquals(List.of(), lost.wanted());
    }

    @Test
    void anEditThatChangesNothingDoesNothing() {
        Change nothing = new Change.Update(task(1, FIRST), List.of(), Bytes.EMPTY);
        assertEquals(clean(), space.push(new Claim(1, BOB, 200), nothing));
        assertEquals(taskRow(1, "milk", 0), cells());
    }

    private Row cells() {
        return space.image("tasks", ONE).cells();
    }

    @Test
    void incrementsThatDidNotKnowOfEachOtherAllCountAndTheirAuthorIsTold() {
        RowName tally = new RowName("tallies", ONE, FIRST);
        Row row = Row.of(Value.of(1), Value.of(5), Value.of(9), Value.of("[1]"));
        space.push(new Claim(1, ANN, 200), insert(TestSchema.TALLIES, row));
        assertEquals(clean(), space.push(new Claim(2, BOB, 300), more(tally, 3)));
        assertEquals(
                new Judgement(List.of(tally), List.of(), List.of()),
                space.push(new Claim(2, ANN, 100), more(tally, -1)),
                "nothing was lost, but Ann has to hear of Bob's");
        assertEquals(Value.of(7), space.image("tallies", ONE).cells().at(1));
        assertEquals(CellVersion.MIXED, space.versions("tallies", ONE).cell(1).writer());
    }

    @Test
    void whatWasMergedUnseenIsNotSeenByTheSameAuthorsNextEditEither() {
        RowName tally = tally();
        space.push(new Claim(2, BOB, 300), more(tally, 3));
        space.push(new Claim(2, ANN, 400), more(tally, -1));
        Judgement deleted = space.push(new Claim(2, ANN, 500), delete(tally));
        assertEquals(1, deleted.conflicts().size(), "Ann has not heard of Bob's 3");
        assertEquals(Kind.DELETE_UPDATE, deleted.conflicts().get(0).kind());
    }

    @Test
    void whatWasMergedIsSeenByWhoHasHeardOfIt() {
        RowName tally = tally();
        space.push(new Claim(2, BOB, 300), more(tally, 3));
        space.push(new Claim(2, ANN, 400), more(tally, -1));
        space.push(new Claim(4, ANN, 500), more(tally, -1));
        assertEquals(clean(), space.push(new Claim(4, ANN, 600), delete(tally)));
    }

    @Test
    void whoDeletesTheirOwnSetDeletesWhatOthersAddedToIt() {
        for (String edit : List.of("[[8],[]]", "[[7],[]]")) {
            TestSpace own = new TestSpace();
            own.push(new Claim(0, ANN, 100), insertTask(1, "milk", 0));
            Row row = Row.of(Value.of(1), Value.of(5), Value.of(9), Value.of("[1]"));
            own.push(new Claim(1, ANN, 200), insert(TestSchema.TALLIES, row));
            RowName tally = new RowName("tallies", ONE, FIRST);
            own.push(new Claim(2, BOB, 300), tags(tally, "[[7],[]]"));
            own.push(new Claim(2, ANN, 400), tags(tally, edit));
            Judgement deleted = own.push(new Claim(2, ANN, 500), delete(tally));
            assertEquals(1, deleted.conflicts().size(), "Bob's 7 is unseen, also if it is Ann's");
        }
    }

    /** Such a record has expired, or is on disk; who keeps records tells the phone. */
    @Test
    void whatIsSaidOfARecordThatIsNotThereIsNoConflict() {
        RowName record = new RowName("syncdb_conflicts", Key.of(17), 17);
        Change resolution = set(record, 1, Value.of("RESTORE"));
        Judgement judgement = space.push(new Claim(1, ANN, 200), setTitle("bread"), resolution);
        assertEquals(clean(), judgement, "steps refer to tasks, so consequences are looked for");
        assertEquals(taskRow(1, "bread", 0), cells());
    }

    @Test
    void anIncrementOfARowThatIsGoneIsOnRecordWithItsSign() {
        RowName tally = new RowName("tallies", ONE, FIRST);
        Row row = Row.of(Value.of(1), Value.of(5), Value.of(9), Value.of("[1]"));
        space.push(new Claim(1, ANN, 200), insert(TestSchema.TALLIES, row));
        space.push(new Claim(2, ANN, 300), delete(tally));
        Judgement judgement = space.push(new Claim(2, BOB, 400), more(tally, 3));
        assertEquals(Value.of("+3"), judgement.conflicts().get(0).incoming().value());
    }

    @Test
    void theRuleOfTheColumnDecides() {
        RowName tally = new RowName("tallies", ONE, FIRST);
        Row row = Row.of(Value.of(1), Value.of(5), Value.of(9), Value.of("[1]"));
        space.push(new Claim(1, ANN, 200), insert(TestSchema.TALLIES, row));
        space.push(new Claim(2, ANN, 300), set(tally, 2, Value.of(20)));
        Judgement judgement = space.push(new Claim(2, BOB, 400), set(tally, 2, Value.of(15)));
        assertEquals(List.of(tally), judgement.differing(), "the larger stays, though it is older");
        assertEquals(Value.of(20), space.image("tallies", ONE).cells().at(2));
        assertEquals(Value.of(15), judgement.conflicts().get(0).loser().value());
    }

    @Test
    void whatIsAddedStaysAgainstARemoveThatDidNotKnowOfIt() {
        RowName tally = tally();
        space.push(new Claim(2, ANN, 300), tags(tally, "[[2],[]]"));
        space.push(new Claim(3, ANN, 400), tags(tally, "[[],[2]]"));
        space.push(new Claim(3, BOB, 500), tags(tally, "[[2],[1]]"));
        assertEquals("[2]", tags(), "Bob adds again what Ann removes");
        Judgement late = space.push(new Claim(4, ANN, 100), tags(tally, "[[],[1,2]]"));
        assertEquals("[2]", tags(), "Ann has not seen that it was added");
        assertEquals(List.of(tally), late.differing());
        assertEquals(List.of(), late.conflicts());
        assertEquals(clean(), space.push(new Claim(6, BOB, 600), tags(tally, "[[],[2]]")));
        assertEquals("[]", tags(), "who has seen it may remove it");
    }

    @Test
    void whatIsThereAndIsAddedAgainIsThereByBoth() {
        RowName tally = tally();
        space.push(new Claim(2, ANN, 300), tags(tally, "[[7],[]]"));
        Judgement again = space.push(new Claim(2, BOB, 400), tags(tally, "[[7],[]]"));
        assertEquals(List.of(tally), again.differing());
        space.push(new Claim(3, 9, 500), tags(tally, "[[],[7]]"));
        assertEquals("[1,7]", tags(), "the third has seen Ann's, and not Bob's");
    }

    @Test
    void aRemoveOfWhatOneselfAddedToOnesOwnSetIsNoMatterOfOthers() {
        RowName tally = tally();
        space.push(new Claim(2, ANN, 300), tags(tally, "[[7],[]]"));
        space.push(new Claim(2, BOB, 400), tags(tally, "[[8],[]]"));
        Judgement own = space.push(new Claim(2, BOB, 500), tags(tally, "[[],[7,8]]"));
        assertEquals("[1,7]", tags(), "7 is Ann's, whatever Bob wrote since");
        assertEquals(List.of(tally), own.differing());
    }

    @Test
    void aSetThatWasWrittenOverUnseenIsOnRecord() {
        RowName tally = tally();
        space.push(new Claim(2, ANN, 300), set(tally, 3, Value.of("none")));
        Judgement judgement = space.push(new Claim(2, BOB, 400), tags(tally, "[[2],[]]"));
        assertEquals("[2]", tags());
        ConflictRecord record = judgement.conflicts().get(0);
        assertEquals(Value.of("none"), record.loser().value());
        assertEquals(Value.of("[2]"), record.winner().value());
    }

    /** Version 2: Ann's tally, whose set has the element 1. */
    private RowName tally() {
        Row row = Row.of(Value.of(1), Value.of(5), Value.of(9), Value.of("[1]"));
        space.push(new Claim(1, ANN, 200), insert(TestSchema.TALLIES, row));
        return new RowName("tallies", ONE, FIRST);
    }

    private static Change tags(RowName row, String edit) {
        return set(row, List.of(new Cell(3, null, Value.of(edit), true)));
    }

    private String tags() {
        return space.image("tallies", ONE).cells().at(3).asText();
    }

    private static Change more(RowName row, long increment) {
        return set(row, List.of(new Cell(1, null, Value.of(increment), true)));
    }

    private static Change setTitle(String title) {
        return set(task(1, FIRST), TITLE, Value.of(title));
    }

    private static Change both(String title, long votes) {
        return set(
                task(1, FIRST),
                List.of(
                        new Cell(TITLE, null, Value.of(title)),
                        new Cell(VOTES, null, Value.of(votes))));
    }

    private static Change byKey(String title) {
        return set(task(1, RowName.ANY), TITLE, Value.of(title));
    }

    private static Side side(String value, long version, long writer, long effectiveMillis) {
        return new Side(Value.of(value), new CellVersion(version, writer, effectiveMillis));
    }

    private static Judgement clean() {
        return new Judgement(List.of(), List.of(), List.of());
    }
}
