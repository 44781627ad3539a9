package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

/**
 * The memory of rows that are needed soon. Rows that follow each other in an order lie anywhere,
 * and each is a chain: head, version, bytes. A processor waits for many things at once if it knows
 * where they are, so all heads are looked at first, then what they point to, and so on. Confined to
 * its owner.
 */
final class Lookahead {
    /** Hardly more than a processor fetches at once: more would be memory for nothing. */
    static final int ROWS_MAX = 20;

    private final @Nullable RowVersion[] rows = new RowVersion[ROWS_MAX];

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    /** Fetches some rows, at most {@link #ROWS_MAX}, as a reader at {@code version} sees them. */
    void fetch(Object[] heads, int from, int count, long version) {
        @Nullable RowVersion[] all = rows;
        for (int i = 0; i < count; i++) {
            all[i] = ((RowHead) heads[from + i]).newest();
        }
        for (int i = 0; i < count; i++) {
            all[i] = RowHead.at(all[i], version);
        }
        int sum = 0;
        for (int i = 0; i < count; i++) {
            RowVersion row = all[i];
            sum += row == null ? 0 : row.touchStart();
        }
        for (int i = 0; i < count; i++) {
            RowVersion row = all[i];
            sum += row == null ? 0 : row.touch();
        }
        touched += sum;
    }

    /** One of the rows that were fetched last; null if it came later. */
    @Nullable
    RowVersion row(int index) {
        return rows[index];
    }
}
