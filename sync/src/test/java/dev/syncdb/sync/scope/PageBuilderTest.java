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
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.merge.Claim;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Outcome;
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
                row(task(1, 2), taskRow(1, "a", 0)),
                row(step("s", 1), Row.of(Value.of("s"), Value.of(1))));
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
        assertEquals(List.of(delete(task(1, 1))), space.news(ANN, 1));
        assertEquals(List.of(), space.news(BOB, 1), "but not to who deleted it");
    }

    /** T27: a first sync is a state, not a history. */
    @Test
    void whoBeginsAtTheStartHearsNothingOfRowsThatWereGoneBefore() {
        push(ANN, insertTask(1, "a", 0));
        push(ANN, delete(task(1, 1)));
        for (int i = 0; i < 9; i++) {
            push(ANN, insertTask(2, "b", i));
            push(ANN, delete(task(2, 2 + i)));
        }
        push(ANN, insertTask(3, "c", 0));
        assertEquals(List.of(row(task(3, 11), taskRow(3, "c", 0))), space.news(BOB, 0));
    }

    /** T3: rows that go while a first sync streams. */
    @Test
    void aRowThatGoesBetweenTwoPagesOfAFirstSyncIsToldAsGone() {
        push(ANN, insertTask(1, "a", 0));
        push(ANN, insertTask(2, "b", 0));
        Page first = space.page(BOB, 0, null, 1);
        push(ANN, delete(task(1, 1)));
        assertEquals(
                List.of(row(task(2, 2), taskRow(2, "b", 0)), delete(task(1, 1))),
                space.page(BOB, 0, first.next(), 9).changes());
    }

    @Test
    void whatFollowedFromAClientsDeleteIsToldToIt() {
        push(ANN, insertTask(1, "a", 0), insertStep("s", 1));
        long base = space.store.head();
        push(BOB, delete(task(1, 1)));
        assertEquals(List.of(delete(step("s", 1))), space.news(BOB, base));
    }

    @Test
    void pagesOfAnySizeAddUpToAll() {
        List<Change> expected = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            push(ANN, insertTask(id, "title", id));
            expected.add(row(task(id, id), taskRow(id, "title", id)));
        }
        for (int rows = 1; rows <= 21; rows++) {
            List<Change> all = new ArrayList<>();
            int pages = 0;
            PageToken after = null;
            do {
                Page page = space.page(BOB, 0, after, rows);
                all.addAll(page.changes());
                after = page.next();
                pages++;
            } while (after != null);
            assertEquals(expected, all);
            assertEquals((20 + rows - 1) / rows, pages, "pages of " + rows);
        }
    }

    /** T21: what a page takes is bounded, whatever it is about. */
    @Test
    void aPageHasNoMoreBytesThanItMay() {
        for (int id = 1; id <= 30; id++) {
            push(ANN, insertTask(-id, "\u00E4\u20AC\uD83D\uDE00x", Long.MIN_VALUE));
            push(ANN, insertStep("\u00E4\u20AC\uD83D\uDE00x".repeat(id), -id));
        }
        for (int bytesMax = 800; bytesMax < 5_000; bytesMax += 50) {
            int rows = 0;
            PageToken after = null;
            do {
                Page page = space.page(BOB, bytes(0, after, bytesMax), List.of());
                ByteSink sink = new ByteSink();
                ChangeCodec.write(sink, new ChangeSet(0, page.changes()));
                assertTrue(sink.size() <= bytesMax, sink.size() + " bytes of " + bytesMax);
                rows += page.changes().size();
                after = page.next();
            } while (after != null);
            assertEquals(60, rows);
        }
    }

    @Test
    void aRowLargerThanAPageHasOneOfItsOwn() {
        byte[] large = new byte[9_000];
        space.write(transaction -> {
            for (int id = 1; id <= 5; id++) {
                byte[] blob = id == 3 ? large : new byte[10];
                Row row = Row.of(Value.of(id), Value.of(Bytes.copyOf(blob)));
                transaction.insert(TestSchema.BLOBS.name(), row);
            }
        });
        List<Integer> sizes = new ArrayList<>();
        PageToken after = null;
        do {
            Page page = space.page(BOB, bytes(0, after, 1_000), List.of());
            sizes.add(page.changes().size());
            after = page.next();
        } while (after != null);
        assertEquals(List.of(2, 1, 2), sizes);
    }

    @Test
    void aPageThatOnlyLooksEndsToo() {
        space.write(transaction -> {
            for (int id = 0; id <= PageBuilder.ROWS_SCANNED_MAX; id++) {
                transaction.insert("tasks", taskRow(id, "a", 0));
            }
        });
        PriorityClasses steps = PriorityClasses.of(List.of(List.of("steps")));
        Pull pull = StoreSpace.pull(0, PageToken.beginning(steps), 9);
        Page page = space.page(BOB, pull, List.of());
        assertEquals(List.of(), page.changes());
        assertEquals(0, page.next().classes().done(), "the class is not done yet");
        page = space.page(BOB, StoreSpace.pull(0, page.next(), 9), List.of());
        assertEquals(1, page.next().classes().done());
    }

    @Test
    void namedRowsAreToldAsTheyAreOnTheLastPage() {
        push(BOB, insertTask(1, "a", 0), insertTask(2, "b", 0), insertTask(3, "c", 0));
        push(BOB, delete(task(3, 3)));
        push(ANN, insertTask(4, "d", 0));
        List<Outcome> outcomes = List.of(naming(7, task(1, 0), task(3, 3)), naming(8, task(9, 9)));
        Page first = space.page(BOB, StoreSpace.pull(1, null, 1), outcomes);
        assertEquals(List.of(row(task(4, 4), taskRow(4, "d", 0))), first.changes());
        Page last = space.page(BOB, StoreSpace.pull(1, first.next(), 9), outcomes);
        assertNull(last.next());
        List<Change> expected = List.of(
                row(task(1, 1), taskRow(1, "a", 0)), delete(task(3, 3)), delete(task(9, 9)));
        assertEquals(expected, last.changes());
    }

    @Test
    void namedRowsThatDoNotFitGoOnWhereTheyStopped() {
        push(BOB, insertTask(1, "a", 0), insertTask(2, "b", 0), insertTask(3, "c", 0));
        long base = space.store.head();
        List<Outcome> outcomes = List.of(
                naming(6, task(3, 3)),
                naming(7, task(1, 1), task(2, 2), task(1, 1)),
                naming(8),
                naming(9, task(9, 9)));
        Page page = space.page(BOB, StoreSpace.pull(base, null, 1), outcomes);
        assertEquals(List.of(row(task(3, 3), taskRow(3, "c", 0))), page.changes());
        page = space.page(BOB, StoreSpace.pull(base, page.next(), 1), outcomes);
        assertEquals(List.of(row(task(1, 1), taskRow(1, "a", 0))), page.changes());
        push(ANN, set(task(3, 3), TITLE, Value.of("Ann")));
        push(BOB, set(task(1, 1), TITLE, Value.of("Bob")));
        List<Change> rest = new ArrayList<>();
        while (page.next() != null) {
            page = space.page(BOB, StoreSpace.pull(base, page.next(), 2), outcomes);
            rest.addAll(page.changes());
        }
        List<Change> expected = List.of(
                set(task(3, 3), TITLE, Value.of("Ann")),
                set(task(1, 1), TITLE, Value.of("Bob")),
                row(task(2, 2), taskRow(2, "b", 0)),
                row(task(1, 1), taskRow(1, "Bob", 0)),
                delete(task(9, 9)));
        assertEquals(expected, rest, "what changed meanwhile is told too");
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
        Outcome outcome = new Outcome(1, null, List.of(), named);
        Page page = space.page(BOB, StoreSpace.pull(1, null, 9), List.of(outcome));
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

    /** What a client asks for that holds {@code base} and takes so many bytes at once. */
    private static Pull bytes(long base, PageToken after, int pageBytesMax) {
        return new Pull(StoreSpace.at(base), after, pageBytesMax);
    }

    private static Outcome naming(long number, RowName... rows) {
        return new Outcome(number, null, List.of(), List.of(rows));
    }

    private static RowName step(String id, long handle) {
        return new RowName("steps", Key.of(id), handle);
    }

    private static Change row(RowName name, Row cells) {
        return new Change.Insert(name, Image.of(cells));
    }
}
