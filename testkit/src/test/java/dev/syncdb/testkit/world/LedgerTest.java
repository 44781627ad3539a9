package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

final class LedgerTest {
    @Test
    void wordsAreKeptInOrderAndApplicationsCounted() {
        Ledger ledger = new Ledger();
        ledger.acknowledged("b");
        ledger.acknowledged("a");
        ledger.published("a");
        ledger.published("a");
        assertEquals(List.of("b", "a"), List.copyOf(ledger.acknowledged()));
        assertEquals(2, ledger.timesPublished("a"));
        assertEquals(0, ledger.timesPublished("b"), "told, and not yet on the server");
    }
}
