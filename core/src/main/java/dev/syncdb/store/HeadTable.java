package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * The heads of one table by the hash of their keys: open addressing with linear probing. One thread
 * writes; any number may look up meanwhile and find at least every head that was there when they
 * learned of the version that they read.
 */
final class HeadTable {
    private static final int SLOTS_MIN = 16;

    /** So many are filled at once. */
    private static final int PAGE_SLOTS = 1 << 12;

    /** Beyond three quarters, probes grow long. */
    private static final int USED_QUARTERS_MAX = 3;

    /** Stands where a head was, so that a search goes on behind it. */
    private static final RowHead REMOVED = new RowHead(new TableIdentity("", KeyColumns.NONE), 0);

    private final KeyColumns keys;
    private volatile @Nullable RowHead[] slots = new RowHead[SLOTS_MIN];
    private int size;
    private int used;

    HeadTable(KeyColumns keys) {
        this.keys = keys;
    }

    // The finds differ in what they compare only. Each reads a slot once: it may change meanwhile.

    @Nullable
    RowHead find(Key key) {
        int hash = keys.hash(key);
        @Nullable RowHead[] all = slots;
        for (int i = slot(all, hash, hash); ; i = slot(all, hash, i + 1)) {
            RowHead head = all[i];
            RowVersion row = head == null ? null : head.newest();
            if (head == null || (row != null && keys.has(row, key))) {
                return head;
            }
        }
    }

    /** The head of the row with that key, whose hash is {@code hash}. */
    @Nullable
    RowHead find(PackedRow key, int hash) {
        @Nullable RowHead[] all = slots;
        for (int i = slot(all, hash, hash); ; i = slot(all, hash, i + 1)) {
            RowHead head = all[i];
            RowVersion row = head == null ? null : head.newest();
            if (head == null || (row != null && keys.compare(row, key) == 0)) {
                return head;
            }
        }
    }

    /** For a key of one text that compares as it is. */
    @Nullable
    RowHead find(String text) {
        int hash = keys.hash(text);
        @Nullable RowHead[] all = slots;
        for (int i = slot(all, hash, hash); ; i = slot(all, hash, i + 1)) {
            RowHead head = all[i];
            RowVersion row = head == null ? null : head.newest();
            if (head == null || (row != null && keys.has(row, text))) {
                return head;
            }
        }
    }

    /** For a key of one column. */
    @Nullable
    RowHead find(long integer) {
        int hash = keys.hash(integer);
        @Nullable RowHead[] all = slots;
        for (int i = slot(all, hash, hash); ; i = slot(all, hash, i + 1)) {
            RowHead head = all[i];
            RowVersion row = head == null ? null : head.newest();
            if (head == null || (row != null && keys.has(row, integer))) {
                return head;
            }
        }
    }

    /** The next slot, from one on, where a head of that hash is, or nothing. */
    private static int slot(@Nullable RowHead[] all, int hash, int from) {
        int mask = all.length - 1;
        int i = from & mask;
        for (RowHead head = all[i]; head != null && head.hash() != hash; head = all[i]) {
            i = (i + 1) & mask;
        }
        return i;
    }

    /** Adds a head, whose key is not there. */
    void add(RowHead head) {
        if ((used + 1) * 4L > slots.length * (long) USED_QUARTERS_MAX) {
            rebuild();
        }
        @Nullable RowHead[] all = slots;
        int mask = all.length - 1;
        int i = head.hash() & mask;
        while (all[i] != null && all[i] != REMOVED) {
            i = (i + 1) & mask;
        }
        used += all[i] == null ? 1 : 0;
        size++;
        all[i] = head;
    }

    /** Removes a head; false if it is not there. */
    boolean remove(RowHead head) {
        @Nullable RowHead[] all = slots;
        int mask = all.length - 1;
        for (int i = head.hash() & mask; all[i] != null; i = (i + 1) & mask) {
            if (all[i] == head) {
                all[i] = REMOVED;
                size--;
                return true;
            }
        }
        return false;
    }

    /**
     * Takes in all heads of a table that is empty. The first whose key an earlier one has is
     * returned, and the table is to be thrown away; null if there is none.
     */
    @Nullable
    RowHead fill(List<RowHead> heads) {
        int length = slotsFor(heads.size());
        int mask = length - 1;
        int[] numbers = new int[length];
        int[] hashes = new int[heads.size()];
        for (int number = 0; number < hashes.length; number++) {
            RowHead head = heads.get(number);
            int hash = head.hash();
            hashes[number] = hash;
            int i = hash & mask;
            for (int other = numbers[i] - 1; other >= 0; other = numbers[i] - 1) {
                if (hashes[other] == hash
                        && keys.compare(heads.get(other).present(), head.present()) == 0) {
                    return head;
                }
                i = (i + 1) & mask;
            }
            numbers[i] = number + 1;
        }
        used = hashes.length;
        size = used;
        slots = placed(heads, numbers);
        return null;
    }

    // By the page, so that the collector need not be told of each reference.
    private static @Nullable RowHead[] placed(List<RowHead> heads, int[] numbers) {
        @Nullable RowHead[] all = new RowHead[numbers.length];
        @Nullable RowHead[] page = new RowHead[Math.min(PAGE_SLOTS, all.length)];
        for (int from = 0; from < all.length; from += page.length) {
            for (int i = 0; i < page.length; i++) {
                int number = numbers[from + i] - 1;
                page[i] = number < 0 ? null : heads.get(number);
            }
            System.arraycopy(page, 0, all, from, page.length);
        }
        return all;
    }

    /** Place for a number for each head that is visible now. */
    HeadNumbers numbers() {
        return new HeadNumbers(slots);
    }

    int size() {
        return size;
    }

    /** Hands over every head, in no order that means anything. */
    void forEach(Consumer<RowHead> taker) {
        for (RowHead head : slots) {
            if (head != null && head != REMOVED) {
                taker.accept(head);
            }
        }
    }

    /** Makes room for so many heads in all. */
    void reserve(int heads) {
        if (heads * 4L > slots.length * (long) USED_QUARTERS_MAX) {
            rebuild(slotsFor(heads));
        }
    }

    /** Heap that the slots take. */
    long bytes() {
        return 16 + 4L * slots.length;
    }

    private void rebuild() {
        rebuild(slotsFor(size + 1 + size / 2));
    }

    private static int slotsFor(int heads) {
        int slots = SLOTS_MIN;
        while (heads * 4L > slots * (long) USED_QUARTERS_MAX) {
            slots *= 2;
        }
        return slots;
    }

    // Readers of the old slots find there all that was there.
    private void rebuild(int length) {
        @Nullable RowHead[] more = new RowHead[length];
        int mask = length - 1;
        for (RowHead head : slots) {
            if (head != null && head != REMOVED) {
                int i = head.hash() & mask;
                while (more[i] != null) {
                    i = (i + 1) & mask;
                }
                more[i] = head;
            }
        }
        used = size;
        slots = more;
    }
}
