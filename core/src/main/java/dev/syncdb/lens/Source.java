package dev.syncdb.lens;

import dev.syncdb.schema.Formula;

import org.jspecify.annotations.Nullable;

/** Where a column of one side of a lens comes from on the other side. */
public sealed interface Source {
    /**
     * It is the same cell, whatever it is called there. So the other column is the same as this
     * one: what is written to either of the two is written to both.
     *
     * @param column its position on the other side
     */
    record Same(int column) implements Source {}

    /** It is computed from the other side's row. */
    record Computed(Conversion conversion) implements Source {}

    /**
     * The other side has nothing of it: a new row gets a value that depends on no row, and it is
     * kept from then on.
     *
     * @param value the DEFAULT to evaluate, or null for NULL
     */
    record Fixed(@Nullable Formula value) implements Source {
        /** The source of a column without a default, and of one that the store computes itself. */
        public static final Fixed NULL = new Fixed(null);
    }
}
