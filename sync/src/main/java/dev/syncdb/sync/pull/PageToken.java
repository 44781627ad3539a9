package dev.syncdb.sync.pull;

import dev.syncdb.change.Cursor;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

/**
 * Where a page ended. The server keeps nothing between two pages; a token counts as long as the
 * state that its page was built at is part of the server's history.
 *
 * @param head that state
 * @param last the last row that was looked at
 * @param firstHead the version that the first page of this pull, or of this class, was built at; 0
 *     if the next page is the first
 * @param named how many of the rows that outcomes name were told
 * @param classes how far a first sync by classes has come
 */
public record PageToken(
        Cursor head, Position last, long firstHead, Named named, PriorityClasses classes) {
    /** Where a first sync by classes begins, which the client says itself. */
    public static PageToken beginning(PriorityClasses classes) {
        return beginning(Cursor.START, classes);
    }

    /** Where the next class begins, or the pass behind the last one. */
    public static PageToken beginning(Cursor head, PriorityClasses classes) {
        return new PageToken(head, Position.START, 0, Named.NONE, classes);
    }

    /** A row in the order of pages: by version, table and key. */
    public record Position(long version, String table, Key key) {
        /** Before all rows. */
        public static final Position START = new Position(0, "", new Key(Row.of()));

        /** True for {@link #START}. */
        public boolean isStart() {
            return table.isEmpty();
        }
    }

    /**
     * A row that an outcome names.
     *
     * @param transaction whose outcome it is
     * @param rows how many of its rows come before this one
     */
    public record Named(long transaction, int rows) {
        /** The first of all. */
        public static final Named NONE = new Named(0, 0);
    }
}
