package dev.syncdb.sql.plan;

import dev.syncdb.sql.plan.term.In;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How the rows of one source are found. */
public sealed interface AccessPath {
    /** All rows, those of a table in order of its key. */
    record All(boolean backward) implements AccessPath {}

    /** The one row of that primary key. */
    record KeyGet(List<Term> key, List<Collation> collations) implements AccessPath {
        public KeyGet {
            key = List.copyOf(key);
            collations = List.copyOf(collations);
        }
    }

    /** A run of primary keys. */
    record KeyRange(Bounds bounds) implements AccessPath {}

    /** A run of an index. */
    record IndexRange(String index, Bounds bounds) implements AccessPath {}

    /**
     * The rows with those values, in a hash table that is made once in an execution of the query.
     *
     * @param columns positions of the columns that are compared
     * @param values what they are compared with
     */
    record HashGet(List<Integer> columns, List<Term> values, List<Collation> collations)
            implements AccessPath {
        public HashGet {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
            collations = List.copyOf(collations);
        }
    }

    /**
     * A path for each item of an IN.
     *
     * @param slot where the path finds the item
     */
    record Each(int slot, In in, AccessPath path) implements AccessPath {}

    /**
     * A run of an order of columns, in the direction of that order.
     *
     * @param equal values of the first columns
     * @param lower where it begins on the next column, or null for the first entry
     * @param upper where it ends on the next column, or null for the last entry
     * @param backward true to read it from its end
     */
    record Bounds(
            List<Equal> equal,
            @Nullable Bound lower,
            @Nullable Bound upper,
            boolean backward) {
        /** The whole order. */
        static final Bounds NONE = new Bounds(List.of(), null, null, false);

        public Bounds {
            equal = List.copyOf(equal);
        }

        Bounds reversed() {
            return new Bounds(equal, lower, upper, !backward);
        }
    }

    /** A value of a column; {@code matchesNull} says whether NULL is one, or nothing. */
    record Equal(Term term, boolean matchesNull) {}

    /** One end of a run; a null term stands for the border between NULL and all values. */
    record Bound(@Nullable Term term, boolean inclusive) {}
}
