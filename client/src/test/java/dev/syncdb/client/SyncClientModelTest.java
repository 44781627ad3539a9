package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.sync.message.Refusal;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * B3: whatever is called in whatever order, with whatever failing, the status is what a model of a
 * few lines says, every change of it is heard in order, and a started client has one sync planned.
 */
class SyncClientModelTest {
    private static final int STEPS = 250;

    /** What the server does with the next exchange, and what the status is after that. */
    private enum Weather {
        FINE("Idle"),
        OFFLINE("Offline"),
        BUSY("Waiting"),
        FORBIDDEN("Refused"),
        FAULTY("Waiting"),
        UNJUDGED("Waiting");

        private final String after;

        Weather(String after) {
            this.after = after;
        }
    }

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private SplittableRandom random;
    private Client client;
    private SyncStatus newest;
    private long seed;

    // The model.
    private boolean running;
    private String after;
    private int pending;
    private int inserted;

    @RepeatedTest(40)
    void theStatusIsWhatTheModelSays(RepetitionInfo repetition) {
        seed = repetition.getCurrentRepetition();
        random = new SplittableRandom(seed);
        client = new Client(folder);
        client.sync.sync();
        begin();
        for (int i = 0; i < STEPS; i++) {
            step();
            check();
        }
        client.close();
        expect("Stopped");
        expect("Closed");
        check();
        assertEquals(0, client.scheduler.size());
    }

    private void begin() {
        heard.clear();
        expected.clear();
        expected.add("Stopped");
        running = false;
        after = "Idle";
        client.sync.listen(Runnable::run, new SyncListener() {
            @Override
            public void changed(SyncStatus status) {
                newest = status;
                String kind = status.getClass().getSimpleName();
                if (heard.isEmpty() || !heard.get(heard.size() - 1).equals(kind)) {
                    heard.add(kind);
                }
            }
        });
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0 -> start();
            case 1 -> {
                log.add("stop");
                client.sync.stop();
                running = false;
                expect("Stopped");
            }
            case 2, 3 -> byHand();
            case 4 -> {
                log.add("commit");
                client.insert("row " + ++inserted);
                pending++;
            }
            case 5 -> {
                log.add("network");
                client.sync.networkAvailable();
            }
            case 6 -> {
                log.add("time");
                client.scheduler.pass(random.nextInt(400));
            }
            case 7 -> reopen();
            default -> planned();
        }
    }

    private void start() {
        log.add("start");
        client.sync.start();
        if (!running) {
            running = true;
            after = "Idle";
        }
        expect(after);
    }

    private void byHand() {
        if (random.nextInt(5) == 0) {
            log.add("sync without time");
            client.sync.sync(Duration.ZERO);
            return;
        }
        Weather weather = weather();
        log.add("sync " + weather);
        client.sync.sync();
        synced(weather);
    }

    private void planned() {
        if (running) {
            Weather weather = weather();
            log.add("planned " + weather);
            client.scheduler.runNext();
            synced(weather);
        }
    }

    private void reopen() {
        if (random.nextInt(4) > 0) {
            return;
        }
        log.add("reopen");
        client.sync.close();
        expect("Stopped");
        expect("Closed");
        check();
        client.sync = client.opened();
        begin();
    }

    private Weather weather() {
        Weather weather = Weather.values()[random.nextInt(Weather.values().length)];
        if (weather == Weather.UNJUDGED && pending == 0) {
            weather = Weather.FINE;
        }
        FakeServer server = client.server;
        server.next.clear();
        server.judges = weather != Weather.UNJUDGED;
        switch (weather) {
            case OFFLINE -> server.fail(FakeServer.offline());
            case BUSY -> server.next(request -> new Refusal(ErrorCode.BUSY, "later", 0, 500));
            case FORBIDDEN -> server.next(request -> new Refusal(ErrorCode.FORBIDDEN, "", 0, 0));
            case FAULTY -> server.fail(new Fault(ErrorCode.INTERNAL, "a bug"));
            case FINE, UNJUDGED -> {}
        }
        return weather;
    }

    private void synced(Weather weather) {
        pending = weather == Weather.FINE ? 0 : pending;
        after = weather.after;
        expect("Syncing");
        expect(running ? after : "Stopped");
    }

    private void expect(String kind) {
        if (!expected.get(expected.size() - 1).equals(kind)) {
            expected.add(kind);
        }
    }

    private void check() {
        assertEquals(expected, heard, this::story);
        assertSame(newest, client.sync.status(), this::story);
        assertEquals(pending, client.standing().pending(), this::story);
        assertTrue(
                client.standing().lastSyncedMillis()
                        <= ManualScheduler.EPOCH_MILLIS + client.scheduler.now(),
                this::story);
        boolean open = !client.kind().equals("Closed");
        assertEquals(running && open ? 1 : 0, client.scheduler.size(), this::story);
    }

    private String story() {
        return "seed " + seed + ": " + log;
    }
}
