package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.TITLE;
import static dev.syncdb.sync.TestOperations.VOTES;
import static dev.syncdb.sync.TestOperations.delete;
import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.set;
import static dev.syncdb.sync.TestOperations.task;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.Claim;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.message.Outcome;
import dev.syncdb.sync.message.Page;
import dev.syncdb.sync.message.PageToken;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PageBuilderTest {
    private static final long ANN = 1;
    private static final long BOB = 2;

    private final StoreSpace space = new StoreSpace();

    @Test
    void whoHoldsNothingGetsEveryRowWithItsHandleAndNothingOfOurs() {
        push(ANN, insertTask(2, "b", 0));
        push(ANN, insertTask(1, "a", 0), insertStep("s", 1));
        List<Change> expected = List.of(
                row(task(2, 1), taskRow(2, "b", 0)),
                row(step("s", 1), Row.of(Value.of("s"), Value.of(1))),
                row(task(1, 2), taskRow(1, "a", 0)));
        assertEquals(expected, space.news(BOB, 0), "in order of version, table and key");
    }

    @Test
    void whoHoldsTheHeadGetsNothing() {
        push(ANN, insertTask(1, "a", 0));
        assertEquals(new Page(List.of(), null), space.page(BOB, space.store.head(), null, 1));
    }

    @Test
    void onlyCellsThatAreNewAreTold() {
        push(ANN, insertTask(1, "a", 0));
        long base = space.store.head();
        push(ANN, set(task(1, 1), VOTES, Value.of(7)));
        assertEquals(List.of(set(task(1, 1), VOTES, Value.of(7))), space.news(BOB, base));
    }

    @Test
    void whatAClientWroteItselfIsNotToldToIt() {
        push(ANN, insertTask(1, "a", 0), insertTask(2, "b", 0));
        push(BOB, set(task(1, 1), TITLE, Value.of("c")));
        push(ANN, set(task(1, 1), VOTES, Value.of(7)), delete(task(2, 2)));
        assertEquals(List.of(set(task(1, 1), TITLE, Value.of("c"))), space.news(ANN, 1));
        assertEquals(
                List.of(row(task(1, 1), taskRow(1, "c", 7)), delete(task(2, 2))),
                space.news(BOB, 1));
    }

    @Test
    void whoBeginsAtTheStartIsToldWhatItWroteItself() {
        push(ANN, insertTask(1, "a", 0));
        assertEquals(
                List.of(row(task(1, 1), taskRow(1, "a", 0))),
                space.news(ANN, 0),
                "a replica that was lost has not even its own rows");
    }

    @Test
    void aDeletedRowIsToldAsDeletedEvenToThoseWhoNeverHadIt() {
        push(ANN, insertTask(1, "a", 0));
        push(BOB, delete(task(1, 1)));
        assertEquals(List.of(delete(task(1, 1))), space.news(ANN, 0));
        assertEquals(List.of(), space.news(BOB, 1), "but not to who deleted it");
    }

    @Test
    void whatFollowedFromAClientsDeleteIsToldToIt() {
        push(ANN, insertTask(1, "a", 0), insertStep("s", 1));
        long base = space.store.head();
        push(BOB, delete(task(1, 1)));
        assertEquals(List.of(delete(step("s", 1))), space.news(BOB, base));
    }

    @Test
    void aPageOfOneByteHasOneRowAndTheUnionOfAllHasAll() {
        List<Change> expected = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            push(ANN, insertTask(id, "title", id));
            expected.add(row(task(id, id), taskRow(id, "title", id)));
        }
        List<Change> all = new ArrayList<>();
        PageToken after = null;
        do {
            Page page = space.page(BOB, 0, after, 1);
            assertEquals(1, page.changes().size());
            all.addAll(page.changes());
            after = page.next();
        } while (after != null);
        assertEquals(expected, all);
    }

    @Test
    void aPageEndsOnceItIsFull() {
        byte[] blob = new byte[1_000];
        space.write(transaction -> {
            for (int id = 1; id <= 4; id++) {
                Row row = Row.of(Value.of(id), Value.of(Bytes.copyOf(blob)));
                transaction.insert(TestSchema.BLOBS.name(), row);
            }
        });
        Page page = space.page(BOB, 0, null, 1_500);
        assertEquals(2, page.changes().size(), "the second row fills it");
        assertNotNull(page.next());
        assertEquals(2, space.page(BOB, 0, page.next(), 1_500).changes().size());
    }

    @Test
    void namedRowsAreToldAsTheyAreOnTheLastPage() {
        push(BOB, insertTask(1, "a", 0), insertTask(2, "b", 0), insertTask(3, "c", 0));
        push(BOB, delete(task(3, 3)));
        List<RowName> named = List.of(task(1, 0), task(3, 3), task(9, 9));
        Page first = space.page(new Subscription(BOB, 1, null, named, 1));
        assertNotNull(first.next());
        assertEquals(List.of(), first.changes(), "Bob wrote all of it");
        Page last = space.page(new Subscription(BOB, 1, first.next(), named, 1_000));
        assertNull(last.next());
        List<Change> expected = List.of(
                row(task(1, 1), taskRow(1, "a", 0)), delete(task(3, 3)), delete(task(9, 9)));
        assertEquals(expected, last.changes());
    }

    @Test
    void whatNoClientMaySeeIsNotToldThoughARejectedWriteNamedIt() {
        Row row = Row.of(Value.of(1), Value.NULL);
        Change theft = new Change.Insert(RowName.of("SyncDB_clients", Key.of(1)), Image.of(row));
        Change ghost = delete(RowName.of("ghosts", Key.of(1)));
        Change absurd = delete(RowName.of("tasks", new Key(Row.of(row.at(0), row.at(0)))));
        List<RowName> named = new ArrayList<>();
        for (Change each : List.of(theft, ghost, absurd)) {
            Outcome outcome = push(BOB, each);
            assertNotNull(outcome.rejection());
            named.addAll(outcome.differing());
        }
        Page page = space.page(new Subscription(BOB, 0, null, named, 1_000));
        assertEquals(List.of(absurd), page.changes(), "there is no such row");
    }

    @Test
    void anOwnWriteBetweenTwoPagesIsTold() {
        push(ANN, insertTask(1, "a", 0), insertTask(2, "b", 0));
        long base = space.store.head();
        push(ANN, set(task(1, 1), TITLE, Value.of("Ann")));
        push(ANN, set(task(2, 2), TITLE, Value.of("Ann")));
        Page first = space.page(BOB, base, null, 1);
        assertEquals(List.of(set(task(1, 1), TITLE, Value.of("Ann"))), first.changes());
        push(BOB, set(task(1, 1), TITLE, Value.of("Bob")));
        List<Change> rest = space.page(BOB, base, first.next(), 1_000).changes();
        List<Change> expected = List.of(
                set(task(2, 2), TITLE, Value.of("Ann")), set(task(1, 1), TITLE, Value.of("Bob")));
        assertEquals(expected, rest, "else the first page would lie on top of Bob's title");
    }

    @Test
    void anOwnDeleteBetweenTwoPagesIsTold() {
        push(ANN, insertTask(1, "a", 0), insertTask(2, "b", 0));
        long base = space.store.head();
        push(ANN, set(task(1, 1), TITLE, Value.of("Ann")));
        push(ANN, set(task(2, 2), TITLE, Value.of("Ann")));
        Page first = space.page(BOB, base, null, 1);
        push(BOB, delete(task(1, 1)));
        List<Change> rest = space.page(BOB, base, first.next(), 1_000).changes();
        assertEquals(delete(task(1, 1)), rest.get(1));
    }

    private Outcome push(long client, Change... operations) {
        return space.push(1, new Claim(space.store.head(), client, 0), List.of(operations));
    }

    private static RowName step(String id, long handle) {
        return new RowName("steps", Key.of(id), handle);
    }

    private static Change row(RowName name, Row cells) {
        return new Change.Insert(name, Image.of(cells));
    }
}
