package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * A resolved expression. Immutable and without state, so that a cached plan may run in many threads
 * at once; equal if it computes the same.
 */
public interface Term {
    /** What it is worth for the rows and parameters of {@code frame}. */
    Value value(Frame frame);

    /** The terms it is made of, without those inside subqueries. */
    List<Term> operands();

    /** The subqueries that it runs itself, without those of its operands. */
    default List<Query> queries() {
        return List.of();
    }

    /** The affinity it brings into a comparison, or null for none, which differs from BLOB. */
    default @Nullable Affinity affinity() {
        return null;
    }

    /** The collation that it brings into a comparison unasked, or null for none. */
    default @Nullable Collation collation() {
        return forcedCollation();
    }

    /** The collation that a COLLATE in it demands, or null for none. */
    default @Nullable Collation forcedCollation() {
        for (Term operand : operands()) {
            Collation forced = operand.forcedCollation();
            if (forced != null) {
                return forced;
            }
        }
        return null;
    }

    /** False if two evaluations over the same rows may differ. */
    default boolean deterministic() {
        return operands().stream().allMatch(Term::deterministic);
    }

    /**
     * The conditions that hold together iff this one does: the sides of an AND, or the term itself.
     */
    default List<Term> conjuncts() {
        return List.of(this);
    }

    /** The index of the parameter that this is, converted at most; 0 if it is none. */
    default int parameter() {
        return 0;
    }

    /** Tells {@code visitor} the slot of every row that the term reads, subqueries included. */
    default void slots(Consumer<Integer> visitor) {
        operands().forEach(operand -> operand.slots(visitor));
    }
}
