package dev.syncdb.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncResult;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.disk.DiskCrash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A client whose disk refuses something goes on by itself when the disk works again: nothing that
 * it acknowledged is lost, nothing that it refused comes back, and the app is not started again.
 */
final class FailingDiskTest {
    private static final int STEPS = 14;

    /** Opening a server takes longer than a run does, and so does a log that has grown long. */
    private static final int RUNS_PER_HUB = 20;

    /** Large enough that the outbox is due for a checkpoint after two of them. */
    private static final String LARGE = "x".repeat(200_000);

    /** How long the disk refuses. */
    private enum Trouble {
        ONE_OPERATION(1),
        ONE_STEP(2),
        THREE_STEPS(4);

        /** Which operations it begins at: all, or every so manyth. */
        private final int stride;

        Trouble(int stride) {
            this.stride = stride;
        }
    }

    private int runs;
    private Hub hub;
    private Handset phone;
    private final TreeSet<String> acknowledged = new TreeSet<>();
    private final TreeSet<String> refused = new TreeSet<>();

    @Test
    void aRefusalAtAnyOperationIsOvercomeWithoutStartingAgain() {
        long operations = countOperations();
        assertTrue(operations > 100, () -> operations + " operations are too few to show much");
        for (Trouble trouble : Trouble.values()) {
            for (long at = 1; at <= operations; at += trouble.stride) {
                begin();
                run(trouble, at);
                settle("refused at " + at + ", " + trouble);
                reopen();
                assertSame("refused at " + at + ", " + trouble + ", and opened again");
                end();
            }
        }
    }

    @Test
    void whatWasAcknowledgedAfterARefusalSurvivesACrash() {
        long operations = countOperations();
        for (long at = 1; at <= operations; at += 3) {
            String story = "refused at " + at + ", and crashed";
            begin();
            run(Trouble.ONE_STEP, at);
            write("last", "small");
            phone.crash(at);
            phone.open();
            requireAcknowledged(story);
            // What was refused and could not be wiped may have come back: nobody was told it would
            // not.
            refused.clear();
            settle(story);
            end();
        }
    }

    /** B4: a process that ends in any step leaves nothing that is stuck. */
    @Test
    void aClientThatWasKilledAtAnyOperationDrainsWhenItIsOpenedAgain() {
        long operations = countOperations();
        for (long at = 1; at <= operations; at++) {
            String story = "killed at " + at;
            begin();
            phone.disk.crashAt(phone.disk.operations() + at);
            for (int step = 0; step < STEPS && !phone.disk.isCrashed(); step++) {
                step(step);
            }
            phone.crash(at);
            phone.open();
            requireAcknowledged(story);
            refused.clear();
            settle(story);
            end();
        }
    }

    @Test
    void aFullDiskCostsErrorsUntilItHasRoom() {
        begin();
        phone.disk.fullAt(1);
        for (int step = 0; step < STEPS; step++) {
            step(step);
        }
        assertTrue(refused.size() > 3, "a full disk takes nothing");
        phone.disk.fullAt(Long.MAX_VALUE);
        for (int step = 0; step < STEPS; step++) {
            step(step);
        }
        settle("full");
        end();
    }

    private void run(Trouble trouble, long at) {
        long from = phone.disk.operations() + at;
        if (trouble == Trouble.ONE_OPERATION) {
            phone.disk.refuseAt(from);
        } else {
            phone.disk.refuseFrom(from);
        }
        int left = trouble == Trouble.THREE_STEPS ? 3 : 1;
        for (int step = 0; step < STEPS; step++) {
            step(step);
            if (trouble != Trouble.ONE_OPERATION
                    && phone.disk.operations() >= from
                    && --left == 0) {
                phone.disk.refuseFrom(Long.MAX_VALUE);
            }
        }
        phone.disk.refuseFrom(Long.MAX_VALUE);
    }

    /** What an app and its backend do, in turns. */
    private void step(int step) {
        switch (step) {
            case 3, 9 -> countUp(step);
            case 6 -> fork();
            default ->
                write(
                        "note " + step + " " + acknowledged.size(),
                        step == 10 || step == 12 ? LARGE : "x");
        }
        if (step % 2 == 1 || step == 0) {
            phone.client.sync();
        }
    }

    private void countUp(int step) {
        hub.space().write(session -> {
            for (int i = 0; i < 6; i++) {
                session.execute("REPLACE INTO counters VALUES (?, ?)", "c" + step + "-" + i, step);
            }
            return step;
        });
    }

    /** The next answer says that the phone is a copy, after the server did what was asked. */
    private void fork() {
        hub.weather = exchange -> {
            hub.weather = Hub.Exchange::carry;
            SyncResponse response = ResponseCodec.decode(exchange.carry());
            long lastTx = response instanceof Answer answer ? answer.lastTx() : 0;
            return ResponseCodec.encode(new Refusal(ErrorCode.FORKED, "a copy", lastTx, 0));
        };
    }

    private void write(String id, String body) {
        try {
            phone.write("INSERT INTO notes VALUES (?, ?, 1)", id, body);
            acknowledged.add("('" + id + "')");
        } catch (Retryable unwritten) {
            refused.add("('" + id + "')");
        } catch (DiskCrash crash) {
            // The process is gone.
        }
        if (!phone.disk.isCrashed()) {
            TreeSet<String> visible = new TreeSet<>(phone.read("SELECT id FROM notes"));
            assertTrue(visible.containsAll(acknowledged), visible::toString);
            refused.removeAll(acknowledged);
            refused.forEach(each -> assertTrue(!visible.contains(each), visible::toString));
        }
    }

    /** Everything that the phone had acknowledged is there or known to the server. */
    private void requireAcknowledged(String story) {
        TreeSet<String> known = new TreeSet<>(phone.read("SELECT id FROM notes"));
        known.addAll(hub.read("SELECT id FROM notes"));
        assertTrue(known.containsAll(acknowledged), () -> story + ": " + known);
    }

    /** The disk is well again: everything is sent, and both sides have the same. */
    private void settle(String story) {
        SyncResult result = phone.client.sync();
        if (!result.caughtUp()) {
            result = phone.client.sync();
        }
        SyncResult last = result;
        assertTrue(last.caughtUp(), () -> story + ": " + last);
        assertSame(story);
    }

    private void assertSame(String story) {
        for (String table : List.of("notes", "counters")) {
            String query = "SELECT id FROM " + table + " ORDER BY id";
            assertEquals(hub.read(query), phone.read(query), story);
        }
        List<String> there = hub.read("SELECT id FROM notes");
        assertTrue(there.containsAll(acknowledged), () -> story + ": " + there);
        List<String> ghosts = new ArrayList<>(refused);
        ghosts.retainAll(there);
        assertEquals(List.of(), ghosts, story);
        assertEquals(0, phone.standing().pending(), story);
        assertEquals(List.of(), phone.client.database().check(), story);
    }

    private long countOperations() {
        begin();
        long before = phone.disk.operations();
        for (int step = 0; step < STEPS; step++) {
            step(step);
        }
        long operations = phone.disk.operations() - before;
        settle("no trouble");
        end();
        return operations;
    }

    private void begin() {
        acknowledged.clear();
        refused.clear();
        if (runs++ % RUNS_PER_HUB == 0) {
            hub = new Hub(runs);
        }
        hub.space = "team-" + runs;
        hub.weather = Hub.Exchange::carry;
        phone = new Handset(hub, "ann", 6);
        phone.open();
        phone.client.sync();
    }

    private void reopen() {
        phone.client.close();
        phone.open();
    }

    private void end() {
        phone.client.close();
        assertEquals(List.of(), phone.disk.leftOpen());
    }
}
