package dev.syncdb.server.space;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

/**
 * Makes the tables of a new space and brings those of an older version to the newest, a commit for
 * each version: what a crash leaves undone is done with the next work. Lives for that.
 */
final class SpaceFoundation {
    private final SpaceState state;
    private final ServedSchema served;

    SpaceFoundation(SpaceState state, ServedSchema served) {
        this.state = state;
        this.served = served;
    }

    /** Makes all tables. */
    void found() {
        state.commit(InternalTables::define);
        SchemaVersions versions = served.versions();
        if (versions == null) {
            state.write(made -> {
                made.load(served.script());
                return made;
            });
            return;
        }
        StoredVersions first = StoredVersions.of(versions, served.oldest());
        state.commit(transaction -> {
            first.statements().forEach(transaction::define);
            add(transaction, versions, first.newest());
        });
        migrate(versions, first);
    }

    /** Brings the tables to the newest version; does nothing where there are no versions. */
    void migrate() {
        SchemaVersions versions = served.versions();
        if (versions == null) {
            return;
        }
        StoredVersions stored = state.<@Nullable StoredVersions>read(
                rows -> state.versions().stored(rows, versions));
        migrate(versions, stored == null ? adopted(versions) : stored);
    }

    private void migrate(SchemaVersions versions, StoredVersions from) {
        StoredVersions stored = from;
        while (stored.newest() < versions.newest()) {
            StoredVersions next = stored.next();
            state.commit(transaction -> {
                new SpaceMigration(transaction, state.environment()).run(next);
                add(transaction, versions, next.newest());
            });
            stored = next;
        }
    }

    /** The version that the tables of a space are which was made of a script alone. */
    private StoredVersions adopted(SchemaVersions versions) {
        Integer number = state.<@Nullable Integer>read(
                rows -> versions.numberOf(rows.schema().hash()));
        if (number == null) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "the tables of space " + state.id() + " are those of no version");
        }
        state.commit(transaction -> add(transaction, versions, number));
        return StoredVersions.of(versions, number);
    }

    private void add(Transaction transaction, SchemaVersions versions, int number) {
        VersionTable.add(transaction, versions, number, state.nowMillis());
    }
}
