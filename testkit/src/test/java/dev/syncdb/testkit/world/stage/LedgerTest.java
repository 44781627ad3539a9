package dev.syncdb.testkit.world.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

import java.util.List;

final class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final Author ann = ledger.enter("ann", "space1", false);
    private final Author ben = ledger.enter("ben", "space2", false);

    @Test
    void everyWordHasATextOfItsOwn() {
        Word first = ledger.next(ann, 1);
        Word second = ledger.next(ann, 2);
        assertEquals("ann-1", first.text());
        assertEquals("ann-2", second.text());
        assertSame(second, ledger.find("ann-2"));
        assertEquals(2, ledger.transactions());
    }

    @Test
    void whatTheServerTookInIsCountedByAuthorAndInOrder() {
        Word first = ledger.next(ann, 1);
        Word second = ledger.next(ann, 2);
        ledger.published(first, 7);
        ledger.published(second, 9);
        assertEquals(List.of(first, second), ann.published());
        assertEquals(1, second.place());
        assertArrayEquals(new int[] {2, 0}, ledger.published("space1"));
        ledger.published(first, 10);
        assertEquals(1, ledger.twice());
    }

    @Test
    void aSpaceThatGoesBackForgetsWhatItTookInSince() {
        Word kept = ledger.next(ann, 1);
        Word lost = ledger.next(ann, 2);
        Word elsewhere = ledger.next(ben, 3);
        ledger.published(kept, 7);
        ledger.published(lost, 9);
        ledger.published(elsewhere, 9);
        lost.setBasis(new int[] {2, 0});
        assertEquals(List.of(lost), ledger.rewind("space1", 8));
        assertEquals(List.of(kept), ann.published());
        assertEquals(0, lost.timesPublished());
        assertEquals(1, elsewhere.timesPublished());
        assertArrayEquals(new int[] {1, 0}, lost.basis(), "nobody can ask for what is gone");
    }

    @Test
    void whatWasPromisedAndLostIsCounted() {
        Word safe = ledger.next(ann, 1);
        ledger.next(ann, 2);
        safe.tell(Word.Told.SAFE);
        assertEquals(1, ledger.safe());
        ledger.lose(safe);
        assertEquals(1, ledger.lost());
    }
}
