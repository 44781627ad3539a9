package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class SquashTest {
    @Test
    void severalEditsOfACellAreOneFromTheFirstValueToTheLast() {
        assertEquals(
                List.of(update("a", cell(1, "x", "z"), cell(2, "p", "q"))),
                join(
                        update("a", cell(1, "x", "y")),
                        update("a", cell(1, "y", "z"), cell(2, "p", "q"))));
    }

    @Test
    void whatEndsAsItBeganIsNoEdit() {
        assertEquals(
                List.of(update("a", cell(2, "p", "q"))),
                join(
                        update("a", cell(1, "x", "y"), cell(2, "p", "q")),
                        update("a", cell(1, "y", "x"))));
        assertEquals(
                List.of(), join(update("a", cell(1, "x", "y")), update("a", cell(1, "y", "x"))));
    }

    /** T10: a row that comes and goes before it is sent. */
    @Test
    void aRowThatComesAndGoesIsNothing() {
        assertEquals(List.of(), join(insert("a", "x"), delete("a", "x")));
        assertEquals(
                List.of(insert("b", "y")),
                joined(List.of(insert("a", "x"), insert("b", "y")), List.of(delete("a", "x"))));
    }

    @Test
    void anEditOfANewRowIsPartOfIt() {
        assertEquals(
                List.of(insert("a", "y")), join(insert("a", "x"), update("a", cell(1, "x", "y"))));
    }

    @Test
    void aRowThatIsEditedAndThenDeletedIsDeletedAsItWasBefore() {
        assertEquals(
                List.of(delete("a", "x")), join(update("a", cell(1, "x", "y")), delete("a", "y")));
        Change.Delete unknown = new Change.Delete(name("a"), null, Bytes.EMPTY);
        assertEquals(List.of(unknown), join(update("a", cell(1, "x", "y")), unknown));
    }

    @Test
    void aRowThatIsDeletedAndMadeAgainIsAnother() {
        assertNull(join(delete("a", "x"), insert("a", "y")));
        RowName numbered = new RowName("t", Key.of("a"), 7);
        assertNull(
                join(new Change.Delete(numbered, null, Bytes.EMPTY), insert("a", "y")),
                "also where the first has a handle");
    }

    @Test
    void aRowThatCameAndWentMayComeAgain() {
        List<Change> nothing = join(insert("a", "x"), delete("a", "x"));
        assertEquals(List.of(insert("a", "z")), joined(nothing, List.of(insert("a", "z"))));
    }

    @Test
    void whatIsNoNetChangeOfARowIsNotJoined() {
        Change structure = new Change.Define("CREATE TABLE x (id)");
        assertNull(join(structure, insert("a", "x")));
        assertNull(join(insert("a", "x"), structure));
        assertNull(join(insert("a", "x"), insert("a", "y")), "it is there already");
        assertNull(join(delete("a", "x"), update("a", cell(1, "x", "y"))), "it is gone");
        assertNull(join(delete("a", "x"), delete("a", "x")), "it is gone");
        List<Change> twice = List.of(delete("a", "x"), insert("a", "y"));
        assertNull(joined(twice, List.of()), "two operations on one row");
    }

    @Test
    void whatIsExpectedIsNotSaidOfMoreThanOneTransaction() {
        Change expect = new Change.Expect(name("a"), List.of(cell(1, "x", "x")));
        assertNull(joined(List.of(expect, update("a", cell(1, "x", "y"))), List.of()));
        assertNull(join(update("a", cell(1, "x", "y")), expect));
    }

    private static @Nullable List<Change> join(Change earlier, Change later) {
        return joined(List.of(earlier), List.of(later));
    }

    private static @Nullable List<Change> joined(
            @Nullable List<Change> earlier, List<Change> later) {
        return earlier == null ? null : Squash.join(earlier, later);
    }

    private static RowName name(String id) {
        return RowName.of("t", Key.of(id));
    }

    private static Row row(String id, String x) {
        return Row.of(Value.of(id), Value.of(x), Value.of("p"));
    }

    private static Change insert(String id, String x) {
        return new Change.Insert(name(id), Image.of(row(id, x)));
    }

    private static Change delete(String id, String x) {
        return new Change.Delete(name(id), row(id, x), Bytes.EMPTY);
    }

    private static Change update(String id, Cell... cells) {
        return new Change.Update(name(id), List.of(cells), Bytes.EMPTY);
    }

    private static Cell cell(int column, String before, String after) {
        return new Cell(column, Value.of(before), Value.of(after));
    }
}
