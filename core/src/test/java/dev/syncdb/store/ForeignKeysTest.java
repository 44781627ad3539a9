package dev.syncdb.store;

import static dev.syncdb.schema.ForeignKey.Action.CASCADE;
import static dev.syncdb.schema.ForeignKey.Action.NO_ACTION;
import static dev.syncdb.schema.ForeignKey.Action.RESTRICT;
import static dev.syncdb.schema.ForeignKey.Action.SET_DEFAULT;
import static dev.syncdb.schema.ForeignKey.Action.SET_NULL;
import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TableBuilder.toParent;
import static dev.syncdb.store.TableBuilder.value;
import static dev.syncdb.store.TestStore.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Action;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ForeignKeysTest {
    private static final Table LISTS = numbered("lists").column("name", "TEXT").build();

    private final TestStore test = TestStore.plain().with(LISTS);

    private static Table tasks(Action onDelete, Action onUpdate) {
        return numbered("tasks")
                .columnWithDefault("list", "INTEGER", value(0))
                .references(toParent(1, "lists", onDelete, onUpdate))
                .build();
    }

    private Transaction begin(Action onDelete, Action onUpdate, boolean indexed) {
        test.with(tasks(onDelete, onUpdate));
        test.commit(tx -> {
            if (indexed) {
                tx.define(test.compiler.learnIndex("tasks_list", "tasks", false, 1));
            }
            tx.insert("lists", row(0, "inbox"));
            tx.insert("lists", row(1, "home"));
            tx.insert("lists", row(2, "work"));
            tx.insert("tasks", row(10, 1));
            tx.insert("tasks", row(11, 1));
            tx.insert("tasks", row(12, 2));
            tx.insert("tasks", row(13, null));
        });
        return test.store.begin();
    }

    private static List<Row> tasks(Transaction tx) {
        return TestStore.rows(tx.scan("tasks", Range.ALL));
    }

    private void finish(Transaction tx) {
        tx.endStatement();
        tx.prepare().publish();
        test.assertSound();
    }

    @Test
    void aChildNeedsItsParentAtTheEndOfTheStatement() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, false);
        tx.insert("tasks", row(20, 9));
        Incorrect refused = assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        assertEquals(
                "FOREIGN KEY constraint failed: tasks refers to (9) in lists",
                refused.getMessage());
        assertRefused(ErrorCode.FOREIGN_KEY, tx::prepare);
        tx.insert("lists", row(9, "late"));
        finish(tx);
    }

    @Test
    void aParentMayNotLeaveItsChildren() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, false);
        tx.delete("lists", Key.of(1));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.update("tasks", Key.of(10), row(10, 2));
        tx.delete("tasks", Key.of(11));
        finish(tx);
    }

    @Test
    void aParentMayComeBack() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, true);
        tx.delete("lists", Key.of(1));
        tx.insert("lists", row(1, "again"));
        tx.update("lists", Key.of(2), row(5, "work"));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.update("lists", Key.of(5), row(2, "back"));
        finish(tx);
    }

    @Test
    void restrictRefusesAtOnce() {
        Transaction tx = begin(RESTRICT, RESTRICT, false);
        assertRefused(ErrorCode.FOREIGN_KEY, () -> tx.delete("lists", Key.of(1)));
        assertRefused(ErrorCode.FOREIGN_KEY, () -> tx.update("lists", Key.of(1), row(8, "x")));
        tx.update("lists", Key.of(1), row(1, "renamed"));
        tx.delete("lists", Key.of(0));
        finish(tx);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cascadeDeletesAndRenumbersChildren(boolean indexed) {
        Transaction tx = begin(CASCADE, CASCADE, indexed);
        tx.delete("lists", Key.of(1));
        tx.update("lists", Key.of(2), row(5, "work"));
        assertEquals(List.of(row(12, 5), row(13, null)), tasks(tx));
        finish(tx);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void setNullLetsChildrenGo(boolean indexed) {
        Transaction tx = begin(SET_NULL, SET_NULL, indexed);
        tx.delete("lists", Key.of(1));
        tx.update("lists", Key.of(2), row(5, "work"));
        assertEquals(
                List.of(row(10, null), row(11, null), row(12, null), row(13, null)), tasks(tx));
        finish(tx);
    }

    @Test
    void setDefaultSendsChildrenToTheDefaultParent() {
        Transaction tx = begin(SET_DEFAULT, SET_DEFAULT, false);
        tx.delete("lists", Key.of(1));
        tx.update("lists", Key.of(2), row(5, "work"));
        assertEquals(List.of(row(10, 0), row(11, 0), row(12, 0), row(13, null)), tasks(tx));
        tx.endStatement();
        tx.delete("lists", Key.of(0));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.rollback();
    }

    @Test
    void setDefaultIsNullWithoutADefault() {
        test.with(numbered("tasks")
                .column("list", "INTEGER")
                .references(toParent(1, "lists", SET_DEFAULT, NO_ACTION))
                .build());
        Transaction tx = test.store.begin();
        tx.insert("lists", row(1, "a"));
        tx.insert("tasks", row(1, 1));
        tx.delete("lists", Key.of(1));
        assertEquals(List.of(row(1, null)), tasks(tx));
        finish(tx);
    }

    @Test
    void deferredKeysAreCheckedAtCommit() {
        test.with(numbered("tasks")
                .column("list", "INTEGER")
                .references(new ForeignKey(
                        List.of(1),
                        "lists",
                        List.of("id"),
                        NO_ACTION,
                        NO_ACTION,
                        true,
                        ForeignKey.Orphans.REJECT,
                        false))
                .build());
        Transaction tx = test.store.begin();
        tx.insert("tasks", row(1, 1));
        tx.endStatement();
        assertRefused(ErrorCode.FOREIGN_KEY, tx::requireForeignKeys);
        assertRefused(ErrorCode.FOREIGN_KEY, tx::prepare);
        tx.insert("lists", row(1, "a"));
        finish(tx);
    }

    @Test
    void whatARollbackBringsBackIsCheckedAgain() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, false);
        tx.insert("tasks", row(20, 9));
        Savepoint savepoint = tx.savepoint();
        tx.insert("lists", row(9, "late"));
        tx.endStatement();
        tx.rollbackTo(savepoint);
        assertRefused(ErrorCode.FOREIGN_KEY, tx::prepare);
        tx.rollback();
    }

    @Test
    void whatARollbackTakesBackIsNotChecked() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, false);
        Savepoint savepoint = tx.savepoint();
        tx.insert("tasks", row(20, 9));
        tx.delete("lists", Key.of(1));
        tx.rollbackTo(savepoint);
        finish(tx);
    }

    @Test
    void aLongChainOfChildrenNeedsNoDeepStack() {
        test.with(numbered("nodes")
                .column("parent", "INTEGER")
                .references(toParent(1, "nodes", CASCADE, CASCADE))
                .build());
        test.commit(tx -> tx.define(test.compiler.learnIndex("n", "nodes", false, 1)));
        Transaction tx = test.store.begin();
        tx.insert("nodes", row(0, 0));
        for (int i = 1; i < 20_000; i++) {
            tx.insert("nodes", row(i, i - 1));
        }
        tx.endStatement();
        tx.delete("nodes", Key.of(0));
        assertEquals(0, tx.count("nodes"));
        finish(tx);
    }

    @Test
    void aRowMayReferToItself() {
        test.with(numbered("nodes")
                .column("parent", "INTEGER")
                .references(toParent(1, "nodes", NO_ACTION, CASCADE))
                .build());
        Transaction tx = test.store.begin();
        tx.insert("nodes", row(1, 1));
        tx.update("nodes", Key.of(1), row(2, 1));
        assertEquals(row(2, 2), TestStore.cells(tx, "nodes", Key.of(2)));
        tx.endStatement();
        tx.delete("nodes", Key.of(2));
        finish(tx);
    }

    @Test
    void parentsAreFoundByTheirAffinityAndCollation() {
        test.with(
                table("codes")
                        .column("code", "TEXT", Collation.NOCASE, false)
                        .column("number", "INTEGER")
                        .unique("codes_number", 1)
                        .build(),
                numbered("uses")
                        .column("code", "TEXT")
                        .column("number", "TEXT")
                        .references(toParent(1, "codes", CASCADE, NO_ACTION))
                        .references(new ForeignKey(
                                List.of(2),
                                "codes",
                                List.of("number"),
                                SET_NULL,
                                CASCADE,
                                false,
                                ForeignKey.Orphans.REJECT,
                                false))
                        .build());
        test.commit(tx -> tx.define(test.compiler.learnIndex("uses_code", "uses", false, 1)));
        Transaction tx = test.store.begin();
        tx.insert("codes", row("abc", 7));
        tx.insert("codes", row("def", 8));
        tx.insert("codes", row("ghi", null));
        tx.insert("uses", row(1, "ABC", "8"));
        tx.insert("uses", row(2, "Def", "7"));
        tx.endStatement();
        tx.delete("codes", Key.of("ghi"));
        tx.update("codes", Key.of("def"), row("DEF", 9));
        assertEquals(
                List.of(row(1, "ABC", "9"), row(2, "Def", "7")),
                TestStore.rows(tx.scan("uses", Range.ALL)));
        tx.delete("codes", Key.of("abc"));
        assertEquals(List.of(row(2, "Def", null)), TestStore.rows(tx.scan("uses", Range.ALL)));
        finish(tx);
    }

    @Test
    void keysOfSeveralColumnsMayBeNamedInAnyOrder() {
        test.with(
                table("pairs")
                        .column("a", "TEXT")
                        .column("b", "INTEGER")
                        .key(0, 1)
                        .build(),
                table("links")
                        .column("b", "INTEGER")
                        .column("a", "TEXT")
                        .column("n", "INTEGER")
                        .key(1, 0, 2)
                        .references(new ForeignKey(
                                List.of(0, 1),
                                "pairs",
                                List.of("b", "a"),
                                CASCADE,
                                CASCADE,
                                false,
                                ForeignKey.Orphans.REJECT,
                                false))
                        .build());
        Transaction tx = test.store.begin();
        Key pair = tx.insert("pairs", row("x", 1));
        tx.insert("pairs", row("x", 2));
        tx.insert("links", row(1, "x", 1));
        tx.insert("links", row(1, "x", 2));
        tx.insert("links", row(2, "x", 1));
        tx.endStatement();
        tx.update("pairs", pair, row("y", 3));
        assertEquals(
                List.of(row(2, "x", 1), row(3, "y", 1), row(3, "y", 2)),
                TestStore.rows(tx.scan("links", Range.ALL)));
        finish(tx);
    }

    @Test
    void columnsThatAreNoKeyOfTheParentAreAMismatch() {
        for (List<String> columns : List.of(List.of("name"), List.of("id", "name"), List.of("x"))) {
            TestStore each = TestStore.plain().with(LISTS);
            each.with(numbered("bad")
                    .column("list", "TEXT")
                    .references(new ForeignKey(
                            List.of(1),
                            "lists",
                            columns,
                            CASCADE,
                            CASCADE,
                            false,
                            ForeignKey.Orphans.REJECT,
                            false))
                    .build());
            Transaction tx = each.store.begin();
            assertRefused(ErrorCode.SCHEMA, () -> tx.insert("bad", row(1, "a")));
            tx.insert("lists", row(1, "a"));
            assertRefused(ErrorCode.SCHEMA, () -> tx.delete("lists", Key.of(1)));
            tx.rollback();
        }
    }

    @Test
    void aHiddenRowNumberIsNoKeyToReferTo() {
        test.with(
                table("words").column("word", "TEXT").rowid().unique("w", 0).build(),
                numbered("uses")
                        .column("word", "INTEGER")
                        .column("text", "TEXT")
                        .references(new ForeignKey(
                                List.of(2),
                                "words",
                                List.of("word"),
                                CASCADE,
                                CASCADE,
                                false,
                                ForeignKey.Orphans.REJECT,
                                false))
                        .build(),
                numbered("bad")
                        .column("word", "INTEGER")
                        .references(toParent(1, "words", CASCADE, CASCADE))
                        .build());
        Transaction tx = test.store.begin();
        tx.enforceForeignKeys(false);
        tx.insert("words", row("a", 1));
        tx.enforceForeignKeys(true);
        tx.insert("uses", row(1, null, "a"));
        tx.endStatement();
        assertRefused(ErrorCode.SCHEMA, () -> tx.insert("bad", row(1, 1)));
        tx.rollback();
    }

    @Test
    void aMissingParentTableHasNoRows() {
        test.with(numbered("orphans")
                .column("a", "INTEGER")
                .references(toParent(1, "nowhere", CASCADE, CASCADE))
                .build());
        Transaction tx = test.store.begin();
        tx.insert("orphans", row(1, null));
        tx.endStatement();
        tx.insert("orphans", row(2, 1));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.define(test.compiler.learn(numbered("nowhere").build()));
        tx.insert("nowhere", row(1));
        finish(tx);
    }

    @Test
    void aTableWhoseRowsAreChildrenOfEachOtherIsDropped() {
        test.with(numbered("nodes")
                .column("parent", "INTEGER")
                .references(toParent(1, "nodes", CASCADE, CASCADE))
                .build());
        test.commit(tx -> {
            tx.insert("nodes", row(1, null));
            tx.insert("nodes", row(2, 1));
            tx.insert("nodes", row(3, 2));
            tx.insert("nodes", row(4, null));
        });
        test.commit(tx -> tx.define("DROP TABLE nodes"));
        test.assertSound();
    }

    @Test
    void droppingATableFirstDeletesItsRows() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, false);
        tx.define("DROP TABLE lists");
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.define("DROP TABLE tasks");
        tx.endStatement();
        tx.prepare().publish();
        TestStore other = TestStore.plain().with(LISTS, tasks(SET_NULL, NO_ACTION));
        other.commit(each -> {
            each.insert("lists", row(1, "a"));
            each.insert("tasks", row(1, 1));
        });
        other.commit(each -> each.define("DROP TABLE lists"));
        assertEquals(List.of(row(1, null)), other.rows("tasks"));
        other.assertSound();
    }

    @Test
    void anOrphanThatIsRenumberedIsStillOne() {
        Transaction tx = begin(NO_ACTION, NO_ACTION, false);
        tx.insert("tasks", row(20, 9));
        tx.update("tasks", Key.of(20), row(21, 9));
        assertRefused(ErrorCode.FOREIGN_KEY, tx::endStatement);
        tx.rollback();
    }

    @Test
    void switchedOffForeignKeysLookAtNothing() {
        Transaction tx = begin(CASCADE, RESTRICT, false);
        tx.enforceForeignKeys(false);
        tx.delete("lists", Key.of(1));
        tx.insert("tasks", row(20, 9));
        tx.endStatement();
        assertEquals(5, tx.count("tasks"));
        tx.prepare().publish();
        assertEquals(3, test.store.check().size(), "though check() finds the orphans");
    }

    @Test
    void putNeitherChecksNorCascades() {
        Transaction tx = begin(CASCADE, CASCADE, false);
        tx.put("lists", Key.of(1), null);
        tx.put("tasks", Key.of(20), Image.of(row(20, 9)));
        tx.endStatement();
        assertEquals(5, tx.count("tasks"));
        tx.rollback();
    }
}
