package dev.syncdb.migration;

import org.jspecify.annotations.Nullable;

/**
 * A column of a stored table.
 *
 * @param id names it for as long as the table is stored, whatever it is called and wherever it is
 * @param attic its definition if only older versions have it, or null
 */
record StoredColumn(int id, @Nullable String attic) {}
