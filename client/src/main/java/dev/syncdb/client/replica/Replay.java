package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.BlockedRows;
import dev.syncdb.sync.apply.BlockedRows.Dependence;
import dev.syncdb.sync.apply.BlockedRows.Tie;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One pass over pending transactions, on top of what the server has. What cannot be shown is held,
 * and with it what is tied to its rows. Used once.
 */
final class Replay {
    private final Transaction transaction;
    private final StoreRows rows;
    private final Map<Long, Held> held = new TreeMap<>();
    private final BlockedRows heldRows = new BlockedRows();

    Replay(Transaction transaction, MergeCalls functions) {
        this.transaction = transaction;
        this.rows = new StoreRows(transaction, functions);
    }

    /** Replays the transactions in order; returns which are held, and why, by number. */
    static Map<Long, Held> run(
            Transaction transaction, List<PendingTransaction> pending, MergeCalls functions) {
        Replay replay = new Replay(transaction, functions);
        pending.forEach(replay::next);
        return replay.held;
    }

    /** Replays the next transaction; returns why it is held, or null. */
    @Nullable
    Held next(PendingTransaction pending) {
        Held why = reasonToHold(pending);
        if (why != null) {
            held.put(pending.number(), why);
            heldRows.add(pending.number(), pending.operations());
        }
        return why;
    }

    private @Nullable Held reasonToHold(PendingTransaction pending) {
        if (pending.dependsOn() != Rejection.NOTHING) {
            return new Held(
                    "it builds on transaction " + pending.dependsOn() + ", which was taken back",
                    pending.dependsOn());
        }
        Dependence on = heldRows.find(pending.operations(), transaction.schema());
        if (on != null && on.tie() != Tie.REFERS) {
            String what = on.tie() == Tie.NEEDS ? "it needs a row" : "it touches a row";
            return new Held(
                    what + " of transaction " + on.number() + ", which is held", on.number());
        }
        Savepoint before = transaction.savepoint();
        try {
            Predict.replay(rows, pending.operations());
            return null;
        } catch (Incorrect forbidden) {
            transaction.rollbackTo(before);
            return new Held(String.valueOf(forbidden.getMessage()), Rejection.NOTHING);
        }
    }
}
