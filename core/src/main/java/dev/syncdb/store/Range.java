package dev.syncdb.store;

import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/**
 * A run of an ordered index or of primary keys. A bound may have fewer values than the index has
 * columns: it then stands for every entry that begins with them.
 *
 * @param lower where it begins, or null for the start
 * @param upper where it ends, or null for the end
 * @param backward true to read from the end to the start
 */
public record Range(@Nullable Bound lower, @Nullable Bound upper, boolean backward) {
    /** Everything, from start to end. */
    public static final Range ALL = new Range(null, null, false);

    /** One end of a range. */
    public record Bound(Row prefix, boolean inclusive) {}

    /** Every entry that begins with these values. */
    public static Range of(Row prefix) {
        Bound bound = new Bound(prefix, true);
        return new Range(bound, bound, false);
    }
}
