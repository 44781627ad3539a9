package dev.syncdb.store;

/**
 * Which table a row belongs to, whatever it is called and whatever indexes come and go. Equal only
 * to itself: a table that is dropped and created again under the same name is another one, and so
 * is one whose rows were moved, though that keeps the number.
 */
final class TableIdentity {
    private final long number;
    private final long since;
    private final KeyColumns keyColumns;

    /**
     * A table.
     *
     * @param number how many tables the store had known before it
     * @param since the commit that created it
     */
    TableIdentity(long number, long since, KeyColumns keyColumns) {
        this.number = number;
        this.since = since;
        this.keyColumns = keyColumns;
    }

    /** The table once its rows have moved to where its key has these columns. */
    TableIdentity moved(KeyColumns columns) {
        return new TableIdentity(number, since, columns);
    }

    /** Ascends in the order in which the tables of a schema stand, which is that of creation. */
    long number() {
        return number;
    }

    /** The commit that created the table: none before it has rows of it. */
    long since() {
        return since;
    }

    KeyColumns keyColumns() {
        return keyColumns;
    }
}
