package dev.syncdb.testkit.world;

import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
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

import java.util.function.Consumer;

/**
 * One phone: its disk, its clock, its replica while it runs, and at most one request on its way.
 */
final class PhoneHost {
    /** A phone gives up on an answer after this long. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final int RETRY_MILLIS_MAX = 10_000;
    private static final int REBOOT_MILLIS_MAX = 20_000;
    private static final int PAGE_BYTES_MAX = 600;

    private final int number;
    private final Stage stage;
    private final SeededRandom random;
    private final FakeClock clock;
    private FakeDisk disk = new FakeDisk();
    private @Nullable Replica replica;
    private long exchange;
    private boolean waiting;
    private boolean caughtUp;

    PhoneHost(int number, Stage stage) {
        this.number = number;
        this.stage = stage;
        this.random = stage.random().split();
        this.clock = new FakeClock(stage.time());
        guarded(running -> {});
    }

    int number() {
        return number;
    }

    /**
     * True once the server has said that nothing is left to tell, and nothing was written since.
     */
    boolean isCaughtUp() {
        return caughtUp;
    }

    FakeClock clock() {
        return clock;
    }

    /** Does something with the replica; a crash of the disk ends it and plans the next boot. */
    void guarded(Consumer<Replica> work) {
        try {
            Replica running = replica;
            if (running == null) {
                running = Replica.open(options());
                replica = running;
            }
            work.accept(running);
        } catch (DiskCrash crash) {
            died();
        }
    }

    boolean isRunning() {
        return replica != null;
    }

    /** Somebody wrote on this phone. */
    void wrote() {
        caughtUp = false;
    }

    /** The disk will stop the phone at one of its next operations. */
    void crashSoon(int operationsMax) {
        disk.crashAt(disk.operations() + 1 + random.below(operationsMax));
    }

    /** No crash any more. */
    void heal() {
        disk.crashAt(Long.MAX_VALUE);
    }

    /** Sends a request, unless one is on its way. */
    void sync() {
        if (waiting || replica == null) {
            return;
        }
        guarded(running -> {
            byte[] request = RequestCodec.encode(running.request());
            long sent = ++exchange;
            waiting = true;
            stage.events().after(PATIENCE_MILLIS, () -> failed(sent));
            stage.network().exchange(this, stage.server(), sent, request);
        });
    }

    /**
     * An answer, or a part of one, arrived. One that nobody waits for any more is not even read.
     */
    void answered(long answered, byte[] bytes) {
        if (!waiting || answered != exchange || replica == null) {
            return;
        }
        SyncResponse response;
        try {
            response = ResponseCodec.decode(bytes);
        } catch (SyncDbException cut) {
            failed(answered);
            return;
        }
        waiting = false;
        guarded(running -> receive(running, response));
    }

    private void receive(Replica running, SyncResponse response) {
        Progress progress;
        try {
            progress = running.receive(response);
        } catch (SyncDbException refused) {
            stage.note("phone " + number + " is refused: " + refused.getMessage());
            retry();
            return;
        }
        stage.note("phone " + number + " heard: " + progress.next() + ", " + progress.rowsReceived()
                + " rows");
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
        stage.events().after(random.below(RETRY_MILLIS_MAX), this::sync);
    }

    // Small pages, so that most pulls take several.
    private ReplicaOptions options() {
        return new ReplicaOptions(
                disk, new Environment(clock, random), Durability.FULL, "somebody", PAGE_BYTES_MAX);
    }

    private void died() {
        stage.struck(Fault.CRASH_PHONE, "phone " + number + " dies");
        replica = null;
        waiting = false;
        caughtUp = false;
        exchange++;
        disk = disk.afterCrash(random.nextLong());
        clock.reboot();
        stage.events().after(random.below(REBOOT_MILLIS_MAX), () -> guarded(running -> sync()));
    }

    /**
     * Closes the replica and opens it again, as an app that is started anew; it must not crash any
     * more.
     */
    Replica reopened() {
        Replica running = replica;
        if (running != null) {
            running.close();
        }
        replica = Replica.open(options());
        return replica;
    }
}
