package dev.syncdb.lens;

import static dev.syncdb.lens.Versions.ENVIRONMENT;
import static dev.syncdb.lens.Versions.computed;
import static dev.syncdb.lens.Versions.fixed;
import static dev.syncdb.lens.Versions.row;
import static dev.syncdb.lens.Versions.same;
import static dev.syncdb.lens.Versions.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

final class LensTest {
    private static final Schema OLDER = schema("CREATE TABLE tasks(id INTEGER PRIMARY KEY,"
            + " name TEXT, votes INTEGER COUNTER, mail TEXT, gone TEXT, n INTEGER COUNTER);"
            + " CREATE TABLE went(x PRIMARY KEY)");

    private static final Schema NEWER = schema("CREATE TABLE came(x PRIMARY KEY);"
            + " CREATE TABLE todo(votes INTEGER COUNTER, id INTEGER PRIMARY KEY, title TEXT,"
            + " lower TEXT, mail TEXT, n INTEGER)");

    private static final Lens LENS = lens();

    private static final RowName ROW = new RowName("Tasks", Key.of(1), 7);
    private static final RowName RENAMED = new RowName("todo", Key.of(1), 7);
    private static final Bytes HIDDEN = Bytes.copyOf(new byte[] {1});

    private static Lens lens() {
        Table tasks = OLDER.table("tasks");
        Table todo = NEWER.table("todo");
        return new Lens(
                OLDER,
                NEWER,
                List.of(new TableLens(
                        tasks,
                        todo,
                        List.of(
                                same(2),
                                same(0),
                                same(1),
                                computed(todo, "lower", tasks, "lower(mail)"),
                                same(3),
                                same(5)),
                        List.of(
                                same(1),
                                same(2),
                                same(0),
                                same(4),
                                fixed(tasks, "gone"),
                                same(5)))));
    }

    @Test
    void tablesAreFoundByEitherName() {
        assertEquals(LENS.tables().get(0), LENS.ofOlder("TASKS"));
        assertEquals(LENS.tables().get(0), LENS.ofNewer("ToDo"));
        assertNull(LENS.ofOlder("todo"));
        assertNull(LENS.ofNewer("tasks"));
        assertEquals(List.of(NEWER.table("came")), LENS.came());
        assertEquals(List.of(OLDER.table("went")), LENS.went());
        assertEquals(LENS.came(), LENS.inverse().went());
    }

    @Test
    void aChangeOfSameCellsIsRenamed() {
        Change update = new Change.Update(
                ROW,
                List.of(
                        new Cell(1, Value.of("a"), Value.of("b")),
                        new Cell(2, null, Value.of(3), true),
                        new Cell(4, null, Value.of("left out"))),
                HIDDEN);
        assertTrue(LENS.carries(update));
        Change expected = new Change.Update(
                RENAMED,
                List.of(
                        new Cell(2, Value.of("a"), Value.of("b")),
                        new Cell(0, null, Value.of(3), true)),
                HIDDEN);
        assertEquals(expected, LENS.newer(update, ENVIRONMENT));
        assertEquals(
                new Change.Update(
                        new RowName("tasks", Key.of(1), 7),
                        List.of(
                                new Cell(1, Value.of("a"), Value.of("b")),
                                new Cell(2, null, Value.of(3), true)),
                        HIDDEN),
                LENS.older(expected, ENVIRONMENT));
    }

    @Test
    void rowsThatComeAndGoAreTranslatedAsAWhole() {
        Change insert = new Change.Insert(ROW, new Image(row(1, "t", 2, "M", "g", 3), HIDDEN));
        assertEquals(
                new Change.Insert(RENAMED, new Image(row(2, 1, "t", "m", "M", 3), HIDDEN)),
                LENS.newer(insert, ENVIRONMENT));
        Change delete = new Change.Delete(ROW, row(1, "t", 2, "M", "g", 3), HIDDEN);
        assertEquals(
                new Change.Delete(RENAMED, row(2, 1, "t", "m", "M", 3), HIDDEN),
                LENS.newer(delete, ENVIRONMENT));
        assertEquals(
                new Change.Delete(RENAMED, null, HIDDEN),
                LENS.newer(new Change.Delete(ROW, null, HIDDEN), ENVIRONMENT));
    }

    @Test
    void whatDependsOnTheRowIsNotCarried() {
        refused(update(new Cell(3, null, Value.of("M"))), "lower is computed from it");
        refused(update(new Cell(5, null, Value.of(1), true)), "n does not count any more");
        assertTrue(LENS.carries(update(new Cell(5, null, Value.of(1)))), "but it can be set");
        assertTrue(LENS.carries(update(new Cell(4, null, Value.of(1), true))), "and left out");
        refused(new Change.Define("CREATE TABLE x(y)"), "no row at all");
    }

    @Test
    void anExpectationIsOfCellsThatAreThere() {
        Change expect = new Change.Expect(ROW, List.of(new Cell(1, null, Value.of("a"))));
        assertEquals(
                new Change.Expect(RENAMED, List.of(new Cell(2, null, Value.of("a")))),
                LENS.newer(expect, ENVIRONMENT));
        refused(
                new Change.Expect(ROW, List.of(new Cell(4, null, Value.of("g")))),
                "leaving it out would expect less");
    }

    @Test
    void ofATableThatWentNothingIsLeft() {
        Change delete = new Change.Delete(RowName.of("went", Key.of(1)), null, Bytes.EMPTY);
        assertTrue(LENS.carries(delete));
        assertNull(LENS.newer(delete, ENVIRONMENT));
        Change expect = new Change.Expect(RowName.of("went", Key.of(1)), List.of());
        assertNull(LENS.newer(expect, ENVIRONMENT));
    }

    @Test
    void aRuleByAFunctionMergesAlikeIfTheFunctionIsTheSame() {
        Schema one = schema("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT RULE one)");
        Schema two = schema("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT RULE two)");
        List<Source> all = List.of(same(0), same(1));
        Lens lens = new Lens(
                one, two, List.of(new TableLens(one.table("t"), two.table("t"), all, all)));
        Change update = new Change.Update(
                RowName.of("t", Key.of(1)),
                List.of(new Cell(1, null, Value.of("x"), true)),
                Bytes.EMPTY);
        assertFalse(lens.carries(update));
        assertTrue(Lens.identity(one).carries(update));
    }

    @Test
    void lensesAreComposedTableByTable() {
        Lens round = LENS.compose(LENS.inverse());
        assertEquals(1, round.tables().size(), "what went does not come back");
        assertEquals(OLDER, round.newer());
        assertNotNull(round.ofOlder("tasks"));
        Schema less = NEWER.without("todo");
        Lens dropped = new Lens(NEWER, less, List.of());
        assertEquals(List.of(), LENS.compose(dropped).tables());
        Lens other = Lens.identity(OLDER);
        Incorrect failure = assertThrows(Incorrect.class, () -> LENS.compose(other));
        assertEquals(ErrorCode.SCHEMA, failure.code());
        Lens equal = Lens.identity(schema(String.join(";", NEWER.script())));
        assertEquals(LENS.tables(), LENS.compose(equal).tables(), "equal by its hash");
    }

    @Test
    void eachTableHasOneLens() {
        TableLens lens = LENS.tables().get(0);
        Incorrect twice =
                assertThrows(Incorrect.class, () -> new Lens(OLDER, NEWER, List.of(lens, lens)));
        assertEquals(ErrorCode.SCHEMA, twice.code());
        Incorrect absent =
                assertThrows(Incorrect.class, () -> new Lens(NEWER, OLDER, List.of(lens)));
        assertEquals(ErrorCode.UNKNOWN_TABLE, absent.code());
    }

    private static Change update(Cell cell) {
        return new Change.Update(ROW, List.of(cell), Bytes.EMPTY);
    }

    private static void refused(Change change, String why) {
        assertFalse(LENS.carries(change), why);
        Incorrect failure =
                assertThrows(Incorrect.class, () -> LENS.newer(change, ENVIRONMENT), why);
        assertEquals(ErrorCode.UNSUPPORTED, failure.code());
    }
}
