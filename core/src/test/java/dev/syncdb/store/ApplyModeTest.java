package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.toParent;
import static dev.syncdb.store.TestStore.assertRefused;
import static dev.syncdb.store.TestStore.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.ForeignKey.Action;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Pages from elsewhere are taken in row by row, and judged as a whole. */
class ApplyModeTest {
    private final TestStore test = TestStore.space()
            .with(
                    numbered("projects")
                            .column("name", "TEXT")
                            .unique("names", 1)
                            .build(),
                    numbered("tasks")
                            .column("project", "INTEGER")
                            .references(toParent(1, "projects", Action.CASCADE, Action.CASCADE))
                            .build());
    private Transaction tx;

    @BeforeEach
    void fill() {
        test.commit(tx -> {
            tx.insert("projects", row(1, "a"));
            tx.insert("projects", row(2, "b"));
            tx.insert("projects", row(3, "c"));
            tx.insert("tasks", row(1, 1));
        });
        tx = test.store.begin();
    }

    @AfterEach
    void staysSound() {
        tx.prepare().publish();
        test.assertSound();
    }

    private void put(String table, int key, Row row) {
        tx.put(table, Key.of(key), row == null ? null : Image.of(row));
    }

    @Test
    void aPageMayPassUniqueValuesRound() {
        put("projects", 1, row(1, "b"));
        put("projects", 2, row(2, "c"));
        assertRefused(ErrorCode.UNIQUE, tx::requireUnique);
        put("projects", 3, row(3, "a"));
        tx.requireUnique();
    }

    @Test
    void aValueThatADeletedRowHadIsFree() {
        put("projects", 2, null);
        put("projects", 4, row(4, "b"));
        tx.requireUnique();
        put("projects", 2, row(2, "b"));
        assertRefused(ErrorCode.UNIQUE, tx::requireUnique);
        put("projects", 4, null);
        tx.requireUnique();
    }

    @Test
    void aRowThatLeavesFiresNoAction() {
        put("projects", 1, null);
        assertEquals(row(1, 1), cells(tx, "tasks", Key.of(1)));
        tx.requireForeignKeys();
        put("projects", 1, row(1, "a"));
    }

    @Test
    void localWritesWaitForTheEndToFindTheirParents() {
        tx.deferUnique();
        tx.insert("tasks", row(2, 4));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::requireForeignKeys);
        put("projects", 4, row(4, "a"));
        tx.requireForeignKeys();
        assertRefused(ErrorCode.UNIQUE, tx::requireUnique);
        tx.update("projects", Key.of(1), row(1, "d"));
        tx.requireUnique();
    }

    @Test
    void aDeleteAndAnInsertOfOneKeyAreOneChange() {
        tx.delete("projects", Key.of(1));
        assertNull(cells(tx, "tasks", Key.of(1)), "a delete that runs here does fire actions");
        tx.insert("projects", row(1, "z"));
        tx.requireUnique();
        tx.requireForeignKeys();
        assertEquals(
                List.of(row(1, "z"), row(2, "b"), row(3, "c")),
                TestStore.rows(tx.scan("projects", Range.ALL)));
    }
}
