package dev.syncdb.server.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;

import org.junit.jupiter.api.Test;

final class ChainsTest {
    private static final long ANN = 3;
    private static final long BEN = 4;

    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(1, 0, 0), () -> 5),
            StoreOptions.SPACE);
    private final Transaction rows = store.begin();

    ChainsTest() {
        InternalTables.define(rows);
    }

    private void add(long client, long from, long to) {
        for (long number = from; number <= to; number++) {
            Chains.add(rows, client, number, (int) (client * 1_000_003 + number));
        }
    }

    private void assertKnown(long client, long number) {
        assertEquals(
                (int) (client * 1_000_003 + number),
                Chains.after(rows, client, number),
                "after transaction " + number);
    }

    @Test
    void everyValueIsFoundAgain() {
        add(ANN, 1, 200);
        add(BEN, 1, 70);
        for (long number = 1; number <= 200; number++) {
            assertKnown(ANN, number);
        }
        assertKnown(BEN, 70);
        assertNull(Chains.after(rows, ANN, 201), "not judged");
        assertNull(Chains.after(rows, BEN, 71));
        assertNull(Chains.after(rows, 5, 1), "nobody");
    }

    @Test
    void theOldestAreForgotten() {
        long last = Chains.RUN * (Chains.RUNS_MAX + 2L);
        add(ANN, 1, last);
        assertNull(Chains.after(rows, ANN, 1));
        assertKnown(ANN, last - Chains.RUN * (Chains.RUNS_MAX - 1L));
        assertKnown(ANN, last);
    }

    @Test
    void aSpaceThatIsOlderThanThisBeginsInTheMiddle() {
        add(ANN, 90, 130);
        assertKnown(ANN, 90);
        assertKnown(ANN, 130);
    }
}
