package dev.syncdb.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The open snapshots. Taking and closing one waits for nobody.
 *
 * <p>A reader pins what is published and then looks whether it still is; the writer first publishes
 * and then looks for pins. So either the writer sees the pin, or the reader sees the newer state
 * and tries again.
 */
final class Pins {
    private final Set<Pin> open = ConcurrentHashMap.newKeySet();

    /** How many are open or about to be: raised before a pin is there, lowered when it is gone. */
    private final AtomicInteger count = new AtomicInteger();

    Pin pin(Supplier<Published> head) {
        while (true) {
            Pin pin = new Pin(head.get());
            count.incrementAndGet();
            open.add(pin);
            if (head.get() == pin.published()) {
                return pin;
            }
            unpin(pin);
        }
    }

    /** May be called again. */
    void unpin(Pin pin) {
        if (open.remove(pin)) {
            count.decrementAndGet();
        }
    }

    /** The oldest version that is or can be pinned, given the published one. */
    long oldest(long published) {
        long oldest = published;
        if (count.get() == 0) {
            return oldest;
        }
        for (Pin pin : open) {
            oldest = Math.min(oldest, pin.published().version());
        }
        return oldest;
    }
}
