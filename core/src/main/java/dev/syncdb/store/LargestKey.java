package dev.syncdb.store;

import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Remembers the largest key among the rows that the writer sees, so that counting keys up does not
 * pass over the tombstones at the end again and again. Confined to the writer.
 */
final class LargestKey {
    private boolean known = true;
    private @Nullable Key largest;

    void came(Key key) {
        Key before = largest;
        if (before == null || key.compareTo(before) > 0) {
            largest = key;
        }
    }

    void went(Key key) {
        if (key.equals(largest)) {
            known = false;
        }
    }

    /**
     * The largest key, or null if there is no row.
     *
     * @param search finds it in the table
     */
    @Nullable
    Key get(Supplier<@Nullable Key> search) {
        if (!known) {
            largest = search.get();
            known = true;
        }
        return largest;
    }
}
