package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** T20: what was acknowledged is kept for a server that loses it. */
class RetentionTest {
    private static final long DAY_MILLIS = 24 * 60 * 60 * 1_000L;

    /** The server has all that was seen. */
    private static final Rewind NOTHING_LOST = new Rewind(LineMarks.NONE, List.of());

    @TempDir
    Path folder;

    private final RandomSource random = new SplittableRandom(3)::nextLong;
    private Outbox outbox;

    @Test
    void whatWasJudgedIsKeptAndStillThereAfterReopening() {
        outbox = open();
        add(3);
        List<PendingTransaction> all = outbox.pending();
        int chain = outbox.chainAt(1);
        settle(2, day(0));
        assertEquals(1, outbox.size(), "only what was not judged is pending");
        for (int i = 0; i < 2; i++) {
            assertEquals(all, outbox.after(0));
            assertEquals(all.subList(1, 3), outbox.after(1));
            assertEquals(0, outbox.forgotten());
            assertEquals(chain, outbox.chainAt(1));
            reopen();
        }
        outbox.rewrite(outbox.pending());
        reopen();
        assertEquals(all, outbox.after(0), "also in a snapshot");
        assertEquals(chain, outbox.chainAt(1));
        outbox.close();
    }

    @Test
    void whatWasJudgedAWeekAgoIsForgotten() {
        outbox = open();
        add(4);
        int chain = outbox.chainAt(1);
        settle(1, day(0));
        settle(2, day(3));
        settle(3, day(7));
        assertEquals(0, outbox.forgotten(), "not a moment earlier");
        add(1);
        settle(4, new Stamp(1, 7 * DAY_MILLIS + 1, 0));
        assertEquals(1, outbox.forgotten());
        assertEquals(chain, outbox.chainAt(1));
        assertEquals(2, outbox.after(0).get(0).number());
        assertThrows(IllegalArgumentException.class, () -> outbox.chainAt(0));
        outbox.close();
    }

    @Test
    void itTakesABoundedNumberOfBytesOfWhichTheOldestGo() {
        outbox = open();
        int each = 900_000;
        for (int i = 0; i < 12; i++) {
            add(large(each));
            settle(i + 1, day(0));
        }
        long forgotten = outbox.forgotten();
        assertTrue(forgotten > 0, "12 times 900,000 bytes are more than 8 MiB");
        int kept = outbox.after(0).size();
        assertEquals(12 - forgotten, kept);
        assertTrue((kept + 1) * (long) each > Retained.BYTES_MAX, "no more went than had to");
        reopen();
        assertEquals(forgotten, outbox.forgotten());
        outbox.close();
    }

    @Test
    void aServerThatLostSomeGetsItAgainUnderTheSameNumbers() {
        outbox = open();
        add(4);
        List<PendingTransaction> all = outbox.pending();
        int chain = outbox.chainAt(1);
        settle(3, day(0));
        rewind(1);
        for (int i = 0; i < 2; i++) {
            assertEquals(1, outbox.judged());
            assertEquals(all.subList(1, 4), outbox.pending());
            assertEquals(chain, outbox.push(day(0), 1 << 20).chainBefore());
            assertEquals(all, outbox.after(0), "what it still has may be lost yet");
            reopen();
        }
        rewind(0);
        assertEquals(all, outbox.pending());
        settle(4, day(1));
        assertEquals(all, outbox.after(0));
        outbox.close();
    }

    @Test
    void aServerThatHasMoreAgainNeedsLess() {
        outbox = open();
        add(4);
        List<PendingTransaction> all = outbox.pending();
        int chain = outbox.chainAt(3);
        settle(1, day(0));
        rewind(3);
        for (int i = 0; i < 2; i++) {
            assertEquals(3, outbox.judged());
            assertEquals(all.subList(3, 4), outbox.pending());
            assertEquals(all, outbox.after(0));
            assertEquals(chain, outbox.push(day(0), 1 << 20).chainBefore());
            reopen();
        }
        outbox.close();
    }

    @Test
    void whatWasRejectedIsNotSentAgain() {
        outbox = open();
        add(3);
        List<PendingTransaction> all = outbox.pending();
        Rejection no = new Rejection(ErrorCode.CHECK, "no", "", "");
        outbox.settle(new Settlement(2, Map.of(2L, no), Map.of()), day(0));
        for (int i = 0; i < 2; i++) {
            assertEquals(List.of(), outbox.after(1).get(0).operations());
            assertEquals(all.get(1).nonce(), outbox.after(1).get(0).nonce());
            assertEquals(all.get(0), outbox.after(0).get(0));
            assertEquals(all.get(1), outbox.rejected(1).transaction(), "its author decides");
            reopen();
        }
        rewind(0);
        assertEquals(List.of(), outbox.pending().get(1).operations());
        assertEquals(1, outbox.rejected().size());
        outbox.close();
    }

    @Test
    void whoBeginsAsSomebodyElseKeepsNothingOfBefore() {
        outbox = open();
        add(3);
        settle(2, day(0));
        Identity fresh = Identity.draw(random);
        outbox.restart(fresh, 0, Chain.START, outbox.pending());
        assertEquals(1, outbox.after(0).size());
        outbox.restart(fresh, outbox.after(0), NOTHING_LOST);
        assertEquals(1, outbox.after(0).get(0).number());
        assertEquals(0, outbox.forgotten());
        outbox.close();
    }

    @Test
    void whatAuthorsHaveSeenIsOnDiskBeforeWhatTheyDid() {
        outbox = open();
        assertEquals(LineMarks.NONE, outbox.marks());
        outbox.seen(new Cursor(7, 4));
        add(1);
        outbox.seen(new Cursor(8, 6));
        add(1);
        add(1);
        for (int i = 0; i < 2; i++) {
            reopen();
            assertEquals(
                    List.of(new Cursor(7, 4), new Cursor(8, 6)), outbox.marks().marks());
            outbox.rewrite(outbox.pending());
        }
        Rewind rewind = new Rewind(outbox.marks(), List.of(new Cursor(7, 3)));
        outbox.rewind(outbox.identity(), 0, rewind, day(0));
        reopen();
        assertEquals(List.of(new Cursor(7, 3)), outbox.marks().marks());
        outbox.close();
    }

    @Test
    void theFileStaysWithinAFewTimesWhatIsKept() {
        outbox = open();
        for (int i = 0; i < 30; i++) {
            add(large(900_000));
            settle(i + 1, day(0));
            outbox.tidy();
        }
        outbox.close();
        long bytes = 0;
        for (String file : disk().list()) {
            try (var opened = disk().open(file)) {
                bytes += opened.size();
            }
        }
        assertTrue(bytes < 3L * Retained.BYTES_MAX, bytes + " bytes");
    }

    private void settle(long lastTx, Stamp now) {
        outbox.settle(new Settlement(lastTx, Map.of(), Map.of()), now);
    }

    private void rewind(long lastTx) {
        outbox.rewind(outbox.identity(), lastTx, NOTHING_LOST, day(0));
    }

    private void reopen() {
        outbox.close();
        outbox = open();
    }

    private Outbox open() {
        return Outbox.open(
                new OutboxOptions(disk(), Durability.FULL, "space", 0, OutboxOptions.LOG_BYTES_MAX),
                random);
    }

    private FileDisk disk() {
        return new FileDisk(folder);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            add(BasesTest.insert("a" + (outbox.last() + 1)));
        }
    }

    private void add(Change operation) {
        long number = outbox.last() + 1;
        List<Change> operations = new ArrayList<>(List.of(operation));
        outbox.add(outbox.draft(new PendingTransaction(
                number, new Base(3, 30), day(0), (int) number * 77, operations)));
    }

    private static Change large(int chars) {
        Row row = Row.of(Value.of("a"), Value.of("x".repeat(chars)));
        return new Change.Insert(RowName.of("t", Key.of("a")), Image.of(row));
    }

    private static Stamp day(int day) {
        return new Stamp(1, day * DAY_MILLIS, 0);
    }
}
