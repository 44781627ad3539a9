package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insert;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class EffectsTest {
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final Key ONE = Key.of(1);

    private final TestSpace space = new TestSpace();

    @Test
    void aNewRowGetsTheNextHandleOfItsTable() {
        space.push(
                claim(ANN, 100), insertTask(7, "b", 0), insertStep("s", 7), insertTask(1, "a", 0));
        assertEquals(List.of(2L, 1L, 1L), space.insertedHandles(), "in order of the operations");
        assertEquals(RowVersions.of(1, new CellVersion(1, ANN, 100)), space.versions("tasks", ONE));
    }

    @Test
    void aRowThatIsGoneAgainHasNoHandle() {
        MapRows rows = new MapRows();
        assertEquals(List.of(0L), Effects.insertedHandles(rows, List.of(insertTask(1, "a", 0))));
    }

    @Test
    void onlyCellsThatChangedGetANewVersion() {
        space.push(claim(ANN, 100), insertTask(1, "a", 0));
        space.push(claim(BOB, 200), set(task(1, 1), TITLE, Value.of("b")));
        RowVersions versions = space.versions("tasks", ONE);
        assertEquals(new CellVersion(2, BOB, 200), versions.cell(TITLE));
        assertEquals(new CellVersion(1, ANN, 100), versions.cell(VOTES));
        space.push(claim(BOB, 300), set(task(1, 1), TITLE, Value.of("b")));
        assertEquals(versions, space.versions("tasks", ONE), "the same again is no write");
    }

    @Test
    void aTombstoneKeepsTheHandleAndTheAuthorOfTheDelete() {
        space.push(claim(ANN, 100), insertTask(1, "a", 0));
        space.push(claim(BOB, 200), delete(task(1, 1)));
        assertEquals(RowVersions.of(1, new CellVersion(2, BOB, 200)), tombstone("tasks", ONE));
    }

    @Test
    void whatFollowedFromAClientsDeleteIsTheServersDoing() {
        space.push(claim(ANN, 100), insertTask(1, "a", 0), insertStep("s", 1), insertStep("t", 1));
        Change ownStep = delete(new RowName("steps", Key.of("t"), 2));
        space.push(claim(BOB, 200), delete(task(1, 1)), ownStep);
        assertEquals(BOB, tombstone("tasks", ONE).row().writer());
        assertEquals(
                new CellVersion(2, CellVersion.BACKEND, 200),
                tombstone("steps", Key.of("s")).row(),
                "the client cannot know of the cascade, so it has to be told");
        assertEquals(BOB, tombstone("steps", Key.of("t")).row().writer());
    }

    @Test
    void aCellThatNoOperationNamesIsTheServersDoing() {
        space.push(claim(ANN, 100), insertTask(1, "a", 0));
        Authors authors =
                Authors.client(claim(BOB, 200), 2, List.of(set(task(1, 1), TITLE, Value.of("b"))));
        assertEquals(BOB, authors.ofCell(task(1, 1), TITLE).writer());
        assertEquals(CellVersion.BACKEND, authors.ofCell(task(1, 1), VOTES).writer());
        assertEquals(CellVersion.BACKEND, authors.ofCell(task(9, 9), TITLE).writer());
        assertEquals(CellVersion.BACKEND, authors.ofInsert(task(1, 1)).writer());
        assertEquals(CellVersion.BACKEND, authors.ofDelete(task(1, 1)).writer());
    }

    @Test
    void aRowDeletedAndInsertedAgainIsItsClientsInEveryCell() {
        space.push(claim(ANN, 100), insertTask(1, "a", 0));
        List<Change> both = List.of(delete(task(1, 1)), insertTask(1, "b", 5));
        List<Change> reversed = List.of(both.get(1), both.get(0));
        for (List<Change> operations : List.of(both, reversed)) {
            Authors authors = Authors.client(claim(BOB, 200), 2, operations);
            assertEquals(BOB, authors.ofInsert(task(1, 1)).writer());
            assertEquals(BOB, authors.ofCell(task(1, 1), TITLE).writer());
        }
    }

    @Test
    void aDefinitionHasNoRowAndNoAuthor() {
        Authors authors =
                Authors.client(claim(BOB, 200), 2, List.of(new Change.Define("CREATE TABLE x")));
        assertEquals(CellVersion.BACKEND, authors.ofInsert(task(1, 1)).writer());
        Effects.stamp(
                space.rows, List.of(new Change.Define("CREATE TABLE x")), authors, table -> 1);
    }

    @Test
    void whatTheServersOwnCodeWritesIsItsOwn() {
        space.write(500, () -> space.rows.insert("tasks", taskRow(1, "a", 0)));
        assertEquals(
                RowVersions.of(1, new CellVersion(1, CellVersion.BACKEND, 500)),
                space.versions("tasks", ONE));
        space.write(600, () -> space.rows.delete("tasks", ONE));
        assertEquals(2, tombstone("tasks", ONE).row().version());
    }

    @Test
    void ourOwnTablesHaveNoVersions() {
        Row client = Row.of(Value.of(1), Value.of(Bytes.EMPTY));
        space.write(500, () -> space.rows.insert("syncdb_clients", client));
        assertEquals(Bytes.EMPTY, space.image("syncdb_clients", ONE).hidden());
        Row other = client.with(1, Value.NULL);
        space.write(500, () -> space.rows.update("syncdb_clients", ONE, other));
        assertEquals(Bytes.EMPTY, space.image("syncdb_clients", ONE).hidden());
        space.write(600, () -> space.rows.delete("syncdb_clients", ONE));
        assertEquals(Bytes.EMPTY, space.rows.tombstone("syncdb_clients", ONE));
    }

    @Test
    void theKeyOfAnInsertIsFoundWhateverItsCase() {
        Row step = Row.of(Value.of("S"), Value.of(1));
        space.push(claim(ANN, 100), insert(TestSchema.STEPS, step));
        assertEquals(List.of(1L), space.insertedHandles());
        assertEquals(ANN, space.versions("steps", Key.of("s")).row().writer());
    }

    private RowVersions tombstone(String table, Key key) {
        return HiddenCodec.read(space.rows.tombstone(table, key));
    }

    private static Claim claim(long writer, long effectiveMillis) {
        return new Claim(Long.MAX_VALUE, writer, effectiveMillis);
    }
}
