package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Walks of a transaction over rows that it changes meanwhile. */
class SteadyScanTest {
    private static final int ROWS = 500;

    private final TestStore test = TestStore.plain()
            .with(numbered("tasks")
                    .column("size", "INTEGER")
                    .unique("by_size", 1)
                    .build());

    private void fill() {
        test.commit(tx -> {
            for (int i = 0; i < ROWS; i++) {
                tx.insert("tasks", row(i, i));
            }
        });
    }

    private static Range upTo(int size, boolean backward) {
        Row bound = Row.of(Value.of(size));
        return new Range(null, new Range.Bound(bound, true), backward);
    }

    @Test
    void rowsThatLeaveTheRangeAheadOfAWalkDoNotEndIt() {
        fill();
        test.commit(tx -> {
            Scan walk = tx.scanIndex("tasks", "by_size", upTo(ROWS, false));
            List<Key> met = new ArrayList<>();
            while (walk.next()) {
                met.add(walk.key());
                if (met.size() == 1) {
                    // The last entries of leaves that are still ahead.
                    for (int i = 50; i < 200; i++) {
                        tx.update("tasks", Key.of(i), row(i, 10_000 + i));
                    }
                }
            }
            assertEquals(ROWS, met.size(), "each row that was in the range comes once");
            assertEquals(ROWS, met.stream().distinct().count());
        });
        test.assertSound();
    }

    @Test
    void backwardAsWell() {
        fill();
        test.commit(tx -> {
            Scan walk = tx.scanIndex("tasks", "by_size", upTo(ROWS, true));
            int met = 0;
            while (walk.next()) {
                if (met++ == 0) {
                    for (int i = 50; i < 200; i++) {
                        tx.update("tasks", Key.of(i), row(i, 10_000 + i));
                    }
                }
            }
            assertEquals(ROWS, met);
        });
        test.assertSound();
    }
}
