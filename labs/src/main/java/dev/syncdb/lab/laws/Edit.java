package dev.syncdb.lab.laws;

import dev.syncdb.value.Value;

/**
 * What one client writes into the cell, not knowing of the others. Immutable.
 *
 * @param writer the client's number
 * @param after the whole value that it leaves
 * @param millis when it was made
 */
record Edit(long writer, Value after, long millis) {}
