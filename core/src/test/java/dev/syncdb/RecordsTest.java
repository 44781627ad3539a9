package dev.syncdb;

import static dev.syncdb.RowsTest.assertRefused;
import static dev.syncdb.RowsTest.refusesEveryGetter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.store.Range;
import dev.syncdb.store.Range.Bound;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

final class RecordsTest {
    private static final String TABLES = """
            CREATE TABLE tasks (id TEXT PRIMARY KEY, status TEXT, priority INTEGER NOT NULL,
                CHECK (priority < 100));
            CREATE INDEX by_status ON tasks (status, priority);
            CREATE UNIQUE INDEX by_priority ON tasks (priority DESC);
            CREATE TABLE numbers (id INTEGER PRIMARY KEY, word);
            CREATE TABLE names (name TEXT COLLATE NOCASE PRIMARY KEY, n);
            CREATE TABLE reals (r REAL PRIMARY KEY, n);
            CREATE TABLE plain (x PRIMARY KEY, n);
            CREATE TABLE strict (x ANY PRIMARY KEY, n ANY) STRICT;
            CREATE TABLE pairs (a TEXT, b INTEGER, c, PRIMARY KEY (b, a));
            CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT);
            """;

    private final Database database = Database.inMemory();
    private final Session session = session();
    private final Records tasks = session.records("TASKS");

    private Session session() {
        database.load(TABLES);
        return database.session();
    }

    @AfterEach
    void staysConsistent() {
        if (!session.isClosed()) {
            session.close();
            assertEquals(List.of(), database.check());
        }
        database.close();
    }

    @Test
    void findsByText() {
        String uuid = new UUID(0xABC, 8).toString();
        tasks.insert(uuid, "open", 1);
        tasks.insert("g\u00FCn", "done", 2);
        tasks.insert("12", null, 3);

        assertTrue(tasks.find(uuid));
        assertEquals("open", tasks.getString("Status"));
        assertTrue(tasks.find("g\u00FCn"));
        assertEquals(2, tasks.getLong(2));
        assertTrue(tasks.find(12), "an integer is a text in a column of texts");
        assertTrue(tasks.isNull(1));
        assertTrue(tasks.find(Key.of("12")));
        assertEquals("('12', NULL, 3)", tasks.row().toString());
        assertEquals(3, tasks.columnCount());
        assertEquals("status", tasks.columnName(1));

        assertFalse(tasks.find("nobody"));
        assertRefused(ErrorCode.ROW_ABSENT, tasks::row);
        assertFalse(tasks.find(uuid.toUpperCase(Locale.ROOT)), "BINARY tells case");
    }

    @Test
    void halvesOfSurrogatePairsAreFoundAsTheyAreKept() {
        tasks.insert("a\uD800", null, 1);
        assertTrue(tasks.find("a\uD800"));
        assertEquals("a\uFFFD", tasks.getString(0));
        assertTrue(tasks.find("a\uDC00"), "all halves are kept as one");
        assertTrue(tasks.find("a\uFFFD"));
        assertFalse(tasks.find("a\uD83D\uDE00"));
    }

    @Test
    void findsByInteger() {
        Records numbers = session.records("numbers");
        for (long id : new long[] {0, -1, 7, Long.MAX_VALUE, Long.MIN_VALUE}) {
            numbers.insert(id, "w" + id);
        }
        for (long id : new long[] {0, -1, 7, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertTrue(numbers.find(id));
            assertEquals("w" + id, numbers.getString("word"));
        }
        assertFalse(numbers.find(8));
        assertTrue(numbers.find("7"), "a text that is a number is one in a column of integers");
        assertTrue(numbers.find("7.0"));
        assertFalse(numbers.find("seven"));
        assertTrue(numbers.find(new Key(Row.of(Value.of(7.0)))), "7.0 equals 7");
    }

    @Test
    void findsUnderTheCollationAndTheAffinityOfTheKey() {
        Records names = session.records("names");
        names.insert("Anna", 1);
        assertTrue(names.find("ANNA"));
        assertEquals("Anna", names.getString(0));
        assertFalse(names.find("\u00C4NNA"));

        Records reals = session.records("reals");
        reals.insert(1.5, 1);
        reals.insert(2, 2);
        assertTrue(reals.find("1.5"));
        assertTrue(reals.find(2));
        assertEquals(2.0, reals.getDouble(0));
        assertTrue(reals.find(Key.of(2)));
        assertFalse(reals.find(1));

        Records plain = session.records("plain");
        plain.insert("5", "text");
        plain.insert(5, "integer");
        plain.insert(6.0, "real");
        plain.insert(new byte[] {1}, "blob");
        assertTrue(plain.find("5"));
        assertEquals("text", plain.getString(1));
        assertTrue(plain.find(5));
        assertEquals("integer", plain.getString(1));
        assertTrue(plain.find(6), "6 equals 6.0");
        assertEquals("real", plain.getString(1));
        assertTrue(plain.find(Key.of(6)));
        assertFalse(plain.find("6"));

        Records strict = session.records("strict");
        strict.insert("5", "text");
        strict.insert(5, "integer");
        assertTrue(strict.find("5"), "ANY of a STRICT table converts nothing");
        assertEquals("text", strict.getString(1));
        assertTrue(strict.find(5));
        assertEquals("integer", strict.getString(1));
        assertEquals(
                "[('text')]",
                session.query("SELECT n FROM strict WHERE x = '5'").toList().toString());
    }

    @Test
    void keysOfSeveralColumnsAreInTheOrderOfTheKey() {
        Records pairs = session.records("pairs");
        Key key = pairs.insert("a", 1, "first");
        pairs.insert("b", 1, "second");
        assertEquals("(1, 'a')", key.toString());

        assertTrue(pairs.find(key));
        assertEquals("first", pairs.getString("c"));
        assertTrue(pairs.find(new Key(Row.of(Value.of(1), Value.of("b")))));
        assertEquals("second", pairs.getString("c"));
        assertFalse(pairs.find(new Key(Row.of(Value.of("b"), Value.of(1)))));
    }

    @Test
    void keysAndBoundsOfTheWrongWidthAreRefused() {
        Records pairs = session.records("pairs");
        pairs.insert("a", 1, "c");
        Key narrow = Key.of(1);
        Key wide = new Key(Row.of(Value.of(1), Value.of("a"), Value.of(2)));
        for (Key key : List.of(narrow, wide, new Key(Row.of()))) {
            assertRefused(ErrorCode.SCHEMA, () -> pairs.find(key));
            assertRefused(ErrorCode.SCHEMA, () -> pairs.delete(key));
            assertRefused(ErrorCode.SCHEMA, () -> pairs.update(key, 2, Value.of(1)));
        }
        assertRefused(ErrorCode.SCHEMA, () -> pairs.find(1));
        assertRefused(ErrorCode.SCHEMA, () -> pairs.find("a"));
        assertRefused(ErrorCode.SCHEMA, () -> pairs.walk(Range.of(wide.values())));
        assertRefused(ErrorCode.SCHEMA, () -> tasks.walk("by_status", Range.of(wide.values())));
        assertFalse(pairs.next(), "a walk that could not begin has no rows");
    }

    @Test
    void columnsThatAreNotThereAreRefused() {
        Key key = tasks.insert("a", "open", 1);
        assertTrue(tasks.find("a"));
        for (int column : new int[] {-1, 3, Integer.MAX_VALUE}) {
            refusesEveryGetter(ErrorCode.UNKNOWN_COLUMN, tasks, column);
            assertRefused(ErrorCode.UNKNOWN_COLUMN, () -> tasks.columnName(column));
            assertRefused(ErrorCode.UNKNOWN_COLUMN, () -> tasks.update(key, column, Value.of(1)));
        }
        assertRefused(ErrorCode.UNKNOWN_COLUMN, () -> tasks.getLong("nope"));
        assertRefused(
                ErrorCode.PARAMETER,
                () -> tasks.update(key, new int[] {1, 2}, new Value[] {Value.NULL}));
        assertRefused(ErrorCode.SCHEMA, () -> tasks.insert("b", "open"));
        assertRefused(ErrorCode.PARAMETER, () -> tasks.insert("b", new Object(), 1));
        tasks.close();
        refusesEveryGetter(ErrorCode.ROW_ABSENT, tasks, 0);
    }

    @Test
    void walksAlongKeysAndIndexes() {
        fill();
        assertEquals("[a, b, c, d, e]", walk(null, Range.ALL));
        assertEquals("[e, d, c, b, a]", walk(null, new Range(null, null, true)));
        assertEquals("[b, c]", walk(null, range("b", true, "d", false)));
        assertEquals("[c, d]", walk(null, range("b", false, "d", true)));
        assertEquals("[a, b, e, c, d]", walk("by_status", Range.ALL), "NULL comes first");
        assertEquals("[c, d]", walk("by_status", Range.of(Row.of(Value.of("open")))));
        Bound open = new Bound(Row.of(Value.of("open")), true);
        assertEquals("[d, c]", walk("BY_STATUS", new Range(open, open, true)));
        assertEquals("[d]", walk("by_status", Range.of(Row.of(Value.of("open"), Value.of(4)))));
        assertEquals("[e, d, c, b, a]", walk("by_priority", Range.ALL), "the index descends");
        assertEquals("[]", walk("by_priority", Range.of(Row.of(Value.of(99)))));
        assertRefused(ErrorCode.UNKNOWN_INDEX, () -> tasks.walk("nope", Range.ALL));
        assertFalse(tasks.next());
    }

    @Test
    void aWalkOutsideOfATransactionShowsOneState() {
        fill();
        tasks.walk("by_status", Range.ALL);
        assertTrue(tasks.next());
        tasks.delete(Key.of("c"));
        tasks.update(Key.of("d"), 1, Value.of("aaa"));
        database.execute("INSERT INTO tasks VALUES ('f', 'zzz', 50)");
        database.execute("UPDATE tasks SET priority = priority + 40 WHERE id = 'e'");
        database.execute("UPDATE tasks SET priority = priority + 1 WHERE id = 'e'");

        assertEquals("[b, e, c, d]", rest());
        assertEquals("[a, d, b, e, f]", walk("by_status", Range.ALL));
    }

    @Test
    void aWalkMayBeAbandoned() {
        fill();
        tasks.walk(Range.ALL);
        assertTrue(tasks.next());
        assertTrue(tasks.find("d"), "a find ends the walk");
        assertFalse(tasks.next());
        tasks.walk(Range.ALL);
        tasks.walk(range("e", true, "e", true));
        assertTrue(tasks.next());
        assertEquals("e", tasks.getString(0));
        tasks.close();
        assertFalse(tasks.next());
        tasks.close();
        assertRefused(ErrorCode.ROW_ABSENT, tasks::row);
    }

    @Test
    void aTransactionReadsAndWalksWhatItWrote() {
        fill();
        session.execute("BEGIN");
        assertTrue(tasks.find("a"));
        tasks.delete(Key.of("a"));
        tasks.insert("f", "open", 6);
        tasks.update(Key.of("b"), new int[] {1, 2}, new Value[] {Value.of("new"), Value.of(70)});

        assertFalse(tasks.find("a"));
        assertTrue(tasks.find("f"));
        assertTrue(tasks.find(Key.of("b")));
        assertEquals(70, tasks.getLong(2));
        assertEquals(5, tasks.count());
        assertEquals("[e, b, c, d, f]", walk("by_status", Range.ALL));
        assertEquals(5, database.query("SELECT * FROM tasks").toList().size());
        try (Session other = database.session()) {
            assertTrue(other.records("tasks").find("a"), "others do not see it");
        }

        session.execute("ROLLBACK");
        assertTrue(tasks.find("a"));
        assertFalse(tasks.find("f"));
        assertTrue(tasks.find("b"));
        assertEquals(2, tasks.getLong(2));
        assertEquals("[a, b, e, c, d]", walk("by_status", Range.ALL));
    }

    @Test
    void aWalkInATransactionMeetsEachRowOnceWhateverIsWritten() {
        fill();
        session.execute("BEGIN IMMEDIATE");
        tasks.walk("by_priority", Range.ALL);
        List<String> met = new ArrayList<>();
        while (tasks.next()) {
            String id = tasks.getString(0);
            long priority = tasks.getLong(2);
            met.add(id);
            tasks.update(Key.of(id), 2, Value.of(priority - 50));
        }
        assertEquals("[e, d, c, b, a]", met.toString());

        tasks.walk(Range.ALL);
        assertTrue(tasks.next());
        tasks.delete(Key.of("c"));
        session.execute("SAVEPOINT s");
        tasks.insert("bb", "open", 80);
        assertEquals("[b, d, e]", rest(), "what is deleted ahead is passed over");
        tasks.walk(Range.ALL);
        session.execute("ROLLBACK TO s");
        assertEquals("[a, b, d, e]", rest(), "what was taken back is passed over");
        session.execute("COMMIT");
    }

    @Test
    void aWalkEndsWithItsTransaction() {
        fill();
        for (String begin : List.of("BEGIN", "BEGIN IMMEDIATE")) {
            for (String end : List.of("COMMIT", "ROLLBACK")) {
                session.execute(begin);
                tasks.walk(Range.ALL);
                assertTrue(tasks.next());
                session.execute(end);
                assertRefused(ErrorCode.TRANSACTION, tasks::next);
                assertFalse(tasks.next(), "it is told once");
            }
        }
        session.execute("BEGIN");
        tasks.walk(Range.ALL);
        tasks.update(Key.of("a"), 1, Value.of("x"));
        assertEquals("[a, b, c, d, e]", rest(), "to write does not end what has only read");
        session.execute("ROLLBACK");
    }

    @Test
    void whatARuleRefusesLeavesNothing() {
        fill();
        assertRefused(ErrorCode.PRIMARY_KEY, () -> tasks.insert("a", "open", 9));
        assertRefused(ErrorCode.UNIQUE, () -> tasks.insert("f", "open", 5));
        assertRefused(ErrorCode.NOT_NULL, () -> tasks.insert("f", "open", null));
        assertRefused(ErrorCode.CHECK, () -> tasks.insert("f", "open", 100));
        assertRefused(ErrorCode.UNIQUE, () -> tasks.update(Key.of("a"), 2, Value.of(5)));
        assertRefused(ErrorCode.ROW_ABSENT, () -> tasks.update(Key.of("f"), 1, Value.NULL));
        assertFalse(tasks.delete(Key.of("f")));
        assertFalse(session.inTransaction());
        assertEquals("[a, b, c, d, e]", walk(null, Range.ALL));

        session.execute("BEGIN");
        tasks.insert("f", "open", 6);
        assertRefused(ErrorCode.UNIQUE, () -> tasks.update(Key.of("a"), 2, Value.of(6)));
        assertTrue(session.inTransaction(), "a refusal leaves the transaction open");
        assertEquals("[a, b, c, d, e, f]", walk(null, Range.ALL));
        session.execute("COMMIT");
        assertEquals("[a, b, e, c, d, f]", walk("by_status", Range.ALL));
    }

    @Test
    void anUpdateTakesTheLastOfSeveralValuesAndMayMoveTheRow() {
        fill();
        Key moved = tasks.update(Key.of("a"), new int[] {0, 2, 0}, new Value[] {
            Value.of("x"), Value.of(60), Value.of("y")
        });
        assertEquals(Key.of("y"), moved);
        assertFalse(tasks.find("a"));
        assertFalse(tasks.find("x"));
        assertTrue(tasks.find("y"));
        assertEquals(60, tasks.getLong(2));
        assertEquals("[b, c, d, e, y]", walk(null, Range.ALL));
    }

    @Test
    void closedSessionsAndDatabasesRefuse() {
        fill();
        Session other = database.session();
        Records records = other.records("tasks");
        Records walked = other.records("tasks");
        walked.walk(Range.ALL);
        other.close();
        refusesAll(records);
        assertRefused(ErrorCode.CLOSED, walked::next);
        walked.close();

        tasks.walk(Range.ALL);
        database.close();
        assertRefused(ErrorCode.CLOSED, tasks::next);
        refusesAll(tasks);
        session.close();
    }

    private static void refusesAll(Records records) {
        assertRefused(ErrorCode.CLOSED, () -> records.find("a"));
        assertRefused(ErrorCode.CLOSED, () -> records.find(1));
        assertRefused(ErrorCode.CLOSED, () -> records.find(Key.of("a")));
        assertRefused(ErrorCode.CLOSED, () -> records.walk(Range.ALL));
        assertRefused(ErrorCode.CLOSED, () -> records.walk("by_status", Range.ALL));
        assertRefused(ErrorCode.CLOSED, records::count);
        assertRefused(ErrorCode.CLOSED, () -> records.insert("z", null, 1));
        assertRefused(ErrorCode.CLOSED, () -> records.delete(Key.of("a")));
    }

    @Test
    void aTableThatIsCreatedAgainIsFollowed() {
        fill();
        session.execute("DROP TABLE tasks");
        assertRefused(ErrorCode.UNKNOWN_TABLE, () -> tasks.find("a"));
        assertRefused(ErrorCode.UNKNOWN_TABLE, () -> tasks.walk(Range.ALL));
        assertRefused(ErrorCode.UNKNOWN_TABLE, () -> tasks.insert("z", null, 1));
        assertRefused(ErrorCode.UNKNOWN_TABLE, tasks::count);
        assertRefused(ErrorCode.UNKNOWN_TABLE, () -> session.records("tasks"));

        session.execute("CREATE TABLE tasks (n INTEGER PRIMARY KEY)");
        assertFalse(tasks.find("a"));
        tasks.insert(5);
        assertTrue(tasks.find(5));
        assertEquals(1, tasks.columnCount());
        assertRefused(ErrorCode.UNKNOWN_COLUMN, () -> tasks.getLong(1));
        assertRefused(ErrorCode.UNKNOWN_INDEX, () -> tasks.walk("by_status", Range.ALL));

        session.execute("BEGIN");
        session.execute("DROP TABLE tasks");
        session.execute("CREATE TABLE tasks (a, b, c, d, PRIMARY KEY (a, b))");
        tasks.insert(1, 2, 3, 4);
        assertRefused(ErrorCode.SCHEMA, () -> tasks.find(5));
        assertTrue(tasks.find(new Key(Row.of(Value.of(1), Value.of(2)))));
        assertEquals("d", tasks.columnName(3));
        session.execute("ROLLBACK");
        assertTrue(tasks.find(5), "as if nothing had been");
        assertEquals(1, tasks.columnCount());
    }

    @Test
    void indexesComeAndGoBeneathAWalk() {
        fill();
        tasks.walk("by_status", Range.ALL);
        assertTrue(tasks.next());
        session.execute("DROP INDEX by_status");
        assertEquals("[b, e, c, d]", rest(), "the walk has the state in which it began");
        assertRefused(ErrorCode.UNKNOWN_INDEX, () -> tasks.walk("by_status", Range.ALL));
        session.execute("CREATE INDEX by_status ON tasks (status DESC)");
        assertEquals("[c, d, b, e, a]", walk("by_status", Range.ALL));
        assertTrue(tasks.find("c"));
    }

    @Test
    void whatSyncdbKeepsForItselfIsReadOnly() {
        session.records("counted").insert(Value.NULL);
        Records sequence = session.records("sqlite_sequence");
        sequence.walk(Range.ALL);
        assertTrue(sequence.next());
        assertEquals("counted", sequence.getString("name"));
        Key key = session.schema().table("sqlite_sequence").keyOf(sequence.row());
        for (Executable write : List.<Executable>of(
                () -> sequence.insert("x", 1),
                () -> sequence.update(key, 1, Value.of(9)),
                () -> sequence.delete(key))) {
            assertEquals(
                    ErrorCode.FORBIDDEN, assertThrows(Forbidden.class, write).code());
        }
        assertEquals(1, sequence.count());
    }

    @Test
    void aManagedReadingRefusesToWrite() {
        fill();
        database.read(reading -> {
            Records records = reading.records("tasks");
            assertTrue(records.find("a"));
            database.execute("DELETE FROM tasks");
            assertTrue(records.find("b"), "it reads one state");
            assertEquals(5, records.count());
            assertRefused(ErrorCode.TRANSACTION, () -> records.delete(Key.of("a")));
            return records;
        });
    }

    private void fill() {
        tasks.insert("d", "open", 4);
        tasks.insert("b", "done", 2);
        tasks.insert("a", null, 1);
        tasks.insert("c", "open", 3);
        tasks.insert("e", "done", 5);
    }

    private static Range range(String lower, boolean withLower, String upper, boolean withUpper) {
        return new Range(
                new Bound(Row.of(Value.of(lower)), withLower),
                new Bound(Row.of(Value.of(upper)), withUpper),
                false);
    }

    private String walk(String index, Range range) {
        if (index == null) {
            tasks.walk(range);
        } else {
            tasks.walk(index, range);
        }
        return rest();
    }

    /** The first cells of the rows that are left of a walk. */
    private String rest() {
        List<String> keys = new ArrayList<>();
        while (tasks.next()) {
            keys.add(tasks.getString(0));
        }
        return keys.toString();
    }
}
