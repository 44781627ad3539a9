package dev.syncdb.store;

import dev.syncdb.value.Row;

/** A place in the order of an index: an entry, or a bound between entries. */
sealed interface IndexPoint permits IndexEntry, IndexBound {
    Row values();
}
