package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Nothing that the disk refused is visible or sent, and all goes on when it has room again. */
class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void aLocalCommitThatCannotBeWrittenIsUndone() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.disk.refused = "outbox-";
            Retryable refused =
                    assertThrows(Retryable.class, () -> phone.write("UPDATE tasks SET done = 1"));
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, refused.code(), "nor could it be wiped");
            assertEquals("('a', 'milk', 0)", phone.tasks());
            assertEquals(0, phone.replica.pending());
            phone.disk.refused = "nothing";
            phone.write("UPDATE tasks SET done = 1");
            assertEquals("('a', 'milk', 1)", phone.tasks());
            assertEquals(1, phone.request().push().transactions().size());
        }
    }

    @Test
    void aPullThatCannotBeWrittenIsUndoneAndAskedForAgain() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1");
            phone.disk.refused = "replica-";
            assertThrows(
                    Retryable.class,
                    () -> phone.sync(12, 1, List.of(accepted(1)), task("b", "bread", 2)));
            assertEquals("('a', 'milk', 1)", phone.tasks());
            assertEquals(1, phone.replica.pending());
            assertEquals(10, phone.replica.cursor().version());
            phone.disk.refused = "nothing";
            phone.sync(12, 1, List.of(accepted(1)), task("b", "bread", 2));
            assertEquals("('a', 'milk', 1) ('b', 'bread', 0)", phone.tasks());
            phone.reopen();
            assertEquals("('a', 'milk', 1) ('b', 'bread', 0)", phone.tasks());
        }
    }

    @Test
    void anOutboxThatCannotBeTidiedNowIsTidiedLater() {
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.write("UPDATE tasks SET done = 1");
            phone.request();
            phone.disk.refused = "outbox-";
            Progress progress = phone.receive(Words.answer(12, 1, List.of(accepted(1))));
            assertEquals(Next.CAUGHT_UP, progress.next(), "the pull itself is done");
            phone.disk.refused = "nothing";
            phone.reopen();
            assertEquals(0, phone.replica.pending());
            assertEquals("('a', 'milk', 1)", phone.tasks());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsLetGo() {
        Phone phone = new Phone(folder);
        phone.close();
        phone.damaged();
        phone.disk.refused = "replica-";
        assertThrows(Retryable.class, phone::reopened);
        phone.disk.refused = "nothing";
        phone.replica = phone.reopened();
        assertFalse(phone.replica.isComplete());
        phone.close();
    }

    @Test
    void aDamagedSnapshotIsFetchedAgainFromNothing() {
        String large = "x".repeat(5 << 20);
        try (Phone phone = Phone.synced(folder, task("a", "milk", 1))) {
            phone.sync(12, 0, List.of(), project("p", large, 2));
            phone.write("UPDATE tasks SET done = 1");
            phone.replica.close();
            phone.damage("replica-", 200);
            phone.replica = phone.reopened();
            assertFalse(phone.replica.isComplete());
            assertEquals("(1, 'held')", phone.read("SELECT number, state FROM syncdb_outbox"));
            phone.receive(Words.first(task("a", "milk", 1)));
            assertEquals("('a', 'milk', 1)", phone.tasks());
        }
    }
}
