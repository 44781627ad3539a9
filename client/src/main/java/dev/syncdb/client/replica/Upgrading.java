package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.replica.ReplicaState.Stage;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.Upgrade;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.sync.pull.Pull;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/*
 * When it runs, the store shows the server's state at the cursor, and nothing of what is pending.
 *
 *   no tables              the version's own, so that the app can begin without a server
 *   tables of no version   those of the version that has their hash, since the app declared none
 *                          before
 *   tables of an older     brought over by the lens; what is pending is said in the new words,
 *   version                too, for those who look at it here
 *
 * In the outbox all stays as it was written. Rows, version and forms become durable in one
 * checkpoint of the replica's journal, and until then the files are as they were: a crash before it
 * leaves the old version, which is upgraded when the replica is opened again.
 */
/** Brings what opening found to the version that the app declares. Used once. */
final class Upgrading {
    /**
     * What opening found.
     *
     * @param version of the rows; null if none was declared
     * @param damaged whether the replica's files were
     */
    record Found(Outbox outbox, Store store, @Nullable RowsVersion version, boolean damaged) {}

    private final SchemaVersions versions;
    private final Environment environment;
    private final Found found;
    private final Overlay overlay;
    private @Nullable String lost;

    Upgrading(SchemaVersions versions, Environment environment, Found found, Overlay overlay) {
        this.versions = versions;
        this.environment = environment;
        this.found = found;
        this.overlay = overlay;
    }

    /** Why the rows could not be brought over and are to be fetched anew; null if they could. */
    @Nullable
    String lost() {
        return lost;
    }

    /**
     * Brings the replica to the newest version, and returns where it stands.
     *
     * @param journal is written, if anything has changed
     * @throws Incompatible SCHEMA if the tables are of no version that is known
     */
    ReplicaState run(ReplicaState state, ReplicaJournal journal, Staging staging) {
        RowsVersion before = present();
        RowsVersion after = before;
        ReplicaState next = state;
        if (before.number() < versions.newest()) {
            after = upgraded(before, state);
            next = lost == null && state.stage() != Stage.PARTIAL ? state : state.beginning();
        }
        if (!after.equals(found.version())) {
            staging.clear();
            // What the journal says of refused transactions goes with the checkpoint.
            found.outbox().force();
            try (Snapshot visible = found.store().snapshot()) {
                journal.checkpoint(next, after, visible, Map.of());
            }
        }
        overlay.speak(new Dialect(versions, environment, after));
        return next;
    }

    /** Of which version the rows are now; tables are made if there are none. */
    private RowsVersion present() {
        Schema schema = schema();
        RowsVersion known = found.version();
        if (known != null && has(schema, known.number())) {
            return known;
        }
        if (found.damaged() || schema.script().isEmpty()) {
            return founded();
        }
        Integer number = known == null ? versions.numberOf(schema.hash()) : null;
        if (number == null) {
            throw new Incompatible(
                    ErrorCode.SCHEMA,
                    "the data folder, whose tables are not those that the app declares for it,",
                    known == null ? 0 : known.number(),
                    1,
                    versions.newest());
        }
        found.outbox().declare(number);
        return RowsVersion.of(number);
    }

    private boolean has(Schema schema, int number) {
        return new HashSet<>(schema.script())
                .equals(new HashSet<>(versions.schema(number).script()));
    }

    /** Makes the tables of the version in which the app has last written something, if any. */
    private RowsVersion founded() {
        found.outbox().declare(1);
        int number = found.outbox().pending().stream()
                .mapToInt(PendingTransaction::version)
                .max()
                .orElse(versions.newest());
        Migration.found(found.store(), versions.schema(number));
        return RowsVersion.of(number);
    }

    private RowsVersion upgraded(RowsVersion before, ReplicaState state) {
        int newest = versions.newest();
        Dialect older = new Dialect(versions, environment, before);
        Migration migration = new Migration(
                found.store(), environment, Upgrade.between(versions, before.number(), newest));
        List<PendingTransaction> pending = found.outbox().pending();
        Map<Integer, Form> forms =
                migration.forms(pending, state.shownTx() + 1, older, overlay.functions());
        lost = migration.run();
        int from = before.upgradedFrom() == Pull.WHOLE ? before.number() : before.upgradedFrom();
        boolean kept = lost == null && !state.stage().isFirst();
        return new RowsVersion(newest, kept ? from : Pull.WHOLE, forms);
    }

    private Schema schema() {
        try (Snapshot snapshot = found.store().snapshot()) {
            return snapshot.schema();
        }
    }
}
