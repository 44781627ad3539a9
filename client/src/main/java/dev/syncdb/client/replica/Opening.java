package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.OutboxOptions;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.clock.Environment;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/*
 * Outbox and replica are two files, and a crash may come between writing one and the other. They
 * agree by two values that stand in both: the identity, and the last transaction that was judged.
 *
 *   replica further than outbox    the flip was written, the outbox not trimmed: trim it
 *   replica of another identity    the outbox began anew, the replica did not hear: fetch anew
 *   replica damaged, or gone       what is left of it is shown until everything was fetched
 *   outbox gone, or its end lost   go on under the identity in the replica; the server notices
 *                                  what it knows better
 */
/** Opens outbox, journal and store, and makes them agree. Lives while a replica is opened. */
final class Opening {
    private final Outbox outbox;
    private final ReplicaJournal journal;
    private final Store store;
    private final ReplicaRecovery recovery;
    private final boolean damaged;
    private final Overlay overlay = new Overlay();
    private final List<ReplicaEvent> events = new ArrayList<>();

    private Opening(Outbox outbox, ReplicaJournal.Opened opened) {
        this.outbox = outbox;
        this.journal = opened.journal();
        this.store = opened.store();
        this.recovery = opened.recovery();
        this.damaged = opened.damage() != null;
        report(Kind.OUTBOX_DAMAGED, outbox.damage());
        report(Kind.REBUILT, opened.damage());
    }

    static Opening open(ReplicaOptions options) {
        Environment environment = options.environment();
        OutboxOptions outboxOptions =
                new OutboxOptions(options.disk(), options.durability(), options.owner());
        Outbox outbox = Outbox.open(outboxOptions, environment.random());
        try {
            ReplicaJournal.Opened opened = ReplicaJournal.open(
                    options.disk(),
                    () -> new Store(new SchemaDefinition(), environment, StoreOptions.REPLICA));
            return new Opening(outbox, opened);
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
            state = ReplicaState.unfetched(
                    outbox.identity(), outbox.judged(), outbox.chainAt(outbox.judged()));
            voidStaging(state);
        } else if (!staging().isEmpty() && staging().lastTx() > outbox.last()) {
            // The pages show what transactions did that the outbox has lost.
            voidStaging(state);
        }
        predict(state);
        return state;
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
        outbox.trim(state.lastTx());
        return state;
    }

    private boolean sameIdentity(ReplicaState state) {
        return state.identity().secret().equals(outbox.identity().secret());
    }

    private void predict(ReplicaState state) {
        List<PendingTransaction> pending = outbox.pending();
        Transaction transaction = store.begin();
        try (Snapshot visible = store.snapshot()) {
            Prediction prediction =
                    Prediction.replay(transaction, visible, overlay.shadow(), pending);
            StatusTables.show(transaction, pending, prediction.held());
            StatusTables.show(transaction, state);
            transaction.prepare().publish();
            overlay.replace(prediction, pending);
        }
    }

    private void report(Kind kind, @Nullable String damage) {
        if (damage != null) {
            events.add(new ReplicaEvent(kind, 0, damage));
        }
    }
}
