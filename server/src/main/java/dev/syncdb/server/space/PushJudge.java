package dev.syncdb.server.space;

import dev.syncdb.change.Change;
import dev.syncdb.clock.EffectiveTime;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.server.space.RejectedRows.Fate;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.Decide;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.Judgement;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.apply.Translate;
import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.Outcome;
import dev.syncdb.sync.message.Push;
import dev.syncdb.sync.message.Push.BaseValue;
import dev.syncdb.sync.message.Push.CellPlace;
import dev.syncdb.sync.message.PushedTransaction;
import dev.syncdb.sync.message.Rejection;
import dev.syncdb.sync.message.SyncRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Judges the transactions of one request in order, each as a commit of its own: those that were
 * judged before are only recalled, a rejected one leaves nothing but its outcome. Lives for one
 * request.
 */
final class PushJudge {
    private final SpaceState space;
    private final long ackTx;
    private final long seenVersion;
    private final long arrivalMillis;
    private final Push push;
    private final RejectedRows rejected = new RejectedRows();
    private List<CellPlace> wanted = List.of();
    private Client client;

    /**
     * @param client who pushes; its history was compared with the request
     * @param request outcomes up to its {@code ackTx} may be forgotten
     * @param arrivalMillis when the request came
     */
    PushJudge(SpaceState space, Client client, SyncRequest request, long arrivalMillis) {
        this.space = space;
        this.client = client;
        this.ackTx = request.ackTx();
        this.seenVersion = request.pull().seenVersion();
        this.push = request.push();
        this.arrivalMillis = Math.max(arrivalMillis, space.publishedMillis());
    }

    /**
     * Judges what is new, as far as it can be judged now; the client pushes the rest again. Returns
     * the cells of the first transaction that was not judged of which it is to say what was there
     * before.
     */
    List<CellPlace> judge() {
        judgeAll();
        return wanted;
    }

    private void judgeAll() {
        for (PushedTransaction pushed : push.transactions()) {
            if (client.lastTx() - ackTx >= Outcomes.UNACKNOWLEDGED_MAX) {
                return;
            }
            if (!judge(pushed)) {
                return;
            }
        }
    }

    /** Returns false where the client is to see something first before it pushes this again. */
    private boolean judge(PushedTransaction pushed) {
        if (pushed.number() <= client.lastTx()) {
            recall(pushed);
            return true;
        }
        List<Change> operations = pushed.operations();
        Fate fate = space.read(rows -> rejected.fateOf(operations, rows.schema()));
        if (fate == Fate.WAITS) {
            return false;
        }
        Client judged = judged(pushed);
        Incorrect refused = fate == Fate.CHAINED ? chained() : accept(pushed, judged);
        if (!wanted.isEmpty()) {
            return false;
        }
        if (refused != null) {
            Outcome outcome = outcomeOf(pushed, refused);
            space.commit(transaction -> remember(transaction, judged, outcome));
            rejected.add(operations);
        }
        client = judged;
        return true;
    }

    /**
     * A transaction that was judged before may have been rejected: that counts for those after it.
     */
    private void recall(PushedTransaction pushed) {
        Outcome known = space.<@Nullable Outcome>read(
                rows -> Outcomes.find(rows, client.number(), pushed.number()));
        if (known != null && known.rejection() != null) {
            rejected.add(pushed.operations());
        }
    }

    private Client judged(PushedTransaction pushed) {
        long baseMillis = Math.min(Math.max(0, pushed.baseMillis()), arrivalMillis);
        long effectiveMillis = EffectiveTime.clamp(
                client.lastEffectiveMillis(), baseMillis, arrivalMillis, pushed.ageMillis());
        int chain = Chain.next(client.chain(), pushed.nonce());
        return client.judged(chain, effectiveMillis).acknowledged(ackTx);
    }

    /**
     * Does what the transaction says, as far as it stands; returns why nothing of it can be done,
     * or null. Does nothing if something is wanted first.
     */
    private @Nullable Incorrect accept(PushedTransaction pushed, Client judged) {
        try {
            space.commitIf(transaction -> {
                Outcome outcome = apply(transaction, pushed, judged.lastEffectiveMillis());
                if (outcome != null) {
                    remember(transaction, judged, outcome);
                }
                return outcome != null;
            });
            return null;
        } catch (Incorrect refused) {
            return refused;
        }
    }

    private @Nullable Outcome apply(
            Transaction transaction, PushedTransaction pushed, long effective) {
        long version = transaction.version();
        // Nobody has seen more than what was found to be of this space's history.
        long base = Math.min(Math.max(0, pushed.base()), seenVersion);
        Claim claim = new Claim(base, client.number(), effective);
        StoreRows rows = new StoreRows(transaction);
        List<Change> operations = Translate.intoSchema(pushed.operations(), transaction.schema());
        Judgement judgement =
                Decide.apply(rows, claim, version, operations, basesOf(pushed.number()));
        wanted = judgement.wanted();
        if (!wanted.isEmpty()) {
            return null;
        }
        ConflictLedger.add(transaction, judgement.conflicts(), space.nowMillis());
        CellVersion author = new CellVersion(version, client.number(), effective);
        SpaceState.stamp(transaction, transaction.changes(), Authors.client(author, operations));
        return new Outcome(
                pushed.number(),
                null,
                Effects.insertedHandles(rows, operations),
                judgement.differing());
    }

    private List<BaseValue> basesOf(long number) {
        return push.bases().number() == number ? push.bases().values() : List.of();
    }

    private static Incorrect chained() {
        return new Incorrect(ErrorCode.CHAIN, "it needs a row of a transaction that was rejected");
    }

    private static Outcome outcomeOf(PushedTransaction pushed, Incorrect refused) {
        String table = refused.table();
        String column = refused.column();
        Rejection rejection = new Rejection(
                refused.code(),
                String.valueOf(refused.getMessage()),
                table == null ? "" : table,
                column == null ? "" : column);
        return new Outcome(
                pushed.number(), rejection, List.of(), RejectedRows.rowsOf(pushed.operations()));
    }

    private void remember(Transaction transaction, Client judged, Outcome outcome) {
        Outcomes.forget(transaction, judged.number(), ackTx);
        Outcomes.add(transaction, judged.number(), outcome, judged.chain());
        Clients.save(transaction, judged);
    }
}
