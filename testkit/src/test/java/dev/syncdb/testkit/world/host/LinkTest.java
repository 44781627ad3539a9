package dev.syncdb.testkit.world.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.host.Link.Arrival;
import dev.syncdb.testkit.world.stage.Stage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class LinkTest {
    private static final byte[] REQUEST = {1, 2, 3, 4};
    private static final byte[] ANSWER = {5, 6, 7, 8, 9, 10};

    private final Stage stage = new Stage(1);
    private final List<byte[]> requests = new ArrayList<>();
    private final List<Arrival> answers = new ArrayList<>();
    private int status = 200;
    private final Link link = new Link(
            stage,
            "the phone",
            request -> {
                requests.add(request);
                return new HttpResponse(status, Map.of(), ANSWER);
            },
            Sabotage.NONE);

    private void exchange() {
        link.exchange(REQUEST, answers::add);
        while (stage.step()) {
            // There and back.
        }
    }

    private int times(Fault fault) {
        return stage.history().faults().getOrDefault(fault, 0);
    }

    @Test
    void withoutFaultsEverythingArrivesOnce() {
        exchange();
        assertArrayEquals(REQUEST, requests.get(0));
        assertArrayEquals(ANSWER, answers.get(0).bytes());
        assertFalse(answers.get(0).damaged());
        assertEquals(1, answers.size());
    }

    @Test
    void aLostRequestIsNeverHeardOfAndALostAnswerIs() {
        link.armUp(Fault.DROPPED, 0, 0);
        exchange();
        assertEquals(0, requests.size());
        link.armDown(Fault.TIMED_OUT, 0, 0);
        exchange();
        assertEquals(1, requests.size(), "the server did it");
        assertEquals(0, answers.size());
        assertEquals(1, times(Fault.DROPPED));
        assertEquals(1, times(Fault.TIMED_OUT));
    }

    @Test
    void aFaultWaitsForItsMessage() {
        link.armUp(Fault.DROPPED, 2, 0);
        exchange();
        exchange();
        exchange();
        exchange();
        assertEquals(3, requests.size(), "the third was lost");
    }

    @Test
    void aDoubledRequestIsAnsweredTwice() {
        link.armUp(Fault.DUPLICATED, 0, 0);
        exchange();
        assertEquals(2, requests.size());
        assertEquals(2, answers.size());
    }

    @Test
    void aLateMessageIsOvertaken() {
        link.armDown(Fault.REORDERED, 0, 50_000);
        link.exchange(REQUEST, answer -> answers.add(new Arrival(new byte[] {1}, false)));
        exchange();
        assertArrayEquals(ANSWER, answers.get(0).bytes());
        assertArrayEquals(new byte[] {1}, answers.get(1).bytes(), "the first comes last");
    }

    @Test
    void aCutLeavesTheFirstPartAndAFlipChangesABit() {
        link.armDown(Fault.CUT, 0, 500_000);
        exchange();
        assertArrayEquals(new byte[] {5, 6, 7}, answers.get(0).bytes());
        link.armDown(Fault.CORRUPTED, 0, 0);
        exchange();
        assertArrayEquals(new byte[] {4, 6, 7, 8, 9, 10}, answers.get(1).bytes());
        assertTrue(answers.get(0).damaged() && answers.get(1).damaged());
        assertEquals(0, stage.history().broken().size(), "nobody took them for whole");
    }

    @Test
    void aServerThatTakesADamagedRequestIsNoticed() {
        link.armUp(Fault.CORRUPTED, 0, 3);
        exchange();
        assertEquals(
                "SOUND: the server took a damaged request of the phone",
                stage.history().broken().get(0).toString());
        status = 400;
        link.armUp(Fault.CUT, 0, 3);
        exchange();
        assertEquals(1, stage.history().broken().size(), "a refusal is what it is to give");
    }

    @Test
    void aPartitionBlocksOneDirectionOrBothForAWhile() {
        link.partition(false, true, 1_000);
        exchange();
        assertEquals(1, requests.size());
        assertEquals(0, answers.size());
        stage.after(1_000, () -> {});
        stage.step();
        exchange();
        assertEquals(1, answers.size(), "it is over");
        link.partition(true, false, 1_000);
        exchange();
        assertEquals(2, requests.size());
        assertEquals(2, times(Fault.PARTITIONED));
        link.heal();
        exchange();
        assertEquals(2, answers.size());
    }

    @Test
    void whatIsNoFaultOfANetworkIsRefused() {
        link.armUp(Fault.CRASHED, 0, 0);
        assertThrows(IllegalArgumentException.class, this::exchange);
    }
}
