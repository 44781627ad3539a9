package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class PinsTest {
    private static Published version(long version) {
        return new Published(new View(Catalog.empty(0), FrozenOrders.NONE, version), null);
    }

    @Test
    void aPinThatCameTooLateIsTakenAgain() {
        Published old = version(1);
        Published present = version(2);
        Deque<Published> seen = new ArrayDeque<>(List.of(old, present, present, present));
        Pins pins = new Pins();
        Pin pin = pins.pin(seen::removeFirst);
        assertSame(present, pin.published(), "the writer may have missed the pin of the old one");
        assertEquals(2, pins.oldest(9), "the old pin is gone");
        pins.unpin(pin);
        assertEquals(9, pins.oldest(9));
    }
}
