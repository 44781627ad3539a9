package dev.syncdb.sync.view;

import static dev.syncdb.sync.view.TwoVersions.page;
import static dev.syncdb.sync.view.TwoVersions.request;
import static dev.syncdb.sync.view.TwoVersions.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class LedgerWordsTest {
    private static final RowName CONFLICT = row("syncdb_conflicts", 3);
    private static final Bytes HIDDEN = Bytes.owned(new byte[] {9});
    private static final Value STORED =
            Value.of("{\"id\":1,\"title\":\"buy\",\"rank\":3,\"kept_price\":\"2.50\"}");
    private static final Value SHOWN = Value.of("{\"id\":1,\"name\":\"buy\",\"price\":\"2.50\"}");
    private static final Value HEARD =
            Value.of("{\"id\":1,\"title\":\"buy\",\"kept_price\":\"2.50\"}");

    private final TwoVersions versions = new TwoVersions();

    @Test
    void aRecordOfAColumnNamesThoseOfTheVersion() {
        Row record = record("tasks", "title").with(ConflictTable.STORED_VALUE, STORED);
        assertEquals(
                record.with(ConflictTable.TABLE_NAME, Value.of("todos"))
                        .with(ConflictTable.COLUMN_NAME, Value.of("name")),
                told(record),
                "the value is one of a cell, whatever it looks like");
    }

    @Test
    void aRecordOfAWholeRowShowsWhatTheVersionHas() {
        Row record = record("tasks", "")
                .with(ConflictTable.BASE_VALUE, STORED)
                .with(ConflictTable.STORED_VALUE, STORED)
                .with(ConflictTable.INCOMING_VALUE, Value.NULL)
                .with(ConflictTable.RESOLVED_VALUE, STORED);
        assertEquals(
                record.with(ConflictTable.TABLE_NAME, Value.of("todos"))
                        .with(ConflictTable.BASE_VALUE, SHOWN)
                        .with(ConflictTable.STORED_VALUE, SHOWN)
                        .with(ConflictTable.RESOLVED_VALUE, SHOWN),
                told(record));
    }

    @Test
    void aTableInWhichOnlyAColumnIsCalledOtherwiseIsSaidInItsWords() {
        Row record = record("notes", "")
                .with(ConflictTable.STORED_VALUE, Value.of("{\"id\":1,\"body\":\"x\"}"));
        assertEquals(
                Value.of("{\"id\":1,\"text\":\"x\"}"), told(record).at(ConflictTable.STORED_VALUE));
        assertEquals("text", told(record("notes", "body")).textAt(ConflictTable.COLUMN_NAME));
    }

    @Test
    void whatTheVersionDoesNotHaveKeepsItsStoredName() {
        assertEquals(
                record("todos", "rank"), told(record("tasks", "rank")), "a column that came later");
        Row later = record("todos", "").with(ConflictTable.STORED_VALUE, STORED);
        assertEquals(later, told(later), "a table that came later");
        Row gone = record("gone", "title");
        assertEquals(gone, told(gone), "a table that is not there any more");
    }

    @Test
    void whatIsNoRowHarmsNobody() {
        Row record = record("tasks", "")
                .with(ConflictTable.STORED_VALUE, STORED)
                .with(ConflictTable.BASE_VALUE, Value.of("{no row"))
                .with(ConflictTable.RESOLVED_VALUE, Value.of(12));
        Row told = told(record);
        assertEquals(Value.of("{no row"), told.at(ConflictTable.BASE_VALUE));
        assertEquals(Value.of(12), told.at(ConflictTable.RESOLVED_VALUE));
        assertEquals(SHOWN, told.at(ConflictTable.STORED_VALUE));
    }

    @Test
    void aWholeRowThatAClientResolvesToIsHeardAndTold() {
        versions.records.put(Key.of(3), record("tasks", ""));
        Value said =
                Value.of("{\"id\":1,\"name\":\"buy\",\"price\":\"2.50\",\"rank\":3,\"twice\":2}");
        assertEquals(resolved(HEARD), heard(resolved(said)), "of other columns it says nothing");
        assertEquals(resolved(SHOWN), toldChange(resolved(STORED)));
        assertEquals(resolved(SHOWN), toldChange(resolved(HEARD)), "others hear what was said");
        assertEquals(resolved(Value.NULL), heard(resolved(Value.NULL)), "it is deleted");
    }

    @Test
    void whoHasTakenOverANewVersionResolvesInTheWordsOfTheOldOne() {
        versions.records.put(Key.of(3), record("tasks", ""));
        assertEquals(resolved(HEARD), heard(versions.upgraded, resolved(SHOWN)));
        assertEquals(
                resolved(Value.of("{\"id\":1,\"title\":\"buy\",\"rank\":3}")),
                toldChange(versions.upgraded, resolved(STORED)));
    }

    @Test
    void whatAClientResolvesACellToIsNoRow() {
        versions.records.put(Key.of(3), record("tasks", "title"));
        assertEquals(resolved(SHOWN), heard(resolved(SHOWN)));
        assertEquals(resolved(STORED), toldChange(resolved(STORED)));
    }

    @Test
    void whatIsSaidOfARecordThatIsNotThereIsLeftAsItIs() {
        assertEquals(resolved(SHOWN), heard(resolved(SHOWN)), "no record");
        assertEquals(resolved(STORED), toldChange(resolved(STORED)));
        versions.records.put(Key.of(3), record("gone", ""));
        assertEquals(resolved(SHOWN), heard(resolved(SHOWN)), "no table");
        Change delete = new Change.Delete(CONFLICT, null, HIDDEN);
        assertEquals(delete, toldChange(delete));
    }

    private Row told(Row record) {
        Change insert = new Change.Insert(CONFLICT, new Image(record, HIDDEN));
        Change.Insert told = (Change.Insert) toldChange(insert);
        assertEquals(CONFLICT, told.row());
        assertEquals(HIDDEN, told.image().hidden());
        return told.image().cells();
    }

    private Change toldChange(Change change) {
        return toldChange(versions.first, change);
    }

    private Change heard(Change change) {
        return heard(versions.first, change);
    }

    private static Change toldChange(Interpreter interpreter, Change change) {
        return interpreter.told(page(change), request()).page().changes().get(0);
    }

    private static Change heard(Interpreter interpreter, Change change) {
        return interpreter
                .heard(request(List.of(change)))
                .request()
                .push()
                .transactions()
                .get(0)
                .operations()
                .get(0);
    }

    private static Change resolved(Value value) {
        return new Change.Update(
                CONFLICT,
                List.of(
                        new Cell(ConflictTable.RESOLUTION, null, Value.of("VALUE")),
                        new Cell(ConflictTable.RESOLVED_VALUE, null, value)),
                HIDDEN);
    }

    private static Row record(String table, String column) {
        Value[] cells = new Value[ConflictTable.COLUMNS];
        Arrays.fill(cells, Value.of(1));
        cells[ConflictTable.TABLE_NAME] = Value.of(table);
        cells[ConflictTable.COLUMN_NAME] = Value.of(column);
        return Row.owned(cells);
    }
}
