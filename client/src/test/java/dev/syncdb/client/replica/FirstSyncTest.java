package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.taskOf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Law 22: a first sync that shows tables class by class. */
final class FirstSyncTest {
    private static final PriorityClasses TASKS_FIRST =
            PriorityClasses.of(List.of(List.of("tasks")));
    private static final PriorityClasses ONE_DONE = TASKS_FIRST.doneAt(10);
    private static final PriorityClasses BOTH_DONE = ONE_DONE.doneAt(12);

    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void open() {
        phone = new Phone(folder);
        phone.priorities = TASKS_FIRST.tables();
        phone.reopen();
    }

    @Test
    void theFirstRequestNamesTheClasses() {
        assertEquals(PageToken.beginning(TASKS_FIRST), phone.request().pull().after());
    }

    @Test
    void aClassIsVisibleWhenItIsWholeAndNoSooner() {
        PageToken within = within(TASKS_FIRST, 5);
        receive(10, Words.SCHEMA, within, task("a", "milk", 1));
        assertFalse(phone.replica.isPartial());
        assertNull(phone.replica.database().schema().find("tasks"));
        assertEquals(within, phone.request().pull().after());

        Progress progress = receive(10, List.of(), behind(ONE_DONE), task("b", "bread", 2));

        assertEquals(Next.AGAIN, progress.next());
        assertEquals(2, progress.rowsChanged());
        assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
        assertTrue(phone.replica.isPartial());
        assertFalse(phone.replica.isComplete());
        assertEquals(Cursor.START, phone.replica.cursor(), "no state of the server is whole");
        assertEquals(0, phone.replica.syncedMillis());
        assertEquals("(0)", phone.read("SELECT complete FROM syncdb_status"));
        assertEquals(behind(ONE_DONE), phone.request().pull().after());
        assertEquals(SignedCursor.START, phone.request().pull().cursor());

        receive(12, List.of(), behind(BOTH_DONE), project("p", "home", 1));
        assertEquals("('p', 'home')", phone.read("SELECT * FROM projects"));
        assertTrue(phone.replica.isPartial());

        receive(14, List.of(), null, retitled("a", "tea", 1));
        assertTrue(phone.replica.isComplete());
        assertFalse(phone.replica.isPartial());
        assertEquals(14, phone.replica.cursor().version());
        assertEquals("('a', 'tea', 0) ('b', 'bread', 0)", phone.tasks());
        assertNull(phone.request().pull().after());
    }

    @Test
    void whatIsVisibleStaysSoWhenItIsOpenedAnewAndTheSyncGoesOnThere() {
        receive(10, Words.SCHEMA, behind(ONE_DONE), task("a", "milk", 1));
        phone.priorities = List.of(List.of("projects"), List.of("tasks"));
        phone.reopen();
        assertTrue(phone.replica.isPartial());
        assertEquals("('a', 'milk', 0)", phone.tasks());
        assertEquals(
                behind(ONE_DONE), phone.request().pull().after(), "by the classes it began with");
        PageToken within = within(ONE_DONE, 7);
        receive(12, List.of(), within, project("p", "home", 1));
        phone.reopen();
        assertEquals(within, phone.request().pull().after());
        assertEquals("", phone.read("SELECT * FROM projects"), "never in the middle of a class");
        receive(12, List.of(), behind(BOTH_DONE), project("q", "work", 2));
        assertEquals("('p') ('q')", phone.read("SELECT id FROM projects"));
        receive(12, List.of(), null);
        phone.reopen();
        assertTrue(phone.replica.isComplete());
        assertEquals("('p') ('q')", phone.read("SELECT id FROM projects"));
        assertEquals("('a', 'milk', 0)", phone.tasks());
    }

    @Test
    void nothingIsPushedBeforeAllClassesStandAtOneVersion() {
        receive(10, Words.SCHEMA, behind(ONE_DONE), task("a", "milk", 1));
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        assertEquals("('a', 'milk', 1)", phone.tasks());
        assertTrue(phone.request().push().transactions().isEmpty());
        receive(12, List.of(), behind(BOTH_DONE), project("p", "home", 1));
        phone.write("UPDATE projects SET name = 'work'");
        assertTrue(phone.request().push().transactions().isEmpty());
        phone.reopen();
        assertEquals(2, phone.replica.pending());
        Progress last = receive(14, List.of(), null, retitled("a", "tea", 1));
        assertEquals(Next.AGAIN, last.next(), "now something is to be pushed");
        assertEquals("('a', 'tea', 1)", phone.tasks(), "on top of what came meanwhile");
        List<PushedTransaction> pushed = phone.request().push().transactions();
        assertEquals(2, pushed.size());
        for (PushedTransaction each : pushed) {
            assertEquals(10, each.base(), "the smallest version that anything was seen at");
            assertEquals(5_000, each.baseMillis());
        }
    }

    @Test
    void aForeignKeyMayPointIntoAClassThatIsNotThereYet() {
        Value missing = Value.of("p");
        receive(10, Words.SCHEMA, behind(ONE_DONE), taskOf("a", "milk", 1, missing));
        phone.write("UPDATE tasks SET title = 'tea' WHERE id = 'a'");
        Incorrect refused =
                assertThrows(Incorrect.class, () -> phone.write("UPDATE tasks SET project = 'q'"));
        assertEquals(ErrorCode.FOREIGN_KEY, refused.code(), "local writes keep to the rules");
        phone.reopen();
        receive(12, List.of(), behind(BOTH_DONE), project("p", "home", 1), project("q", "x", 2));
        phone.write("UPDATE tasks SET project = 'q'");
        receive(14, List.of(), null);
        assertEquals("('a', 'tea', 'q')", phone.read("SELECT id, title, project FROM tasks"));
    }

    @Test
    void whereRowsAreVisibleAlreadyThereAreNoClasses() {
        receive(14, Words.SCHEMA, null, task("a", "milk", 1));
        phone.sync(Words.refusal(ErrorCode.FORKED, 0));
        assertNull(phone.request().pull().after());
    }

    @Test
    void aPartThatDoesNotFitIsFetchedAgainAsAWhole() {
        receive(10, Words.SCHEMA, behind(ONE_DONE), task("a", "milk", 1));
        Progress progress = receive(12, List.of(), null, retitled("ghost", "tea", 9));
        assertEquals(Kind.REBUILT, progress.events().get(0).kind());
        assertEquals("('a', 'milk', 0)", phone.tasks());
        assertFalse(phone.replica.isPartial());
        assertNull(phone.request().pull().after(), "without classes");
        phone.receive(Words.answer(14, 0, List.of(), task("b", "tea", 2)));
        assertEquals("('b', 'tea', 0)", phone.tasks());
        assertTrue(phone.replica.isComplete());
    }

    @Test
    void classesThatNobodyAskedForDoNotFit() {
        PriorityClasses others = PriorityClasses.of(List.of(List.of("projects")));
        for (PageToken token :
                List.of(within(others, 5), behind(others.doneAt(10)), behind(BOTH_DONE))) {
            assertThrows(Corrupt.class, () -> receive(10, Words.SCHEMA, token));
        }
        receive(10, Words.SCHEMA, behind(ONE_DONE));
        assertEquals(
                Kind.REBUILT,
                receive(10, List.of(), within(TASKS_FIRST, 5)).events().get(0).kind());
    }

    @Test
    void whoHasPushedNothingIsNotTheOneOfWhomTheServerHasJudgedSomething() {
        receive(10, Words.SCHEMA, behind(ONE_DONE), task("a", "milk", 1));
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        Progress progress = phone.sync(Words.answer(12, 1, List.of(Words.accepted(1))));
        assertEquals(List.of(), progress.events(), "it may be a copy of this device, and the same");
        progress = phone.sync(Words.refusal(ErrorCode.FORKED, 0));
        assertEquals(Kind.REREGISTERED, progress.events().get(0).kind());
        assertEquals(1, phone.replica.pending(), "another device of that identity has pushed");
        assertEquals("('a', 'milk', 1)", phone.tasks());
    }

    @Test
    void aServerHearsOnWhichHistorySomethingWasWrittenBeforeAllClassesWereThere() {
        receive(10, Words.SCHEMA, behind(ONE_DONE), task("a", "milk", 1));
        assertEquals(0, phone.request().pull().seen().version(), "nothing rests on it");
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        assertEquals(10, phone.request().pull().seen().version());
    }

    @Test
    void whatACopyHadSentIsDoneWhenAllClassesAreThere() {
        receive(10, Words.SCHEMA, behind(ONE_DONE), task("a", "milk", 1));
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        phone.sync(Words.answer(12, 1, List.of(Words.accepted(1))));
        Page second = new Page(List.of(), behind(BOTH_DONE));
        phone.sync(new Answer(
                Phone.CLIENT,
                new Receipt(1, List.of(Words.accepted(1))),
                cursor(12),
                second,
                List.of()));
        assertEquals(1, phone.replica.pending(), "not while one is missing");
        phone.sync(Words.answer(12, 1, List.of(Words.accepted(1)), task("a", "milk", 1)));
        assertEquals(0, phone.replica.pending());
    }

    private Progress receive(long version, List<String> schema, PageToken next, Change... rows) {
        Page page = new Page(List.of(rows), next);
        return phone.sync(
                new Answer(Phone.CLIENT, new Receipt(0, List.of()), cursor(version), page, schema));
    }

    private static PageToken within(PriorityClasses classes, long version) {
        Position last = new Position(version, "tasks", Key.of("a"));
        return new PageToken(new Cursor(99, 10), last, 10, Named.NONE, classes);
    }

    private static PageToken behind(PriorityClasses classes) {
        return PageToken.beginning(new Cursor(99, 10), classes);
    }
}
