package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.SoughtText;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * The heads of one table by the hash of their keys: open addressing with linear probing. One thread
 * writes; any number may look up meanwhile and find at least every head that was there when they
 * learned of the version that they read.
 *
 * <p>A search walks along tags, of one byte each, and touches only heads whose tag is that of the
 * hash: heads lie anywhere in memory, and each one costs more than many tags. The tag and the head
 * of a slot are not read at once; who finds a head that does not fit its tag goes on.
 */
final class HeadTable {
    private static final int SLOTS_MIN = 16;

    /** So many are filled at once. */
    private static final int PAGE_SLOTS = 1 << 12;

    /** Of so many parts, as many as are used at most: beyond, probes grow long. */
    private static final int PARTS = 16;

    private static final int USED_PARTS_MAX = 13;

    /**
     * Room for what comes next, of the heads that are filled in: else the first of them is dear.
     */
    private static final int FILLED_ROOM_PARTS = 4;

    /** The tag of a slot where no head was ever: a search ends. */
    private static final byte NEVER = 0;

    /** The tag of a slot where a head was: a search goes on. */
    private static final byte REMOVED = 1;

    /** The first tag of a hash. */
    private static final int TAG_MIN = 2;

    private final KeyColumns keys;
    private final SoughtText soughtToWrite = new SoughtText();
    private volatile Slots slots = new Slots(SLOTS_MIN);
    private int size;
    private int used;

    /** Two arrays of one length, a power of two, that belong together. */
    private static final class Slots {
        private final byte[] tags;
        private final @Nullable RowHead[] heads;

        Slots(int length) {
            this(new byte[length], new RowHead[length]);
        }

        Slots(byte[] tags, @Nullable RowHead[] heads) {
            this.tags = tags;
            this.heads = heads;
        }

        int mask() {
            return heads.length - 1;
        }

        /** Puts a head into the first slot that is free; true if none was ever there. */
        boolean add(RowHead head) {
            int mask = mask();
            int i = head.hash() & mask;
            while (tags[i] != NEVER && tags[i] != REMOVED) {
                i = (i + 1) & mask;
            }
            boolean fresh = tags[i] == NEVER;
            heads[i] = head;
            tags[i] = tag(head.hash());
            return fresh;
        }
    }

    HeadTable(KeyColumns keys) {
        this.keys = keys;
    }

    /** Of the bits that say least about the place. */
    private static byte tag(int hash) {
        int tag = hash >>> 24;
        return (byte) (tag < TAG_MIN ? tag + TAG_MIN : tag);
    }

    // The finds differ in what they compare only. Each reads a slot once: it may change meanwhile.

    @Nullable
    RowHead find(Key key) {
        int hash = keys.hash(key);
        Slots all = slots;
        for (int i = slot(all, hash, hash); i >= 0; i = slot(all, hash, i + 1)) {
            RowHead head = all.heads[i];
            RowVersion row = head == null ? null : head.newest();
            if (row != null && keys.has(row, key)) {
                return head;
            }
        }
        return null;
    }

    /** As {@link #find(Key)}, and faster; {@code sought} is to work with. */
    @Nullable
    RowHead find(Key key, SoughtText sought) {
        String text = keys.textOf(key);
        return text == null ? find(key) : find(text, sought);
    }

    /** As {@link #find(Key)}, for the writer only. */
    @Nullable
    RowHead findToWrite(Key key) {
        return find(key, soughtToWrite);
    }

    /** The head of the row with that key, whose hash is {@code hash}. */
    @Nullable
    RowHead find(PackedRow key, int hash) {
        Slots all = slots;
        for (int i = slot(all, hash, hash); i >= 0; i = slot(all, hash, i + 1)) {
            RowHead head = all.heads[i];
            RowVersion row = head == null ? null : head.newest();
            if (row != null && keys.compare(row, key) == 0) {
                return head;
            }
        }
        return null;
    }

    /** For a key of one text that compares as it is; {@code sought} is to work with. */
    @Nullable
    RowHead find(String text, SoughtText sought) {
        sought.seek(text);
        int hash = keys.hash(text, sought);
        Slots all = slots;
        for (int i = slot(all, hash, hash); i >= 0; i = slot(all, hash, i + 1)) {
            RowHead head = all.heads[i];
            RowVersion row = head == null ? null : head.newest();
            if (row != null && keys.has(row, text, sought)) {
                return head;
            }
        }
        return null;
    }

    /** For a key of one column. */
    @Nullable
    RowHead find(long integer) {
        int hash = keys.hash(integer);
        Slots all = slots;
        for (int i = slot(all, hash, hash); i >= 0; i = slot(all, hash, i + 1)) {
            RowHead head = all.heads[i];
            RowVersion row = head == null ? null : head.newest();
            if (row != null && keys.has(row, integer)) {
                return head;
            }
        }
        return null;
    }

    /** The next slot, from one on, where a head of that hash seems to be; -1 if there is none. */
    private static int slot(Slots all, int hash, int from) {
        byte[] tags = all.tags;
        byte wanted = tag(hash);
        int mask = tags.length - 1;
        for (int i = from & mask; ; i = (i + 1) & mask) {
            byte tag = tags[i];
            if (tag == wanted) {
                return i;
            }
            if (tag == NEVER) {
                return -1;
            }
        }
    }

    /** Adds a head, whose key is not there. */
    void add(RowHead head) {
        if ((used + 1) * (long) PARTS > slots.heads.length * (long) USED_PARTS_MAX) {
            rebuild();
        }
        used += slots.add(head) ? 1 : 0;
        size++;
    }

    /** Removes a head; false if it is not there. */
    boolean remove(RowHead head) {
        Slots all = slots;
        int hash = head.hash();
        for (int i = slot(all, hash, hash); i >= 0; i = slot(all, hash, i + 1)) {
            if (all.heads[i] == head) {
                all.tags[i] = REMOVED;
                all.heads[i] = null;
                size--;
                return true;
            }
        }
        return false;
    }

    /**
     * Takes in all heads of a table that is empty. The first whose key an earlier one has is
     * returned, and the table is to be thrown away; null if there is none.
     *
     * @param hashes of the heads, at hand where these may be far away
     */
    @Nullable
    RowHead fill(List<RowHead> heads, int[] hashes) {
        int length = slotsFor(heads.size() + heads.size() / FILLED_ROOM_PARTS);
        int mask = length - 1;
        int[] numbers = new int[length];
        int count = heads.size();
        for (int number = 0; number < count; number++) {
            int hash = hashes[number];
            int i = hash & mask;
            for (int other = numbers[i] - 1; other >= 0; other = numbers[i] - 1) {
                if (hashes[other] == hash && isTwin(heads.get(other), heads.get(number))) {
                    return heads.get(number);
                }
                i = (i + 1) & mask;
            }
            numbers[i] = number + 1;
        }
        used = count;
        size = count;
        slots = new Slots(tags(hashes, numbers), placed(heads, numbers));
        return null;
    }

    private boolean isTwin(RowHead head, RowHead other) {
        return keys.compare(head.present(), other.present()) == 0;
    }

    private static byte[] tags(int[] hashes, int[] numbers) {
        byte[] tags = new byte[numbers.length];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = numbers[i] == 0 ? NEVER : tag(hashes[numbers[i] - 1]);
        }
        return tags;
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
        return new HeadNumbers(slots.heads);
    }

    int size() {
        return size;
    }

    /** Hands over every head, in no order that means anything. */
    void forEach(Consumer<RowHead> taker) {
        for (RowHead head : slots.heads) {
            if (head != null) {
                taker.accept(head);
            }
        }
    }

    /** Makes room for so many heads in all. */
    void reserve(int heads) {
        if (heads * (long) PARTS > slots.heads.length * (long) USED_PARTS_MAX) {
            rebuild(slotsFor(heads));
        }
    }

    /** Heap that the slots take. */
    long bytes() {
        return 56 + 5L * slots.heads.length;
    }

    private void rebuild() {
        rebuild(slotsFor(size + 1 + size / 2));
    }

    private static int slotsFor(int heads) {
        int slots = SLOTS_MIN;
        while (heads * (long) PARTS > slots * (long) USED_PARTS_MAX) {
            slots *= 2;
        }
        return slots;
    }

    // Readers of the old slots find there all that was there.
    private void rebuild(int length) {
        Slots more = new Slots(length);
        for (RowHead head : slots.heads) {
            if (head != null) {
                more.add(head);
            }
        }
        used = size;
        slots = more;
    }
}
