package dev.syncdb.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncPolicy;
import dev.syncdb.client.SyncStatus;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.testkit.clock.SeededRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * T13, B2, B5: whatever went wrong, a started client has its next sync planned; what is pending is
 * sent soon after things are well again; and while they are not, the network is left in peace.
 */
final class LivenessTest {
    /** In front of the body stands the version: another one is no damage, but a refusal. */
    private static final int BODY_AT = 4;

    private static final int REFUSING = 4;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    /** Twice what a cap of a minute comes to in the mean with full jitter. */
    private static final int REQUESTS_AN_HOUR_MAX = 240;

    /** What a hint may at most cause, once in five seconds. */
    private static final int HINTED_REQUESTS_AN_HOUR_MAX = 720 + REQUESTS_AN_HOUR_MAX;

    /** What the server asked for at most, the cap of the waits, and some rest. */
    private static final long HEALED_MILLIS_MAX =
            5 * SECOND + SyncPolicy.DEFAULT.retryMillisMax() + SECOND;

    /** Who was refused for good asks again after some minutes. */
    private static final long REFUSED_MILLIS_MAX = 5 * MINUTE + SECOND;

    private final List<String> story = new ArrayList<>();
    private Hub hub;
    private Handset phone;
    private SeededRandom random;
    private int written;

    @AfterEach
    void close() {
        phone.client.close();
        hub.close();
    }

    @RepeatedTest(60)
    void whatIsPendingIsSentSoonAfterThingsAreWellAgain(RepetitionInfo repetition) {
        begin(repetition.getCurrentRepetition());
        for (int storm = 0; storm < 6; storm++) {
            int kind = storm();
            long until = hub.time.millis() + random.between(SECOND, 20 * MINUTE);
            while (hub.time.millis() < until) {
                act();
                phone.scheduler.pass(random.between(1, 40 * SECOND));
                assertEquals(1, phone.planned, this::story);
            }
            story.add("it heals at " + hub.time.millis());
            hub.weather = Hub.Exchange::carry;
            phone.scheduler.pass(kind == REFUSING ? REFUSED_MILLIS_MAX : HEALED_MILLIS_MAX);
            assertEquals(0, phone.standing().pending(), this::story);
            assertTrue(phone.standing().caughtUp(), this::story);
            assertEquals(
                    phone.read("SELECT id FROM notes ORDER BY id"),
                    hub.read("SELECT id FROM notes ORDER BY id"),
                    this::story);
        }
    }

    @RepeatedTest(20)
    void aNetworkThatIsDownIsLeftInPeace(RepetitionInfo repetition) {
        begin(1_000 + repetition.getCurrentRepetition());
        storm();
        phone.scheduler.pass(10 * MINUTE);
        int before = hub.requests;
        for (int i = 0; i < 60; i++) {
            phone.write("INSERT INTO notes VALUES (?, 'x', 1)", "in vain " + i);
            phone.scheduler.pass(MINUTE);
        }
        assertTrue(
                hub.requests - before <= REQUESTS_AN_HOUR_MAX,
                () -> hub.requests - before + " requests in an hour; " + story());
    }

    /** A platform may tell of a network that comes and goes as often as it likes. */
    @RepeatedTest(20)
    void hintsDoNotMakeAClientHammer(RepetitionInfo repetition) {
        begin(2_000 + repetition.getCurrentRepetition());
        storm();
        int before = hub.requests;
        for (long end = hub.time.millis() + HOUR; hub.time.millis() < end; ) {
            phone.client.networkAvailable();
            if (random.percent(10)) {
                phone.client.stop();
                phone.client.start();
            }
            assertEquals(1, phone.planned, this::story);
            phone.scheduler.pass(random.between(1, SECOND));
        }
        assertTrue(
                hub.requests - before <= HINTED_REQUESTS_AN_HOUR_MAX,
                () -> hub.requests - before + " requests in an hour; " + story());
    }

    /** B5: an answer that does not fit is no reason to ask for it again and again. */
    @Test
    void anAnswerThatFitsNothingIsNotAskedForInACircle() {
        begin(3);
        phone.client.sync();
        hub.weather = exchange -> {
            byte[] answer = exchange.carry();
            return ResponseCodec.encode(Misfit.of(ResponseCodec.decode(answer)));
        };
        hub.space().execute("INSERT INTO notes VALUES ('n', 'new', 1)");
        int before = hub.requests;
        phone.scheduler.pass(HOUR);
        assertTrue(
                hub.requests - before <= REQUESTS_AN_HOUR_MAX,
                () -> hub.requests - before + " requests in an hour");
        assertEquals(1, phone.planned);
        hub.weather = Hub.Exchange::carry;
        phone.client.networkAvailable();
        phone.scheduler.pass(6 * SECOND);
        assertEquals(List.of("('n')"), phone.read("SELECT id FROM notes WHERE id = 'n'"));
        assertTrue(phone.client.status() instanceof SyncStatus.Idle);
    }

    /** Lets something be wrong from now on, and returns what. */
    private int storm() {
        int kind = (int) random.below(7);
        story.add("storm " + kind + " at " + hub.time.millis());
        hub.weather = switch (kind) {
            case 0 ->
                exchange -> {
                    throw Hub.offline();
                };
            case 1 ->
                exchange -> {
                    throw new Retryable(ErrorCode.BUSY, "overloaded", random.below(5 * SECOND));
                };
            case 2 ->
                exchange -> {
                    // The server does as it is asked, and nobody hears of it.
                    exchange.carry();
                    throw Hub.offline();
                };
            case 3 ->
                exchange -> {
                    byte[] answer = exchange.carry();
                    answer[(int) random.between(BODY_AT, answer.length - 1)] ^= 16;
                    return answer;
                };
            case REFUSING ->
                exchange -> {
                    throw new Forbidden(ErrorCode.UNAUTHENTICATED, "who are you?");
                };
            case 5 ->
                exchange -> {
                    if (random.percent(50)) {
                        throw new IllegalStateException("a bug");
                    }
                    throw new Fault(ErrorCode.INTERNAL, "a bug of ours");
                };
            default ->
                exchange -> ResponseCodec.encode(
                        new Refusal(ErrorCode.BUSY, "later", 0, random.below(5 * SECOND)));
        };
        return kind;
    }

    private void act() {
        if (random.percent(40)) {
            String id = "note " + ++written;
            phone.write("INSERT INTO notes VALUES (?, 'x', 1)", id);
        }
        if (random.percent(10)) {
            phone.client.networkAvailable();
        }
        if (random.percent(5)) {
            phone.client.sync();
        }
        if (random.percent(5)) {
            phone.client.stop();
            assertEquals(0, phone.planned, this::story);
            phone.client.start();
        }
    }

    private void begin(long seed) {
        story.add("seed " + seed);
        random = new SeededRandom(seed);
        hub = new Hub(seed);
        phone = new Handset(hub, "ann", seed + 1);
        phone.open();
        phone.client.start();
        phone.scheduler.pass(SECOND);
    }

    private String story() {
        return String.join("; ", story);
    }
}
