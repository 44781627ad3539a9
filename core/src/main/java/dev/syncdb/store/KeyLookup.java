package dev.syncdb.store;

import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * Finds single rows of one table by their keys, each in the newest published state, and allocates
 * nothing. Follows changes of structure. Lives as long as the store; confined to one thread.
 */
public final class KeyLookup {
    private final Timeline timeline;
    private final String name;
    private @Nullable Catalog catalog;
    private @Nullable TableData table;
    private boolean oneText;
    private boolean oneInteger;

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
        return table().structure();
    }

    /** True if the key is one column in which a text is kept and compared as it is. */
    public boolean isText() {
        table();
        return oneText;
    }

    /** True if the key is one column in which an integer is kept as it is. */
    public boolean isInteger() {
        table();
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

    private @Nullable Row findAsIs(String key) {
        while (true) {
            HeadTable heads = table().heap().heads();
            long version = timeline.published().version();
            RowHead head = heads.find(key);
            RowVersion row = head == null ? null : head.at(version);
            if (row == null || !row.isCut()) {
                return RowVersion.liveOf(row);
            }
        }
    }

    /** The row of a table for which {@link #isInteger}; null if there is none. */
    public @Nullable Row find(long key) {
        while (true) {
            HeadTable heads = table().heap().heads();
            long version = timeline.published().version();
            RowHead head = heads.find(key);
            RowVersion row = head == null ? null : head.at(version);
            if (row == null || !row.isCut()) {
                return RowVersion.liveOf(row);
            }
        }
    }

    /** The row of that key; null if there is none. */
    public @Nullable Row find(Key key) {
        while (true) {
            HeadTable heads = table().heap().heads();
            long version = timeline.published().version();
            RowHead head = heads.find(key);
            RowVersion row = head == null ? null : head.at(version);
            if (row == null || !row.isCut()) {
                return RowVersion.liveOf(row);
            }
        }
    }

    /** The table as it is published. Fails with UNKNOWN_TABLE. */
    private TableData table() {
        Catalog present = timeline.published().view().catalog();
        TableData known = table;
        if (known == null || present != catalog) {
            known = present.table(name);
            Affinity affinity = known.structure()
                    .columns()
                    .get(known.structure().primaryKey().columns().get(0))
                    .type()
                    .affinity();
            oneText = known.key().isOneText() && affinity == Affinity.TEXT;
            oneInteger = known.key().isSingle() && affinity == Affinity.INTEGER;
            table = known;
            catalog = present;
        }
        return known;
    }
}
