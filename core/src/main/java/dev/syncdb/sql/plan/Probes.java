package dev.syncdb.sql.plan;

import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Comparison;
import dev.syncdb.sql.plan.term.In;
import dev.syncdb.sql.plan.term.Term;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Picks the conditions by which rows of one source can be found.
 *
 * @param slot of the source
 * @param unread slots of sources whose rows are not known yet, this one's among them
 * @param itemSlots gives an IN the slot of its items
 */
record Probes(int slot, Set<Integer> unread, ToIntFunction<In> itemSlots) {
    List<Probe> of(List<Term> conditions) {
        List<Probe> probes = new ArrayList<>();
        for (Term condition : conditions) {
            Probe probe = null;
            if (condition instanceof Comparison comparison) {
                Probe left = of(comparison, false);
                probe = left != null ? left : of(comparison, true);
            } else if (condition instanceof In in) {
                probe = of(in);
            }
            if (probe != null) {
                probes.add(probe);
            }
        }
        return probes;
    }

    private @Nullable Probe of(Comparison comparison, boolean flipped) {
        Term side = flipped ? comparison.right() : comparison.left();
        Term other = flipped ? comparison.left() : comparison.right();
        if (!isStored(side, comparison) || !other.deterministic() || readsUnread(other::slots)) {
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

    private @Nullable Probe of(In in) {
        Comparison equal = in.equalTo(in.operand());
        if (!isStored(in.operand(), equal) || readsUnread(in::itemSlots)) {
            return null;
        }
        return new Probe(
                in,
                ((Column) in.operand()).position(),
                Comparison.Operator.EQUAL,
                new Column(itemSlots.applyAsInt(in), 0, null, null),
                in,
                in.ordering());
    }

    /**
     * True if {@code side} is a column of the source that holds its values as they are compared.
     */
    private boolean isStored(Term side, Comparison comparison) {
        return side instanceof Column column
                && column.slot() == slot
                && comparison.keeps(column.affinity());
    }

    private boolean readsUnread(Consumer<Consumer<Integer>> slots) {
        Set<Integer> read = new HashSet<>();
        slots.accept(read::add);
        read.retainAll(unread);
        return !read.isEmpty();
    }
}
