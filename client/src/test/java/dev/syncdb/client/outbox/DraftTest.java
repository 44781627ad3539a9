package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Change;
import dev.syncdb.client.BrittleDisk;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class DraftTest {
    private static final Base BASE = new Base(3, 30);

    @TempDir
    Path folder;

    private BrittleDisk disk;
    private Outbox outbox;
    private int nonce;

    @BeforeEach
    void open() {
        disk = new BrittleDisk(new FileDisk(folder));
        outbox = Outbox.open(
                new OutboxOptions(
                        disk, Durability.FULL, "space", 60_000, OutboxOptions.LOG_BYTES_MAX),
                () -> 5);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void whatIsNotAddedWasNever() {
        outbox.draft(next(BasesTest.insert("a")));
        assertEquals(0, outbox.last());
        PendingTransaction other = next(BasesTest.insert("b"));
        outbox.add(outbox.draft(other));
        assertEquals(List.of(other), outbox.pending(), "the number was free");
        reopen();
        assertEquals(List.of(other), outbox.pending());
    }

    @Test
    void itSaysWhatTheTransactionBecomesBeforeItDoes() {
        PendingTransaction first = next(BasesTest.update("a", 1));
        Draft alone = outbox.draft(first);
        assertEquals(first, alone.transaction());
        outbox.add(alone);

        PendingTransaction second = next(BasesTest.update("a", 2));
        Draft joining = outbox.draft(second);
        PendingTransaction joined = joining.transaction();
        assertEquals(1, joined.number(), "it becomes a part of the one before");
        assertNotEquals(second.operations(), joined.operations());
        assertEquals(List.of(first), outbox.pending(), "not yet");

        outbox.add(joining);
        assertEquals(List.of(joined), outbox.pending());
        reopen();
        assertEquals(List.of(joined), outbox.pending(), "the record says the same");
    }

    @Test
    void whatTheDiskRefusesTakesNoEffect() {
        outbox.add(outbox.draft(next(BasesTest.update("a", 1))));
        List<PendingTransaction> before = outbox.pending();
        for (Change operation : List.of(BasesTest.update("a", 2), BasesTest.insert("b"))) {
            Draft draft = outbox.draft(next(operation));
            disk.refused = "outbox-";
            assertThrows(Retryable.class, () -> outbox.add(draft));
            disk.refused = "nothing";
            assertEquals(before, outbox.pending(), "neither joined nor new");
        }
        reopen();
        assertEquals(before, outbox.pending());
    }

    private void reopen() {
        outbox.close();
        open();
    }

    private PendingTransaction next(Change operation) {
        Stamp now = new Stamp(1, 1_000, 1_000);
        return new PendingTransaction(outbox.last() + 1, BASE, now, ++nonce, List.of(operation));
    }
}
