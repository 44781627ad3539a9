package dev.syncdb.server.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.error.Corrupt;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.text.TextEntry;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The history of texts, and how what is judged gets into it. */
class TextTableTest {
    private static final int BODY = 1;
    private static final long ANN = 7;
    private static final long BOB = 8;
    private static final RowName NOTE = note(3);

    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(0, 0, 0), () -> 0),
            StoreOptions.SPACE);

    TextTableTest() {
        commit(InternalTables::define);
    }

    @Test
    void entriesOfATextComeInOrderAndOnlyThoseBehindAVersion() {
        List<TextEntry> entries = new ArrayList<>();
        for (long version : new long[] {5, 9, 300}) {
            entries.add(entry(version, ANN, "x" + version));
        }
        add(NOTE, BODY, entries.get(1));
        add(NOTE, BODY, entries.get(0));
        add(NOTE, BODY, entries.get(2));
        add(note(2), BODY, entry(6, ANN, "another row"));
        add(note(4), BODY, entry(6, ANN, "another row"));
        add(NOTE, BODY + 1, entry(6, ANN, "another column"));
        add(new RowName("a", Key.of(1), 3), BODY, entry(6, ANN, "another table"));
        assertEquals(entries, since(NOTE, 0));
        assertEquals(entries, since(NOTE, 4));
        assertEquals(entries.subList(1, 3), since(NOTE, 5), "not that version itself");
        assertEquals(List.of(), since(NOTE, 300));
        assertEquals(List.of(), since(note(9), 0));
        RowName elsewhere = new RowName("notes", Key.of(9), 3);
        assertEquals(entries, since(elsewhere, 0), "the handle alone names a row");
    }

    @Test
    void ofOneTextOnlyWhatFitsIsKept() {
        int size = (int) (Limits.TEXT_HISTORY_BYTES_MAX / 8);
        for (int version = 1; version <= 8; version++) {
            add(NOTE, BODY, sized(version, size));
        }
        assertEquals(8, since(NOTE, 0).size(), "just what fits");
        add(note(4), BODY, sized(9, size));
        assertEquals(8, since(NOTE, 0).size(), "texts have their room each");
        add(NOTE, BODY, sized(9, size));
        List<TextEntry> left = since(NOTE, 0);
        assertEquals(8, left.size());
        assertEquals(2, left.get(0).version(), "the oldest went");
    }

    @Test
    void theNewestEntryOfATextStaysHoweverLargeItIs() {
        add(NOTE, BODY, sized(1, 100));
        TextEntry large = sized(2, (int) Limits.TEXT_HISTORY_BYTES_MAX + 1);
        add(NOTE, BODY, large);
        assertEquals(List.of(large), since(NOTE, 0));
    }

    @Test
    void whatIsTooMuchGoesAFewEntriesACommit() {
        for (int version = 1; version <= 20; version++) {
            add(NOTE, BODY, sized(version, 100));
        }
        add(NOTE, BODY, sized(21, (int) Limits.TEXT_HISTORY_BYTES_MAX));
        assertEquals(9, since(NOTE, 0).get(0).version());
        add(NOTE, BODY, sized(22, 100));
        assertEquals(17, since(NOTE, 0).get(0).version());
        add(NOTE, BODY, sized(23, 100));
        assertEquals(21, since(NOTE, 0).get(0).version(), "little came behind the large one");
    }

    @Test
    void ofAllTextsOnlyWhatFitsIsKept() {
        int size = (int) (Limits.SPACE_HISTORY_BYTES_MAX / 16);
        for (int version = 1; version <= 16; version++) {
            add(note(version), BODY, sized(version, size));
        }
        assertEquals(16, count(), "just what fits");
        add(note(98), BODY, sized(17, size - 1));
        assertEquals(17, count(), "less came behind the oldest than fits");
        add(note(99), BODY, sized(18, 100));
        assertEquals(0, since(note(1), 0).size(), "the oldest went");
        assertEquals(17, count());
    }

    @Test
    void whatOneCommitDoesToManyTextsCountsInWhateverOrder() {
        int size = (int) (Limits.SPACE_HISTORY_BYTES_MAX / 16);
        for (int version = 1; version <= 3; version++) {
            int commit = version;
            commit(transaction -> {
                for (int handle = 9; handle >= 0; handle--) {
                    RowName row = note(10 * commit + handle);
                    TextTable.add(transaction, row, BODY, sized(commit, size), Limits.DEFAULT);
                }
            });
        }
        assertEquals(16, count());
    }

    @Test
    void aTextOrARowIsForgotten() {
        add(NOTE, BODY, entry(1, ANN, "a"));
        add(NOTE, BODY, entry(2, ANN, "b"));
        add(NOTE, BODY + 1, entry(2, ANN, "c"));
        add(note(4), BODY, entry(2, ANN, "d"));
        commit(transaction -> TextTable.forget(transaction, NOTE, BODY));
        assertEquals(List.of(), since(NOTE, 0));
        assertEquals(2, count());
        add(NOTE, BODY, entry(3, ANN, "e"));
        commit(transaction -> TextTable.forget(transaction, NOTE));
        assertEquals(1, count());
        assertEquals(1, since(note(4), 0).size());
    }

    @Test
    void allOfATextIsForgottenInWhichSomebodyWroteWhoIsToBeForgotten() {
        add(note(1), BODY, entry(1, ANN, "a"));
        add(note(1), BODY, entry(2, BOB, "b"));
        add(note(1), BODY, entry(3, ANN, "c"));
        add(note(1), BODY, entry(4, BOB, "b"));
        add(note(2), BODY, entry(5, ANN, "d"));
        add(note(2), BODY + 1, entry(5, BOB, "e"));
        add(note(3), BODY, entry(6, CellVersion.BACKEND, "f"));
        commit(transaction -> TextTable.forgetThoseOf(transaction, Set.of(BOB, 99L)));
        assertEquals(List.of(), since(note(1), 0));
        assertEquals(1, since(note(2), 0).size());
        assertEquals(2, count());
    }

    @Test
    void whatIsNoEditInTheHistoryIsCorrupt() {
        commit(transaction -> transaction.insert(
                InternalTables.TEXTS,
                Row.of(
                        Value.of("notes"),
                        Value.of(3),
                        Value.of(BODY),
                        Value.of(1),
                        Value.of(0),
                        Value.of(0),
                        Value.of(0),
                        Value.of(Bytes.copyOf(new byte[] {1})),
                        Value.of(Bytes.EMPTY),
                        Value.of(1),
                        Value.of(1))));
        assertThrows(Corrupt.class, () -> since(NOTE, 0));
    }

    @Test
    void whatWasDoneOfAnEditIsKeptWithItsAuthor() {
        TextDelta done = TextDelta.of(List.of(new Hunk(1, 0, "ab")));
        commit(transaction -> {
            JudgedTexts texts = new JudgedTexts(transaction, Limits.DEFAULT, Texts.NONE, ANN, 12);
            texts.judged(NOTE, BODY, done, Value.of("aabb"));
            texts.changed(NOTE, cell("ab", "aabb"), new CellVersion(5, BOB, 0));
        });
        assertEquals(
                List.of(new TextEntry(
                        store.head(), 5, ANN, 12, done, TextDelta.of(List.of(new Hunk(1, 2, ""))))),
                since(NOTE, 0),
                "which two letters came cannot be seen from the texts");
    }

    @Test
    void ofATextThatWasWrittenAsAWholeTheDifferenceIsKept() {
        commit(transaction -> {
            JudgedTexts texts = new JudgedTexts(transaction, Limits.DEFAULT, Texts.NONE, ANN, 12);
            texts.judged(NOTE, BODY, null, Value.of("some other text"));
            texts.changed(NOTE, cell("some text", "some other text"), new CellVersion(5, BOB, 0));
        });
        TextDelta edit = TextDifference.between("some text", "some other text");
        assertEquals(
                List.of(new TextEntry(store.head(), 5, ANN, 12, edit, edit.inverse("some text"))),
                since(NOTE, 0));
    }

    @Test
    void whatIsNotJustWhatAClientDidIsTheServersDoing() {
        TextDelta done = TextDelta.of(List.of(new Hunk(2, 0, "x")));
        commit(transaction -> {
            JudgedTexts texts = new JudgedTexts(transaction, Limits.DEFAULT, Texts.NONE, ANN, 12);
            texts.judged(NOTE, BODY, done, Value.of("abx"));
            texts.changed(NOTE, cell("ab", "abxy"), new CellVersion(5, BOB, 0));
            texts.judged(note(4), BODY + 1, done, Value.of("abx"));
            texts.changed(note(4), cell("ab", "abx"), new CellVersion(5, BOB, 0));
            new JudgedTexts(transaction, Limits.DEFAULT)
                    .changed(note(5), cell("ab", "abx"), new CellVersion(5, BOB, 0));
        });
        for (int handle = 3; handle <= 5; handle++) {
            TextEntry entry = since(note(handle), 0).get(0);
            assertEquals(CellVersion.BACKEND, entry.writer(), "row " + handle);
            assertEquals(0, entry.number(), "row " + handle);
        }
        assertEquals("abxy", since(NOTE, 0).get(0).edit().applied("ab"));
    }

    @Test
    void whatWasNoTextOrIsNoneHasNoHistory() {
        List<Cell> changes = List.of(
                new Cell(BODY, null, Value.of("a")),
                new Cell(BODY, Value.NULL, Value.of("a")),
                new Cell(BODY, Value.of("a"), Value.NULL),
                new Cell(BODY, Value.of(5), Value.of("a")),
                new Cell(BODY, Value.of("a"), Value.of(5)));
        for (Cell change : changes) {
            add(NOTE, BODY, entry(1, ANN, "a"));
            add(NOTE, BODY + 1, entry(1, ANN, "a"));
            commit(transaction -> new JudgedTexts(transaction, Limits.DEFAULT)
                    .changed(NOTE, change, new CellVersion(1, ANN, 0)));
            assertEquals(List.of(), since(NOTE, 0), change.toString());
            assertEquals(1, count(), "another text has one still");
            commit(transaction -> new JudgedTexts(transaction, Limits.DEFAULT).forget(NOTE));
            assertEquals(0, count());
        }
    }

    @Test
    void whatTheClientHasSeenIsAskedOfWhoKnowsIt() {
        TextDelta unseen = TextDelta.of(List.of(new Hunk(2, 0, "x")));
        Texts known = new Texts() {
            @Override
            public @Nullable TextDelta unseen(
                    RowName row, int column, RowVersions versions, Value value) {
                return row.equals(NOTE) && column == BODY ? unseen : null;
            }

            @Override
            public @Nullable Value seen(
                    RowName row, int column, RowVersions versions, Value value) {
                return row.equals(NOTE) && column == BODY ? Value.of("seen") : null;
            }
        };
        RowVersions versions = RowVersions.of(3, new CellVersion(1, ANN, 0));
        commit(transaction -> {
            JudgedTexts texts = new JudgedTexts(transaction, Limits.DEFAULT, known, ANN, 12);
            assertEquals(unseen, texts.unseen(NOTE, BODY, versions, Value.NULL));
            assertEquals(Value.of("seen"), texts.seen(NOTE, BODY, versions, Value.NULL));
            assertEquals(null, texts.seen(NOTE, BODY + 1, versions, Value.NULL));
        });
    }

    private void add(RowName row, int column, TextEntry entry) {
        commit(transaction -> TextTable.add(transaction, row, column, entry, Limits.DEFAULT));
    }

    private List<TextEntry> since(RowName row, long version) {
        Transaction transaction = store.begin();
        try {
            return new TextTable(transaction).since(row, BODY, version);
        } finally {
            transaction.rollback();
        }
    }

    private long count() {
        Transaction transaction = store.begin();
        try {
            return transaction.count(InternalTables.TEXTS);
        } finally {
            transaction.rollback();
        }
    }

    private void commit(Consumer<Transaction> work) {
        Transaction transaction = store.begin();
        work.accept(transaction);
        transaction.prepare().publish();
    }

    private static RowName note(long handle) {
        return new RowName("notes", Key.of(1), handle);
    }

    private static Cell cell(String before, String after) {
        return new Cell(BODY, Value.of(before), Value.of(after));
    }

    private static TextEntry entry(long version, long writer, String inserted) {
        TextDelta edit = TextDelta.of(List.of(new Hunk(1, 0, inserted)));
        return new TextEntry(version, version - 1, writer, version * 2, edit, edit.inverse("ab"));
    }

    /** An entry that takes so many bytes, with all that counts. */
    private static TextEntry sized(long version, int bytes) {
        int units = bytes - (int) TextTable.ENTRY_BYTES;
        TextEntry entry = entry(version, ANN, "");
        while (size(entry) != bytes) {
            entry = entry(version, ANN, String.join("", Collections.nCopies(units, "x")));
            units -= (int) size(entry) - bytes;
        }
        return entry;
    }

    private static long size(TextEntry entry) {
        return TextTable.ENTRY_BYTES
                + entry.edit().toBytes().size()
                + entry.back().toBytes().size();
    }
}
