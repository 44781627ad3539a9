package dev.syncdb.sql.plan;

import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Comparison;
import dev.syncdb.sql.plan.term.In;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * A condition on one column of a source by which its rows can be found: the column compared with
 * something that is known before the source is read.
 *
 * @param condition the whole condition, which needs no check where the probe is used
 * @param column position of the column
 * @param operator what the column is to the value
 * @param value what it is compared with, converted; of an IN, the item at hand
 * @param in the IN, or null for a comparison
 */
record Probe(
        Term condition,
        int column,
        Comparison.Operator operator,
        Term value,
        @Nullable In in,
        Collation collation) {
    boolean isEquality() {
        return operator == Comparison.Operator.EQUAL || operator == Comparison.Operator.IS;
    }

    /** True if the value may differ from row to row of other sources. */
    boolean readsRows() {
        Set<Integer> read = new HashSet<>();
        if (in == null) {
            value.slots(read::add);
        }
        return !read.isEmpty();
    }

    /** Where the items of the IN are put. */
    int itemSlot() {
        return ((Column) value).slot();
    }
}
