package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TestStore.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Action;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an ALTER does to rows. */
final class AlterTest {
    private static final Table TASKS = numbered("tasks")
            .column("title", "TEXT")
            .column("size", "INTEGER")
            .unique("tasks_title", 1)
            .build();
    private static final Bytes HIDDEN = Bytes.copyOf(new byte[] {7});

    private final TestStore test = TestStore.space().with(TASKS);

    AlterTest() {
        StubCompiler compiler = test.compiler;
        compiler.learnIndex("by_size", "tasks", false, 2);
        compiler.learnAlter("RENAME", schema -> Altered.renamed(schema, "tasks", "jobs"));
        compiler.learnAlter("BACK", schema -> Altered.renamed(schema, "jobs", "tasks"));
        compiler.learnAlter(
                "NAME COLUMN", schema -> Altered.renamedColumn(schema, "tasks", 2, "length"));
        compiler.learnAlter(
                "ADD STATE",
                schema -> Altered.added(
                        schema, "tasks", 3, column("state", "TEXT", Value.of("open"))));
        compiler.learnAlter(
                "ADD SCORE",
                schema -> Altered.added(schema, "tasks", 4, column("score", "REAL", Value.of(5))));
        compiler.learnAlter(
                "ADD SIZE",
                schema -> Altered.added(schema, "tasks", 2, column("kind", "TEXT", Value.of("k"))));
        compiler.learnAlter("DROP SIZE", schema -> Altered.dropped(schema, "tasks", 2));
        compiler.learnAlter("TURN", schema -> Altered.arranged(schema, "tasks", 2, 1, 0));
    }

    @AfterEach
    void staysConsistent() {
        test.assertSound();
    }

    @Test
    void aRenameAndAnAddedColumnTouchNoRow() {
        test.commit(tx -> {
            tx.define("CREATE INDEX by_size");
            for (int i = 0; i < 500; i++) {
                tx.insert("tasks", row(i, "t" + i, i % 7));
            }
        });
        test.commit(tx -> tx.delete("tasks", Key.of(3)));
        Map<RowHead, RowVersion> before = rows();
        long bytes = heap().rowBytes().all();
        for (String sql : List.of("RENAME", "BACK", "NAME COLUMN", "ADD STATE", "ADD SCORE")) {
            ChangeSet changes = test.commit(tx -> {
                tx.define(sql);
                assertEquals(0, tx.changes().size() - 1, "the statement alone");
            });
            assertEquals(List.of(new Change.Define(sql)), changes.changes());
        }
        Map<RowHead, RowVersion> after = rows();
        assertEquals(500, before.size());
        assertEquals(before.keySet(), after.keySet(), "the very heads");
        before.forEach((head, row) -> assertSame(row, after.get(head), "the very versions"));
        assertEquals(bytes, heap().rowBytes().all());
        assertEquals(row(8, "t8", 1, "open", 5.0), test.rows("tasks").get(7));
        try (Snapshot snapshot = test.store.snapshot()) {
            ChangeScan log = snapshot.changesAfter(0);
            assertTrue(log.next());
            assertEquals(2, log.version(), "rows stand where they stood");
        }
    }

    private Map<RowHead, RowVersion> rows() {
        Map<RowHead, RowVersion> rows = new IdentityHashMap<>();
        heap().heads().forEach(head -> rows.put(head, head.present()));
        return rows;
    }

    private Heap heap() {
        Transaction tx = test.store.begin();
        try {
            return heapOf(tx);
        } finally {
            tx.rollback();
        }
    }

    private static Heap heapOf(Transaction tx) {
        return tx.catalog().table("tasks").heap();
    }

    @Test
    void oldRowsHaveTheDefaultOfAnAddedColumnWhereverTheyAreRead() {
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 1));
            tx.hide("tasks", Key.of(1), HIDDEN);
            tx.insert("tasks", row(2, "b", 2));
        });
        test.commit(tx -> tx.define("ADD STATE"));
        String index = test.compiler.learnIndex("by_state", "tasks", false, 3, 0);
        test.commit(tx -> {
            tx.insert("tasks", row(3, "c", 3, "done"));
            tx.define(index);
            tx.update("tasks", Key.of(2), new int[] {2}, new Value[] {Value.of(9)});
        });
        try (Snapshot snapshot = test.store.snapshot()) {
            Image image = snapshot.get("tasks", Key.of(1));
            assertEquals(new Image(row(1, "a", 1, "open"), HIDDEN), image);
            assertEquals(4, image.cells().size());
            Range open = Range.of(row("open"));
            assertEquals(
                    List.of(row(1, "a", 1, "open"), row(2, "b", 9, "open")),
                    TestStore.rows(snapshot.scanIndex("tasks", "by_state", open)));
            ChangeScan log = snapshot.changesAfter(0);
            assertTrue(log.next());
            assertEquals(row(1, "a", 1, "open"), log.row());
            assertEquals(image, log.image());
        }
        KeyLookup lookup = test.store.lookup("tasks");
        assertEquals(row(1, "a", 1, "open"), lookup.find(1));
        assertEquals(row(1, "a", 1, "open"), lookup.find(Key.of(1)));
    }

    @Test
    void whoReadsAnOlderStateReadsTheOldColumns() {
        test.commit(tx -> tx.insert("tasks", row(1, "a", 1)));
        try (Snapshot first = test.store.snapshot()) {
            test.commit(tx -> {
                tx.define("ADD STATE");
                tx.define("RENAME");
                tx.insert("jobs", row(2, "b", 2, "done"));
            });
            try (Snapshot second = test.store.snapshot()) {
                test.commit(tx -> {
                    tx.define("BACK");
                    tx.define("DROP SIZE");
                    tx.update("tasks", Key.of(1), row(1, "z", "done"));
                    tx.delete("tasks", Key.of(2));
                });
                assertEquals(List.of(row(1, "a", 1)), TestStore.rows(all(first, "tasks")));
                assertRefused(ErrorCode.UNKNOWN_TABLE, () -> first.count("jobs"));
                assertEquals(
                        List.of(row(1, "a", 1, "open"), row(2, "b", 2, "done")),
                        TestStore.rows(all(second, "jobs")));
                assertEquals(List.of("jobs", "jobs"), tables(second));
                assertEquals(List.of("tasks"), tables(first));
            }
        }
        assertEquals(List.of(row(1, "z", "done")), test.rows("tasks"));
    }

    private static Scan all(Reader reader, String table) {
        return reader.scan(table, Range.ALL);
    }

    private static List<String> tables(Snapshot snapshot) {
        List<String> tables = new ArrayList<>();
        ChangeScan log = snapshot.changesAfter(0);
        while (log.next()) {
            tables.add(log.table());
        }
        return tables;
    }

    @Test
    void movedRowsKeepTheirVersionsAndHiddenBytes() {
        test.commit(tx -> {
            tx.define("CREATE INDEX by_size");
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("tasks", row(2, "b", 2));
        });
        test.commit(tx -> {
            tx.hide("tasks", Key.of(1), HIDDEN);
            tx.delete("tasks", Key.of(2));
            tx.hide("tasks", Key.of(2), HIDDEN);
        });
        test.commit(tx -> tx.insert("tasks", row(3, "c", 3)));
        test.commit(tx -> tx.define("TURN"));
        assertEquals(List.of(row(1, "a", 1), row(3, "c", 3)), test.rows("tasks"));
        try (Snapshot snapshot = test.store.snapshot()) {
            ChangeScan log = snapshot.changesAfter(1);
            assertTrue(log.next());
            assertEquals(3, log.version());
            assertEquals(new Image(row(1, "a", 1), HIDDEN), log.image());
            assertTrue(log.next());
            assertEquals(Key.of(2), log.key());
            assertEquals(HIDDEN, log.hidden());
            assertTrue(log.next());
            assertEquals(4, log.version());
            assertFalse(log.next());
            assertEquals(
                    List.of(row(1, "a", 1), row(3, "c", 3)),
                    TestStore.rows(snapshot.scanIndex("tasks", "by_size", Range.ALL)));
        }
        test.commit(tx -> {
            assertRefused(ErrorCode.PRIMARY_KEY, () -> tx.insert("tasks", row(9, "x", 1)));
            assertEquals(HIDDEN, tx.tombstone("tasks", Key.of(2)));
            tx.insert("tasks", row(9, "b", 2));
        });
    }

    @Test
    void rollbackBringsBackNamesColumnsAndRows() {
        test.commit(tx -> tx.insert("tasks", row(1, "a", 1)));
        Transaction tx = test.store.begin();
        tx.update("tasks", Key.of(1), row(1, "b", 2));
        tx.insert("tasks", row(2, "c", 3));
        List<Change> changes = tx.changes();
        for (String sql : List.of("ADD STATE", "ADD SIZE", "RENAME", "DROP SIZE", "TURN")) {
            Savepoint savepoint = tx.savepoint();
            tx.define(sql);
            String table = sql.equals("RENAME") ? "jobs" : "tasks";
            tx.delete(table, Key.of(1));
            tx.rollbackTo(savepoint);
            assertEquals(List.of(row(1, "b", 2), row(2, "c", 3)), TestStore.rows(all(tx, "tasks")));
            assertEquals(changes, tx.changes(), sql);
        }
        tx.rollback();
        assertEquals(List.of(row(1, "a", 1)), test.rows("tasks"));
        test.prepare(each -> {
            each.define("ADD STATE");
            each.update("tasks", Key.of(1), row(1, "b", 2, "x"));
        });
        test.prepare(each -> each.define("DROP SIZE"));
        test.store.abandon();
        assertEquals(List.of(row(1, "a", 1)), test.rows("tasks"));
        test.commit(each -> each.define("ADD SIZE"));
        assertEquals(List.of(row(1, "a", "k", 1)), test.rows("tasks"));
    }

    @Test
    void changesAreToldAsTheTablesAreInTheEnd() {
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("tasks", row(2, "b", 2));
            tx.insert("tasks", row(3, "c", 3));
        });
        for (String add : List.of("ADD STATE", "ADD SIZE")) {
            boolean moves = add.equals("ADD SIZE");
            Transaction tx = test.store.begin();
            tx.update("tasks", Key.of(1), row(1, "a", 9));
            tx.delete("tasks", Key.of(2));
            tx.update("tasks", Key.of(3), row(3, "x", 3));
            tx.define(add);
            tx.insert("tasks", moves ? row(4, "d", "k", 4) : row(4, "d", 4, "s"));
            tx.update("tasks", Key.of(3), new int[] {1}, new Value[] {Value.of("c")});
            tx.define("RENAME");
            Value of = Value.of(moves ? "k" : "open");
            assertEquals(
                    List.of(
                            new Change.Define(add),
                            new Change.Define("RENAME"),
                            new Change.Update(
                                    RowName.of("jobs", Key.of(1)),
                                    List.of(new Cell(moves ? 3 : 2, Value.of(1), Value.of(9))),
                                    Bytes.EMPTY),
                            new Change.Delete(
                                    RowName.of("jobs", Key.of(2)),
                                    moves ? row(2, "b", of, 2) : row(2, "b", 2, of),
                                    Bytes.EMPTY),
                            new Change.Insert(
                                    RowName.of("jobs", Key.of(4)),
                                    Image.of(moves ? row(4, "d", "k", 4) : row(4, "d", 4, "s")))),
                    sorted(tx.changes()),
                    add);
            tx.rollback();
        }
    }

    /** The order of rows that one statement moves is nobody's business. */
    private static List<Change> sorted(List<Change> changes) {
        List<Change> sorted = new ArrayList<>(changes);
        sorted.sort((a, b) -> {
            RowName left = a.changed();
            RowName right = b.changed();
            return left == null || right == null ? 0 : left.key().compareTo(right.key());
        });
        return sorted;
    }

    @Test
    void whatChangedInADroppedColumnAloneIsNoChange() {
        test.commit(tx -> tx.insert("tasks", row(1, "a", 1)));
        long version = test.store.head();
        ChangeSet changes = test.commit(tx -> {
            tx.update("tasks", Key.of(1), row(1, "a", 9));
            tx.insert("tasks", row(2, "b", 2));
            tx.delete("tasks", Key.of(2));
            tx.define("DROP SIZE");
        });
        assertEquals(List.of(new Change.Define("DROP SIZE")), changes.changes());
        try (Snapshot snapshot = test.store.snapshot()) {
            assertFalse(snapshot.changesAfter(version).next());
        }
    }

    @Test
    void anAddedGeneratedColumnIsComputedForAllRows() {
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("tasks", row(2, "b", 2));
        });
        Formula formula =
                TableBuilder.formula("double", row -> Value.of(row.at(2).asLong() * 2));
        Column doubled = column("doubled", "INTEGER", null)
                .generatedBy(new Generation(formula, Set.of(2), true));
        test.compiler.learnAlter(
                "ADD DOUBLED", schema -> Altered.added(schema, "tasks", 3, doubled));
        ChangeSet changes = test.commit(tx -> tx.define("ADD DOUBLED"));
        assertEquals(1, changes.changes().size(), "no log holds what is computed");
        assertEquals(List.of(row(1, "a", 1, 2), row(2, "b", 2, 4)), test.rows("tasks"));
        test.commit(tx -> tx.update("tasks", Key.of(1), row(1, "a", 5, null)));
        assertEquals(row(1, "a", 5, 10), test.rows("tasks").get(0));
    }

    @Test
    void aColumnWhoseRulesTheRowsBreakIsNotAdded() {
        test.compiler.learnAlter(
                "ADD REQUIRED",
                schema -> Altered.added(
                        schema,
                        "tasks",
                        3,
                        new Column(
                                "x",
                                DeclaredType.of("TEXT"),
                                Collation.BINARY,
                                true,
                                null,
                                null,
                                false)));
        Check small = new Check(
                null,
                "x",
                TableBuilder.formula("small", row -> Value.of(row.at(2).asLong() < 2 ? 1 : 0)));
        test.compiler.learnAlter("ADD CHECKED", schema -> Altered.added(
                        schema, "tasks", 3, column("x", "TEXT", null))
                .with(small));
        test.compiler.learnAlter("ADD PARENT", schema -> Altered.added(
                        schema, "tasks", 3, column("x", "INTEGER", Value.of(1)))
                .with(TableBuilder.toParent(3, "tasks", Action.NO_ACTION, Action.NO_ACTION)));
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("tasks", row(2, "b", 2));
        });
        Transaction tx = test.store.begin();
        tx.update("tasks", Key.of(1), row(1, "z", 1));
        assertRefused(ErrorCode.NOT_NULL, () -> tx.define("ADD REQUIRED"));
        assertRefused(ErrorCode.CHECK, () -> tx.define("ADD CHECKED"));
        assertRefused(ErrorCode.FOREIGN_KEY, () -> tx.define("ADD PARENT"));
        assertEquals(3, tx.schema().table("tasks").columns().size(), "nothing is half done");
        tx.delete("tasks", Key.of(2));
        tx.define("ADD CHECKED");
        tx.delete("tasks", Key.of(1));
        tx.prepare().publish();
        test.commit(empty -> {
            empty.define("DROP TABLE tasks");
            empty.define("CREATE TABLE tasks");
            empty.define("ADD REQUIRED");
        });
        assertEquals(4, width("tasks"));
    }

    private int width(String table) {
        try (Snapshot snapshot = test.store.snapshot()) {
            return snapshot.schema().table(table).columns().size();
        }
    }

    @Test
    void theOrderOfTheLogSurvivesARename() {
        test.with(numbered("other").column("x", "TEXT").build());
        test.compiler.learnAlter("LAST", schema -> Altered.renamed(schema, "tasks", "zzz"));
        test.commit(tx -> {
            tx.insert("other", row(1, "o"));
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("tasks", row(2, "b", 2));
        });
        long version = test.store.head();
        test.commit(tx -> tx.define("LAST"));
        test.commit(tx -> tx.define(test.compiler.learn(numbered("tasks").build())));
        try (Snapshot snapshot = test.store.snapshot()) {
            assertEquals(List.of("zzz1", "zzz2", "other1"), names(snapshot.changesAfter(0)));
            assertEquals(
                    List.of("zzz2", "other1"),
                    names(snapshot.changesAfter(version, "zzz", Key.of(1))));
            assertEquals(
                    List.of("zzz1", "zzz2", "other1"),
                    names(snapshot.changesAfter(version, "gone", Key.of(1))),
                    "rather twice than never");
            assertEquals(
                    List.of("zzz1", "zzz2", "other1"),
                    names(snapshot.changesAfter(version, "tasks", Key.of(1))),
                    "a table of that name came later");
        }
    }

    private static List<String> names(ChangeScan scan) {
        List<String> names = new ArrayList<>();
        while (scan.next()) {
            names.add(scan.table() + scan.key().values().at(0).asLong());
        }
        return names;
    }

    @Test
    void foreignKeysFollowTheNamesOfTheirTables() {
        ForeignKey key = TableBuilder.toParent(1, "tasks", Action.CASCADE, Action.CASCADE);
        test.with(numbered("parts").column("task", "INTEGER").references(key).build());
        test.commit(tx -> {
            tx.insert("tasks", row(1, "a", 1));
            tx.insert("parts", row(1, 1));
            tx.define("RENAME");
            tx.delete("jobs", Key.of(1));
            tx.define("BACK");
            tx.define("TURN");
        });
        assertEquals(List.of(), test.rows("parts"));
        Transaction tx = test.store.begin();
        tx.insert("parts", row(1, 9));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.rollback();
    }

    @Test
    void deferredForeignKeysHoldBeforeATableIsAltered() {
        ForeignKey late = new ForeignKey(
                List.of(1),
                "tasks",
                List.of(),
                Action.NO_ACTION,
                Action.NO_ACTION,
                true,
                ForeignKey.Orphans.REJECT,
                false);
        test.with(numbered("parts").column("task", "INTEGER").references(late).build());
        Transaction tx = test.store.begin();
        tx.insert("parts", row(1, 1));
        assertRefused(ErrorCode.FOREIGN_KEY, () -> tx.define("RENAME"));
        tx.insert("tasks", row(1, "a", 1));
        tx.define("RENAME");
        tx.prepare().publish();
    }

    @Test
    void aSequenceFollowsTheNameOfItsTable() {
        TestStore plain = TestStore.plain();
        plain.with(numbered("n").build());
        Table counting =
                table("counting").column("id", "INTEGER").automatic(true).build();
        plain.with(counting);
        plain.compiler.learnAlter("C", schema -> Altered.renamed(schema, "counting", "Counted"));
        plain.commit(tx -> {
            tx.insert("counting", row((Object) null));
            tx.insert("counting", row((Object) null));
            tx.delete("counting", Key.of(2));
            tx.define("C");
            assertEquals(Key.of(3), tx.insert("counted", row((Object) null)));
        });
        plain.assertSound();
        assertNotNull(plain.store.snapshot().get("sqlite_sequence", Key.of("Counted")));
    }

    @Test
    void whatWasDeletedBeforeRowsMovedIsFreedInTheEnd() {
        TestStore plain = new TestStore(StoreOptions.PLAIN, test.compiler).with(TASKS);
        plain.commit(tx -> {
            for (int i = 0; i < 30; i++) {
                tx.insert("tasks", row(i, "t" + i, i));
            }
        });
        try (Snapshot held = plain.store.snapshot()) {
            plain.commit(tx -> {
                for (int i = 0; i < 20; i++) {
                    tx.delete("tasks", Key.of(i));
                }
            });
            plain.commit(tx -> {
                tx.delete("tasks", Key.of(20));
                tx.define("DROP SIZE");
                tx.delete("tasks", Key.of(21));
            });
            assertEquals(30, held.count("tasks"));
        }
        for (int i = 0; i < 40; i++) {
            int id = i;
            plain.commit(tx -> tx.insert("tasks", row(100 + id, "n" + id)));
        }
        plain.assertSound();
        Transaction tx = plain.store.begin();
        assertEquals(8 + 40, heapOf(tx).heads().size(), "no tombstone is left");
        tx.rollback();
    }

    private static Column column(String name, String type, Value value) {
        Formula formula = value == null ? null : TableBuilder.formula("default", row -> value);
        return new Column(
                name, DeclaredType.of(type), Collation.BINARY, false, formula, null, false);
    }
}
