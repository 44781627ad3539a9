package dev.syncdb.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    Pin pin(Supplier<Published> head) {
        while (true) {
            Pin pin = new Pin(head.get());
            open.add(pin);
            if (head.get() == pin.published()) {
                return pin;
            }
            open.remove(pin);
        }
    }

    void unpin(Pin pin) {
        open.remove(pin);
    }

    /** The oldest version that is or can be pinned, given the published one. */
    long oldest(long published) {
        long oldest = published;
        for (Pin pin : open) {
            oldest = Math.min(oldest, pin.published().version());
        }
        return oldest;
    }
}
