package dev.syncdb.sync.text;

import static dev.syncdb.sync.text.EditedText.BODY;
import static dev.syncdb.sync.text.EditedText.CLIENT;
import static dev.syncdb.sync.text.EditedText.ROW;
import static dev.syncdb.sync.text.EditedText.edit;
import static dev.syncdb.sync.text.EditedText.replace;
import static dev.syncdb.sync.text.EditedText.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.push.Push;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class UnseenTextsTest {
    private static final long BOB = 8;
    private static final long HELD = 10;
    private static final RowName UNNUMBERED = RowName.of(ROW.table(), ROW.key());

    /** "buy milk", as the client holds it. */
    private final EditedText note = new EditedText("buy milk", HELD, BOB);

    @Test
    void nothingIsUnseenOfATextThatNobodyTouched() {
        note.request(HELD);
        assertEquals(TextDelta.NONE, note.of());
        assertEquals(Value.of("buy milk"), note.seen());
    }

    @Test
    void whatOthersDidIsUnseen() {
        note.foreign("buy oat milk");
        note.foreign("buy oat milk!");
        note.request(HELD);
        requireLeads("buy milk");
        note.foreign("go buy oat milk!");
        requireLeads("buy milk");
        note.request(HELD + 1);
        requireLeads("buy oat milk");
        assertEquals(note.of(), note.of(), "asked again, it is the same");
    }

    @Test
    void anEditOfTheClientsIsShownByItOnceItIsAccepted() {
        note.foreign("buy oat milk");
        note.sends(4, edit("buy milk", "buy milk!"));
        note.request(HELD);
        requireLeads("buy milk");
        assertTrue(note.judge(4, replace(8, 0, "!")));
        assertEquals("buy oat milk!", note.text());
        requireLeads("buy milk!");
        assertEquals(replace(4, 0, "oat "), note.of());
    }

    @Test
    void whatIsKnownGoesOnWithEachEditOfTheRequest() {
        note.sends(4, edit("buy milk", "buy milk!"));
        note.sends(5, edit("buy milk!", "Buy milk!"));
        note.sends(6, edit("Buy milk!", "Buy milk!?"));
        note.foreign("buy oat milk");
        note.request(HELD);
        note.judge(4, replace(8, 0, "!"));
        note.judge(5, replace(0, 1, "B"));
        note.foreign("Buy soy milk!");
        note.judge(6, replace(9, 0, "?"));
        assertEquals("Buy soy milk!?", note.text());
        requireLeads("Buy milk!?");
    }

    @Test
    void anEditThatIsNotJudgedIsNotShown() {
        note.sends(4, edit("buy milk", "buy milk!"));
        note.sends(5, edit("buy milk!", "rejected"));
        note.foreign("buy oat milk");
        note.request(HELD);
        note.judge(4, replace(8, 0, "!"));
        requireLeads("buy milk!");
    }

    @Test
    void anEditThatWasAcceptedInAnEarlierRequestIsRecalled() {
        note.foreign("buy oat milk");
        note.sends(4, edit("buy milk", "buy milk!"));
        note.request(HELD);
        note.judge(4, replace(8, 0, "!"));
        note.foreign("go buy oat milk!");
        note.sends(5, edit("buy milk!", "buy milk!?"));
        note.request(HELD).recalled(4);
        requireLeads("buy milk!");
        note.judge(5, replace(9, 0, "?"));
        assertEquals("go buy oat milk!?", note.text());
        requireLeads("buy milk!?");
        note.request(HELD).recalled(4);
        assertNull(note.of(), "where it is not said that the last one was accepted, nobody knows");
    }

    @Test
    void anEditThatChangedNothingLeavesNoEntryAndIsShownAllTheSame() {
        note.foreign("but milk");
        note.sends(4, edit(ROW, "buy milk", replace(2, 1, "t")));
        note.sends(5, edit(ROW, "but milk", replace(8, 0, "!")));
        note.request(HELD);
        note.judge(4, replace(2, 1, "t"));
        requireLeads("but milk");
        assertEquals(TextDelta.NONE, note.of());
        note.foreign("but milk?");
        note.judge(5, replace(8, 0, "!"));
        assertEquals("but milk?!", note.text());
        requireLeads("but milk!");
    }

    @Test
    void whenAnEditWasJudgedThatChangedNothingIsNotKnownLater() {
        note.foreign("but milk");
        note.sends(4, edit(ROW, "buy milk", replace(2, 1, "t")));
        note.request(HELD);
        note.judge(4, replace(2, 1, "t"));
        note.request(HELD).recalled(4);
        assertNull(note.of());
        note.sends(5, edit(ROW, "but milk", replace(8, 0, "!")));
        note.request(HELD).recalled(4);
        note.judge(5, replace(8, 0, "!"));
        assertNull(note.of());
        assertNull(note.seen());
    }

    @Test
    void oneThatWasFollowedBeforeAnotherOneCameIsTakenInInOrder() {
        note.sends(4, edit(ROW, "buy milk", replace(2, 1, "t")));
        note.sends(5, edit(ROW, "but milk", replace(8, 0, "!")));
        note.foreign("but milk");
        UnseenTexts texts = note.request(HELD);
        note.foreign(TextDelta.NONE);
        texts.accepted(4, note.version());
        note.foreign("but milk?");
        TextDelta mine = replace(9, 0, "!");
        note.history.add(new TextEntry(
                note.version() + 1, note.version(), CLIENT, 5, mine, mine.inverse("but milk?")));
        texts.accepted(5, note.version() + 1);
        RowVersions versions = RowVersions.of(3, new CellVersion(HELD, BOB, 0))
                .written(BODY, new CellVersion(note.version() + 1, CLIENT, 0));
        Value value = Value.of("but milk?!");
        TextDelta unseen = texts.of(note.history, ROW, BODY, versions, value);
        assertNotNull(unseen);
        assertEquals("but milk?!", unseen.applied("but milk!"));
        assertEquals(Value.of("but milk!"), texts.seen(note.history, ROW, BODY, versions, value));
    }

    @Test
    void aTextThatTheClientWroteAsAWholeHasNothingUnseen() {
        note.foreign("buy oat milk");
        note.sends(4, update(ROW, new Cell(BODY, null, Value.of("all new"))));
        UnseenTexts texts = note.request(HELD);
        requireLeads("buy milk");
        note.anew("all new", CLIENT);
        texts.accepted(4, note.version());
        assertEquals(TextDelta.NONE, note.of());
        assertEquals(Value.of("all new"), note.seen());
        note.foreign("all new!");
        requireLeads("all new");
    }

    @Test
    void whatElseIsThereThanTheClientWroteAsAWholeNobodyKnows() {
        note.foreign("buy oat milk");
        note.sends(4, update(ROW, new Cell(BODY, null, Value.of("all new"))));
        note.request(HELD).accepted(4, note.version() + 1);
        assertNull(note.of(), "it gave way");
        assertNull(note.seen());
        UnseenTexts texts = note.request(HELD);
        note.anew("something else", CLIENT);
        texts.accepted(4, note.version());
        assertNull(note.of(), "a rule made something else of it");
        note.anew("all new", CLIENT);
        note.request(HELD).recalled(4);
        assertNull(note.of(), "it may have been written since");
    }

    @Test
    void theFirstTextOfACellHasNothingUnseen() {
        EditedText empty = new EditedText("", HELD, BOB);
        empty.sends(4, edit("", "first"));
        empty.sends(5, edit("first", "first!"));
        UnseenTexts texts = empty.request(HELD);
        assertEquals(TextDelta.NONE, empty.of());
        empty.anew("first", CLIENT);
        texts.accepted(4, empty.version());
        assertEquals(TextDelta.NONE, empty.of());
        assertEquals(Value.of("first"), empty.seen(), "it is not put in twice");
        empty.foreign("the first");
        empty.judge(5, replace(5, 0, "!"));
        assertEquals("the first!", empty.text());
        requireLeads(empty, "first!");
    }

    @Test
    void aCellOfNothingIsSeenAsTheEmptyText() {
        UnseenTexts texts = note.request(HELD);
        RowVersions versions = RowVersions.of(3, new CellVersion(HELD, BOB, 0));
        assertEquals(Value.of(""), texts.seen(TextHistory.NONE, ROW, BODY, versions, Value.NULL));
    }

    @Test
    void anEditOfSomethingThatIsNoFirstTextIsNotTakenForOne() {
        note.sends(4, edit("x", "xbuy milk"));
        UnseenTexts texts = note.request(HELD);
        note.anew("xbuy milk", CLIENT);
        texts.accepted(4, note.version());
        assertNull(note.of());
    }

    @Test
    void whereAPartOfTheHistoryIsMissingNobodyKnows() {
        note.foreign("buy oat milk");
        note.foreign("buy oat milk!");
        note.history.forgetOldest();
        note.request(HELD);
        assertNull(note.of(), "the oldest is gone");
        note.request(HELD + 1);
        requireLeads("buy oat milk");
        note.history.forget();
        note.request(HELD);
        assertNull(note.of(), "all of it is gone");
        note.request(HELD + 2);
        assertEquals(TextDelta.NONE, note.of(), "who has seen it needs none of it");
    }

    @Test
    void whereAnEntryDoesNotFollowTheOneBeforeNobodyKnows() {
        note.foreign("buy oat milk");
        TextDelta theirs = replace(0, 0, "!");
        note.history.add(
                new TextEntry(HELD + 3, HELD + 2, BOB, 0, theirs, theirs.inverse(note.text())));
        RowVersions versions = RowVersions.of(3, new CellVersion(HELD, BOB, 0))
                .written(BODY, new CellVersion(HELD + 3, BOB, 0));
        UnseenTexts texts = note.request(HELD);
        assertNull(texts.of(note.history, ROW, BODY, versions, Value.of("!buy oat milk")));
        note.foreign("buy oat milk?");
        assertNull(note.request(HELD).of(note.history, ROW, BODY, newest(HELD + 9), Value.NULL));
    }

    @Test
    void onceNobodyKnowsNobodyKnowsForTheRestOfTheRequest() {
        note.anew("other", BOB);
        note.request(HELD);
        assertNull(note.of());
        note.foreign("other!");
        assertNull(note.of());
    }

    @Test
    void anEntryOfTheClientsThatTheRequestDoesNotCarryCannotBeToldApart() {
        note.sends(4, edit("buy milk", "buy milk!"));
        note.request(HELD);
        note.judge(4, replace(8, 0, "!"));
        note.request(HELD);
        assertNull(note.of());
        EditedText other = new EditedText("buy milk", HELD, BOB);
        other.sends(5, edit("buy milk", "buy milk?"));
        other.request(HELD);
        other.judge(4, replace(8, 0, "!"));
        other.request(HELD).recalled(5);
        assertNull(other.of(), "it carries another one");
    }

    @Test
    void anEntryThatIsNotWhatTheEditComesToIsNotGoneOnFrom() {
        note.sends(4, edit("buy milk", "buy milk!"));
        note.request(HELD);
        note.judge(4, replace(8, 0, "?"));
        assertNull(note.of());
    }

    @Test
    void whatIsNoEditOfATextIsNotRead() {
        for (Value wrong : List.of(Value.of("no blob"), Value.of(Bytes.EMPTY))) {
            EditedText text = new EditedText("buy milk", HELD, BOB);
            text.sends(4, update(ROW, new Cell(BODY, null, wrong, true)));
            text.request(HELD);
            text.judge(4, replace(8, 0, "!"));
            assertNull(text.of(), wrong.toString());
        }
    }

    @Test
    void whoHoldsNothingGetsTheWholeText() {
        note.request(0);
        assertNull(note.of());
        assertNull(note.seen());
    }

    @Test
    void aRowThatSomebodyElseInsertedMeanwhileIsNewAsAWhole() {
        note.request(HELD - 1);
        assertNull(note.of());
        note.foreign("buy oat milk");
        assertNull(note.of());
    }

    @Test
    void aRowThatTheClientInsertedIsShownAsItWasInserted() {
        EditedText mine = new EditedText("buy milk", HELD + 2, CLIENT);
        Image image = Image.of(Row.of(Value.of(1), Value.of("buy milk")));
        mine.sends(3, new Change.Insert(UNNUMBERED, image));
        mine.sends(4, edit(UNNUMBERED, "buy milk", replace(8, 0, "!")));
        mine.request(HELD).accepted(3, HELD + 2);
        assertEquals(TextDelta.NONE, mine.of());
        mine.foreign("buy oat milk");
        mine.judge(4, replace(8, 0, "!"));
        requireLeads(mine, "buy milk!");
        UnseenTexts later = mine.request(HELD);
        later.recalled(3);
        later.recalled(4);
        requireLeads(mine, "buy milk!");
    }

    @Test
    void editsOfOtherRowsColumnsAndTablesAreNotOfThisText() {
        RowName before = new RowName(ROW.table(), ROW.key(), ROW.handle() - 1);
        RowName elsewhere = new RowName("others", ROW.key(), ROW.handle());
        Value value = Value.of("x");
        note.sends(
                4,
                edit(before, "gone", replace(0, 0, "x")),
                edit(elsewhere, "gone", replace(0, 0, "x")),
                update(ROW, new Cell(BODY + 1, null, value)),
                new Change.Delete(before, null, Bytes.EMPTY));
        note.sends(
                5,
                edit(
                        new RowName(ROW.table(), ROW.key(), RowName.ANY),
                        "buy milk",
                        replace(8, 0, "!")));
        note.foreign("buy oat milk");
        note.request(HELD).accepted(4, HELD + 2);
        requireLeads("buy milk");
        note.judge(5, replace(8, 0, "!"));
        requireLeads("buy milk!");
    }

    @Test
    void whatIsKnownIsReadFromTheHistoryAtHand() {
        note.foreign("buy oat milk");
        Texts texts = note.request(HELD).over(note.history);
        RowVersions versions = newest(note.version());
        Value value = Value.of(note.text());
        assertEquals(replace(4, 0, "oat "), texts.unseen(ROW, BODY, versions, value));
        assertEquals(Value.of("buy milk"), texts.seen(ROW, BODY, versions, value));
        Texts forgetful = note.request(HELD).over(TextHistory.NONE);
        assertNull(forgetful.unseen(ROW, BODY, versions, value));
        assertNull(forgetful.seen(ROW, BODY, versions, value));
    }

    @Test
    void whereNothingIsKeptNothingIsKnown() {
        RowVersions versions = newest(HELD);
        assertNull(Texts.NONE.unseen(ROW, BODY, versions, Value.NULL));
        assertNull(Texts.NONE.seen(ROW, BODY, versions, Value.NULL));
        assertEquals(List.of(), TextHistory.NONE.since(ROW, BODY, 0));
        UnseenTexts nothing = new UnseenTexts(CLIENT, HELD, new Push(1, 0, List.of()));
        assertEquals(TextDelta.NONE, nothing.of(TextHistory.NONE, ROW, BODY, versions, Value.NULL));
    }

    private static RowVersions newest(long version) {
        return RowVersions.of(3, new CellVersion(HELD, BOB, 0))
                .written(BODY, new CellVersion(version, BOB, 0));
    }

    private void requireLeads(String shown) {
        requireLeads(note, shown);
    }

    /** What is unseen leads from what the client shows to what the server has. */
    private static void requireLeads(EditedText text, String shown) {
        TextDelta unseen = text.of();
        assertNotNull(unseen);
        assertEquals(text.text(), unseen.applied(shown));
        assertEquals(Value.of(shown), text.seen());
    }
}
