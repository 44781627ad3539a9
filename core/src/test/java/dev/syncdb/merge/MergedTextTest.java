package dev.syncdb.merge;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Edits of texts that merge: how they are told, done again, and judged. */
class MergedTextTest {
    private static final int BODY = 1;
    private static final Table NOTES =
            table("notes", column("title", "TEXT"), column("body", "TEXT MERGED"));
    private static final long ME = 7;
    private static final CellVersion SEEN = new CellVersion(5, 1, 500);
    private static final CellVersion BOB = new CellVersion(12, 8, 900);
    private static final CellVersion LATE_BOB = new CellVersion(13, 8, 2_000);
    private static final String LONG = "the quick brown fox jumps";

    private @Nullable Value told;
    private @Nullable TextDelta unseen;
    private int asked;

    @Test
    void whoeverWritesAnotherTextMeansWhatCameAndWhatWent() {
        Cell edit = cell(Value.of("buy milk"), Value.of("buy oat milk"));
        Cell meant = Intent.of(NOTES, edit);
        assertTrue(meant.relative());
        assertEquals(Value.of("buy milk"), meant.before());
        assertEquals(Value.of("[4] +\"oat \""), Intent.shown(NOTES, meant));
        assertEquals(
                Value.of("go and buy oat milk"),
                Intent.applied(NOTES, Value.of("go and buy milk"), edit));
        assertEquals(
                Value.of("something else: oat "),
                Intent.applied(NOTES, Value.of("something else: "), unknown(meant)),
                "where nobody knows what was there, what came goes to the end");
        Cell odd = new Cell(BODY, Value.of("bought"), meant.after(), true);
        assertEquals(Value.of("x oat "), Intent.applied(NOTES, Value.of("x "), odd));
        assertEquals(Value.of("oat "), Intent.applied(NOTES, Value.of(7), meant));
        Cell none = new Cell(BODY, Value.of(7), meant.after(), true);
        assertEquals(Value.of("x oat "), Intent.applied(NOTES, Value.of("x "), none));
    }

    @Test
    void nothingIsAnEmptyText() {
        Cell first = Intent.of(NOTES, cell(Value.NULL, Value.of("first")));
        assertTrue(first.relative());
        assertEquals(Value.of("first"), Intent.applied(NOTES, Value.NULL, first));
        assertEquals(Value.of("theirs first"), Intent.applied(NOTES, Value.of("theirs "), first));
        assertTrue(Intent.isOf(NOTES, Value.NULL, first));
        assertTrue(Intent.isOf(NOTES, Value.of(""), first));
    }

    @Test
    void aTextIsWrittenWholeWhereThereIsNoEdit() {
        for (Cell edit : List.of(
                cell(Value.of("some"), Value.NULL),
                cell(Value.of("some"), Value.of(7)),
                cell(Value.of(7), Value.of("some")),
                cell(null, Value.of("some")),
                cell(Value.of(LONG), Value.of("every good boy does fine")))) {
            assertSame(edit, Intent.of(NOTES, edit));
            assertSame(edit, Intent.again(NOTES, edit, Value.of("there")));
            assertEquals(edit.after(), Intent.applied(NOTES, Value.of("there"), edit));
        }
    }

    @Test
    void anEditOfATextHasItsForm() {
        Value edit = edit("a", "ab").after();
        assertTrue(Intent.isEdit(MergeRule.MERGED, edit));
        assertFalse(Intent.isEdit(MergeRule.MERGED, Value.of("ab")));
        assertFalse(Intent.isEdit(MergeRule.MERGED, Value.of(Bytes.EMPTY)));
        assertTrue(Intent.takes(MergeRule.MERGED, Value.NULL));
        assertTrue(Intent.takes(MergeRule.MERGED, Value.of("x")));
        assertFalse(Intent.takes(MergeRule.MERGED, Value.of(7)));
        Cell wrong = new Cell(BODY, null, Value.of(Bytes.EMPTY), true);
        assertThrows(
                IllegalArgumentException.class, () -> Intent.applied(NOTES, Value.NULL, wrong));
    }

    @Test
    void anEditIsOfOneText() {
        Cell edit = edit("buy milk", "buy oat milk");
        assertTrue(Intent.isOf(NOTES, Value.of("buy milk"), edit));
        assertFalse(Intent.isOf(NOTES, Value.of("buy silk"), edit));
        assertFalse(Intent.isOf(NOTES, Value.of(7), edit), "where no text is");
        Cell none = new Cell(BODY, null, Value.of("no edit"), true);
        assertFalse(Intent.isOf(NOTES, Value.of("buy milk"), none));
        assertTrue(Intent.isOf(NOTES, Value.of("x"), cell(null, Value.of("y"))), "a whole text");
        assertTrue(Intent.isOf(NOTES, Value.of("x"), new Cell(0, null, Value.of("y"), true)));
    }

    @Test
    void anEditIsToldAgainOnTheTextThatOthersHave() {
        Cell edit = cell(Value.of("buy milk"), Value.of("buy oat milk"));
        Cell again = Intent.again(NOTES, edit, Value.of("go and buy milk"));
        assertEquals(Value.of("go and buy milk"), again.before());
        assertTrue(Intent.isOf(NOTES, Value.of("go and buy milk"), again));
        assertEquals(
                Value.of("go and buy oat milk"),
                Intent.applied(NOTES, Value.of("go and buy milk"), again));
        Cell onNothing = Intent.again(NOTES, edit, Value.NULL);
        assertEquals(Value.of("oat "), Intent.applied(NOTES, Value.NULL, onNothing));
    }

    @Test
    void anEditIsToldAsItIsWhereThereIsNoOtherText() {
        Cell edit = cell(Value.of("buy milk"), Value.of("buy oat milk"));
        Cell meant = Intent.of(NOTES, edit);
        assertEquals(meant, Intent.again(NOTES, edit, Value.of("buy milk")), "the same");
        assertSame(meant, Intent.again(NOTES, meant, Value.of(7)), "none");
        Cell unknown = unknown(meant);
        assertSame(unknown, Intent.again(NOTES, unknown, Value.of("x")), "nobody knows which");
        Cell odd = new Cell(BODY, Value.of("bought"), meant.after(), true);
        assertSame(odd, Intent.again(NOTES, odd, Value.of("x")), "it is of a third one");
        Cell none = new Cell(BODY, Value.of(7), meant.after(), true);
        assertSame(none, Intent.again(NOTES, none, Value.of("x")), "it is of no text");
        Cell title = new Cell(0, Value.of("a"), Value.of("b"));
        assertSame(title, Intent.again(NOTES, title, Value.of("x")), "a title does not merge");
    }

    @Test
    void anEditOfWhatIsThereIsDone() {
        for (TextDelta known : new TextDelta[] {null, TextDelta.NONE}) {
            unseen = known;
            Cell edit = edit("buy milk", "buy oat milk");
            MergedCell merged = merged(edit, Value.of("buy milk"), SEEN);
            assertEquals(
                    new MergedCell(
                            Value.of("buy oat milk"), false, List.of(), List.of(), delta(edit)),
                    merged);
        }
        assertEquals(0, asked, "nobody is asked for what it saw");
    }

    @Test
    void anEditIsRewrittenForWhatItsAuthorHasNotSeen() {
        Cell edit = edit("buy milk", "buy oat milk");
        unseen = TextDifference.between("buy milk", "go and buy milk");
        MergedCell merged = merged(edit, Value.of("go and buy milk"), BOB);
        assertEquals(
                new MergedCell(
                        Value.of("go and buy oat milk"),
                        false,
                        List.of(),
                        List.of(),
                        TextDifference.between("go and buy milk", "go and buy oat milk")),
                merged);
        assertEquals(0, asked, "nobody is asked for what it saw");
    }

    @Test
    void whereNothingIsUnseenAnEditOfAnotherTextIsNotDoneByItsPlaces() {
        unseen = TextDelta.NONE;
        told = Value.of("buy milk");
        MergedCell merged = merged(edit("buy milk", "buy oat milk"), Value.of("buy mink"), BOB);
        assertEquals(Value.of("buy oat mink"), merged.value(), "rather by what its author saw");
        assertTrue(merged.differs());
    }

    @Test
    void whatIsUnseenCountsOnlyIfItIsOfATextAsLongAsTheEdits() {
        unseen = TextDifference.between("milk", "go and buy milk");
        told = Value.of("buy milk");
        MergedCell merged =
                merged(edit("buy milk", "buy oat milk"), Value.of("go and buy milk"), BOB);
        assertEquals(Value.of("go and buy oat milk"), merged.value());
        assertTrue(merged.differs(), "by what its author saw, who is told");
        assertEquals(
                TextDifference.between("go and buy milk", "go and buy oat milk"), merged.done());
    }

    @Test
    void whereTwoTouchTheSamePartBothAreOnRecord() {
        Cell edit = edit("buy milk", "buy white milk");
        unseen = TextDifference.between("buy milk", "bmilk");
        told = Value.of("buy milk");
        MergedCell merged = merged(edit("buy milk", "bux milk"), Value.of("bmilk"), BOB);
        assertFalse(merged.differs(), "its author is told by an edit");
        assertNotNull(merged.done());
        assertEquals(
                List.of(new MergedCell.Clash(
                        Kind.OVERLAP,
                        Value.of("buy milk"),
                        new Side(Value.of("bmilk"), BOB),
                        Value.of("bux milk"),
                        Decision.by("MERGED", true))),
                merged.clashes());
        unseen = TextDifference.between("buy milk", "b");
        MergedCell late = merged(edit, Value.of("b"), LATE_BOB);
        assertEquals(Value.of("bwhite "), late.value(), "what was put in stays");
        assertFalse(late.clashes().get(0).decision().incomingWon(), "the other one is later");
    }

    @Test
    void ofAnOverlapWithoutTheTextBeforeTheEditItselfIsOnRecord() {
        Cell edit = edit("buy milk", "buy white milk");
        unseen = TextDifference.between("buy milk", "b");
        for (Value other : new Value[] {null, Value.of("another"), Value.of(7)}) {
            told = other;
            MergedCell.Clash clash = merged(edit, Value.of("b"), BOB).clashes().get(0);
            assertNull(clash.base(), "asked for " + other);
            assertEquals(Value.of("[4] +\"white \""), clash.incoming());
        }
    }

    @Test
    void whereNobodyKnowsWhatTheAuthorSawAllIsKeptAndSomebodyIsToLook() {
        for (Value other : new Value[] {null, Value.of("another"), Value.of(7)}) {
            told = other;
            MergedCell merged = merged(edit("buy milk", "buy oat milk"), Value.of("done. "), BOB);
            assertEquals(
                    new MergedCell(
                            Value.of("done. oat "),
                            true,
                            List.of(new MergedCell.Clash(
                                    Kind.OVERLAP,
                                    null,
                                    new Side(Value.of("done. "), BOB),
                                    Value.of("[4] +\"oat \""),
                                    new Decision("MERGED", false, true))),
                            List.of()),
                    merged);
        }
    }

    @Test
    void anEditOfNothingThatIsATextMeanwhileIsPutBehindIt() {
        unseen = TextDifference.between("", "theirs ");
        MergedCell merged = merged(edit("", "mine"), Value.of("theirs "), BOB);
        assertEquals(Value.of("theirs mine"), merged.value());
        unseen = TextDelta.NONE;
        assertEquals(
                Value.of("mine"), merged(edit("", "mine"), Value.NULL, SEEN).value());
        unseen = TextDifference.between("gone", "");
        assertEquals(
                Value.of(" mine"),
                merged(edit("gone", "gone mine"), Value.NULL, BOB).value());
    }

    @Test
    void aTextTakesThePlaceOfWhatIsNone() {
        told = Value.of("buy milk");
        Cell edit = edit("buy milk", "buy oat milk");
        MergedCell known = merged(edit, Value.of(7), BOB);
        assertEquals(Value.of("buy oat milk"), known.value());
        assertEquals(Kind.UPDATE_UPDATE, known.clashes().get(0).kind());
        assertTrue(known.differs());
        assertEquals(List.of(), merged(edit, Value.of(7), SEEN).clashes());
        told = null;
        assertEquals(Value.of("oat "), merged(edit, Value.of(7), BOB).value());
    }

    @Test
    void anEditThatWouldPartACharacterIsRefused() {
        String seen = "a\ud83d\ude05b";
        TextDelta amid = TextDelta.of(List.of(new Hunk(2, 0, "x")));
        int check = TextEdit.check(amid.applied(seen));
        Cell edit = new Cell(BODY, null, Value.of(new TextEdit(4, check, amid).toBytes()), true);
        unseen = TextDifference.between(seen, "y" + seen);
        Incorrect refused =
                assertThrows(Incorrect.class, () -> merged(edit, Value.of("y" + seen), BOB));
        assertEquals(ErrorCode.MALFORMED_MESSAGE, refused.code());
    }

    @Test
    void whatTheAuthorOfAnEditSawIsNothingWhereItIsNotSaid() {
        Meeting.Seen seen = () -> Value.of("x");
        assertNull(seen.unseen());
    }

    @Test
    void twoEditsOfOneTextComeToBoth() {
        assertEquals(
                Value.of("go and buy oat milk"),
                Intent.both(
                        MergeRule.MERGED,
                        Value.of("buy milk"),
                        Value.of("go and buy milk"),
                        Value.of("buy oat milk")));
    }

    private MergedCell merged(Cell edit, Value stored, CellVersion writer) {
        RowVersions versions = RowVersions.of(1, SEEN).written(BODY, writer);
        return Intent.merged(new Meeting(
                NOTES, edit, stored, versions, new Claim(10, ME, 1_000), new Meeting.Seen() {
                    @Override
                    public @Nullable Value value() {
                        asked++;
                        return told;
                    }

                    @Override
                    public @Nullable TextDelta unseen() {
                        return unseen;
                    }
                }));
    }

    /** As it comes to a server. */
    private static Cell edit(String before, String after) {
        return unknown(Intent.of(NOTES, cell(Value.of(before), Value.of(after))));
    }

    private static Cell unknown(Cell edit) {
        return new Cell(BODY, null, edit.after(), true);
    }

    private static TextDelta delta(Cell edit) {
        TextEdit read = TextEdit.read(edit.after().asBytes());
        assertNotNull(read);
        return read.delta();
    }

    private static Cell cell(@Nullable Value before, Value after) {
        return new Cell(BODY, before, after);
    }
}
