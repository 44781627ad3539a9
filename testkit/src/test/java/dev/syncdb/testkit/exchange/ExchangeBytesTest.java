package dev.syncdb.testkit.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.sync.pull.Pull;
import dev.syncdb.testkit.exchange.Handset.Exchange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What the usual exchanges cost, to the byte, between a real replica and a real server. */
final class ExchangeBytesTest {
    private final Hub hub = new Hub();
    private Handset ann;
    private Handset bob;

    @BeforeEach
    void open() {
        hub.write(
                "INSERT INTO lists VALUES (1, 'home')",
                "INSERT INTO items VALUES (1, 1, 'milk', 0)",
                "INSERT INTO items VALUES (2, 1, 'bread', 0)");
        ann = Handset.synced(hub, 2, Pull.ROWS_UNLIMITED);
        bob = Handset.synced(hub, 3, Pull.ROWS_UNLIMITED);
        ann.sync();
        bob.sync();
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
        hub.close();
    }

    /** B17: what was synced is not synced again, and hardly anything is said to find that out. */
    @Test
    void anIdleSyncTakesNineteenBytes() {
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(new Exchange(14, 5)), ann.sync());
        }
    }

    @Test
    void anIdleSyncOfAReplicaThatWasOpenedAnewSaysItsStateOnce() {
        ann.reopen();
        assertEquals(List.of(new Exchange(73, 5)), ann.sync());
        assertEquals(List.of(new Exchange(14, 5)), ann.sync());
    }

    @Test
    void aServerThatWasRestartedAsksForTheStateOnce() {
        hub.restart();
        assertEquals(List.of(new Exchange(14, 37), new Exchange(73, 5)), ann.sync());
        assertEquals(List.of(new Exchange(14, 5)), ann.sync());
    }

    @Test
    void aVersionThatBroughtNothingIsHeardOfInThirtyThreeBytes() {
        Handset.synced(hub, 4, Pull.ROWS_UNLIMITED).close();
        assertEquals(List.of(new Exchange(14, 19)), ann.sync(), "somebody has registered");
    }

    @Test
    void oneChangedRowIsPulledInOneExchange() {
        hub.write("UPDATE items SET done = 1 WHERE id = 2");
        assertEquals(List.of(new Exchange(14, 35)), ann.sync());
        assertEquals("(2, 1, 'bread', 1)", ann.read("SELECT * FROM items WHERE id = 2"));
    }

    @Test
    void oneUpdateIsPushedInOneExchange() {
        ann.write("UPDATE items SET done = 1 WHERE id = 2");
        assertEquals(List.of(new Exchange(41, 21)), ann.sync());
        assertEquals(List.of(new Exchange(14, 5)), ann.sync());
        assertEquals("(2, 1, 'bread', 1)", hub.read("SELECT * FROM items WHERE id = 2"));
    }

    @Test
    void noUsualExchangeHasToBeSaidTwice() {
        for (int i = 0; i < 5; i++) {
            ann.write("INSERT INTO items (list, title) VALUES (1, 'a" + i + "')");
            bob.write("INSERT INTO items (list, title) VALUES (1, 'b" + i + "')");
            hub.write("UPDATE items SET done = " + i + " WHERE id = 1");
            assertEquals(1, ann.sync().size());
            assertEquals(1, bob.sync().size());
        }
    }
}
