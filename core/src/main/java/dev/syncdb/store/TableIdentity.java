package dev.syncdb.store;

/**
 * Which table a row belongs to, whatever indexes come and go. Equal only to itself: a table that is
 * dropped and created again under the same name is another one.
 */
final class TableIdentity {
    private final String name;
    private final KeyColumns keyColumns;

    TableIdentity(String name, KeyColumns keyColumns) {
        this.name = name;
        this.keyColumns = keyColumns;
    }

    String name() {
        return name;
    }

    KeyColumns keyColumns() {
        return keyColumns;
    }
}
