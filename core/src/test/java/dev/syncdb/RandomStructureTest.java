package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Range;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows, indexes and savepoints at random against a model of two maps: what an index lists, and what
 * is there after a rollback.
 */
final class RandomStructureTest {
    private static final String[] INDEXES = {"(a)", "(b DESC, a)", "(a, b)"};

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Database database = Database.inMemory();
    private final Session session = database.session();
    private final Records rows;
    private State state = new State(new TreeMap<>(), new TreeSet<>());
    private int moves;

    /** @param indexes by their numbers */
    private record State(TreeMap<Long, Row> rows, TreeSet<Integer> indexes) {
        State copy() {
            return new State(new TreeMap<>(rows), new TreeSet<>(indexes));
        }
    }

    RandomStructureTest() {
        session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
        rows = session.records("t");
    }

    @Test
    void transactionsAndSavepointsTakeBackRowsAndIndexes() {
        database.track(true);
        for (int i = 0; i < 250; i++) {
            State before = state.copy();
            session.execute(random.nextBoolean() ? "BEGIN" : "BEGIN IMMEDIATE");
            Deque<State> savepoints = new ArrayDeque<>();
            for (int step = random.nextInt(25); step > 0; step--) {
                step(savepoints);
            }
            check("in the transaction");
            boolean commits = random.nextInt(3) > 0;
            session.execute(commits ? "COMMIT" : "ROLLBACK");
            state = commits ? state : before;
            check("behind it");
            assertEquals(List.of(), database.check(), "seed " + seed);
        }
        assertTrue(moves > 15, "rows got other keys: " + moves);
        session.close();
        database.close();
    }

    private void step(Deque<State> savepoints) {
        switch (random.nextInt(10)) {
            case 0 -> index();
            case 1 -> {
                session.execute("SAVEPOINT s" + savepoints.size());
                savepoints.push(state.copy());
            }
            case 2 -> {
                if (!savepoints.isEmpty()) {
                    session.execute("ROLLBACK TO s" + (savepoints.size() - 1));
                    state = savepoints.peek().copy();
                }
            }
            case 3 -> move();
            case 4 -> delete();
            default -> write();
        }
    }

    private void index() {
        int number = random.nextInt(INDEXES.length);
        if (state.indexes().remove(number)) {
            session.execute("DROP INDEX i" + number);
        } else {
            session.execute("CREATE INDEX i" + number + " ON t " + INDEXES[number]);
            state.indexes().add(number);
        }
    }

    private void write() {
        long id = random.nextInt(40);
        Row row = Row.of(Value.of(id), value(), value());
        if (state.rows().containsKey(id)) {
            int[] columns = {1, 2, 1};
            Value[] values = {value(), row.at(2), row.at(1)};
            rows.update(Key.of(id), columns, values);
        } else {
            rows.insert(row);
        }
        state.rows().put(id, row);
    }

    private void move() {
        long from = random.nextInt(40);
        long to = random.nextInt(40);
        Row row = state.rows().get(from);
        try {
            rows.update(Key.of(from), 0, Value.of(to));
            assertTrue(row != null && (from == to || !state.rows().containsKey(to)));
            state.rows().remove(from);
            state.rows().put(to, row.with(0, Value.of(to)));
            moves += from == to ? 0 : 1;
        } catch (Incorrect refused) {
            ErrorCode expected = row == null ? ErrorCode.ROW_ABSENT : ErrorCode.PRIMARY_KEY;
            assertEquals(expected, refused.code(), "seed " + seed);
        }
    }

    private void delete() {
        long id = random.nextInt(40);
        assertEquals(state.rows().remove(id) != null, rows.delete(Key.of(id)), "seed " + seed);
    }

    private Value value() {
        int number = random.nextInt(5);
        return switch (random.nextInt(4)) {
            case 0 -> Value.NULL;
            case 1 -> Value.of(number);
            case 2 -> Value.of("the same beginning " + number);
            default -> Value.of(number + 0.5);
        };
    }

    private void check(String when) {
        String reason = when + ", seed " + seed;
        assertEquals(List.copyOf(state.rows().values()), walk(null), reason);
        assertEquals(state.rows().size(), rows.count(), reason);
        for (int number = 0; number < INDEXES.length; number++) {
            boolean there = state.indexes().contains(number);
            assertEquals(there, session.schema().findIndex("i" + number) != null, reason);
            if (there) {
                List<Row> sorted = new ArrayList<>(state.rows().values());
                sorted.sort(order(number));
                assertEquals(sorted, walk("i" + number), reason);
            }
        }
        for (long id = 0; id < 40; id++) {
            boolean found = rows.find(id);
            assertEquals(state.rows().get(id), found ? rows.row() : null, reason);
        }
    }

    private static Comparator<Row> order(int number) {
        Comparator<Row> byA = by(1);
        Comparator<Row> byB = by(2);
        Comparator<Row> order = number == 0
                ? byA
                : number == 1 ? byB.reversed().thenComparing(byA) : byA.thenComparing(byB);
        return order.thenComparing(by(0));
    }

    private static Comparator<Row> by(int column) {
        return (left, right) -> Value.compare(left.at(column), right.at(column), Collation.BINARY);
    }

    private List<Row> walk(String index) {
        if (index == null) {
            rows.walk(Range.ALL);
        } else {
            rows.walk(index, Range.ALL);
        }
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
            found.add(Row.of(rows.row().toArray()));
        }
        return found;
    }
}
