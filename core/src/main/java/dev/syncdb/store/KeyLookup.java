package dev.syncdb.store;

import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.row.SoughtText;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * Finds single rows of one table by their keys, each in the newest published state, and allocates
 * nothing but for rows that are older than a column of the table. Follows changes of structure.
 * Lives as long as the store; confined to one thread.
 */
public final class KeyLookup {
    private final Timeline timeline;
    private final String name;
    private final SoughtText sought = new SoughtText();
    private @Nullable Catalog catalog;
    private @Nullable TableData table;
    private boolean oneText;
    private boolean oneInteger;
    private long retries;

    KeyLookup(Timeline timeline, String name) {
        this.timeline = timeline;
        this.name = name;
    }

    /** The structure in which the next row will be found. */
    public Schema schema() {
        return timeline.published().view().schema();
    }

    /** The table in which the next row will be found. Fails with UNKNOWN_TABLE. */
    public Table structure() {
        return table(timeline.published()).structure();
    }

    /** True if the key is one column in which a text is kept and compared as it is. */
    public boolean isText() {
        table(timeline.published());
        return oneText;
    }

    /** True if the key is one column in which an integer is kept as it is. */
    public boolean isInteger() {
        table(timeline.published());
        return oneInteger;
    }

    /** The row of a table for which {@link #isText}; null if there is none. */
    public @Nullable Row find(String key) {
        Row found = findAsIs(key);
        if (found == null) {
            // Halves of surrogate pairs are kept as U+FFFD, see TextValue.
            String kept = Value.of(key).asText();
            return kept.equals(key) ? null : findAsIs(kept);
        }
        return found;
    }

    // The finds differ in how they look for the head only, and are apart so that each is compiled
    // as one piece.

    private @Nullable Row findAsIs(String key) {
        while (true) {
            Published seen = timeline.published();
            TableData data = table(seen);
            RowHead head = data.heap().heads().find(key, sought);
            RowVersion row = head == null ? null : head.at(seen.version());
            if (row == null || !row.isCut()) {
                return row == null || !row.isLive() ? null : data.row(row);
            }
            retries++;
        }
    }

    /** The row of a table for which {@link #isInteger}; null if there is none. */
    public @Nullable Row find(long key) {
        while (true) {
            Published seen = timeline.published();
            TableData data = table(seen);
            RowHead head = data.heap().heads().find(key);
            RowVersion row = head == null ? null : head.at(seen.version());
            if (row == null || !row.isCut()) {
                return row == null || !row.isLive() ? null : data.row(row);
            }
            retries++;
        }
    }

    /** The row of that key; null if there is none. */
    public @Nullable Row find(Key key) {
        while (true) {
            Published seen = timeline.published();
            TableData data = table(seen);
            RowHead head = data.heap().heads().find(key, sought);
            RowVersion row = head == null ? null : head.at(seen.version());
            if (row == null || !row.isCut()) {
                return row == null || !row.isLive() ? null : data.row(row);
            }
            retries++;
        }
    }

    /**
     * How often a search was begun anew because commits that came in between had made the version
     * that it was after one that nobody reads any more.
     */
    public long retries() {
        return retries;
    }

    /** The table as it is in {@code seen}. Fails with UNKNOWN_TABLE. */
    private TableData table(Published seen) {
        Catalog present = seen.view().catalog();
        TableData known = table;
        return known == null || present != catalog ? refresh(present) : known;
    }

    private TableData refresh(Catalog present) {
        TableData known = present.table(name);
        Affinity affinity = known.structure()
                .columns()
                .get(known.structure().primaryKey().columns().get(0))
                .type()
                .affinity();
        oneText = known.key().isOneText() && affinity == Affinity.TEXT;
        oneInteger = known.key().isSingle() && affinity == Affinity.INTEGER;
        table = known;
        catalog = present;
        return known;
    }
}
