package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.Test;

import java.util.List;

class RewindTest {
    private static final LineMarks SEEN = new LineMarks(List.of(new Cursor(7, 20)));

    @Test
    void whatIsAllThereStaysAsItIs() {
        Rewind rewind = new Rewind(SEEN, List.of(new Cursor(8, 40), new Cursor(7, 30)));
        List<PendingTransaction> pending = List.of(BasesTest.pending(20, delete(5)));
        assertTrue(rewind.lostNothing());
        assertSame(pending, rewind.of(pending));
    }

    @Test
    void aBaseIsLoweredToWhatIsCommonAndItsTimeStays() {
        Rewind rewind = new Rewind(SEEN, List.of(new Cursor(8, 40), new Cursor(7, 12)));
        assertFalse(rewind.lostNothing());
        List<PendingTransaction> rewound = rewind.of(List.of(
                BasesTest.pending(20, delete(5)), BasesTest.pending(9, BasesTest.insert("b"))));
        assertEquals(new Base(12, 200), rewound.get(0).base());
        assertEquals(new Base(9, 90), rewound.get(1).base());
        assertEquals(new Cursor(7, 12), rewind.common().newest());
    }

    @Test
    void rowsAreNamedByKeyUnlessTheirAuthorInsertedThem() {
        Rewind rewind = new Rewind(SEEN, List.of());
        Change.Update update = (Change.Update) BasesTest.update("a", 1);
        Change.Update known = new Change.Update(
                new RowName("t", Key.of("a"), 5), update.cells(), update.hidden());
        Change define = new Change.Define("CREATE TABLE x (id)");
        Change insert = BasesTest.insert("c");
        Change expect = new Change.Expect(new RowName("t", Key.of("a"), 5), update.cells());
        List<Change> operations = rewind.of(List.of(
                        BasesTest.pending(20, known, update, delete(6), insert, define, expect)))
                .get(0)
                .operations();
        assertEquals(RowName.ANY, ((Change.Update) operations.get(0)).row().handle());
        assertEquals(update.cells(), ((Change.Update) operations.get(0)).cells());
        assertEquals(update, operations.get(1), "the server knows who inserted it");
        assertEquals(RowName.ANY, ((Change.Delete) operations.get(2)).row().handle());
        assertEquals(List.of(insert, define), operations.subList(3, 5));
        RowName byKey = new RowName("t", Key.of("a"), RowName.ANY);
        assertEquals(new Change.Expect(byKey, update.cells()), operations.get(5));
    }

    private static Change delete(long handle) {
        return new Change.Delete(new RowName("t", Key.of("b"), handle), null, Bytes.EMPTY);
    }
}
