package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TestStore.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class DefinitionsTest {
    private static final Table TASKS =
            numbered("tasks").column("title", "TEXT").column("size", "INTEGER").build();

    private final TestStore test = TestStore.space();

    @AfterEach
    void staysConsistent() {
        test.assertSound();
    }

    @Test
    void aTableIsThereOnceItsCommitIsPublished() {
        Prepared prepared = test.prepare(tx -> {
            tx.define(test.compiler.learn(TASKS));
            tx.insert("tasks", row(1, "a", 1));
        });
        try (Snapshot before = test.store.snapshot()) {
            prepared.publish();
            assertRefused(ErrorCode.UNKNOWN_TABLE, () -> before.count("tasks"));
        }
        assertEquals(List.of(row(1, "a", 1)), test.rows("tasks"));
        assertEquals(
                List.of(
                        new Change.Define("CREATE TABLE tasks"),
                        new Change.Insert(
                                RowName.of("tasks", Key.of(1)), Image.of(row(1, "a", 1)))),
                prepared.changes().changes());
    }

    @Test
    void rollbackBringsBackTablesAndIndexes() {
        test.with(TASKS);
        test.commit(tx -> {
            tx.define(test.compiler.learnIndex("by_size", "tasks", false, 2));
            tx.insert("tasks", row(1, "a", 1));
        });
        Transaction tx = test.store.begin();
        Savepoint savepoint = tx.savepoint();
        tx.update("tasks", Key.of(1), row(1, "a", 2));
        tx.define("DROP INDEX by_size");
        tx.update("tasks", Key.of(1), row(1, "a", 3));
        assertRefused(ErrorCode.UNKNOWN_INDEX, () -> tx.scanIndex("tasks", "by_size", Range.ALL));
        tx.define(test.compiler.learnIndex("by_title", "tasks", false, 1));
        tx.update("tasks", Key.of(1), row(1, "b", 3));
        tx.define("DROP TABLE tasks");
        assertNull(tx.schema().find("tasks"));
        tx.rollbackTo(savepoint);
        assertNotNull(tx.schema().findIndex("by_size"));
        assertEquals(
                List.of(row(1, "a", 1)),
                TestStore.rows(tx.scanIndex("tasks", "by_size", Range.ALL)));
        tx.rollback();
    }

    @Test
    void aNewIndexHasTheRowsThatAreThere() {
        test.with(TASKS);
        test.commit(tx -> {
            tx.insert("tasks", row(1, "b", 1));
            tx.insert("tasks", row(2, "a", 2));
            tx.insert("tasks", row(3, "c", 3));
        });
        test.commit(tx -> {
            tx.delete("tasks", Key.of(3));
            tx.update("tasks", Key.of(2), row(2, "d", 2));
            tx.define(test.compiler.learnIndex("by_title", "tasks", true, 1));
            assertRefused(ErrorCode.UNIQUE, () -> tx.insert("tasks", row(4, "d", 4)));
        });
        try (Snapshot snapshot = test.store.snapshot()) {
            assertEquals(
                    List.of(row(1, "b", 1), row(2, "d", 2)),
                    TestStore.rows(snapshot.scanIndex("tasks", "by_title", Range.ALL)));
        }
    }

    @Test
    void aUniqueIndexOverDuplicatesFails() {
        test.with(TASKS);
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("tasks", row(2, "a", 2));
            String sql = test.compiler.learnIndex("by_title", "tasks", true, 1);
            assertRefused(ErrorCode.UNIQUE, () -> tx.define(sql));
            assertNull(tx.schema().findIndex("by_title"), "the statement left nothing");
        });
    }

    @Test
    void rowsOfADroppedTableAreNoChange() {
        test.with(TASKS);
        test.commit(tx -> tx.insert("tasks", row(1, "a", 1)));
        ChangeSet changes = test.commit(tx -> {
            tx.delete("tasks", Key.of(1));
            tx.insert("tasks", row(2, "b", 2));
            tx.define("DROP TABLE tasks");
            tx.define("CREATE TABLE tasks");
            tx.insert("tasks", row(3, "c", 3));
        });
        assertEquals(
                List.of(
                        new Change.Define("DROP TABLE tasks"),
                        new Change.Define("CREATE TABLE tasks"),
                        new Change.Insert(
                                RowName.of("tasks", Key.of(3)), Image.of(row(3, "c", 3)))),
                changes.changes());
        assertEquals(List.of(row(3, "c", 3)), test.rows("tasks"));
    }

    @Test
    void abandonBringsBackADroppedTable() {
        test.with(TASKS);
        test.commit(tx -> tx.insert("tasks", row(1, "a", 1)));
        test.prepare(tx -> {
            tx.delete("tasks", Key.of(1));
            tx.define("DROP TABLE tasks");
        });
        test.store.abandon();
        assertEquals(List.of(row(1, "a", 1)), test.rows("tasks"));
    }

    @Test
    void columnsCannotChange() {
        test.with(TASKS);
        Table other = numbered("tasks").build();
        test.compiler.learn(
                "ALTER",
                schema -> schema.with(new Table(
                        "tasks",
                        other.columns(),
                        other.primaryKey(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        "CREATE other")));
        Transaction tx = test.store.begin();
        assertRefused(ErrorCode.UNSUPPORTED, () -> tx.define("ALTER"));
        assertRefused(ErrorCode.SYNTAX, () -> tx.define("WHATEVER"));
        tx.rollback();
    }
}
