package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.OutboxOptions;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Settlement;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.clock.Environment;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/*
 * Outbox and replica are two files, and a crash may come between writing one and the other. They
 * agree by two values that stand in both: the identity, and the last transaction that was judged.
 *
 *   replica further than outbox    the flip was written, the outbox not trimmed: trim it; what the
 *                                  server refused of that stands in the steps of the replica
 *   replica of another identity    the outbox began anew, the replica did not hear: fetch anew
 *   replica damaged, or gone       what is left of it is shown until everything was fetched
 *   outbox gone, or its end lost   go on under the identity in the replica; the server notices
 *                                  what it knows better
 */
/** Opens outbox, journal and store, and makes them agree. Lives while a replica is opened. */
final class Opening {
    private final Environment environment;
    private final @Nullable SchemaVersions versions;
    private final Outbox outbox;
    private final ReplicaJournal journal;
    private final Store store;
    private final ReplicaRecovery recovery;
    private final boolean damaged;
    private final Overlay overlay;
    private final List<ReplicaEvent> events = new ArrayList<>();

    private Opening(ReplicaOptions options, Outbox outbox, ReplicaJournal.Opened opened) {
        this.environment = options.environment();
        this.outbox = outbox;
        this.versions = options.local().schema();
        this.journal = opened.journal();
        this.store = opened.store();
        this.recovery = opened.recovery();
        RowsVersion version = recovery.version();
        Dialect dialect = version == null
                ? Dialect.undeclared(environment)
                : new Dialect(versions, environment, version);
        this.overlay = new Overlay(options.local().rules(), dialect);
        this.damaged = opened.damage() != null;
        report(Kind.OUTBOX_DAMAGED, outbox.damage());
        report(Kind.REBUILT, opened.damage());
    }

    static Opening open(ReplicaOptions options) {
        Environment environment = options.environment();
        OutboxOptions outboxOptions = new OutboxOptions(
                options.disk(),
                options.durability(),
                options.owner(),
                options.local().squashMillisMax(),
                options.local().outboxLogBytesMax());
        Outbox outbox = Outbox.open(outboxOptions, environment.random());
        try {
            int newest = options.local().version();
            outbox.pending().forEach(each -> ReplicaRecovery.requireKnown(each.version(), newest));
            ReplicaJournal.Opened opened = ReplicaJournal.open(
                    options,
                    () -> new Store(new SchemaDefinition(), environment, StoreOptions.REPLICA));
            return new Opening(options, outbox, opened);
        } catch (RuntimeException failure) {
            outbox.close();
            throw failure;
        }
    }

    Outbox outbox() {
        return outbox;
    }

    ReplicaJournal journal() {
        return journal;
    }

    Store store() {
        return store;
    }

    Overlay overlay() {
        return overlay;
    }

    Staging staging() {
        return recovery.staging();
    }

    List<ReplicaEvent> events() {
        return events;
    }

    /** Makes the files agree, shows pending work, and returns where the replica stands. */
    ReplicaState settle() {
        ReplicaState found = recovery.state();
        ReplicaState state = found == null ? null : agreed(found);
        if (state == null) {
            long judged = outbox.judged();
            SignedCursor visible = found == null ? SignedCursor.START : found.cursor();
            state = ReplicaState.unfetched(
                    outbox.identity(), judged, outbox.chainAt(judged), judged, visible);
            voidStaging(state);
        } else if (!staging().isEmpty() && staging().lastTx() > outbox.last()) {
            // The pages show what transactions did that the outbox has lost.
            voidStaging(state);
        }
        ReplicaState settled = versions == null ? state : upgraded(state, versions);
        predict(settled);
        return settled;
    }

    /** Brings the rows to the version that the app speaks. */
    private ReplicaState upgraded(ReplicaState state, SchemaVersions declared) {
        Upgrading upgrading = new Upgrading(
                declared,
                environment,
                new Upgrading.Found(outbox, store, recovery.version(), damaged),
                overlay);
        ReplicaState next = upgrading.run(state, journal, staging());
        report(Kind.REBUILT, upgrading.lost());
        return next;
    }

    void close() {
        try {
            journal.close();
        } finally {
            outbox.close();
        }
    }

    private void voidStaging(ReplicaState state) {
        staging().clear();
        journal.state(state);
    }

    /** The state, if outbox and replica can go on from it, or null. */
    private @Nullable ReplicaState agreed(ReplicaState state) {
        boolean endLost = sameIdentity(state) && outbox.last() < state.lastTx();
        if (outbox.isNew() || endLost) {
            outbox.restart(state.identity(), state.lastTx(), state.chain(), List.of());
        }
        if (damaged || !sameIdentity(state) || state.lastTx() < outbox.judged()) {
            return null;
        }
        if (state.isComplete()) {
            outbox.seen(state.cursor().cursor());
        }
        outbox.settle(settlement(state.lastTx()), environment.clock().now());
        return state;
    }

    /** What the replica knows of the server's judgement and the outbox perhaps does not. */
    private Settlement settlement(long lastTx) {
        Map<Long, Rejection> rejected = new TreeMap<>(recovery.rejected());
        rejected.keySet().removeIf(number -> number <= outbox.judged() || number > lastTx);
        try (Snapshot snapshot = store.snapshot()) {
            List<PendingTransaction> shown = overlay.dialect().shown(outbox.pending());
            return Dependants.settle(shown, lastTx, rejected, snapshot.schema());
        }
    }

    private boolean sameIdentity(ReplicaState state) {
        return state.identity().secret().equals(outbox.identity().secret());
    }

    private void predict(ReplicaState state) {
        Dialect dialect = overlay.dialect();
        List<PendingTransaction> pending = dialect.shown(outbox.pending());
        List<PendingTransaction> unseen = FreshStart.after(state.shownTx(), pending);
        Transaction transaction = store.begin();
        try (Snapshot visible = store.snapshot()) {
            Prediction prediction =
                    Prediction.replay(transaction, visible, unseen, overlay.functions());
            StatusTables.show(transaction, pending, prediction.held());
            StatusTables.reject(transaction, dialect.shownRejected(outbox.rejected()));
            StatusTables.show(transaction, state);
            transaction.prepare().publish();
            overlay.replace(prediction, pending);
            events.addAll(overlay.takeFailures());
        }
    }

    private void report(Kind kind, @Nullable String damage) {
        if (damage != null) {
            events.add(new ReplicaEvent(kind, 0, damage));
        }
    }
}
