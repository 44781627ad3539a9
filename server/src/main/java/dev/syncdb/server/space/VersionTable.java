package dev.syncdb.server.space;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * The table {@code syncdb_versions}: which versions of its schema a space stores, and since when.
 * Remembers what it made of it last. Confined to the owner loop.
 */
final class VersionTable {
    private static final Range NEWEST_FIRST = new Range(null, null, true);

    private @Nullable SchemaVersions seen;
    private @Nullable StoredVersions known;

    /**
     * What the space stores, or null if its tables are of no version. Fails with CONFIGURATION if
     * it has a version that the server does not have, or has otherwise.
     */
    @Nullable
    StoredVersions stored(Reader rows, SchemaVersions versions) {
        Scan newestFirst = rows.scan(InternalTables.VERSIONS, NEWEST_FIRST);
        if (!newestFirst.next()) {
            return null;
        }
        int newest = (int) newestFirst.row().longAt(0);
        StoredVersions last = known;
        if (last != null && seen == versions && last.newest() == newest) {
            return last;
        }
        int oldest = newest;
        Scan all = rows.scan(InternalTables.VERSIONS, Range.ALL);
        while (all.next()) {
            int number = (int) all.row().longAt(0);
            oldest = Math.min(oldest, number);
            require(versions, number, all.row().longAt(2));
        }
        StoredVersions stored = StoredVersions.of(versions, oldest, newest);
        seen = versions;
        known = stored;
        return stored;
    }

    /** Writes down that a version is stored from now on. */
    static void add(Transaction transaction, SchemaVersions versions, int number, long nowMillis) {
        transaction.insert(
                InternalTables.VERSIONS,
                Row.of(
                        Value.of(number),
                        Value.of(versions.versions().get(number - 1).name()),
                        Value.of(versions.hash(number)),
                        Value.of(nowMillis)));
    }

    private static void require(SchemaVersions versions, int number, long hash) {
        if (number > versions.newest()) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "the space has version " + number + " of its schema, the server only versions"
                            + " up to " + versions.newest());
        }
        if (versions.hash(number) != hash) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "version " + number + " of the schema is not what it was when the space was"
                            + " brought to it");
        }
    }
}
