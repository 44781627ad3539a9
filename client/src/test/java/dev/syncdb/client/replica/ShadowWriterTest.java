package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What the server has, where texts are told by edits. */
class ShadowWriterTest {
    private static final int BODY = 1;
    private static final Key ONE = Key.of(1);
    private static final Key TWO = Key.of(2);
    private static final RowName NOTE = new RowName("notes", ONE, 3);

    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(1, 2, 3), () -> 5),
            StoreOptions.REPLICA);
    private final Shadow shadow = new Shadow();
    private Transaction transaction;

    @BeforeEach
    void begin() {
        Transaction rows = store.begin();
        rows.define("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT MERGED)");
        rows.insert("notes", row(1, "buy milk"));
        rows.prepare().publish();
        transaction = store.begin();
    }

    @AfterEach
    void end() {
        transaction.rollback();
    }

    @Test
    void anEditOfTheTextThatIsHereIsDone() {
        take(edit("buy milk", "buy oat milk"));
        take(edit("buy oat milk", "buy oat milk!"));
        assertEquals("buy oat milk!", body());
    }

    @Test
    void anEditOfAnotherTextShowsThatReplicaAndServerDiffer() {
        for (String other : List.of("buy silk", "buy milks")) {
            Cell edit = edit(other, other + "!");
            Corrupt diverged = assertThrows(Corrupt.class, () -> take(edit), other);
            assertEquals(ErrorCode.MALFORMED_MESSAGE, diverged.code());
            String message = String.valueOf(diverged.getMessage());
            assertTrue(message.contains("an edit of notes.body,"), message);
            assertEquals("buy milk", body());
        }
    }

    @Test
    void aWholeTextTakesThePlaceOfAnyOther() {
        take(new Cell(BODY, null, Value.of("another")));
        assertEquals("another", body());
    }

    @Test
    void aRowThatPendingWorkDidNotTouchIsAsItIsVisible() {
        Image image = shadow.image(NOTE, transaction);
        assertNotNull(image);
        assertEquals(row(1, "buy milk"), image.cells());
        assertNull(shadow.image(RowName.of("notes", TWO), transaction));
    }

    @Test
    void aRowThatPendingWorkTouchedIsAsTheServerHasIt() {
        Change update = new Change.Update(
                NOTE, List.of(new Cell(BODY, Value.of("buy milk"), Value.of("mine"))), Bytes.EMPTY);
        Change insert = new Change.Insert(RowName.of("notes", TWO), Image.of(row(2, "mine")));
        shadow.keep(List.of(update, insert), transaction);
        transaction.update("notes", ONE, row(1, "mine"));
        transaction.insert("notes", row(2, "mine"));
        Image image = shadow.image(RowName.of("notes", ONE), transaction);
        assertNotNull(image, "whatever handle it is asked by");
        assertEquals(row(1, "buy milk"), image.cells());
        assertNull(shadow.image(RowName.of("notes", TWO), transaction), "the server has none");
    }

    private void take(Cell cell) {
        new ShadowWriter(transaction)
                .load(List.of(new Change.Update(NOTE, List.of(cell), Bytes.EMPTY)));
    }

    private String body() {
        Image image = transaction.get("notes", ONE);
        assertNotNull(image);
        return image.cells().at(BODY).asText();
    }

    private static Cell edit(String before, String after) {
        TextEdit edit = TextEdit.between(before, after);
        assertNotNull(edit);
        return new Cell(BODY, null, Value.of(edit.toBytes()), true);
    }

    private static Row row(long id, String body) {
        return Row.of(Value.of(id), Value.of(body));
    }
}
