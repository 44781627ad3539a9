package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.cursor;
import static dev.syncdb.client.replica.Words.page;
import static dev.syncdb.client.replica.Words.pageBefore;
import static dev.syncdb.client.replica.Words.refusal;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** T34: what was there before is told to a server that asks, and to no other. */
class WantedBasesTest {
    private static final CellPlace TITLE = new CellPlace(0, 1);
    private static final CellPlace ROW = new CellPlace(0, CellPlace.ROW);

    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void twoTasks() {
        phone = Phone.synced(folder, task("a", "milk", 1), task("b", "bread", 2));
    }

    @AfterEach
    void close() {
        phone.close();
    }

    @Test
    void theNextRequestSaysWhatWasThere() {
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        assertEquals(List.of(), phone.request().push().bases(), "nobody has asked");
        Progress progress =
                phone.receive(wants(11, List.of(), page(retitled("a", "tea", 1)), TITLE));
        assertEquals(Next.AGAIN, progress.next());
        assertEquals("('a', 'oat milk', 0) ('b', 'bread', 0)", phone.tasks());
        BaseValue base = new BaseValue(TITLE, Value.of("milk"));
        assertEquals(
                List.of(new Bases(1, List.of(base))), phone.request().push().bases());
        phone.sync(12, 1, List.of(accepted(1)));
        phone.write("UPDATE tasks SET title = 'rye' WHERE id = 'b'");
        assertEquals(List.of(), phone.request().push().bases(), "that was about another one");
    }

    @Test
    void theFirstOfTwoThatIsAskedForIsTheNextOne() {
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        phone.write("DELETE FROM tasks WHERE id = 'b'");
        phone.request();
        Answer answer = wants(11, List.of(accepted(1)), page(), ROW);
        assertEquals(Next.AGAIN, phone.receive(answer).next());
        BaseValue base = new BaseValue(
                ROW, Value.of("{\"id\":\"b\",\"title\":\"bread\",\"done\":0,\"project\":null}"));
        assertEquals(
                List.of(new Bases(2, List.of(base))), phone.request().push().bases());
    }

    @Test
    void whatIsAskedOfSeveralIsSaidAtOnce() {
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        phone.write("UPDATE tasks SET title = 'rye' WHERE id = 'b'");
        phone.request();
        Wanted first = new Wanted(1, List.of(TITLE));
        Wanted third = new Wanted(3, List.of(TITLE));
        phone.receive(wants(11, List.of(), page(), List.of(first, third)));
        Bases ofThird = new Bases(3, List.of(new BaseValue(TITLE, Value.of("bread"))));
        assertEquals(
                List.of(new Bases(1, List.of(new BaseValue(TITLE, Value.of("milk")))), ofThird),
                phone.request().push().bases());
        phone.sync(12, 2, List.of(accepted(1), accepted(2)));
        assertEquals(List.of(ofThird), phone.request().push().bases(), "it is asked for still");
    }

    @Test
    void whatIsSaidBeforeItIsDueHasABound() {
        String large = "x".repeat((int) WantedBases.AHEAD_BYTES_MAX);
        phone.write("UPDATE tasks SET title = '" + large + "' WHERE id = 'a'");
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        phone.request();
        Wanted first = new Wanted(1, List.of(TITLE));
        Wanted second = new Wanted(2, List.of(TITLE));
        phone.receive(wants(11, List.of(), page(), List.of(first, second)));
        assertEquals(
                List.of(new Bases(1, List.of(new BaseValue(TITLE, Value.of("milk"))))),
                phone.request().push().bases());
        phone.receive(wants(12, List.of(accepted(1)), page(), TITLE));
        assertEquals(
                List.of(new Bases(2, List.of(new BaseValue(TITLE, Value.of(large))))),
                phone.request().push().bases(),
                "now it is due");
    }

    @Test
    void whatIsNotKnownIsSaidToBe() {
        phone.write("INSERT INTO tasks (id, title) VALUES ('c', 'tea')");
        phone.write("UPDATE tasks SET done = 1 WHERE id = 'a'");
        phone.request();
        CellPlace other = new CellPlace(7, 1);
        phone.receive(wants(11, List.of(), page(), TITLE, ROW, other));
        List<BaseValue> unknown = List.of(
                new BaseValue(TITLE, null), new BaseValue(ROW, null), new BaseValue(other, null));
        assertEquals(List.of(new Bases(1, unknown)), phone.request().push().bases());
        phone.receive(wants(12, List.of(accepted(1, 5L)), page(), TITLE));
        assertEquals(
                List.of(new Bases(2, List.of(new BaseValue(TITLE, null)))),
                phone.request().push().bases(),
                "done was edited, not the title");
    }

    @Test
    void aQuestionThatWasAnsweredIsNoReasonToHurry() {
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        assertEquals(Next.AGAIN, phone.sync(wants(10, List.of(), page(), TITLE)).next());
        assertEquals(Next.WAIT, phone.sync(wants(10, List.of(), page(), TITLE)).next());
        assertEquals(
                Next.AGAIN,
                phone.sync(wants(10, List.of(), page(), TITLE, new CellPlace(0, 2)))
                        .next());
        assertEquals(2, phone.request().push().bases().get(0).values().size());
    }

    @Test
    void aPullOfSeveralPagesDoesNotMakeItForget() {
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        phone.sync(wants(11, List.of(), pageBefore(token(11, "c"), task("c", "tea", 3)), TITLE));
        assertEquals(List.of(), phone.request().push().bases(), "nothing is pushed with it");
        assertEquals(Next.AGAIN, phone.receive(Words.answer(12, 0, List.of())).next());
        assertEquals(1, phone.request().push().bases().get(0).values().size());
    }

    @Test
    void aQuestionIsForgottenWithTheProcessAndAskedAgain() {
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        phone.sync(wants(11, List.of(), page(), TITLE));
        phone.reopen();
        assertEquals(List.of(), phone.request().push().bases());
        phone.receive(wants(11, List.of(), page(), TITLE));
        BaseValue base = new BaseValue(TITLE, Value.of("milk"));
        assertEquals(
                List.of(new Bases(1, List.of(base))), phone.request().push().bases());
    }

    @Test
    void anotherRegistrationIsAskedAnew() {
        phone.write("UPDATE tasks SET title = 'oat milk' WHERE id = 'a'");
        phone.sync(wants(11, List.of(), page(), TITLE));
        phone.sync(refusal(ErrorCode.FORKED, 0));
        phone.request();
        phone.receive(new Answer(
                8, new Receipt(0, List.of()), cursor(12), page(task("a", "milk", 1)), List.of()));
        assertEquals(List.of(), phone.request().push().bases());
    }

    private static Answer wants(
            long version, List<Outcome> outcomes, Page page, CellPlace... cells) {
        Wanted next = new Wanted(outcomes.size() + 1, List.of(cells));
        return wants(version, outcomes, page, List.of(next));
    }

    private static Answer wants(
            long version, List<Outcome> outcomes, Page page, List<Wanted> wanted) {
        return new Answer(
                Phone.CLIENT,
                new Receipt(
                        outcomes.size(),
                        outcomes,
                        new Postponement(
                                Postponement.Reason.WANTS_BASES, outcomes.size() + 1, 0, wanted)),
                cursor(version),
                page,
                List.of(),
                null);
    }
}
