package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TableBuilder.value;
import static dev.syncdb.store.TestStore.assertRefused;
import static dev.syncdb.store.TestStore.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class ConstraintsTest {
    private final TestStore test = TestStore.plain()
            .with(
                    numbered("tasks")
                            .column("title", "TEXT", Collation.NOCASE, true)
                            .column("size", "INTEGER")
                            .unique("tasks_title", 1)
                            .unique("tasks_size", 2, 1)
                            .check("size", "size < 100", ConstraintsTest::small)
                            .build(),
                    table("pairs")
                            .column("a", "TEXT", Collation.NOCASE, false)
                            .column("b", "INTEGER")
                            .key(0, 1)
                            .build(),
                    table("strict")
                            .column("id", "INT")
                            .any("any")
                            .column("text", "TEXT")
                            .strict()
                            .build());
    private final Transaction tx = test.store.begin();

    @AfterEach
    void staysConsistent() {
        tx.prepare().publish();
        test.assertSound();
    }

    private static Value small(Row row) {
        Value size = row.at(2);
        return size.isNull() || !size.equals(value("junk"))
                ? (size.isNull() ? Value.NULL : Value.of(size.asDouble() < 100))
                : value("0 is false");
    }

    @Test
    void affinitiesConvertWhatIsWritten() {
        Key key = tx.insert("tasks", row("7", 5, "12"));
        assertEquals(Key.of(7), key);
        assertEquals(row(7, "5", 12), cells(tx, "tasks", key));
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertRefused(ErrorCode.SCHEMA, () -> tx.insert("tasks", row(1, "a")));
        assertRefused(ErrorCode.UNKNOWN_TABLE, () -> tx.insert("nothing", row(1, "a")));
    }

    @Test
    void notNullNamesTheColumn() {
        Incorrect refused =
                assertRefused(ErrorCode.NOT_NULL, () -> tx.insert("tasks", row(1, null, 1)));
        assertEquals("NOT NULL constraint failed: tasks.title", refused.getMessage());
        assertEquals("tasks", refused.table());
        assertEquals("title", refused.column());
    }

    @Test
    void noColumnOfAPrimaryKeyIsNull() {
        assertRefused(ErrorCode.NOT_NULL, () -> tx.insert("pairs", row("a", null)));
    }

    @Test
    void anIntegerPrimaryKeyIsAnInteger() {
        assertRefused(ErrorCode.WRONG_TYPE, () -> tx.insert("tasks", row("one", "a", 1)));
        tx.insert("tasks", row(1, "a", 1));
        Incorrect refused = assertRefused(
                ErrorCode.WRONG_TYPE, () -> tx.update("tasks", Key.of(1), row(null, "a", 1)));
        assertTrue(refused.getMessage().startsWith("datatype mismatch: tasks.id"));
    }

    @Test
    void checksRefuseWhatIsFalseAndTakeNull() {
        Incorrect refused =
                assertRefused(ErrorCode.CHECK, () -> tx.insert("tasks", row(1, "a", 100)));
        assertEquals("CHECK constraint failed: tasks.size: size < 100", refused.getMessage());
        assertRefused(ErrorCode.CHECK, () -> tx.insert("tasks", row(1, "a", "junk")));
        tx.insert("tasks", row(1, "a", null));
        tx.insert("tasks", row(2, "b", 99));
        assertRefused(ErrorCode.CHECK, () -> tx.update("tasks", Key.of(2), row(2, "b", 200)));
        assertEquals(row(2, "b", 99), cells(tx, "tasks", Key.of(2)));
    }

    @Test
    void textsAndBlobsAreTrueAsFarAsTheyAreNumbers() {
        TestStore other = TestStore.plain()
                .with(numbered("checked")
                        .column("a", "")
                        .check(null, "a", row -> row.at(1))
                        .build());
        Transaction work = other.store.begin();
        work.insert("checked", row(1, "1x"));
        work.insert("checked", row(2, 0.5));
        work.insert("checked", row(3, Value.of(Bytes.copyOf(new byte[] {'2'}))));
        assertRefused(ErrorCode.CHECK, () -> work.insert("checked", row(4, "x")));
        assertRefused(ErrorCode.CHECK, () -> work.insert("checked", row(4, 0.0)));
        Value zero = Value.of(Bytes.copyOf(new byte[] {'0'}));
        Incorrect refused =
                assertRefused(ErrorCode.CHECK, () -> work.insert("checked", row(4, zero)));
        assertEquals("CHECK constraint failed: checked: a", refused.getMessage());
        work.rollback();
    }

    @Test
    void primaryKeysAreUniqueUnderTheirCollation() {
        tx.insert("pairs", row("a", 1));
        tx.insert("pairs", row("a", 2));
        Incorrect refused =
                assertRefused(ErrorCode.PRIMARY_KEY, () -> tx.insert("pairs", row("A", 1)));
        assertEquals(
                "PRIMARY KEY constraint failed: pairs.a, pairs.b = ('a', 1) exists",
                refused.getMessage());
        Key second = tx.insert("pairs", row("b", 1));
        assertRefused(ErrorCode.PRIMARY_KEY, () -> tx.update("pairs", second, row("A", 2)));
        assertEquals(second, tx.update("pairs", second, row("B", 1)), "the key is the same");
        assertEquals(row("B", 1), cells(tx, "pairs", second));
    }

    @Test
    void uniqueGoesByCollationAndLetsNullsBe() {
        tx.insert("tasks", row(1, "a", null));
        tx.insert("tasks", row(2, "b", null));
        Incorrect refused =
                assertRefused(ErrorCode.UNIQUE, () -> tx.insert("tasks", row(3, "B", 1)));
        assertEquals("UNIQUE constraint failed: tasks.title = ('B') exists", refused.getMessage());
        assertEquals("title", refused.column());
        assertRefused(ErrorCode.UNIQUE, () -> tx.update("tasks", Key.of(1), row(1, "b", 1)));
        tx.update("tasks", Key.of(2), row(2, "B", null));
        tx.delete("tasks", Key.of(1));
        tx.insert("tasks", row(4, "a", null));
    }

    @Test
    void strictTablesTakeOnlyTheirTypes() {
        tx.insert("strict", row("1", "007", "x"));
        assertEquals(row(1, "007", "x"), cells(tx, "strict", Key.of(1)), "ANY keeps what it gets");
        tx.insert("strict", row(3, null, null));
        Incorrect refused =
                assertRefused(ErrorCode.WRONG_TYPE, () -> tx.insert("strict", row("one", 1, "x")));
        assertEquals("cannot store text in INT column strict.id", refused.getMessage());
    }

    @Test
    void conflictsAreTheRowsInTheWay() {
        tx.insert("tasks", row(1, "a", 1));
        tx.insert("tasks", row(2, "b", 2));
        tx.insert("tasks", row(3, "c", 3));
        assertEquals(List.of(Key.of(3), Key.of(1)), tx.conflicts("tasks", row("3", "A", 1)));
        assertEquals(List.of(), tx.conflicts("tasks", row(null, "x", 1)));
    }

    @Test
    void aFailingWriteLeavesNothingBehind() {
        tx.insert("tasks", row(1, "a", 1));
        assertRefused(ErrorCode.ROW_ABSENT, () -> tx.update("tasks", Key.of(9), row(9, "x", 1)));
        assertRefused(ErrorCode.UNIQUE, () -> tx.insert("tasks", row(2, "a", 1)));
        assertEquals(1, tx.changes().size());
        assertEquals(1, tx.count("tasks"));
    }

    @Test
    void rowsMaySwapTheirUniqueValues() {
        tx.insert("tasks", row(1, "a", 1));
        tx.insert("tasks", row(2, "b", 2));
        tx.deferUnique();
        tx.update("tasks", Key.of(1), row(1, "b", 1));
        assertRefused(ErrorCode.UNIQUE, tx::requireUnique);
        tx.update("tasks", Key.of(2), row(2, "a", 2));
        tx.requireUnique();
    }

    @Test
    void putMayClashUntilUniqueIsRequired() {
        tx.insert("tasks", row(1, "a", 1));
        tx.insert("tasks", row(2, "b", 2));
        tx.put("tasks", Key.of(1), Image.of(row(1, "b", 1)));
        assertRefused(ErrorCode.UNIQUE, tx::requireUnique);
        tx.put("tasks", Key.of(2), Image.of(row(2, "a", 2)));
        tx.requireUnique();
        tx.delete("tasks", Key.of(2));
        tx.requireUnique();
    }
}
