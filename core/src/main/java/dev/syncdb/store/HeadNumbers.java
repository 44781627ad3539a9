package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.jspecify.annotations.Nullable;

/**
 * A number for each row of one table that a pinned state shows, while a writer goes on: four bytes
 * for each place in the hash of keys, where such a row keeps its place. Confined to its owner.
 */
final class HeadNumbers {
    private final @Nullable RowHead[] slots;
    private final int[] numbers;

    /** @param slots of the table, found after the state was pinned */
    HeadNumbers(@Nullable RowHead[] slots) {
        this.slots = slots;
        this.numbers = new int[slots.length];
    }

    void set(RowHead head, int number) {
        numbers[slot(head)] = number;
    }

    int get(RowHead head) {
        return numbers[slot(head)];
    }

    private int slot(RowHead head) {
        int mask = slots.length - 1;
        int i = head.hash() & mask;
        for (int probes = 0; probes <= mask; probes++) {
            if (slots[i] == head) {
                return i;
            }
            i = (i + 1) & mask;
        }
        throw new Fault(ErrorCode.INTERNAL, "a row has no place");
    }
}
