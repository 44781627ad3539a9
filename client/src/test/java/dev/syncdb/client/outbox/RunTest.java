package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Stamp;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Which transactions become a part of the one before them, and which stay apart. */
class RunTest {
    private static final long SQUASH_MILLIS_MAX = 60_000;
    private static final Base BASE = new Base(3, 30);

    @TempDir
    Path folder;

    private Outbox outbox;
    private long millis = 1_000;
    private int nonce;

    @BeforeEach
    void open() {
        OutboxOptions options = new OutboxOptions(
                new FileDisk(folder),
                Durability.FULL,
                "space",
                SQUASH_MILLIS_MAX,
                OutboxOptions.LOG_BYTES_MAX);
        outbox = Outbox.open(options, () -> 5);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void threeHundredKeystrokesAreOneTransaction() {
        commit(BASE, update("a", "", "1"));
        for (int i = 2; i <= 300; i++) {
            millis += 190;
            commit(BASE, update("a", "" + (i - 1), "" + i));
        }
        assertEquals(1, outbox.size());
        PendingTransaction all = outbox.pending().get(0);
        assertEquals(List.of(update("a", "", "300")), all.operations());
        assertEquals(new Stamp(1, millis, millis), all.committed(), "of the last value");
        assertEquals(nonce, all.nonce(), "a copy of the device may have stopped half way");
        assertEquals(299, outbox.transactionsSquashed());
        assertEquals(299, outbox.operationsSquashed());
        reopen();
        assertEquals(List.of(all), outbox.pending());
    }

    @Test
    void anotherSchemaVersionStaysApart() {
        commit(BASE, update("a", "", "1"));
        PendingTransaction newer = new PendingTransaction(
                outbox.last() + 1,
                BASE,
                new Stamp(1, millis, millis),
                ++nonce,
                List.of(update("a", "1", "2")));
        outbox.add(outbox.draft(newer.saidIn(2)));
        assertEquals(2, outbox.size());
    }

    @Test
    void anotherRowStaysApart() {
        commit(BASE, update("a", "", "1"), update("b", "", "1"));
        commit(BASE, update("b", "1", "2"));
        commit(BASE, update("b", "2", "3"), update("c", "", "1"));
        commit(BASE, update("a", "1", "2"));
        assertEquals(3, outbox.size(), "the third transaction does not write row a");
    }

    @Test
    void anotherBaseStaysApart() {
        commit(BASE, update("a", "", "1"));
        commit(new Base(4, 40), update("a", "1", "2"));
        assertEquals(2, outbox.size());
    }

    @Test
    void whatWasMadeBesideSomethingHeldStaysApart() {
        commit(BASE, update("a", "", "1"));
        commit(BASE, true, update("a", "1", "2"));
        commit(BASE, update("a", "2", "3"));
        assertEquals(2, outbox.size(), "the first may be what its author did not see");
        PendingTransaction second = outbox.pending().get(1);
        assertEquals(List.of(update("a", "1", "3")), second.operations());
        assertTrue(second.besideHeld());
        reopen();
        assertEquals(second, outbox.pending().get(1));
        assertTrue(
                outbox.push(second.committed(), 1 << 20).transactions().get(1).besideHeld());
    }

    @Test
    void whatComesLaterStaysApart() {
        commit(BASE, update("a", "", "1"));
        millis += SQUASH_MILLIS_MAX;
        commit(BASE, update("a", "1", "2"));
        millis++;
        commit(BASE, update("a", "2", "3"));
        assertEquals(2, outbox.size(), "counted from the first, not from the last");
    }

    /** T8, T30: what is on its way is not touched. */
    @Test
    void whatWasSentStaysAsItIs() {
        commit(BASE, update("a", "", "1"));
        var pushed = outbox.push(new Stamp(1, millis, millis), 1 << 20);
        commit(BASE, update("a", "1", "2"));
        assertEquals(2, outbox.size());
        commit(BASE, update("a", "2", "3"));
        assertEquals(2, outbox.size());
        var again = outbox.push(new Stamp(1, millis, millis), 1 << 20);
        assertEquals(pushed.transactions().get(0), again.transactions().get(0));
    }

    @Test
    void nothingIsJoinedAcrossReopeningOrAChangeOfWhatIsVisible() {
        commit(BASE, update("a", "", "1"));
        reopen();
        commit(BASE, update("a", "1", "2"));
        assertEquals(2, outbox.size());
        outbox.endRun();
        commit(BASE, update("a", "2", "3"));
        assertEquals(3, outbox.size());
        outbox.revise(List.of(outbox.pending().get(2)));
        commit(BASE, update("a", "3", "4"));
        assertEquals(4, outbox.size());
    }

    @Test
    void aRowThatCannotBeJoinedStaysApart() {
        commit(BASE, new Change.Delete(name("a"), null, Bytes.EMPTY));
        commit(BASE, insert("a", "x"));
        assertEquals(2, outbox.size());
    }

    @Test
    void aLargeTransactionIsNotWrittenAgainForASmallEdit() {
        Change[] many = new Change[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = insert("row" + i, "x".repeat(50));
        }
        commit(BASE, many);
        commit(BASE, update("row7", "x", "y"));
        assertEquals(2, outbox.size());
        String text = "x".repeat(20_000);
        commit(BASE, update("t", text, text + "1"));
        commit(BASE, update("t", text + "1", text + "12"));
        assertEquals(3, outbox.size(), "an edit of the same size is worth it");
    }

    @Test
    void whatWouldPassTheLimitStaysApart() {
        String quarter = "x".repeat(Outbox.TRANSACTION_BYTES_MAX / 4);
        String half = quarter + quarter;
        commit(BASE, insert("a", quarter), insert("b", "x"));
        commit(BASE, update("a", quarter, "y"), update("b", "x", half));
        assertEquals(1, outbox.size(), "both together are small enough");
        commit(BASE, update("a", "y", half + quarter));
        assertEquals(2, outbox.size());
    }

    @Test
    void squashingCanBeSwitchedOff() {
        close();
        OutboxOptions options = new OutboxOptions(
                new FileDisk(folder), Durability.FULL, "space", 0, OutboxOptions.LOG_BYTES_MAX);
        outbox = Outbox.open(options, () -> 5);
        commit(BASE, update("a", "", "1"));
        commit(BASE, update("a", "1", "2"));
        assertEquals(2, outbox.size());
    }

    @Test
    void aJoinedTransactionHasAnotherChain() {
        commit(BASE, update("a", "", "1"));
        int before = outbox.chainAt(1);
        commit(BASE, update("a", "1", "2"));
        assertNotEquals(before, outbox.chainAt(1));
    }

    private void reopen() {
        close();
        open();
    }

    private void commit(Base base, Change... operations) {
        commit(base, false, operations);
    }

    private void commit(Base base, boolean besideHeld, Change... operations) {
        synchronized (outbox) {
            outbox.add(outbox.draft(new PendingTransaction(
                            outbox.last() + 1,
                            base,
                            new Stamp(1, millis, millis),
                            ++nonce,
                            List.of(operations))
                    .beside(besideHeld)));
        }
    }

    private static RowName name(String id) {
        return RowName.of("t", Key.of(id));
    }

    private static Change insert(String id, String x) {
        Row row = Row.of(Value.of(id), Value.of(x));
        return new Change.Insert(name(id), Image.of(row));
    }

    private static Change update(String id, String before, String after) {
        Cell cell = new Cell(1, Value.of(before), Value.of(after));
        return new Change.Update(name(id), List.of(cell), Bytes.EMPTY);
    }
}
