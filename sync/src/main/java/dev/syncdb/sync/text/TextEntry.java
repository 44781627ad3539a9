package dev.syncdb.sync.text;

import dev.syncdb.delta.TextDelta;

/**
 * What one commit made of one text. Immutable.
 *
 * @param version the commit
 * @param before the commit that had written the text before
 * @param writer the client whose edit it was; 0 if it was not just a client's
 * @param number of the client's transaction; 0 if it was not just a client's
 * @param edit what was done
 * @param back what takes it back
 */
public record TextEntry(
        long version, long before, long writer, long number, TextDelta edit, TextDelta back) {}
