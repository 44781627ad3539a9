package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Bases;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another transaction in the place of one that was never sent: what is pending is predicted anew.
 * Lives as long as the replica; used within the writer's turn.
 */
final class Revision {
    private final Parts parts;
    private final Outbox outbox;
    private final OutboxCommits commits;

    Revision(Parts parts, OutboxCommits commits) {
        this.parts = parts;
        this.outbox = parts.outbox();
        this.commits = commits;
    }

    /**
     * Gives a pending transaction other operations.
     *
     * @param transaction has changed nothing; this commits it
     * @param operations none if it is discarded
     * @throws dev.syncdb.error.Incorrect ALREADY_SENT or UNKNOWN_TRANSACTION
     */
    void run(Transaction transaction, long number, List<Change> operations) {
        Overlay overlay = parts.overlay();
        Prepared prepared;
        try (Snapshot visible = parts.store().snapshot()) {
            synchronized (outbox) {
                Dialect dialect = overlay.dialect();
                List<PendingTransaction> written = outbox.pending();
                List<PendingTransaction> pending = dialect.shown(written);
                PendingTransaction before = dialect.shown(outbox.unsent(number));
                PendingTransaction after = after(before, before(pending, number), operations);
                List<PendingTransaction> revised =
                        Dependants.revised(pending, before, after, visible.schema());
                List<PendingTransaction> all = Dependants.with(pending, revised);
                overlay.shadow().putBack(transaction);
                Prediction prediction =
                        Prediction.replay(transaction, visible, all, overlay.functions());
                StatusTables.show(transaction, all, prediction.held());
                prepared = commits.write(
                        transaction.prepare(),
                        () -> outbox.revise(asWritten(revised, after, written)));
                overlay.replace(prediction, all);
            }
        }
        prepared.publish();
        commits.committed();
    }

    private PendingTransaction after(
            PendingTransaction before, List<PendingTransaction> earlier, List<Change> operations) {
        Base seen = Bases.of(earlier).of(operations, parts.state().get().base(operations));
        return new PendingTransaction(
                        before.number(),
                        seen.min(before.base()),
                        parts.environment().clock().now(),
                        (int) parts.environment().random().nextLong(),
                        operations)
                .saidIn(parts.overlay().dialect().version())
                .beside(before.besideHeld() || !parts.overlay().held().isEmpty());
    }

    /** What changes in the outbox: one transaction, and on what others depend. */
    private static List<PendingTransaction> asWritten(
            List<PendingTransaction> revised,
            PendingTransaction after,
            List<PendingTransaction> written) {
        Map<Long, PendingTransaction> byNumber = new HashMap<>();
        written.forEach(each -> byNumber.put(each.number(), each));
        List<PendingTransaction> changed = new ArrayList<>();
        for (PendingTransaction each : revised) {
            PendingTransaction known = byNumber.get(each.number());
            changed.add(
                    known == null || each.number() == after.number()
                            ? each
                            : known.dependingOn(each.dependsOn()));
        }
        return changed;
    }

    /** The pending transactions before one of them. */
    static List<PendingTransaction> before(List<PendingTransaction> pending, long number) {
        int count = 0;
        while (count < pending.size() && pending.get(count).number() < number) {
            count++;
        }
        return pending.subList(0, count);
    }
}
