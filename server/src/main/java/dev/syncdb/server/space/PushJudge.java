package dev.syncdb.server.space;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.EffectiveTime;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.BlockedRows;
import dev.syncdb.sync.apply.BlockedRows.Dependence;
import dev.syncdb.sync.apply.BlockedRows.Tie;
import dev.syncdb.sync.apply.Decide;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.Judgement;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.apply.Translate;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.sync.text.UnseenTexts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges the transactions of one request in order, each as a commit of its own: those that were
 * judged before are only recalled, a rejected one leaves nothing but its outcome. Lives for one
 * request.
 */
final class PushJudge {
    /**
     * What will be wanted is looked for in so many transactions: each costs as much as judging it,
     * and is looked at again.
     */
    private static final int ASKED_AHEAD_MAX = 100;

    private final SpaceState space;
    private final long ackTx;
    private final long seenVersion;
    private final long arrivalMillis;
    private final long schemaHash;
    private final Push push;
    private final UnseenTexts texts;
    private final Map<Long, Incorrect> misfits;
    private final Carrying carrying;
    private final BlockedRows rejected = new BlockedRows();

    /** What authors say that they saw, by the numbers of their transactions. */
    private final Map<Long, List<BaseValue>> given = new HashMap<>();

    private List<CellPlace> wanted = List.of();
    private Client client;

    /** The commit that is being made, or was made last. */
    private long version;

    /**
     * @param client who pushes; its history was compared with the request
     * @param hearing the request; outcomes up to its {@code ackTx} may be forgotten
     * @param texts what the client has not seen of them; goes on with what is judged
     * @param arrivalMillis when the request came
     */
    PushJudge(
            SpaceState space,
            Client client,
            Hearing hearing,
            UnseenTexts texts,
            long arrivalMillis) {
        SyncRequest request = hearing.heard().request();
        this.misfits = hearing.heard().misfits();
        this.carrying = hearing.carrying();
        this.space = space;
        this.texts = texts;
        this.client = client;
        this.ackTx = request.ackTx();
        this.seenVersion = request.pull().seenVersion();
        this.push = request.push();
        this.schemaHash = request.schema().hash();
        this.arrivalMillis = Math.max(arrivalMillis, space.publishedMillis());
        push.bases().forEach(each -> given.putIfAbsent(each.number(), each.values()));
    }

    /**
     * Judges what is new, as far as it can be judged now; the client pushes the rest again. Returns
     * why it stopped short, or null if it did not.
     */
    @Nullable
    Postponement judge() {
        List<PushedTransaction> all = push.transactions();
        for (int i = 0; i < all.size(); i++) {
            PushedTransaction pushed = all.get(i);
            if (client.lastTx() - ackTx >= Outcomes.UNACKNOWLEDGED_MAX) {
                return new Postponement(Reason.UNACKNOWLEDGED, client.lastTx() + 1, 0);
            }
            if (pushed.number() <= client.lastTx()) {
                recall(pushed);
                continue;
            }
            Dependence on = dependence(pushed.operations());
            if (on != null && on.tie() != Tie.NEEDS) {
                return new Postponement(Reason.BEHIND_REJECTED, pushed.number(), on.number());
            }
            judge(pushed, on);
            if (!wanted.isEmpty()) {
                List<Wanted> asked = asked(pushed, all.subList(i + 1, all.size()));
                return new Postponement(Reason.WANTS_BASES, pushed.number(), 0, asked);
            }
        }
        return null;
    }

    /**
     * What is wanted of a transaction, and what will be of those behind it, as far as that shows
     * without the transaction: else a phone that was away would be asked for one in each answer.
     */
    private List<Wanted> asked(PushedTransaction postponed, List<PushedTransaction> behind) {
        List<Wanted> asked = new ArrayList<>();
        asked.add(new Wanted(postponed.number(), wanted));
        int seen = Math.min(behind.size(), ASKED_AHEAD_MAX);
        for (PushedTransaction pushed : behind.subList(0, seen)) {
            List<CellPlace> cells =
                    misfits.containsKey(pushed.number()) ? List.of() : lookedFor(pushed);
            if (!cells.isEmpty()) {
                asked.add(new Wanted(pushed.number(), cells));
            }
        }
        return asked;
    }

    /**
     * What is wanted of a transaction. Nothing is done, and no text is asked for: an edit of one
     * goes by those before it, which are not done.
     */
    private List<CellPlace> lookedFor(PushedTransaction pushed) {
        wanted = List.of();
        List<CellPlace> cells = new ArrayList<>();
        try {
            space.commitIf(transaction -> {
                version = transaction.version();
                apply(transaction, pushed, judged(pushed).lastEffectiveMillis());
                for (CellPlace cell : wanted) {
                    if (!isText(pushed.operations().get(cell.operation()), cell, transaction)) {
                        cells.add(cell);
                    }
                }
                return false;
            });
        } catch (Incorrect unfit) {
            // It may need what is before it.
            return List.of();
        }
        return cells;
    }

    private static boolean isText(Change operation, CellPlace cell, Transaction transaction) {
        return operation instanceof Change.Update update
                && transaction
                        .schema()
                        .table(update.row().table())
                        .columns()
                        .get(cell.column())
                        .type()
                        .isMergedText();
    }

    private @Nullable Dependence dependence(List<Change> operations) {
        return rejected.isEmpty()
                ? null
                : space.<@Nullable Dependence>read(
                        rows -> rejected.find(operations, rows.schema()));
    }

    /**
     * Judges one transaction, unless something is wanted first.
     *
     * @param needed the rejected transaction that it cannot be without, or null
     */
    private void judge(PushedTransaction pushed, @Nullable Dependence needed) {
        Client judged = judged(pushed);
        Rejection refused = needed == null ? accept(pushed, judged) : chained(needed.number());
        space.functions().save(space);
        if (!wanted.isEmpty()) {
            return;
        }
        if (refused != null) {
            Outcome outcome =
                    new Outcome(pushed.number(), refused, List.of(), rowsOf(pushed.operations()));
            space.commit(transaction -> remember(transaction, judged, outcome));
            rejected.add(pushed.number(), pushed.operations());
        }
        client = judged;
    }

    /**
     * A transaction that was judged before may have been rejected: that counts for those after it.
     */
    private void recall(PushedTransaction pushed) {
        Outcome known = space.<@Nullable Outcome>read(
                rows -> Outcomes.find(rows, client.number(), pushed.number()));
        if (known != null && known.rejection() != null) {
            rejected.add(pushed.number(), pushed.operations());
        } else {
            texts.recalled(pushed.number());
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
    private @Nullable Rejection accept(PushedTransaction pushed, Client judged) {
        Incorrect misfit = misfits.get(pushed.number());
        if (misfit != null) {
            wanted = List.of();
            return rejection(misfit);
        }
        try {
            space.commitIf(transaction -> {
                version = transaction.version();
                Outcome outcome = apply(transaction, pushed, judged.lastEffectiveMillis());
                if (outcome != null) {
                    remember(transaction, judged, outcome);
                }
                return outcome != null;
            });
            if (wanted.isEmpty()) {
                texts.accepted(pushed.number(), version);
            }
            return null;
        } catch (Incorrect refused) {
            return rejection(refused);
        }
    }

    private @Nullable Outcome apply(
            Transaction transaction, PushedTransaction pushed, long effective) {
        // Nobody has seen more than what was found to be of this space's history.
        long base = Math.min(Math.max(0, pushed.base()), seenVersion);
        Claim claim =
                new Claim(base, client.number(), effective, pushed.besideHeld() ? version : 0);
        Texts seen = texts.over(new TextTable(transaction));
        StoreRows rows = space.rows(
                transaction,
                new JudgedTexts(
                        transaction, space.limits(), seen, client.number(), pushed.number()));
        List<Change> operations =
                Translate.intoSchema(carrying.filled(pushed.operations()), transaction.schema());
        Judgement judgement = Decide.apply(
                rows, claim, version, operations, given.getOrDefault(pushed.number(), List.of()));
        wanted = judgement.wanted();
        if (!wanted.isEmpty()) {
            return null;
        }
        if (carrying.carry(transaction, operations)) {
            rows.requireConstraints();
        }
        ConflictLedger ledger = new ConflictLedger(transaction, space.nowMillis());
        ledger.add(judgement.conflicts(), circumstances(pushed, transaction));
        List<RowName> differing = new ArrayList<>(judgement.differing());
        differing.addAll(ledger.settle(operations, client, base));
        ledger.supersede(transaction.changes(), client.number(), base);
        Authors authors = Authors.client(claim, version, operations);
        SpaceState.stamp(transaction, rows, rows.changes(), authors);
        return new Outcome(
                pushed.number(),
                null,
                Effects.insertedHandles(rows, operations),
                differing,
                judgement.conflicts().size());
    }

    private ConflictLedger.Circumstances circumstances(
            PushedTransaction pushed, Transaction transaction) {
        // An age may be anything, also one beyond all time.
        long age = Math.max(-arrivalMillis, Math.min(arrivalMillis, pushed.ageMillis()));
        return new ConflictLedger.Circumstances(
                arrivalMillis - age, schemaHash, space.hashOf(transaction.schema()));
    }

    private static Rejection chained(long number) {
        String reason = "it needs a row of transaction " + number + ", which was rejected";
        return new Rejection(ErrorCode.CHAIN, reason, "", "", number);
    }

    private static Rejection rejection(Incorrect refused) {
        String table = refused.table();
        String column = refused.column();
        return new Rejection(
                refused.code(),
                String.valueOf(refused.getMessage()),
                table == null ? "" : table,
                column == null ? "" : column);
    }

    /** The rows that the operations name. */
    private static List<RowName> rowsOf(List<Change> operations) {
        List<RowName> rows = new ArrayList<>();
        for (Change operation : operations) {
            RowName row = operation.changed();
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private void remember(Transaction transaction, Client judged, Outcome outcome) {
        Outcomes.forget(transaction, judged.number(), ackTx);
        Outcomes.add(transaction, judged.number(), outcome, judged.chain());
        Clients.save(transaction, judged);
    }
}
