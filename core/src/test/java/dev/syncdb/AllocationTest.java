package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.syncdb.store.Range;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.UUID;
import java.util.function.IntToLongFunction;

/**
 * The law on garbage: how many bytes of heap a hot operation takes. Counted by the JVM for this
 * thread alone, so no other one nor the collector has a part in it.
 */
final class AllocationTest {
    private static final int ROWS = 1_000;

    /** So many that what a compilation allocates or a growing array takes is lost among them. */
    private static final int CALLS = 20_000;

    private static final int ROUNDS = 3;
    private static final String[] STATES = {"open", "done", "late", "held", "gone"};
    private static final Value[] TITLES = titles();
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Database database = Database.inMemory();
    private final Session session = database.session();
    private final String[] ids = new String[ROWS];
    private final Key[] keys = new Key[ROWS];

    AllocationTest() {
        session.execute("CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT, status TEXT,"
                + " priority INTEGER, at BIGINT, parent INTEGER)");
        session.execute("CREATE INDEX by_parent ON tasks (parent)");
        Records tasks = session.records("tasks");
        session.execute("BEGIN");
        for (int i = 0; i < ROWS; i++) {
            ids[i] = new UUID(i * 0x9E3779B97F4A7C15L, i).toString();
            keys[i] = Key.of(ids[i]);
            tasks.insert(row(ids[i], i));
        }
        session.execute("COMMIT");
    }

    @AfterEach
    void close() {
        session.close();
        assertEquals(List.of(), database.check());
        database.close();
    }

    @Test
    void aPointReadThroughAPreparedStatementTakes200Bytes() {
        PreparedStatement point =
                session.prepare("SELECT title, status, priority, at FROM tasks WHERE id = ?");
        assertBytes("prepared point read", 200, i -> {
            Rows rows = point.bind(1, ids[i % ROWS]).query();
            long sum = 0;
            while (rows.next()) {
                sum += rows.getString(0).length() + rows.getString(1).length();
                sum += rows.getLong(2) + rows.getLong(3);
            }
            return sum;
        });
    }

    @Test
    void aFindTakesWhatItReturns() {
        Records tasks = session.records("tasks");
        assertBytes("find and four getters", 96, i -> {
            tasks.find(ids[i % ROWS]);
            return tasks.getString(1).length()
                    + tasks.getString(2).length()
                    + tasks.getLong(3)
                    + tasks.getLong(4);
        });
        assertBytes("find and integers", 0, i -> {
            tasks.find(ids[i % ROWS]);
            return tasks.getLong(3) + tasks.getLong(4) + (tasks.isNull(1) ? 1 : 0);
        });
        assertBytes("find by key", 0, i -> {
            tasks.find(keys[i % ROWS]);
            return tasks.getLong(3);
        });
        assertBytes("find of nobody", 16, i -> tasks.find("nobody") ? 1 : i);
    }

    @Test
    void aWalkTakesAFewObjectsAndNothingForEachRow() {
        Records tasks = session.records("tasks");
        Range[] groups = new Range[ROWS / 20];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Range.of(Row.of(Value.of(i)));
        }
        assertBytes("walk of 20 rows along an index", 600, i -> {
            tasks.walk("by_parent", groups[i % groups.length]);
            long sum = 0;
            int count = 0;
            for (; tasks.next(); count++) {
                sum += tasks.getLong(3);
            }
            assertEquals(20, count);
            return sum;
        });
    }

    @Test
    void aWriteTakesItsRowAndThePathsOfItsOrders() {
        Records tasks = session.records("tasks");
        session.execute("BEGIN IMMEDIATE");
        assertBytes("update of one cell in a transaction", 700, i -> {
            tasks.update(keys[i % ROWS], 3, Value.of(i));
            return i;
        });
        session.execute("ROLLBACK");
        assertBytes("insert, a transaction of its own", 6_500, i -> {
            tasks.insert(row(new UUID(i * 0x9E3779B97F4A7C15L, ~(long) i).toString(), i));
            return i;
        });
    }

    private static Value[] titles() {
        Value[] titles = new Value[ROWS];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = Value.of("A title of about thirty-six chars " + i);
        }
        return titles;
    }

    private static Row row(String id, int i) {
        return Row.of(
                Value.of(id),
                TITLES[i % TITLES.length],
                Value.of(STATES[i % STATES.length]),
                Value.of(i % 100),
                Value.of(1_700_000_000_000L + i),
                Value.of(i / 20));
    }

    private static void assertBytes(String what, int bytesMax, IntToLongFunction call) {
        long sum = 0;
        long taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < CALLS; i++) {
                sum += call.applyAsLong(round * CALLS + i);
            }
            // The rounds before the last one only warm up.
            taken = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
        long each = taken / CALLS;
        System.out.println(what + ": " + each + " bytes");
        assertTrue(each <= bytesMax, what + " took " + each + " bytes, not " + bytesMax);
        assertNotEquals(Long.MIN_VALUE, sum, "the calls were made");
    }
}
