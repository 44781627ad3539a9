package dev.syncdb.store;

import dev.syncdb.value.Row;

/**
 * The place before, or after, every entry that begins with some values.
 *
 * @param values at most as many as the index has columns
 */
record IndexBound(Row values, boolean after) implements IndexPoint {}
