package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.edit;
import static dev.syncdb.sync.TestOperations.insert;
import static dev.syncdb.sync.TestOperations.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What pages bring of texts of which somebody knows how they came to be. */
class TextPagesTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final int BODY = 1;
    private static final String HELD = "All of this has been here for a long time.";
    private static final String AFTER = "All of this has been here for a longer time.";

    private final StoreSpace space = new StoreSpace();
    private final Map<Key, TextDelta> unseen = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Texts texts = new Texts() {
        @Override
        public @Nullable TextDelta unseen(
                RowName row, int column, RowVersions versions, Value value) {
            asked.add(row.key() + "#" + row.handle() + "." + column + " "
                    + versions.cell(column).version() + " " + value);
            return unseen.get(row.key());
        }
    };
    private final long base;

    TextPagesTest() {
        push(ANN, insertNote(1, HELD), insertNote(2, HELD), insertNote(3, "?"));
        base = space.store.head();
    }

    @Test
    void onlyWhatHasComeIntoATextIsTold() {
        write(BOB, 1, AFTER);
        unseen.put(Key.of(1), TextDifference.between(HELD, AFTER));
        assertEquals(List.of(set(note(1), List.of(edit(BODY, HELD, AFTER)))), news());
        assertEquals(List.of("(1)#1.1 " + (base + 1) + " " + Value.of(AFTER)), asked);
    }

    @Test
    void whatHasComeIntoATextThatTheClientWroteLastIsToldToo() {
        write(ANN, 1, AFTER);
        unseen.put(Key.of(1), TextDifference.between(HELD, AFTER));
        assertEquals(List.of(set(note(1), List.of(edit(BODY, HELD, AFTER)))), news());
    }

    @Test
    void aTextThatIsShorterThanTheEditIsToldAsAWhole() {
        write(BOB, 3, "!");
        unseen.put(Key.of(3), TextDifference.between("?", "!"));
        assertEquals(List.of(whole(3, "!")), news());
    }

    @Test
    void aTextThatNobodyCanTellOfIsToldAsAWholeUnlessItIsTheClients() {
        write(BOB, 1, AFTER);
        write(ANN, 2, AFTER);
        assertEquals(List.of(whole(1, AFTER)), news());
    }

    @Test
    void whereNothingIsNewNothingIsTold() {
        write(BOB, 1, AFTER);
        unseen.put(Key.of(1), TextDelta.NONE);
        assertEquals(List.of(), news());
    }

    @Test
    void aTextThatHasNotChangedIsNotAskedFor() {
        write(BOB, 1, AFTER);
        long later = space.store.head();
        push(BOB, set(note(1), 2, Value.of("title")));
        assertEquals(
                List.of(set(note(1), 2, Value.of("title"))),
                page(later, null, 9).changes());
        assertEquals(List.of(), asked, "neither is one that does not merge");
    }

    @Test
    void aPullOfSeveralPagesBringsWholeTexts() {
        write(BOB, 1, AFTER);
        write(BOB, 2, AFTER);
        unseen.put(Key.of(1), TextDifference.between(HELD, AFTER));
        unseen.put(Key.of(2), TextDifference.between(HELD, AFTER));
        Page first = page(base, null, 1);
        assertEquals(List.of(whole(1, AFTER)), first.changes());
        assertNotNull(first.next());
        Page second = page(base, first.next(), 1);
        assertEquals(new Page(List.of(whole(2, AFTER)), null), second);
    }

    @Test
    void aPullOfSeveralPagesLeavesOutWhatIsNotNew() {
        write(BOB, 1, AFTER);
        write(BOB, 2, AFTER);
        write(BOB, 3, "!");
        unseen.put(Key.of(1), TextDelta.NONE);
        Page first = page(base, null, 1);
        assertEquals(List.of(whole(2, AFTER)), first.changes());
        assertNotNull(first.next());
    }

    @Test
    void whoHasNotItsOwnWritesGetsWholeTexts() {
        write(BOB, 1, AFTER);
        unseen.put(Key.of(1), TextDifference.between(HELD, AFTER));
        PriorityClasses done = PriorityClasses.of(List.of(List.of("notes"))).doneAt(base);
        PageToken behind = PageToken.beginning(done.doneAt(base));
        List<Change> changes = page(0, behind, 9).changes();
        assertEquals(List.of(whole(1, AFTER)), changes);
        assertTrue(asked.isEmpty());
    }

    private List<Change> news() {
        return page(base, null, Pull.ROWS_UNLIMITED).changes();
    }

    private Page page(long held, @Nullable PageToken after, int rowsMax) {
        Pull pull = StoreSpace.pull(held, after, rowsMax);
        try (Snapshot snapshot = space.store.snapshot()) {
            return PageBuilder.build(
                    snapshot,
                    new Subscription(ANN, StoreSpace.LINE, pull, List.of(), texts, Backfill.NONE));
        }
    }

    private void write(long client, long id, String body) {
        push(client, whole(id, body));
    }

    private void push(long client, Change... operations) {
        space.push(1, new Claim(space.store.head(), client, 0), List.of(operations));
    }

    private static Change whole(long id, String body) {
        return set(note(id), List.of(new Cell(BODY, null, Value.of(body))));
    }

    private static Change insertNote(long id, String body) {
        return insert(TestSchema.NOTES, Row.of(Value.of(id), Value.of(body), Value.NULL));
    }

    /** Handles are given in order. */
    private static RowName note(long id) {
        return new RowName("notes", Key.of(id), id);
    }
}
