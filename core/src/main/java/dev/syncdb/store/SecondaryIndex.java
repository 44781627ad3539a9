package dev.syncdb.store;

import dev.syncdb.schema.Index;

/**
 * A declared index.
 *
 * @param number of its order, see {@link Orders}
 */
record SecondaryIndex(Index definition, IndexOrder order, int number) {}
