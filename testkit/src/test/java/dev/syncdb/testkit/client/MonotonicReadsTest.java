package dev.syncdb.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.testkit.clock.SeededRandom;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * B1: through a thousand connections that come and go, what a phone shows never goes back in time
 * or empty, nor does the time of its last sync, and each of its transactions has one effect.
 */
final class MonotonicReadsTest {
    private static final int RECONNECTS = 1_000;
    private static final long SEED = 253;

    private final SeededRandom random = new SeededRandom(SEED);
    private final Hub hub = new Hub(SEED);
    private final Handset phone = new Handset(hub, "ann", SEED);
    private long counted;
    private long shown;
    private long synced;
    private int written;
    private boolean lost;

    @Test
    void nothingThatWasSeenGoesBackThroughAThousandReconnects() {
        hub.space().execute("INSERT INTO counters VALUES ('backend', 0)");
        phone.open();
        phone.client.sync();
        phone.client.start();
        for (int i = 0; i < RECONNECTS; i++) {
            disconnect();
            act();
            hub.weather = Hub.Exchange::carry;
            phone.client.networkAvailable();
            if (random.percent(50)) {
                phone.client.sync();
            }
            phone.scheduler.pass(random.between(1, 20_000));
            look();
            if (random.percent(3)) {
                phone.client.close();
                phone.open();
                // What is on disk is the time of the last pull that changed something.
                synced = phone.standing().lastSyncedMillis();
                phone.client.start();
                look();
            }
        }
        phone.client.sync().orThrow();
        look();
        assertEquals(counted, shown, this::story);
        assertEquals(
                List.of("(" + written + ", " + written + ")"),
                hub.read("SELECT count(*), sum(size) FROM notes"),
                this::story);
        assertTrue(lost, "an answer was lost after the server had done its work");
        phone.client.close();
        hub.close();
    }

    /** From now on exchanges fail, some of them after they reached the server. */
    private void disconnect() {
        int kind = (int) random.below(3);
        hub.weather = exchange -> {
            if (kind == 0) {
                throw Hub.offline();
            }
            byte[] answer = exchange.carry();
            if (kind == 1) {
                lost = true;
                throw new Retryable(ErrorCode.UNREACHABLE, "cut", 0);
            }
            return answer;
        };
    }

    private void act() {
        if (random.percent(60)) {
            hub.space().execute("UPDATE counters SET n = n + 1 WHERE id = 'backend'");
            counted++;
        }
        if (random.percent(60)) {
            phone.write("INSERT INTO notes VALUES (?, 'x', 1)", "note " + ++written);
        }
        phone.scheduler.pass(random.between(1, 20_000));
        look();
    }

    private void look() {
        List<String> rows = phone.read("SELECT n FROM counters");
        assertEquals(1, rows.size(), this::story);
        String row = rows.get(0);
        long now = Long.parseLong(row.substring(1, row.length() - 1));
        assertTrue(now >= shown, () -> now + " after " + shown + "; " + story());
        shown = now;
        assertEquals(
                List.of("(" + written + ")"),
                phone.read("SELECT count(*) FROM notes"),
                () -> "own writes are always visible; " + story());
        long last = phone.standing().lastSyncedMillis();
        assertTrue(last >= synced, () -> last + " after " + synced + "; " + story());
        synced = last;
    }

    private String story() {
        return "seed " + SEED + " at " + hub.time.millis();
    }
}
