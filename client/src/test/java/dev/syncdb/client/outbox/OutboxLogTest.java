package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cursor;
import dev.syncdb.client.BrittleDisk;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Contended;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class OutboxLogTest {
    private static final Cursor SEEN = new Cursor(4, 12);

    @TempDir
    Path folder;

    private BrittleDisk disk;
    private OutboxLog log;
    private OutboxContents held;

    @BeforeEach
    void open() {
        disk = new BrittleDisk(new FileDisk(folder));
        OutboxLog.Opened opened = OutboxLog.open(
                new OutboxOptions(disk, Durability.FULL, "space", 0, OutboxOptions.LOG_BYTES_MAX));
        log = opened.log();
        held = opened.contents();
        if (held.owner == null) {
            held.owner = "space";
            log.replace(held, held);
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aRecordThatTheDiskRefusedIsNeverFound() {
        add(transaction(1, "a"));
        disk.refused = "outbox-";
        assertThrows(Retryable.class, () -> add(transaction(2, "refused")));
        assertEquals(1, held.last(), "who adds holds it afterwards");
        disk.refused = "nothing";
        add(transaction(2, "b"));
        reopen();
        assertEquals(List.of(transaction(1, "a"), transaction(2, "b")), held.pending());
    }

    @Test
    void whatCannotBeForcedIsTakenBack() {
        add(transaction(1, "a"));
        disk.unforced = "outbox-";
        assertThrows(Retryable.class, () -> add(transaction(2, "written, not forced")));
        disk.unforced = "nothing";
        reopen();
        assertEquals(1, held.last(), "its author was told that it is not there");
    }

    @Test
    void whatHappenedAnywayIsWrittenWithWhatComesNext() {
        add(transaction(1, "a"));
        disk.refused = "outbox-";
        held.see(SEEN);
        log.note(OutboxCodec.seen(SEEN), true);
        held.send(1);
        log.note(OutboxCodec.sent(1), false);
        disk.refused = "nothing";
        add(transaction(2, "b"));
        reopen();
        assertEquals(SEEN, held.marks().newest());
        assertEquals(1, held.sent());
        assertEquals(2, held.last());
    }

    @Test
    void whatTheDiskStillRefusesIsOwed() {
        disk.refused = "outbox-";
        held.see(SEEN);
        log.note(OutboxCodec.seen(SEEN), false);
        assertThrows(Retryable.class, () -> log.force(held), "not all of it is durable");
        assertThrows(Retryable.class, () -> log.tidy(held));
        disk.refused = "nothing";
        log.force(held);
        reopen();
        assertEquals(SEEN, held.marks().newest());
    }

    @Test
    void anInterruptNeitherClosesTheFilesNorIsLost() {
        Thread.currentThread().interrupt();
        add(transaction(1, "a"));
        assertTrue(Thread.interrupted(), "the thread still learns of it");
        add(transaction(2, "b"));
        Thread.currentThread().interrupt();
        log.replace(held, held);
        assertTrue(Thread.interrupted());
        add(transaction(3, "c"));
        reopen();
        assertEquals(3, held.last());
    }

    @Test
    void otherContentsTakeThePlaceOfWhatIsHeld() {
        add(transaction(1, "a"));
        OutboxContents other = new OutboxContents();
        other.owner = "space";
        other.start(7, 77, 7, 3);
        log.replace(held, other);
        reopen();
        assertEquals(7, held.judged());
        assertEquals(77, held.chain());
        assertEquals(7, held.last(), "nothing of the old is left");
    }

    @Test
    void erasingTakesItsOwnFilesOnlyAndNotFromWhoHasThemOpen() {
        add(transaction(1, "a"));
        disk.open("damaged-outbox-1.log").close();
        disk.open("replica-1.log").close();
        assertThrows(Contended.class, () -> OutboxLog.erase(disk));
        close();
        OutboxLog.erase(disk);
        List<String> left = disk.list();
        assertTrue(left.contains("replica-1.log"), left::toString);
        assertTrue(left.stream().noneMatch(file -> file.contains("outbox-")), left::toString);
        open();
        assertEquals(0, held.last());
    }

    private void add(PendingTransaction transaction) {
        log.add(OutboxCodec.transaction(transaction), true, held);
        held.add(transaction);
    }

    private void reopen() {
        close();
        open();
    }

    private static PendingTransaction transaction(long number, String id) {
        return new PendingTransaction(
                number,
                new Base(3, 30),
                new Stamp(1, 100, 5_000),
                (int) number * 77,
                List.of(BasesTest.insert(id)));
    }
}
