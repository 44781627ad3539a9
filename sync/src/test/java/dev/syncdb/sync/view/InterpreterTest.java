package dev.syncdb.sync.view;

import static dev.syncdb.sync.view.TwoVersions.answer;
import static dev.syncdb.sync.view.TwoVersions.cells;
import static dev.syncdb.sync.view.TwoVersions.page;
import static dev.syncdb.sync.view.TwoVersions.request;
import static dev.syncdb.sync.view.TwoVersions.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class InterpreterTest {
    private static final Bytes HIDDEN = Bytes.owned(new byte[] {9});
    private static final RowName TODO = row("todos", 1);
    private static final RowName TASK = row("tasks", 1);
    private static final RowName CONFLICT = row("syncdb_conflicts", 3);
    private static final Change SET_NAME =
            new Change.Update(TODO, List.of(new Cell(2, null, Value.of("sell"))), Bytes.EMPTY);
    private static final Change SET_TITLE =
            new Change.Update(TASK, List.of(new Cell(1, null, Value.of("sell"))), Bytes.EMPTY);
    private static final Change SET_COMPUTED =
            new Change.Update(TODO, List.of(new Cell(3, null, Value.of(8))), Bytes.EMPTY);
    private static final Change DELETE = new Change.Delete(TODO, null, Bytes.EMPTY);
    private static final Change DELETE_TASK = new Change.Delete(TASK, null, Bytes.EMPTY);
    private static final Change DELETE_UNKNOWN =
            new Change.Delete(row("tasks", 2), null, Bytes.EMPTY);

    private final TwoVersions versions = new TwoVersions();

    @Test
    void whatIsPushedIsAboutWhatIsStored() {
        Change insert = new Change.Insert(TODO, Image.of(cells(1, "2.50", "buy", null)));
        Change inserted = new Change.Insert(TASK, Image.of(cells(1, "buy", null, "2.50")));
        Change expect = new Change.Expect(TODO, List.of(new Cell(1, null, Value.of("2.50"))));
        Change expected = new Change.Expect(TASK, List.of(new Cell(3, null, Value.of("2.50"))));
        SyncRequest request = request(List.of(expect, SET_NAME), List.of(insert, DELETE));
        Heard heard = versions.first.heard(request);
        assertEquals(Map.of(), heard.misfits());
        SyncRequest stored = request(List.of(expected, SET_TITLE), List.of(inserted, DELETE_TASK));
        assertEquals(stored, heard.request(), "numbers, nonces and all else stay as they are");
    }

    @Test
    void whatDoesNotFitHarmsNoOtherTransaction() {
        SyncRequest request = request(
                List.of(DELETE),
                List.of(SET_NAME, DELETE_UNKNOWN, SET_COMPUTED),
                List.of(SET_COMPUTED),
                List.of(SET_NAME));
        Heard heard = versions.first.heard(request);
        assertEquals(
                request(List.of(DELETE_TASK), List.of(SET_TITLE), List.of(), List.of(SET_TITLE)),
                heard.request());
        assertEquals(Set.of(6L, 7L), heard.misfits().keySet());
        assertEquals(
                ErrorCode.UNKNOWN_TABLE,
                heard.misfits().get(6L).code(),
                "the first reason is the reason");
        assertEquals(ErrorCode.UNKNOWN_COLUMN, heard.misfits().get(7L).code());
    }

    @Test
    void whatDoesNotFitIsBlamedOnTheTableThatTheClientMeant() {
        Heard heard = versions.first.heard(request(List.of(DELETE_UNKNOWN), List.of(SET_COMPUTED)));
        assertNull(heard.misfits().get(5L).table(), "a table of that name is another one");
        assertEquals("no table tasks in version 1", heard.misfits().get(5L).getMessage());
        Incorrect misfit = heard.misfits().get(6L);
        assertEquals("tasks", misfit.table(), "as outcomes are kept");
        Rejection kept = new Rejection(misfit.code(), "why", misfit.table(), "");
        assertEquals(
                new Rejection(misfit.code(), "why", "todos", ""), rejection(versions.first, kept));
    }

    @Test
    void whatAuthorsSawIsSaidOfStoredCells() {
        Change settle = new Change.Update(CONFLICT, List.of(), Bytes.EMPTY);
        Change expect = new Change.Expect(TODO, List.of());
        SyncRequest request =
                request(List.of(SET_NAME, DELETE, settle, expect, SET_COMPUTED), List.of(DELETE));
        Value json = Value.of("{\"id\":1,\"price\":\"2.50\",\"name\":\"buy\",\"other\":1}");
        Value stored = Value.of("{\"id\":1,\"kept_price\":\"2.50\",\"title\":\"buy\"}");
        List<BaseValue> others = List.of(
                base(2, 7, Value.of("OPEN")),
                base(3, 1, Value.of("of what is expected")),
                base(5, 1, Value.of("of no operation")));
        List<BaseValue> said = new ArrayList<>(List.of(
                base(0, 2, Value.of("buy")),
                base(0, 1, null),
                base(1, CellPlace.ROW, json),
                base(1, CellPlace.ROW, null),
                base(1, CellPlace.ROW, Value.of("no row"))));
        said.addAll(others);
        List<BaseValue> heard = new ArrayList<>(List.of(
                base(0, 1, Value.of("buy")),
                base(0, 3, null),
                base(1, CellPlace.ROW, stored),
                base(1, CellPlace.ROW, null),
                base(1, CellPlace.ROW, Value.of("no row"))));
        heard.addAll(others);
        // Transaction 5 does not fit, so nothing is said of it; 4 and 8 are not there.
        SyncRequest fitting = request(List.of(SET_NAME, DELETE, settle, expect), List.of(DELETE));
        assertEquals(
                List.of(new Bases(4, others), new Bases(5, heard), new Bases(8, others)),
                bases(fitting, new Bases(4, others), new Bases(5, said), new Bases(8, others)));
        assertEquals(
                List.of(new Bases(6, List.of())),
                bases(request, new Bases(5, said), new Bases(6, List.of())));
    }

    @Test
    void whatAnAuthorSawInNoStoredColumnIsLeftOut() {
        assertEquals(
                List.of(new Bases(5, List.of(base(0, 1, Value.of("buy"))))),
                bases(
                        request(List.of(SET_NAME)),
                        new Bases(
                                5,
                                List.of(
                                        base(0, 3, Value.of(2)),
                                        base(0, 99, Value.of(2)),
                                        base(0, 2, Value.of("buy"))))));
    }

    @Test
    void whatTheServerWantsToKnowIsAskedOfTheClientsCells() {
        Change settle = new Change.Update(CONFLICT, List.of(), Bytes.EMPTY);
        SyncRequest request = request(List.of(DELETE), List.of(SET_NAME, DELETE, settle));
        List<CellPlace> wanted = List.of(
                new CellPlace(0, 1),
                new CellPlace(0, 2),
                new CellPlace(0, 3),
                new CellPlace(1, CellPlace.ROW),
                new CellPlace(2, 8));
        List<CellPlace> asked = List.of(
                new CellPlace(0, 2),
                new CellPlace(0, 1),
                new CellPlace(1, CellPlace.ROW),
                new CellPlace(2, 8));
        Answer answer = answer(
                new Receipt(
                        5,
                        List.of(),
                        new Postponement(Reason.WANTS_BASES, 6, 4, List.of(new Wanted(6, wanted)))),
                new Page(List.of(), null));
        assertEquals(
                new Postponement(Reason.WANTS_BASES, 6, 4, List.of(new Wanted(6, asked))),
                versions.first.told(answer, request).postponed(),
                "a client is not asked for a cell that it does not have");
    }

    @Test
    void outcomesNameTheRowsOfTheVersionThatTheClientHas() {
        Outcome stored = new Outcome(
                5, null, List.of(8L), List.of(TASK, row("todos", 2), CONFLICT, row("x", 1)), 4);
        Answer answer = answer(new Receipt(6, List.of(stored)), new Page(List.of(), null));
        assertEquals(
                List.of(new Outcome(5, null, List.of(8L), List.of(TODO, CONFLICT), 4)),
                versions.first.told(answer, request()).outcomes());
        assertEquals(
                List.of(new Outcome(
                        5, null, List.of(8L), List.of(TASK, row("todos", 2), CONFLICT), 4)),
                versions.upgraded.told(answer, request(List.of(DELETE))).outcomes(),
                "whatever version its push is in");
    }

    @Test
    void rejectionsBlameWhatTheClientKnows() {
        String[][] told = {
            {"tasks", "title", "todos", "name"},
            {"tasks", "KEPT_PRICE", "todos", "price"},
            {"tasks", "", "todos", ""},
            {"tasks", "rank", "todos", "rank"},
            {"notes", "body", "notes", "text"},
            {"todos", "text", "todos", "text"},
            {"", "", "", ""}
        };
        for (String[] each : told) {
            assertEquals(
                    new Rejection(ErrorCode.WRONG_TYPE, "why", each[2], each[3], 3),
                    rejection(
                            versions.first,
                            new Rejection(ErrorCode.WRONG_TYPE, "why", each[0], each[1], 3)));
        }
    }

    @Test
    void pagesShowWhatTheVersionHas() {
        Cell title = new Cell(1, null, Value.of("buy"));
        Cell rank = new Cell(2, null, Value.of(3));
        Cell name = new Cell(2, null, Value.of("buy"));
        Answer answer = page(
                new Change.Insert(TASK, new Image(cells(1, "buy", 3, "2.50"), HIDDEN)),
                new Change.Update(TASK, List.of(title, rank), HIDDEN),
                new Change.Update(TASK, List.of(rank), HIDDEN),
                DELETE_TASK,
                new Change.Insert(row("todos", 2), Image.of(cells(2, "text"))),
                new Change.Update(row("notes", 2), List.of(title), HIDDEN));
        Answer told = versions.first.told(answer, request());
        assertEquals(
                List.of(
                        new Change.Insert(TODO, new Image(cells(1, "2.50", "buy", null), HIDDEN)),
                        new Change.Update(TODO, List.of(name), HIDDEN),
                        DELETE,
                        new Change.Update(row("notes", 2), List.of(title), HIDDEN)),
                told.page().changes());
        assertEquals(answer.showing(told.page()), told, "all else stays as it is");
    }

    @Test
    void whoHasTakenOverANewVersionPushesInTheOldOneAndHearsInTheNew() {
        SyncRequest request = request(List.of(SET_NAME, DELETE));
        Value json = Value.of("{\"name\":\"buy\"}");
        Bases said =
                new Bases(5, List.of(base(0, 2, Value.of("buy")), base(1, CellPlace.ROW, json)));
        Value stored = Value.of("{\"title\":\"buy\"}");
        Bases known =
                new Bases(5, List.of(base(0, 1, Value.of("buy")), base(1, CellPlace.ROW, stored)));
        SyncRequest saying = request.pushing(request.push().saying(List.of(said)));
        SyncRequest heard = request(List.of(SET_TITLE, DELETE_TASK));
        assertEquals(
                heard.pushing(heard.push().saying(List.of(known))),
                versions.upgraded.heard(saying).request());

        Change rank = new Change.Update(TASK, List.of(new Cell(2, null, Value.of(3))), HIDDEN);
        Wanted wanted = new Wanted(5, List.of(new CellPlace(0, 1)));
        Answer answer = answer(
                new Receipt(
                        4, List.of(), new Postponement(Reason.WANTS_BASES, 5, 0, List.of(wanted))),
                new Page(List.of(rank, DELETE_TASK), null));
        Answer told = versions.upgraded.told(answer, request);
        assertEquals(answer.page(), told.page(), "tasks are tasks, and have a rank");
        assertEquals(
                List.of(new Wanted(5, List.of(new CellPlace(0, 2)))),
                told.wanted(),
                "it is asked about operations as it made them");
    }

    @Test
    void theClassesOfAPullAreTheClients() {
        PageToken stored = token(List.of(List.of("tasks"), List.of("x", "notes")));
        PageToken shown = token(List.of(List.of("todos"), List.of("x", "notes")));
        SyncRequest request = request();
        assertEquals(
                request.pulling(request.pull().after(stored)),
                versions.first
                        .heard(request.pulling(request.pull().after(shown)))
                        .request());
        assertEquals(shown, toldNext(stored));
        PageToken plain = token(List.of());
        assertEquals(plain, toldNext(plain));
        assertEquals(
                request.pull().after(plain),
                versions.first
                        .heard(request.pulling(request.pull().after(plain)))
                        .request()
                        .pull());
    }

    @Test
    void whatIsSaidOfTheTableOfConflictsIsLeftToThoseWhoKeepIt() {
        Change expect = new Change.Expect(CONFLICT, List.of());
        SyncRequest request = request(List.of(expect), List.of(new Change.Define("DROP TABLE x")));
        Heard heard = versions.first.heard(request);
        assertEquals(new Heard(request, Map.of()), heard, "they refuse it, and say why");
    }

    private PageToken toldNext(PageToken next) {
        Answer answer = answer(new Receipt(6, List.of()), new Page(List.of(), next));
        return versions.first.told(answer, request()).page().next();
    }

    /** Where it ended is said in the server's own words. */
    private static PageToken token(List<List<String>> classes) {
        return new PageToken(
                new Cursor(1, 2),
                new Position(3, "tasks", Key.of(4)),
                5,
                new Named(6, 7),
                new PriorityClasses(classes, classes.isEmpty() ? List.of() : List.of(8L)));
    }

    private List<Bases> bases(SyncRequest request, Bases... bases) {
        SyncRequest saying = request.pushing(request.push().saying(List.of(bases)));
        return versions.first.heard(saying).request().push().bases();
    }

    private static BaseValue base(int operation, int column, Value value) {
        return new BaseValue(new CellPlace(operation, column), value);
    }

    private static Rejection rejection(Interpreter interpreter, Rejection stored) {
        Outcome outcome = new Outcome(5, stored, List.of(), List.of());
        Answer answer = answer(new Receipt(6, List.of(outcome)), new Page(List.of(), null));
        return interpreter.told(answer, request()).outcomes().get(0).rejection();
    }
}
