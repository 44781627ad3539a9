package dev.syncdb.testkit.world;

import dev.syncdb.Session;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * One phone: its disk, its clock, its replica while it runs, and at most one request on its way.
 */
final class PhoneHost {
    /** A phone gives up on an answer after this long. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final int RETRY_MILLIS_MAX = 10_000;
    private static final int REBOOT_MILLIS_MAX = 20_000;

    /** So small that most pulls take several pages. */
    private static final int PAGE_BYTES_MAX = 600;

    /** So small that some uploads take several requests. */
    private static final int PUSH_BYTES_MAX = 1_500;

    private final int number;
    private final Stage stage;
    private final Network network;
    private final SeededRandom random;
    private final FakeClock clock;
    private FakeDisk disk = new FakeDisk();
    private @Nullable Replica replica;
    private long exchange;
    private boolean waiting;
    private boolean caughtUp;

    /** A phone that is switched off. */
    PhoneHost(int number, Stage stage, Network network) {
        this.number = number;
        this.stage = stage;
        this.network = network;
        this.random = stage.random().split();
        this.clock = new FakeClock(stage.time());
    }

    /** Opens the replica and sends a request. */
    void start() {
        try {
            Replica opened = Replica.open(options());
            replica = opened;
            stage.note(name() + " starts");
            requireUnharmed(opened.openingEvents());
            sync();
        } catch (DiskCrash crash) {
            died();
        }
    }

    String name() {
        return "phone" + number;
    }

    /** True if the server has said that nothing is left to tell, and nothing was written since. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Writes as an app does; false if the phone cannot, or did not promise that it holds. */
    boolean write(Function<Session, String> work) {
        Replica running = replica;
        if (running == null || running.database().schema().find(Workload.WORDS) == null) {
            // Before it has heard from the server, it has no tables.
            return false;
        }
        caughtUp = false;
        try {
            running.database().write(work);
            return true;
        } catch (DiskCrash crash) {
            died();
            return false;
        }
    }

    /** Sends a request, unless one is on its way or the phone is off. */
    void sync() {
        Replica running = replica;
        if (waiting || running == null) {
            return;
        }
        try {
            byte[] request = RequestCodec.encode(running.request());
            long sent = ++exchange;
            waiting = true;
            caughtUp = false;
            stage.after(PATIENCE_MILLIS, () -> failed(sent));
            network.exchange(request, answer -> answered(sent, answer));
        } catch (DiskCrash crash) {
            died();
        }
    }

    /** Closes the replica and opens it again, as an app that is started anew. */
    Replica reopened() {
        Replica running = replica;
        if (running != null) {
            running.close();
        }
        Replica opened = Replica.open(options());
        replica = opened;
        requireUnharmed(opened.openingEvents());
        return opened;
    }

    void jumpWall(long millis) {
        clock.jumpWall(millis);
        stage.struck(Fault.CLOCK_JUMP, "the clock of " + name() + " jumps by " + millis + " ms");
    }

    /** The disk will stop the phone at one of its next operations. */
    void crashSoon(int operationsMax) {
        disk.crashAt(disk.operations() + 1 + random.below(operationsMax));
    }

    /** No crash any more. */
    void heal() {
        disk.crashAt(Long.MAX_VALUE);
    }

    /** An answer, or a part of one, arrived. One that nobody waits for any more is not read. */
    private void answered(long answered, byte[] bytes) {
        Replica running = replica;
        if (!waiting || answered != exchange || running == null) {
            return;
        }
        SyncResponse response;
        try {
            response = ResponseCodec.decode(bytes);
        } catch (Corrupt cut) {
            failed(answered);
            return;
        }
        waiting = false;
        try {
            receive(running, response);
        } catch (DiskCrash crash) {
            died();
        }
    }

    private void receive(Replica running, SyncResponse response) {
        Progress progress;
        try {
            progress = running.receive(response);
        } catch (Retryable later) {
            stage.note(name() + " is to wait: " + later.getMessage());
            retry();
            return;
        } catch (SyncDbException refused) {
            stage.broke(name() + " is refused: " + refused);
            retry();
            return;
        }
        stage.note(name() + " heard: " + progress.next() + ", " + progress.rowsReceived()
                + " rows, " + progress.accepted() + " accepted");
        requireUnharmed(progress.events());
        caughtUp = progress.next() == Progress.Next.CAUGHT_UP;
        if (progress.next() == Progress.Next.AGAIN) {
            sync();
        } else if (progress.next() == Progress.Next.WAIT) {
            retry();
        }
    }

    private void failed(long failed) {
        if (waiting && failed == exchange) {
            waiting = false;
            retry();
        }
    }

    private void retry() {
        stage.after(random.below(RETRY_MILLIS_MAX), this::sync);
    }

    /** Every commit is forced and no server forgets: nobody ever has to begin again. */
    private void requireUnharmed(List<ReplicaEvent> events) {
        for (ReplicaEvent event : events) {
            switch (event.kind()) {
                case REJECTED, CONFLICT, MERGED, POSTPONED, HELD ->
                    stage.note(name() + " hears: " + event);
                case REREGISTERED, REWOUND, REBUILT, OUTBOX_DAMAGED ->
                    stage.broke(name() + " begins again: " + event);
            }
        }
    }

    private ReplicaOptions options() {
        return new ReplicaOptions(
                        disk,
                        new Environment(clock, random),
                        Durability.FULL,
                        "somebody",
                        PAGE_BYTES_MAX)
                .withLocal(new LocalOptions(
                        PUSH_BYTES_MAX,
                        LocalOptions.SQUASH_MILLIS_MAX,
                        LocalOptions.TRANSACTION_MILLIS_MAX));
    }

    private void died() {
        stage.struck(Fault.CRASH_PHONE, name() + " dies");
        replica = null;
        waiting = false;
        caughtUp = false;
        disk = disk.afterCrash(random.nextLong());
        clock.reboot();
        stage.after(random.below(REBOOT_MILLIS_MAX), this::start);
    }
}
