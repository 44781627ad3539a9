package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Bases;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.sync.apply.MergeCalls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pending work as it lies on top of the shadow. Changes only under the writer's turn. */
final class Overlay {
    private final List<ReplicaEvent> failures = new ArrayList<>();
    private final MergeCalls functions;
    private volatile Dialect dialect;
    private Shadow shadow = new Shadow();
    private Bases bases = new Bases();
    private volatile Map<Long, Held> held = Map.of();

    /**
     * Nothing is pending.
     *
     * @param rules the application's merge functions
     * @param dialect in which the rows are
     */
    Overlay(MergeRules rules, Dialect dialect) {
        this.dialect = dialect;
        this.functions = new MergeCalls(
                rules,
                (name, reason) -> failures.add(
                        new ReplicaEvent(ReplicaEvent.Kind.RULE_OFF, 0, name + ": " + reason)));
    }

    /** The functions that show what the server may say of pending work. */
    MergeCalls functions() {
        return functions;
    }

    /** How pending work is said in the words of the rows. May be asked by anybody. */
    Dialect dialect() {
        return dialect;
    }

    /** The rows are in other words, or lack something else. */
    void speak(Dialect other) {
        dialect = other;
    }

    /** Which functions have failed since the last call, and are off. */
    List<ReplicaEvent> takeFailures() {
        List<ReplicaEvent> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    /** What the server has where pending work shows something else. */
    Shadow shadow() {
        return shadow;
    }

    Bases bases() {
        return bases;
    }

    /** Why each held transaction is, by number. May be read by anybody. */
    Map<Long, Held> held() {
        return held;
    }

    /**
     * Another prediction took the place of the present one.
     *
     * @param pending as it is shown
     */
    void replace(Prediction prediction, List<PendingTransaction> pending) {
        shadow = prediction.shadow();
        bases = Bases.of(pending);
        held = Map.copyOf(prediction.held());
    }

    /**
     * Other transactions are pending, or they have other numbers or bases, and the rows still show
     * what they showed: who edits what a transaction wrote that is no longer pending has seen no
     * more than that one's author.
     *
     * @param pending as it is shown
     */
    void renumber(Map<Long, Held> reasons, List<PendingTransaction> pending) {
        pending.forEach(bases::add);
        held = Map.copyOf(reasons);
    }
}
