package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Identity;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Rewind;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.clock.Environment;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.push.Chain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How a replica goes on that cannot go on from where it stands: because its pages do not fit each
 * other, because another device has its identity, or because the server's history is another one.
 * The rows stay visible and the outbox is kept, whatever happens. Lives as long as the replica and
 * is confined to its syncing thread.
 */
final class Restart {
    private final Parts parts;
    private final Store store;
    private final Outbox outbox;
    private final Overlay overlay;
    private final Environment environment;
    private final OutboxCommits commits;
    private final ReplicaJournal journal;
    private final Staging staging;
    private final Consumer<ReplicaState> stand;

    /** @param stand takes where the replica stands from now on */
    Restart(
            Parts parts,
            OutboxCommits commits,
            ReplicaJournal journal,
            Staging staging,
            Consumer<ReplicaState> stand) {
        this.parts = parts;
        this.store = parts.store();
        this.outbox = parts.outbox();
        this.overlay = parts.overlay();
        this.environment = parts.environment();
        this.commits = commits;
        this.journal = journal;
        this.staging = staging;
        this.stand = stand;
    }

    /** Throws the staged pages away and stands at {@code next}, without any change of the rows. */
    void voidStaging(ReplicaState next) {
        commits.acquire();
        try {
            staging.clear();
            stand.accept(next);
        } finally {
            commits.release();
        }
        journal.state(next);
    }

    /**
     * Another device has this one's identity. The two share their transactions up to
     * {@code common}, of those that the request showed.
     */
    Progress forked(long common, String message) {
        boolean allShownAreShared = common >= outbox.sent();
        return allShownAreShared && outbox.last() > outbox.sent()
                ? showMore(outbox.last())
                : beginAgain(common, message);
    }

    /**
     * Asks again, and shows the transactions up to {@code number}: the server has judged some that
     * were never sent from here, which may be the same ones, sent by a copy of this device.
     */
    Progress showMore(long number) {
        outbox.show(number);
        voidStaging(state());
        return Progress.again(0, List.of());
    }

    /**
     * Registers anew, with the transactions after {@code lastTx}; those up to it are done. The
     * server's history is the same, only this client is another one.
     */
    Progress beginAgain(long lastTx, String message) {
        commits.acquire();
        try {
            List<PendingTransaction> rest = FreshStart.after(lastTx, outbox.pending());
            Identity fresh = successor(rest);
            FreshStart start = FreshStart.with(rest, overlay.held(), state().shownTx());
            outbox.restart(fresh, 0, Chain.START, rest);
            turnTo(start.as(fresh, state().cursor()), start.held());
        } finally {
            commits.release();
        }
        return Progress.again(0, List.of(new ReplicaEvent(Kind.REREGISTERED, 0, message)));
    }

    /**
     * Goes on in the server's history, which is not the one that is known here: as the same client
     * if both mean the same transactions by the same numbers, else as another one.
     */
    Progress rewind(Rewound rewound) {
        if (isParted(rewound) && outbox.last() > outbox.sent()) {
            // The server may mean transactions that a copy of this device has sent.
            return showMore(outbox.last());
        }
        commits.acquire();
        try {
            Rewind rewind = new Rewind(outbox.marks(), rewound.lines());
            boolean parted = isParted(rewound);
            boolean kept = rewound.lastTx() >= outbox.forgotten();
            // Who is not known is given numbers from 1 on.
            boolean sameNumbers = rewound.known() || rewound.lastTx() == 0;
            if (sameNumbers && kept && !parted) {
                return goBack(rewound, rewind);
            }
            long sharedAtLeast = Math.max(outbox.judged(), rewound.commonTx());
            return registerAnew(parted ? sharedAtLeast : rewound.lastTx(), rewind);
        } finally {
            commits.release();
        }
    }

    /** Whether the server means other transactions than this client. */
    private boolean isParted(Rewound rewound) {
        long lastTx = rewound.lastTx();
        boolean made = lastTx <= outbox.last();
        boolean kept = lastTx >= outbox.forgotten();
        return !made || (kept && outbox.chainAt(lastTx) != rewound.chain());
    }

    /**
     * Goes on from what the server has judged. A client that it does not know keeps its secret, so
     * that a server that does know it, restored from yet another state, finds it by that.
     */
    private Progress goBack(Rewound rewound, Rewind rewind) {
        Identity identity = outbox.identity();
        Identity who = rewound.known() ? identity : identity.unregistered();
        // What was judged but never heard of is still to be told, as far as the server can.
        long heard = Math.min(rewound.lastTx(), outbox.judged());
        long lastTx = Math.max(heard, Math.min(rewound.lastTx(), rewound.acknowledgedTx()));
        String message = "the server has transactions up to " + rewound.lastTx()
                + " of this client, which took those up to " + outbox.judged() + " for judged";
        Map<Long, Held> held = new TreeMap<>(overlay.held());
        held.keySet().removeIf(number -> number <= lastTx);
        outbox.rewind(who, lastTx, rewind, environment.clock().now());
        turnTo(state().backAt(who, lastTx, outbox.chainAt(lastTx)), held);
        Kind kind = rewound.known() ? Kind.REWOUND : Kind.REREGISTERED;
        return Progress.again(0, List.of(new ReplicaEvent(kind, 0, message)));
    }

    /** Registers anew in another history, with what was made after what both have. */
    private Progress registerAnew(long common, Rewind rewind) {
        List<PendingTransaction> rest = outbox.after(common);
        Identity fresh = successor(rest);
        FreshStart start = FreshStart.with(rest, overlay.held(), state().shownTx());
        outbox.restart(fresh, rest, rewind);
        turnTo(start.as(fresh, state().cursor()), start.held());
        String message = "the server does not know this client";
        return Progress.again(0, List.of(new ReplicaEvent(Kind.REREGISTERED, 0, message)));
    }

    /** Who goes on with these transactions. */
    private Identity successor(List<PendingTransaction> rest) {
        return rest.isEmpty()
                ? Identity.draw(environment.random())
                : outbox.identity().succeededBy(rest.get(0).nonce());
    }

    /** Stands elsewhere from now on. The rows stay as they are, the staged pages are void. */
    private void turnTo(ReplicaState next, Map<Long, Held> held) {
        journal.state(next);
        staging.clear();
        overlay.renumber(held, shown());
        stand.accept(next);
        show();
    }

    private void show() {
        Transaction transaction = store.begin();
        StatusTables.show(transaction, shown(), overlay.held());
        StatusTables.show(transaction, state());
        transaction.prepare().publish();
    }

    private List<PendingTransaction> shown() {
        return overlay.dialect().shown(outbox.pending());
    }

    private ReplicaState state() {
        return parts.state().get();
    }
}
