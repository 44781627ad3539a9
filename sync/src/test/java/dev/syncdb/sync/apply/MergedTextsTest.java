package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.edit;
import static dev.syncdb.sync.TestOperations.set;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Texts that merge, in a space of which somebody else keeps the history. */
class MergedTextsTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final int BODY = 1;
    private static final int TITLE = 2;
    private static final int VOTES = 3;

    private final NotedTexts texts = new NotedTexts();
    private final PolicySpace space = new PolicySpace(
                    "notes (id INTEGER PRIMARY KEY, body TEXT MERGED, title TEXT,"
                            + " votes INTEGER COUNTER)",
                    "tasks (id INTEGER PRIMARY KEY, title TEXT)")
            .keeping(texts);

    /** The version of which both know. */
    private final long base;

    MergedTextsTest() {
        space.push(0, ANN, space.insert("notes", 1, "buy milk", "shopping", 0));
        base = space.version();
        texts.notes();
    }

    @Test
    void aRowThatIsNewHasNoHistory() {
        space.push(base, BOB, space.insert("notes", 2, "call", null, 0));
        assertEquals(List.of(), texts.notes());
    }

    @Test
    void anEditIsRewrittenForWhatTheHistorySaysIsUnseen() {
        push(BOB, "buy milk", "buy oat milk");
        texts.notes();
        texts.unseen = TextDifference.between("buy milk", "buy oat milk");
        push(ANN, "buy milk", "buy milk!");
        assertEquals("buy oat milk!", body());
        assertEquals(List.of(), space.differing(), "its author is told by an edit");
        assertEquals(List.of(), space.judgement().wanted());
        long bob = base + 1;
        assertEquals(
                List.of(
                        "unseen notes(1)#1.1 of " + bob + " " + Value.of("buy oat milk"),
                        "judged notes(1)#1.1 (12 +\"!\") " + Value.of("buy oat milk!"),
                        "changed notes(1)#1.1 " + Value.of("buy oat milk") + " to "
                                + Value.of("buy oat milk!") + " of " + bob),
                texts.notes());
    }

    @Test
    void whatTheAuthorSawIsReadFromTheHistoryBeforeAnybodyIsAsked() {
        push(BOB, "buy milk", "buy oat milk");
        texts.notes();
        texts.seen = Value.of("buy milk");
        push(ANN, "buy milk", "buy milk!");
        assertEquals("buy oat milk!", body());
        assertEquals(List.of("notes(1)"), space.differing());
        assertEquals(
                "seen notes(1)#1.1 of " + (base + 1) + " " + Value.of("buy oat milk"),
                texts.notes().get(1));
        assertEquals(List.of(), space.records());
    }

    @Test
    void whereNobodyKnowsAllIsKeptAndSomebodyIsToLook() {
        push(BOB, "buy milk", "buy oat milk");
        texts.notes();
        push(ANN, "buy milk", "buy milk!");
        assertEquals("buy oat milk!", body());
        assertEquals(List.of("notes(1)"), space.differing());
        assertEquals(List.of("OVERLAP notes(1) body MERGED stored open"), space.records());
        assertEquals(
                "judged notes(1)#1.1 (null) " + Value.of("buy oat milk!"),
                texts.notes().get(2));
    }

    @Test
    void whereTwoTouchOnePartTheRecordHasTheTextThatItsAuthorSaw() {
        push(BOB, "buy milk", "buy");
        texts.unseen = TextDifference.between("buy milk", "buy");
        texts.seen = Value.of("buy milk");
        push(ANN, "buy milk", "buy mink");
        assertEquals(1, space.records().size());
        assertEquals(Value.of("buy milk"), space.judgement().conflicts().get(0).baseValue());
    }

    @Test
    void aTextThatIsWrittenAsAWholeSaysNothingOfWhatWasDone() {
        space.push(base, ANN, space.set("notes", 1, BODY, "another"));
        assertEquals(
                List.of(
                        "judged notes(1)#1.1 (null) " + Value.of("another"),
                        "changed notes(1)#1.1 " + Value.of("buy milk") + " to "
                                + Value.of("another") + " of " + base),
                texts.notes());
    }

    @Test
    void aWholeTextThatIsThereAlreadyIsNotJudged() {
        push(BOB, "buy milk", "buy oat milk");
        texts.notes();
        space.push(base, ANN, space.set("notes", 1, BODY, "buy oat milk"));
        assertEquals(List.of(), texts.notes());
    }

    @Test
    void onlyTextsThatMergeHaveAHistory() {
        Cell vote = new Cell(VOTES, null, Value.of(2), true);
        Cell title = new Cell(TITLE, null, Value.of("groceries"));
        space.push(base, ANN, set(note(), List.of(title, vote)));
        space.push(base, BOB, set(note(), List.of(vote, new Cell(TITLE, null, Value.of("x")))));
        assertEquals("(1, 'buy milk', 'x', 4)", row());
        assertEquals(List.of(), texts.notes());
    }

    @Test
    void theHistoryIsAskedByTheHandleEvenWhereTheClientDoesNotKnowIt() {
        RowName unnumbered = RowName.of("notes", Key.of(1));
        space.push(base, ANN, set(unnumbered, List.of(edit(BODY, "buy milk", "buy oat milk"))));
        List<String> notes = texts.notes();
        assertEquals("unseen notes(1)#1.1 of " + base + " " + Value.of("buy milk"), notes.get(0));
        assertEquals("judged notes(1)#1.1 (4 +\"oat \") " + Value.of("buy oat milk"), notes.get(1));
    }

    @Test
    void whatTheServersOwnCodeWritesIsToldToo() {
        space.write(transaction -> transaction.update(
                "notes", Key.of(1), PolicySpace.row(1, "buy oat milk", "shopping", 1)));
        assertEquals(
                List.of("changed notes(1)#1.1 " + Value.of("buy milk") + " to "
                        + Value.of("buy oat milk") + " of " + base),
                texts.notes());
    }

    @Test
    void anEditThatChangesNothingIsJudgedAndNoChange() {
        push(ANN, "buy milk", "buy milk");
        assertEquals(
                List.of(
                        "unseen notes(1)#1.1 of " + base + " " + Value.of("buy milk"),
                        "judged notes(1)#1.1 () " + Value.of("buy milk")),
                texts.notes());
    }

    @Test
    void theTextsOfARowThatIsDeletedAreForgotten() {
        space.push(base, ANN, space.insert("tasks", 5, "call"));
        space.push(space.version(), BOB, space.delete("notes", 1), space.delete("tasks", 5));
        assertEquals(List.of("forget notes(1)#1"), texts.notes(), "tasks have no such texts");
    }

    @Test
    void theNextRowUnderItsKeyIsAnother() {
        space.push(base, ANN, space.delete("notes", 1));
        space.push(space.version(), ANN, space.insert("notes", 1, "anew", null, 0));
        texts.notes();
        space.push(space.version(), ANN, set(note(), List.of(edit(BODY, "anew", "anew!"))));
        assertEquals(
                "changed notes(1)#2.1 " + Value.of("anew") + " to " + Value.of("anew!") + " of "
                        + (base + 2),
                texts.notes().get(2));
    }

    private void push(long client, String before, String after) {
        space.push(base, client, set(note(), List.of(edit(BODY, before, after))));
    }

    private RowName note() {
        return new RowName("notes", Key.of(1), space.handle("notes", 1));
    }

    private String row() {
        return space.rows("notes").get(0);
    }

    private String body() {
        return row().split("'")[1];
    }
}
