package dev.syncdb.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncResult;
import dev.syncdb.client.SyncStatus;
import dev.syncdb.client.replica.UnsyncedWork;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** T15: what a user has not sent is neither lost nor anybody else's when users change. */
final class LogoutTest {
    private Hub hub;
    private Handset ann;

    @BeforeEach
    void open() {
        hub = new Hub(1);
        hub.space().execute("INSERT INTO notes VALUES ('shared', 'of the team', 1)");
        ann = new Handset(hub, "ann", 2);
        ann.open();
        ann.client.sync();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void unsentWorkWaitsForItsUserAndNobodyElseSeesOrSendsIt() {
        offline();
        ann.write("INSERT INTO notes VALUES ('mine', 'secret', 1)");
        ann.write("UPDATE notes SET body = 'edited' WHERE id = 'shared'");
        ann.client.logout(UnsyncedWork.KEEP);
        assertTrue(ann.client.status() instanceof SyncStatus.Closed);
        assertEquals(List.of(), filesOf("replica-"), "the rows of the server are gone");

        Handset ben = new Handset(hub, "ben", 3);
        online();
        ben.open();
        assertTrue(ben.client.sync().caughtUp());
        assertEquals(List.of("('shared')"), ben.read("SELECT id FROM notes"));
        ben.write("INSERT INTO notes VALUES ('bens', 'hello', 1)");
        ben.client.sync();
        ben.client.logout();
        assertEquals(
                List.of("('bens')", "('shared')"), hub.read("SELECT id FROM notes ORDER BY id"));

        Handset intruder = new Handset(hub, "ben", 4);
        intruder.disk = ann.disk;
        Incorrect refused = assertThrows(Incorrect.class, intruder::open);
        assertEquals(ErrorCode.CONFIGURATION, refused.code());

        ann.open();
        assertEquals(2, ann.standing().pending());
        SyncResult result = ann.client.sync();
        assertEquals(2, result.own().accepted());
        assertEquals(
                List.of("('bens', 'hello')", "('mine', 'secret')", "('shared', 'edited')"),
                hub.read("SELECT id, body FROM notes ORDER BY id"));
        assertEquals(
                hub.read("SELECT * FROM notes ORDER BY id"),
                ann.read("SELECT * FROM notes ORDER BY id"));
        ann.client.close();
    }

    @Test
    void whoHasSentEverythingLeavesNothing() {
        ann.write("INSERT INTO notes VALUES ('mine', 'sent', 1)");
        ann.client.sync();
        ann.client.logout();
        assertEquals(List.of(), filesOf("replica-"));
        assertEquals(List.of(), filesOf("outbox-"));
        Handset ben = new Handset(hub, "ben", 3);
        ben.disk = ann.disk;
        ben.open();
        assertEquals(
                0,
                ben.client.database().schema().tables().stream()
                        .filter(table -> table.name().equals("notes"))
                        .count());
        ben.client.sync();
        assertEquals(2, ben.read("SELECT id FROM notes").size());
        ben.client.close();
    }

    @Test
    void whoHasNotSentEverythingStaysUnlessToldOtherwise() {
        ann.client.start();
        ann.scheduler.pass(1_000);
        offline();
        ann.write("INSERT INTO notes VALUES ('mine', 'unsent', 1)");
        Incorrect refused = assertThrows(Incorrect.class, ann.client::logout);
        assertEquals(ErrorCode.UNSYNCED, refused.code());
        assertTrue(refused.getMessage().startsWith("1 transactions, of which 0 are held"));
        assertEquals(1, ann.standing().pending());
        ann.write("INSERT INTO notes VALUES ('second', 'unsent', 1)");
        assertEquals(1, ann.planned, "the loop goes on");
        online();
        ann.scheduler.pass(70_000);
        ann.client.logout();
        assertEquals(0, ann.planned);
        assertEquals(3, hub.read("SELECT id FROM notes").size());
        assertThrows(Incorrect.class, ann.client::logout);
    }

    @Test
    void discardedWorkIsGone() {
        offline();
        ann.write("INSERT INTO notes VALUES ('mine', 'regretted', 1)");
        ann.client.logout(UnsyncedWork.DISCARD);
        assertEquals(List.of(), filesOf("outbox-"));
        online();
        ann.open();
        ann.client.sync();
        assertEquals(List.of("('shared')"), ann.read("SELECT id FROM notes"));
        ann.client.close();
    }

    /** What was judged before must not be sent or missed after the replica is gone. */
    @Test
    void aReturningUserGoesOnWhereTheServerIs() {
        for (int round = 0; round < 5; round++) {
            ann.write("INSERT INTO notes VALUES (?, 'sent', 1)", "sent " + round);
            ann.client.sync();
            offline();
            ann.write("INSERT INTO notes VALUES (?, 'kept', 1)", "kept " + round);
            ann.client.sync();
            ann.client.logout(UnsyncedWork.KEEP);
            ann.crash(round);
            online();
            ann.open();
            SyncResult result = ann.client.sync();
            assertTrue(result.caughtUp(), result::toString);
            assertEquals(1, result.own().accepted());
        }
        assertEquals(List.of("(11)"), hub.read("SELECT count(*) FROM notes"));
        assertEquals(List.of("(1)"), hub.read("SELECT count(*) FROM syncdb_clients"));
        ann.client.close();
    }

    @Test
    void aDiskThatRefusesLosesNothing() {
        FakeDisk image = imageWithPendingWork();
        long operations = countOperations(image);
        for (UnsyncedWork unsynced : List.of(UnsyncedWork.KEEP, UnsyncedWork.DISCARD)) {
            for (long at = 1; at <= operations; at++) {
                Handset phone = opened(image);
                phone.disk.refuseAt(phone.disk.operations() + at);
                boolean refused = false;
                try {
                    phone.client.logout(unsynced);
                } catch (Retryable failure) {
                    refused = true;
                }
                if (refused && !(phone.client.status() instanceof SyncStatus.Closed)) {
                    phone.write("INSERT INTO notes VALUES ('more', 'x', 1)");
                    phone.client.close();
                } else if (refused) {
                    phone.open();
                    phone.client.logout(unsynced);
                }
                requireNothingOfOthers(phone);
            }
        }
    }

    /** Until the last file is gone nobody else can open the folder. */
    @Test
    void aCrashDuringALogoutGivesNothingAway() {
        FakeDisk image = imageWithPendingWork();
        long operations = countOperations(image);
        for (UnsyncedWork unsynced : List.of(UnsyncedWork.KEEP, UnsyncedWork.DISCARD)) {
            for (long at = 1; at <= operations; at++) {
                for (int seed = 0; seed < 4; seed++) {
                    Handset phone = opened(image);
                    phone.disk.crashAt(phone.disk.operations() + at);
                    try {
                        phone.client.logout(unsynced);
                    } catch (RuntimeException crash) {
                        assertTrue(phone.disk.isCrashed(), crash::toString);
                    }
                    phone.crash(seed);
                    requireNothingOfOthers(phone);
                    if (unsynced == UnsyncedWork.KEEP) {
                        phone.open();
                        assertEquals(1, phone.standing().pending());
                        phone.client.close();
                    }
                }
            }
        }
    }

    /** Somebody else gets either no access, or a folder in which there is nothing. */
    private void requireNothingOfOthers(Handset phone) {
        Handset ben = new Handset(hub, "ben", 3);
        ben.disk = phone.disk.copy();
        try {
            ben.open();
        } catch (SyncDbException refused) {
            assertEquals(ErrorCode.CONFIGURATION, refused.code());
            return;
        }
        assertEquals(0, ben.standing().pending());
        assertFalse(ben.standing().complete());
        boolean hasTable = ben.client.database().schema().find("notes") != null;
        assertTrue(!hasTable || ben.read("SELECT * FROM notes").isEmpty());
        ben.client.close();
    }

    private FakeDisk imageWithPendingWork() {
        offline();
        ann.write("INSERT INTO notes VALUES ('mine', 'unsent', 1)");
        ann.client.close();
        return ann.disk.copy();
    }

    private Handset opened(FakeDisk image) {
        Handset phone = new Handset(hub, "ann", 5);
        phone.disk = image.copy();
        phone.open();
        return phone;
    }

    private long countOperations(FakeDisk image) {
        Handset phone = opened(image);
        long before = phone.disk.operations();
        phone.client.logout(UnsyncedWork.DISCARD);
        return phone.disk.operations() - before;
    }

    private void offline() {
        hub.weather = exchange -> {
            throw Hub.offline();
        };
    }

    private void online() {
        hub.weather = Hub.Exchange::carry;
    }

    private List<String> filesOf(String prefix) {
        return ann.disk.list().stream().filter(file -> file.startsWith(prefix)).toList();
    }
}
