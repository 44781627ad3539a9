package dev.syncdb.sql.plan;

import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Comparison;
import dev.syncdb.sql.plan.term.In;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition on one column of a source by which its rows can be found: the column compared with
 * something that is known before the source is read.
 *
 * @param condition the whole condition, which needs no check where the probe is used
 * @param column position of the column
 * @param operator what the column is to the value; EQUAL for an IN
 * @param value what it is compared with, converted; null for an IN
 * @param in the IN, or null for a comparison
 */
record Probe(
        Term condition,
        int column,
        Comparison.Operator operator,
        @Nullable Term value,
        @Nullable In in,
        Collation collation) {

    /** The probes that {@code conditions} offer for the source at {@code slot}. */
    static List<Probe> of(List<Term> conditions, int slot, Set<Integer> unread) {
        List<Probe> probes = new ArrayList<>();
        for (Term condition : conditions) {
            Probe probe = null;
            if (condition instanceof Comparison comparison) {
                probe = of(comparison, slot, unread);
            } else if (condition instanceof In in) {
                probe = of(in, slot, unread);
            }
            if (probe != null) {
                probes.add(probe);
            }
        }
        return probes;
    }

    boolean isEquality() {
        return operator == Comparison.Operator.EQUAL || operator == Comparison.Operator.IS;
    }

    /** True if the value may differ from row to row of other sources. */
    boolean readsRows() {
        Set<Integer> read = new HashSet<>();
        if (value != null) {
            value.slots(read::add);
        }
        return !read.isEmpty();
    }

    private static @Nullable Probe of(Comparison comparison, int slot, Set<Integer> unread) {
        Probe left = of(comparison, slot, unread, false);
        return left != null ? left : of(comparison, slot, unread, true);
    }

    private static @Nullable Probe of(
            Comparison comparison, int slot, Set<Integer> unread, boolean flipped) {
        Term side = flipped ? comparison.right() : comparison.left();
        Term other = flipped ? comparison.left() : comparison.right();
        boolean usable = side instanceof Column column
                && column.slot() == slot
                && comparison.keeps(column.affinity())
                && other.deterministic()
                && !readsAny(other, unread);
        if (!usable) {
            return null;
        }
        Comparison.Operator operator =
                flipped ? comparison.operator().flipped() : comparison.operator();
        return switch (operator) {
            case NOT_EQUAL, IS_NOT -> null;
            case EQUAL, IS, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                new Probe(
                        comparison,
                        ((Column) side).position(),
                        operator,
                        comparison.converted(other),
                        null,
                        comparison.ordering());
        };
    }

    private static @Nullable Probe of(In in, int slot, Set<Integer> unread) {
        Set<Integer> read = new HashSet<>();
        in.itemSlots(read::add);
        read.retainAll(unread);
        boolean usable = in.operand() instanceof Column column
                && column.slot() == slot
                && in.equalTo(column).keeps(column.affinity())
                && read.isEmpty();
        if (!usable) {
            return null;
        }
        int position = ((Column) in.operand()).position();
        return new Probe(in, position, Comparison.Operator.EQUAL, null, in, in.ordering());
    }

    private static boolean readsAny(Term term, Set<Integer> slots) {
        Set<Integer> read = new HashSet<>();
        term.slots(read::add);
        read.retainAll(slots);
        return !read.isEmpty();
    }
}
