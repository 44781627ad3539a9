package dev.syncdb.store;

import dev.syncdb.value.Row;

/**
 * Says that some version of a row has these values in the columns of the index. Whether the version
 * that a reader sees has them is for the reader to decide.
 */
record IndexEntry(Row values, RowHead head) implements IndexPoint {}
