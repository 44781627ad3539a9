package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.value;
import static dev.syncdb.store.TestStore.assertRefused;
import static dev.syncdb.store.TestStore.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class GeneratedTest {
    private static final Key ONE = Key.of(1);

    // "twice" reads "sum", which is defined behind it.
    private final TestStore test = TestStore.space()
            .with(numbered("sums")
                    .column("a", "INTEGER")
                    .generated("twice", "TEXT", Set.of(4), GeneratedTest::twice)
                    .column("b", "INTEGER")
                    .generated("sum", "INTEGER", Set.of(1, 3), GeneratedTest::sum)
                    .unique("by_sum", 4)
                    .build());

    @AfterEach
    void staysConsistent() {
        test.assertSound();
    }

    private static Value sum(Row row) {
        return Value.of(row.at(1).asLong() + row.at(3).asLong());
    }

    private static Value twice(Row row) {
        return Value.of(2 * row.at(4).asLong());
    }

    @Test
    void whateverIsWrittenTheyAreComputed() {
        test.commit(tx -> {
            tx.insert("sums", row(1, 2, "junk", 3, 99));
            assertEquals(row(1, 2, "10", 3, 5), cells(tx, "sums", ONE));
            tx.update("sums", ONE, row(1, 2, "junk", 4, null));
            assertEquals(row(1, 2, "12", 4, 6), cells(tx, "sums", ONE));
            tx.update("sums", ONE, new int[] {1, 4}, new Value[] {value(7), value(0)});
            assertEquals(row(1, 7, "22", 4, 11), cells(tx, "sums", ONE));
            tx.update("sums", ONE, new int[] {0}, new Value[] {value(2)});
            tx.put("sums", ONE, Image.of(row(1, 1, null, 1, null)));
        });
        assertEquals(List.of(row(1, 1, "4", 1, 2), row(2, 7, "22", 4, 11)), test.rows("sums"));
    }

    @Test
    void whatOnlyTouchesThemChangesNothing() {
        test.commit(tx -> tx.insert("sums", row(1, 2, null, 3, null)));
        Transaction tx = test.store.begin();
        tx.update("sums", ONE, new int[] {4}, new Value[] {value(0)});
        tx.put("sums", ONE, Image.of(row(1, 2, null, 3, null)));
        assertEquals(List.of(), tx.changes());
        tx.rollback();
    }

    @Test
    void theyDoNotTravel() {
        RowName name = RowName.of("sums", ONE);
        Change insert = new Change.Insert(name, Image.of(row(1, 2, null, 3, null)));
        assertEquals(
                List.of(insert),
                test.commit(tx -> tx.insert("sums", row(1, 2, null, 3, null))).changes());
        Cell cell = new Cell(1, value(2), value(4));
        assertEquals(
                List.of(new Change.Update(name, List.of(cell), Bytes.EMPTY)),
                test.commit(tx -> tx.update("sums", ONE, row(1, 4, null, 3, null)))
                        .changes());
    }

    @Test
    void uniqueIndexesHoldThem() {
        Transaction tx = test.store.begin();
        tx.insert("sums", row(1, 2, null, 3, null));
        assertEquals(List.of(ONE), tx.conflicts("sums", row(2, 1, null, 4, null)));
        assertEquals(row(2, 1, "10", 4, 5), tx.complete("sums", row(null, "1", 0, 4, 0)));
        assertRefused(ErrorCode.UNIQUE, () -> tx.insert("sums", row(2, 1, null, 4, null)));
        tx.deferUnique();
        tx.put("sums", Key.of(2), Image.of(row(2, 1, null, 4, null)));
        assertRefused(ErrorCode.UNIQUE, tx::requireUnique);
        tx.put("sums", ONE, Image.of(row(1, 0, null, 0, null)));
        tx.requireUnique();
        tx.prepare().publish();
    }

    @Test
    void aCheckComparesThem() {
        TestStore other = TestStore.plain();
        long[] added = {1};
        other.with(numbered("moody")
                .generated("g", "INTEGER", Set.of(0), row -> Value.of(row.longAt(0) + added[0]))
                .build());
        other.commit(tx -> tx.insert("moody", row(1, null)));
        other.assertSound();
        added[0] = 2;
        List<Inconsistency> findings = other.store.check();
        assertEquals(1, findings.size());
        assertTrue(findings.get(0).rule().contains("moody.g holds 2"), findings.toString());
    }
}
