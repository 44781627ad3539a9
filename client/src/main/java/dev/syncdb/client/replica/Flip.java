package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Settlement;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.client.replica.ReplicaState.Stage;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Intents;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/*
 * One pull is one transaction of the store, and readers see nothing but what it comes to:
 *
 *   put the shadow images back          the store shows the server's state at the old cursor
 *   own operations that were accepted   with the handles of the rows that they inserted
 *   the staged pages, then the last     the store shows the server's state at the new cursor
 *   what is still pending               as far as it still can be done
 *
 * One record in the replica's journal makes it durable. A crash before it leaves the old state, a
 * crash after it the new one: opening drops from the outbox what the replica says was judged, and
 * replays the rest.
 *
 * In a first sync by classes the last page of a class flips, too: its tables become visible as of a
 * version of their own. Nothing is pushed before all classes stand at one.
 */
/**
 * The flip from one state of the server to the next. Lives for one answer, under the writer's turn.
 */
final class Flip {
    /**
     * What a flip came to.
     *
     * @param rowsChanged rows that now look different
     */
    record Result(ReplicaState state, int rowsChanged, Judged judged, List<ReplicaEvent> events) {}

    private final ReplicaState before;
    private final Answer answer;
    private final Outbox outbox;
    private final Overlay overlay;

    /**
     * The last transaction that is done with this flip: while classes of tables are missing, the
     * rows do not show what the server made of any.
     */
    private final long through;

    private final List<Change> accepted = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<ReplicaEvent> events = new ArrayList<>();
    private Judged judged = Judged.NONE;

    /**
     * False if the server did something that was written in the words of an older version and that
     * cannot be said in those of the rows: then these are not what the server has.
     */
    private boolean sayable = true;

    private List<PendingTransaction> rest = List.of();

    Flip(ReplicaState before, Answer answer, Outbox outbox, Overlay overlay) {
        this.before = before;
        this.answer = answer;
        this.outbox = outbox;
        this.overlay = overlay;
        boolean last = answer.page().next() == null;
        this.through = last ? answer.lastTx() : before.lastTx();
    }

    /**
     * Runs the flip.
     *
     * @param staged the pages that came before the last
     * @param schema statements that the pages need
     * @param now on the device's clocks
     * @throws Corrupt if the answer does not fit the replica; nothing has changed then
     */
    Result run(
            Store store,
            ReplicaJournal journal,
            StagedPages staged,
            List<String> schema,
            Stamp now) {
        try (Snapshot visible = store.snapshot()) {
            List<PendingTransaction> pending = outbox.pending();
            Dialect dialect = overlay.dialect();
            Shadow shadow = overlay.shadow();
            collect(pending, new Intents(visible.schema(), row -> shadow.image(row, visible)));
            Settlement settlement = settlement(dialect.shown(pending), visible.schema());
            rest = Dependants.rest(pending, settlement);
            ShadowStep step = step(schema, now.wallMillis());
            Transaction transaction = store.begin();
            Prediction prediction;
            Prepared prepared;
            try {
                prediction = apply(transaction, visible, staged, step);
                StatusTables.reject(
                        transaction, dialect.shownRejected(outbox.rejectedBy(settlement)));
                prepared = transaction.prepare();
            } catch (RuntimeException failure) {
                transaction.rollback();
                throw failure;
            }
            publish(prepared, store, () -> journal.step(step));
            outbox.settle(settlement, now);
            reportHeld(prediction);
            events.addAll(overlay.takeFailures());
            overlay.replace(prediction, dialect.shown(rest));
            overlay.speak(dialect.upgradedFrom(step.upgradedFrom()));
            reportRecords(prepared.changes().changes());
            int rowsChanged = countUsers(prepared.changes().changes());
            return new Result(step.state(), rowsChanged, judged, events);
        }
    }

    private Prediction apply(
            Transaction transaction, Snapshot visible, StagedPages staged, ShadowStep step) {
        overlay.shadow().putBack(transaction);
        new ShadowWriter(transaction).take(before, staged, step);
        if (before.stage().isFirst()) {
            List<PendingTransaction> named = Handles.complete(rest, overlay.dialect(), transaction);
            if (!named.equals(rest)) {
                outbox.seen(answer.cursor().cursor());
                outbox.rewrite(named);
                rest = named;
            }
        }
        List<PendingTransaction> shown = overlay.dialect().shown(rest);
        Prediction prediction = Prediction.replay(transaction, visible, shown, overlay.functions());
        StatusTables.show(transaction, shown, prediction.held());
        StatusTables.show(transaction, step.state());
        return prediction;
    }

    private static void publish(Prepared prepared, Store store, Runnable record) {
        try {
            record.run();
        } catch (RuntimeException failure) {
            store.abandon();
            throw failure;
        }
        prepared.publish();
    }

    /** Collects what became of the transactions that were judged. */
    private void collect(List<PendingTransaction> pending, Intents intents) {
        Map<Long, Outcome> outcomes = new TreeMap<>();
        answer.outcomes().forEach(outcome -> outcomes.put(outcome.number(), outcome));
        for (PendingTransaction each : pending) {
            if (each.number() <= through) {
                collect(each, outcomes.get(each.number()), intents);
            }
        }
    }

    private void collect(PendingTransaction each, @Nullable Outcome outcome, Intents intents) {
        if (outcome == null) {
            throw new Corrupt(
                    ErrorCode.MALFORMED_MESSAGE, 0, "no outcome of transaction " + each.number());
        }
        judged = judged.plus(Judged.of(outcome));
        report(outcome);
        Rejection rejection = outcome.rejection();
        if (rejection != null) {
            rejected.add(new Rejected(each.number(), rejection));
        } else if (before.isComplete()) {
            Form form = overlay.dialect().form(each);
            sayable &= form.complete();
            accepted.addAll(intents.next(AcceptedWork.of(each, form, outcome)));
        }
    }

    private Settlement settlement(List<PendingTransaction> pending, Schema schema) {
        Map<Long, Rejection> reasons = new TreeMap<>();
        rejected.forEach(each -> reasons.put(each.number(), each.rejection()));
        return Dependants.settle(pending, through, reasons, schema);
    }

    private void report(Outcome outcome) {
        Rejection rejection = outcome.rejection();
        switch (outcome.kind()) {
            case APPLIED -> {}
            case MERGED ->
                report(Kind.MERGED, outcome, outcome.differing().size() + " rows differ");
            case CONFLICT ->
                report(Kind.CONFLICT, outcome, outcome.conflicts() + " conflicts were recorded");
            case REJECTED -> {
                if (rejection != null) {
                    events.add(ReplicaEvent.rejected(outcome.number(), rejection));
                }
            }
        }
    }

    private void report(Kind kind, Outcome outcome, String message) {
        events.add(new ReplicaEvent(kind, outcome.number(), message));
    }

    private ShadowStep step(List<String> schema, long nowMillis) {
        PageToken next = answer.page().next();
        ReplicaState state = next == null ? complete(nowMillis) : partial(next);
        return new ShadowStep(
                state, schema, accepted, answer.page().changes(), rejected, lacking(state));
    }

    /**
     * From which version the rows were brought here, if they still lack something then: what was
     * pending while the server told what they lack is perhaps not shown in full.
     */
    private int lacking(ReplicaState state) {
        Dialect dialect = overlay.dialect();
        return state.isComplete() && dialect.showsAll(rest) ? Pull.WHOLE : dialect.upgradedFrom();
    }

    private ReplicaState complete(long nowMillis) {
        long lastTx = answer.lastTx();
        return new ReplicaState(
                outbox.identity(),
                answer.cursor(),
                lastTx,
                outbox.chainAt(lastTx),
                sayable ? Stage.COMPLETE : Stage.REFETCHING,
                nowMillis,
                lastTx,
                null);
    }

    /** One more class of tables is there, as of the answer's version. */
    private ReplicaState partial(PageToken next) {
        FirstSync known = before.firstSync();
        SignedCursor cursor = answer.cursor();
        Base seen = known == null
                ? new Base(cursor.cursor().version(), cursor.commitMillis())
                : known.seen();
        return before.showing(outbox.identity(), new FirstSync(next, seen));
    }

    private void reportHeld(Prediction prediction) {
        prediction.held().forEach((number, why) -> {
            if (!overlay.held().containsKey(number)) {
                events.add(new ReplicaEvent(Kind.HELD, number, why.reason()));
            }
        });
    }

    private void reportRecords(List<Change> changes) {
        List<Long> records = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Insert insert
                    && Schema.isLedger(insert.row().table())) {
                records.add(insert.row().key().values().at(0).asLong());
            }
        }
        if (!records.isEmpty()) {
            events.add(ReplicaEvent.recorded(records));
        }
    }

    private static int countUsers(List<Change> changes) {
        int count = 0;
        for (Change change : changes) {
            Place place = Place.of(change);
            count += place != null && !Schema.isInternal(place.table()) ? 1 : 0;
        }
        return count;
    }
}
