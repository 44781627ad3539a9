package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

final class ObservedQueryTest {
    private final Database database = Database.inMemory();
    private final List<QueryEvent> events = new ArrayList<>();

    @BeforeEach
    void fill() {
        database.load("""
                CREATE TABLE tasks
                  (id INTEGER PRIMARY KEY, project INT, title TEXT, done INT, note TEXT);
                CREATE INDEX tasks_project ON tasks (project);
                CREATE TABLE people (name TEXT PRIMARY KEY, task INT, age INT);
                INSERT INTO tasks VALUES (1, 1, 'paint', 0, ''), (2, 1, 'sand', 1, ''),
                  (3, 2, 'plan', 0, '');
                INSERT INTO people VALUES ('ann', 1, 30), ('bob', 3, 40);
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCommitIsToldOfWithItsChangesAndTheNewRows() {
        try (ObservedQuery open = observe("SELECT title FROM tasks WHERE done = 0")) {
            assertEquals("[('paint'), ('plan')]", text(open.rows()));
            assertEquals(List.of(), events, "what is there already is no event");

            database.execute("UPDATE tasks SET done = 0 WHERE id = 2");
            QueryEvent event = events.get(0);
            assertEquals("[('paint'), ('sand'), ('plan')]", text(event.rows()));
            assertTrue(event.isComplete());
            assertEquals(event.version(), event.firstVersion());
            Change.Update update = (Change.Update) event.changes().get("tasks").get(0);
            assertEquals(List.of(new Cell(3, Value.of(1), Value.of(0))), update.cells());
            assertThrows(
                    UnsupportedOperationException.class, () -> event.changes().clear());
        }
    }

    @Test
    void eachCommitIsToldOfOnceHoweverMuchItDid() {
        observe("SELECT * FROM tasks JOIN people ON task = id");
        database.write(session -> {
            session.execute("INSERT INTO tasks VALUES (4, 1, 'a', 0, ''), (5, 1, 'b', 0, '')");
            session.execute("DELETE FROM people");
            return session;
        });
        assertEquals(1, events.size());
        assertEquals(Set.of("tasks", "people"), events.get(0).changes().keySet());
        assertEquals(2, events.get(0).changes().get("tasks").size());
    }

    @Test
    void otherTablesAndColumnsAreNoBusinessOfAQuery() {
        String titles = "SELECT title FROM tasks";
        assertTrue(tells(titles, "UPDATE tasks SET title = 'x' WHERE id = 3"));
        assertTrue(tells(titles, "DELETE FROM tasks WHERE id = 3"));
        assertFalse(tells(titles, "UPDATE tasks SET note = 'x'"));
        assertFalse(tells(titles, "UPDATE people SET age = 1"));

        String count = "SELECT count(*) FROM tasks";
        assertTrue(tells(count, "INSERT INTO tasks VALUES (9, 1, 'x', 0, '')"));
        assertFalse(tells(count, "UPDATE tasks SET title = 'y'"));

        String joined = "SELECT title FROM tasks WHERE id IN (SELECT task FROM people)"
                + " UNION SELECT name FROM people";
        assertTrue(tells(joined, "UPDATE people SET task = 2 WHERE name = 'bob'"));
        assertFalse(tells(joined, "UPDATE people SET age = 2"));
    }

    @Test
    void rowsThatMeetItsConditionsNeitherBeforeNorAfterAreNoBusinessOfAQuery() {
        String query = "SELECT title FROM tasks WHERE project = ? AND done = 0";
        assertTrue(tells(query, "UPDATE tasks SET title = 'x' WHERE id = 1", 1));
        assertFalse(tells(query, "UPDATE tasks SET title = 'y' WHERE id = 2", 1));
        assertFalse(tells(query, "UPDATE tasks SET title = 'z' WHERE id = 3", 1));
        assertTrue(tells(query, "UPDATE tasks SET done = 1 WHERE id = 1", 1), "it leaves");
        assertFalse(tells(query, "UPDATE tasks SET title = 'gone' WHERE id = 1", 1));
        assertTrue(tells(query, "UPDATE tasks SET project = 1 WHERE id = 3", 1), "it comes");
        assertFalse(tells(query, "INSERT INTO tasks VALUES (7, 3, 'x', 0, '')", 1));
        assertFalse(tells(query, "DELETE FROM tasks WHERE id = 7", 1));
        assertTrue(tells(query, "DELETE FROM tasks WHERE id = 3", 1));

        String byKey = "SELECT * FROM tasks WHERE id = ?";
        assertTrue(tells(byKey, "UPDATE tasks SET note = 'x' WHERE id = 1", 1));
        assertFalse(tells(byKey, "UPDATE tasks SET note = 'x' WHERE id = 2", 1));
        String byKeys = "SELECT * FROM tasks WHERE id IN (1, ?)";
        assertFalse(tells(byKeys, "UPDATE tasks SET note = 'y' WHERE id = 2", 9));
        assertTrue(tells(byKeys, "INSERT INTO tasks (id) VALUES (9)", 9));
    }

    @Test
    void theOptionalSideOfAJoinIsJudgedByItsOwnConditionOnly() {
        String query = "SELECT title FROM tasks LEFT JOIN people ON task = id AND age > 35"
                + " WHERE name IS NULL";
        assertFalse(tells(query, "UPDATE people SET age = 31 WHERE name = 'ann'"));
        assertTrue(tells(query, "UPDATE people SET age = 36 WHERE name = 'ann'"));
        assertEquals("[('sand')]", text(database.query(query)));
    }

    @Test
    void aConditionThatAsksForTheTimeDecidesNothing() {
        String due = "SELECT id FROM tasks WHERE note > datetime('now')";
        assertTrue(tells(due, "UPDATE tasks SET note = '1999-01-01' WHERE id = 1"));
        String given = "SELECT id FROM tasks WHERE note > datetime(?)";
        assertTrue(tells(given, "UPDATE tasks SET note = '1998-01-01' WHERE id = 1", "now"));
        assertFalse(
                tells(given, "UPDATE tasks SET note = '1997-01-01' WHERE id = 1", "2020-01-01"));
        String chance = "SELECT id FROM tasks WHERE done = 1 AND random() = 1";
        assertTrue(tells(chance, "UPDATE tasks SET done = 1 WHERE id = 3"));
        assertFalse(tells(chance, "INSERT INTO tasks (id, done) VALUES (8, 0)"));
    }

    @Test
    void aConditionThatFailsDecidesNothing() {
        database.execute("UPDATE tasks SET done = ? WHERE id = 2", Long.MIN_VALUE);
        String query = "SELECT id FROM tasks WHERE abs(done) = 7";
        assertTrue(tells(query, "UPDATE tasks SET done = 0 WHERE id = 2"));
        assertFalse(tells(query, "UPDATE tasks SET done = 1 WHERE id = 2"));
    }

    @Test
    void syncDbsOwnTablesAreToldOfOnlyWhereTheyAreRead() {
        database.execute("CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, a)");
        observe("SELECT * FROM counted");
        database.execute("INSERT INTO counted (a) VALUES (1)");
        assertEquals(Set.of("counted"), events.get(0).changes().keySet());
        assertTrue(tells("SELECT seq FROM sqlite_sequence", "INSERT INTO counted (a) VALUES (2)"));
    }

    @Test
    void whatIsNotCommittedIsNotToldOf() {
        observe("SELECT * FROM tasks");
        assertThrows(
                IllegalStateException.class,
                () -> database.write(session -> {
                    session.execute("DELETE FROM tasks");
                    throw new IllegalStateException("changed my mind");
                }));
        database.execute("UPDATE tasks SET done = done");
        assertEquals(List.of(), events);
    }

    @Test
    void aTableThatIsDefinedAnewIsToldOf() {
        observe("SELECT title FROM tasks");
        database.execute("CREATE TABLE other (a)");
        database.execute("CREATE INDEX people_age ON people (age)");
        assertEquals(List.of(), events);

        database.execute("CREATE INDEX tasks_title ON tasks (title)");
        assertEquals(1, events.size(), "rows without ORDER BY may come in another order");
        assertFalse(events.get(0).isComplete());

        database.write(session -> {
            String sql = session.schema().table("tasks").sql();
            session.execute("DROP TABLE tasks");
            session.execute(sql);
            return sql;
        });
        assertEquals(2, events.size());
        assertEquals("[]", text(events.get(1).rows()), "it looks the same, but its rows are gone");
        database.execute("INSERT INTO tasks (title) VALUES ('again')");
        assertEquals(3, events.size());
        assertTrue(events.get(2).isComplete());
    }

    @Test
    void aQueryThatNoLongerFitsIsToldOfOnceAndAgainWhenItFits() {
        observe("SELECT age FROM people");
        database.execute("DROP TABLE people");
        assertEquals(1, events.size());
        assertEquals(ErrorCode.UNKNOWN_TABLE, refusal(() -> events.get(0).rows()));

        database.execute("CREATE TABLE people (name TEXT)");
        database.execute("INSERT INTO people VALUES ('zoe')");
        assertEquals(1, events.size(), "there is still no age to be told of");
        database.write(session -> {
            session.execute("DROP TABLE people");
            session.execute("CREATE TABLE people (age INT)");
            return session.execute("INSERT INTO people VALUES (50)");
        });
        assertEquals(2, events.size());
        assertEquals("[(50)]", text(events.get(1).rows()));
    }

    @Test
    void aCommitDuringTheCallIsNotLost() {
        List<ObservedQuery> inner = new ArrayList<>();
        database.observe("SELECT age FROM people", Runnable::run, event -> {
            if (inner.isEmpty()) {
                inner.add(observe("SELECT title FROM tasks"));
            }
        });
        database.write(session -> {
            session.execute("UPDATE people SET age = 1");
            return session.execute("UPDATE tasks SET title = 'x'");
        });
        assertEquals("[('x'), ('x'), ('x')]", text(inner.get(0).rows()), "it is in the rows");
        database.execute("UPDATE tasks SET title = 'y'");
        assertEquals(1, events.size());
    }

    @Test
    void aListenerOnTheCommitsOwnThreadReadsButDoesNotWrite() {
        List<SyncDbException> refused = new ArrayList<>();
        database.observe("SELECT * FROM tasks", Runnable::run, event -> {
            events.add(event);
            assertEquals("[(0)]", text(database.query("SELECT count(*) FROM tasks")));
            refused.add(
                    assertThrows(Incorrect.class, () -> database.execute("DELETE FROM people")));
        });
        database.execute("DELETE FROM tasks");
        assertEquals(1, events.size());
        assertEquals(ErrorCode.TRANSACTION, refused.get(0).code());
        assertEquals("[(2)]", text(database.query("SELECT count(*) FROM people")));
    }

    @Test
    void writersAndAPoolBringEveryCommitInOrder() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            CountDownLatch end = new CountDownLatch(1);
            List<QueryEvent> heard = Collections.synchronizedList(new ArrayList<>());
            database.observe("SELECT title FROM tasks", pool, event -> {
                heard.add(event);
                if (text(event.rows()).contains("end")) {
                    end.countDown();
                }
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                String title = "w" + writer;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        database.execute("UPDATE tasks SET title = ? WHERE id = 1", title + i);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(1, TimeUnit.MINUTES);
            }
            database.execute("UPDATE tasks SET title = 'end'");
            assertTrue(end.await(1, TimeUnit.MINUTES), "the last state was never shown");
            for (int i = 1; i < heard.size(); i++) {
                assertEquals(heard.get(i - 1).version() + 1, heard.get(i).firstVersion());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aListenerThatFailsHarmsNeitherTheCommitNorOtherListeners() {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        thread.setUncaughtExceptionHandler((which, failure) -> reported.add(failure));
        try {
            database.observe("SELECT * FROM tasks", Runnable::run, event -> {
                throw new IllegalStateException("a listener's own mistake");
            });
            observe("SELECT * FROM tasks");
            assertEquals(3, database.execute("DELETE FROM tasks"));
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        assertEquals(1, reported.size());
        assertEquals(1, events.size());
    }

    @Test
    void whatAnExecutorRefusesComesWithTheNextCommitWhateverThatIs() {
        List<Runnable> tasks = new ArrayList<>();
        database.observe(
                "SELECT * FROM tasks",
                task -> {
                    tasks.add(task);
                    if (tasks.size() == 1) {
                        throw new IllegalStateException("full");
                    }
                },
                events::add);
        database.execute("DELETE FROM tasks WHERE id = 1");
        database.execute("DELETE FROM people");
        tasks.get(1).run();
        assertEquals(1, events.size());
    }

    @Test
    void parametersHaveNamesOrPlaces() {
        byte[] note = {1};
        List<@Nullable Object> places = Arrays.asList(null, note);
        database.observe(
                "SELECT * FROM tasks WHERE project IS ? AND note = ?",
                places,
                Runnable::run,
                events::add);
        note[0] = 2;
        database.execute("INSERT INTO tasks (note) VALUES (x'01')");
        assertEquals(1, events.size(), "parameters are copied");
        assertEquals(1, events.get(0).rows().toList().size());

        String named = "SELECT * FROM tasks WHERE title = :title";
        database.observe(named, Map.of("title", "new"), Runnable::run, events::add);
        database.execute("INSERT INTO tasks (title) VALUES ('new')");
        assertEquals(2, events.size());
        assertEquals(1, events.get(1).rows().toList().size());

        assertEquals(ErrorCode.PARAMETER, refusal(() -> observe(named)));
        assertEquals(
                ErrorCode.PARAMETER,
                refusal(() -> database.observe(named, Map.of(), Runnable::run, events::add)));
    }

    @Test
    void onlyAQueryThatFitsIsObserved() {
        assertEquals(ErrorCode.UNSUPPORTED, refusal(() -> observe("DELETE FROM tasks")));
        assertEquals(ErrorCode.UNKNOWN_TABLE, refusal(() -> observe("SELECT * FROM nobody")));
        assertEquals(ErrorCode.SYNTAX, refusal(() -> observe("SELECT")));
        assertFalse(tells("VALUES (1)", "DELETE FROM tasks"));
    }

    @Test
    void nothingIsToldBehindCloseOfTheHandleOrOfTheDatabase() {
        ObservedQuery tasks = observe("SELECT * FROM tasks");
        tasks.close();
        tasks.close();
        database.execute("DELETE FROM tasks");
        assertEquals(List.of(), events);

        List<Runnable> late = new ArrayList<>();
        ObservedQuery people = database.observe("SELECT * FROM people", late::add, events::add);
        database.execute("DELETE FROM people");
        database.close();
        late.forEach(Runnable::run);
        assertEquals(List.of(), events);
        assertEquals(ErrorCode.CLOSED, refusal(people::rows));
        assertEquals(ErrorCode.CLOSED, refusal(() -> observe("SELECT * FROM people")));
    }

    @Test
    void commitListenersHearOfEverythingAsBefore() throws Exception {
        List<ChangeSet> heard = new ArrayList<>();
        try (AutoCloseable all = database.observe(heard::add);
                ObservedQuery some = observe("SELECT name FROM people")) {
            database.execute("DELETE FROM tasks");
        }
        assertEquals(1, heard.size());
        assertEquals(List.of(), events);
    }

    private ObservedQuery observe(String query) {
        return database.observe(query, Runnable::run, events::add);
    }

    /** True if who observes the query is told of the write. */
    private boolean tells(String query, String write, Object... parameters) {
        events.clear();
        try (ObservedQuery observed =
                database.observe(query, List.of(parameters), Runnable::run, events::add)) {
            assertTrue(database.execute(write) > 0, write + " changes nothing");
        }
        return !events.isEmpty();
    }

    private static String text(Rows rows) {
        return rows.toList().toString();
    }

    private static ErrorCode refusal(Executable work) {
        return assertThrows(SyncDbException.class, work).code();
    }
}
