package dev.syncdb.store;

import dev.syncdb.schema.Names;

/**
 * Which table a row belongs to, whatever indexes come and go. Equal only to itself: a table that is
 * dropped and created again under the same name is another one.
 */
final class TableIdentity {
    private final String name;
    private final String foldedName;
    private final KeyColumns keyColumns;

    TableIdentity(String name, KeyColumns keyColumns) {
        this.name = name;
        this.foldedName = Names.fold(name);
        this.keyColumns = keyColumns;
    }

    String name() {
        return name;
    }

    /** See {@link Names#fold}. */
    String foldedName() {
        return foldedName;
    }

    KeyColumns keyColumns() {
        return keyColumns;
    }
}
