package dev.syncdb.sync.message;

import dev.syncdb.change.Cursor;
import dev.syncdb.value.Key;

/**
 * Where a page ended: the last row that was looked at, in order of (version, table, key). The
 * server keeps nothing.
 *
 * @param firstHead the version that the first page of this pull was built at
 * @param head what the page itself was built at: a history without it cannot go on from here.
 *     {@link Cursor#START} if that is not known
 */
public record PageToken(long version, String table, Key key, long firstHead, Cursor head) {
    /** A place in the history that is being read. */
    public PageToken(long version, String table, Key key, long firstHead) {
        this(version, table, key, firstHead, Cursor.START);
    }

    /** The same place, in a page that was built at {@code builtAt}. */
    public PageToken in(Cursor builtAt) {
        return new PageToken(version, table, key, firstHead, builtAt);
    }
}
