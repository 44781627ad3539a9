package dev.syncdb.sync.message;

import dev.syncdb.value.Key;

/**
 * Where a page ended: the last row that was looked at, in order of (version, table, key). The
 * server keeps nothing.
 *
 * @param firstHead the version that the first page of this pull was built at
 */
public record PageToken(long version, String table, Key key, long firstHead) {}
