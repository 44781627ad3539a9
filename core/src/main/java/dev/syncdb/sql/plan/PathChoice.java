package dev.syncdb.sql.plan;

import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.AccessPath.Bound;
import dev.syncdb.sql.plan.AccessPath.Bounds;
import dev.syncdb.sql.plan.AccessPath.Equal;
import dev.syncdb.sql.plan.term.Comparison;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A path to the rows of one source, how good it is, and which conditions it makes good.
 *
 * @param rank the lower, the fewer rows it is likely to find
 * @param order what the rows are ordered by, or null if by nothing
 * @param used conditions that all rows it finds meet
 */
record PathChoice(AccessPath path, int rank, @Nullable KeyOrder order, List<Term> used) {
    private static final int RANK_ONE_ROW = 0;
    private static final int RANK_EQUAL = 100;
    private static final int RANK_HASH = 150;
    private static final int RANK_RANGE = 200;
    private static final int RANK_ALL = 300;

    /** How much each further column, or end of a run, is worth. */
    private static final int RANK_STEP = 10;

    /** An IN finds several times what an equality finds. */
    private static final int RANK_IN = 5;

    /** How values of {@code term} compare where nothing else says so. */
    static Collation collationOf(Term term) {
        Collation own = term.collation();
        return own == null ? Collation.BINARY : own;
    }

    boolean isSelective() {
        return rank < RANK_RANGE;
    }

    /** All rows of a table or query. */
    static PathChoice all(@Nullable Table table) {
        KeyOrder order = table == null ? null : KeyOrder.ofPrimaryKey(table);
        return new PathChoice(new AccessPath.All(false), RANK_ALL, order, List.of());
    }

    /** The best path that the keys and indexes of a table offer. */
    static PathChoice best(Table table, List<Probe> probes) {
        PathChoice best = all(table);
        for (KeyOrder order : KeyOrder.allOf(table)) {
            PathChoice choice = probes.isEmpty() ? null : new Matching(order, probes).choice();
            if (choice != null && choice.rank < best.rank) {
                best = choice;
            }
        }
        return best;
    }

    /**
     * A hash table over the columns that {@code probes} want equal to something, or null if none
     * does.
     */
    static @Nullable PathChoice hash(List<Probe> probes) {
        List<Integer> columns = new ArrayList<>();
        List<Term> values = new ArrayList<>();
        List<Collation> collations = new ArrayList<>();
        List<Term> used = new ArrayList<>();
        for (Probe probe : probes) {
            boolean equal = probe.operator() == Comparison.Operator.EQUAL;
            if (equal && probe.in() == null && !columns.contains(probe.column())) {
                columns.add(probe.column());
                values.add(probe.value());
                collations.add(probe.collation());
                used.add(probe.condition());
            }
        }
        AccessPath path = new AccessPath.HashGet(columns, values, collations);
        return columns.isEmpty() ? null : new PathChoice(path, RANK_HASH, null, used);
    }

    /** This path read from its other end. */
    PathChoice reversed() {
        AccessPath reversed = path;
        if (path instanceof AccessPath.All all) {
            reversed = new AccessPath.All(!all.backward());
        } else if (path instanceof AccessPath.KeyRange range) {
            reversed = new AccessPath.KeyRange(range.bounds().reversed());
        } else if (path instanceof AccessPath.IndexRange range) {
            reversed = new AccessPath.IndexRange(range.index(), range.bounds().reversed());
        }
        return new PathChoice(reversed, rank, order, used);
    }

    /** How many columns of the order have one value only. */
    int fixedColumns() {
        if (path instanceof AccessPath.KeyRange range) {
            return range.bounds().equal().size();
        }
        return path instanceof AccessPath.IndexRange range
                ? range.bounds().equal().size()
                : 0;
    }

    /** What the probes are worth for one order. */
    private static final class Matching {
        private final KeyOrder order;
        private final List<Probe> probes;
        private final List<Equal> equal = new ArrayList<>();
        private final List<Term> used = new ArrayList<>();
        private @Nullable Probe in;

        Matching(KeyOrder order, List<Probe> probes) {
            this.order = order;
            this.probes = probes;
        }

        @Nullable
        PathChoice choice() {
            while (equal.size() < order.columns().size()) {
                IndexColumn column = order.columns().get(equal.size());
                Probe probe = equality(column);
                if (probe == null) {
                    break;
                }
                used.add(probe.condition());
                boolean matchesNull = probe.operator() == Comparison.Operator.IS;
                equal.add(new Equal(probe.value(), matchesNull));
            }
            boolean whole = equal.size() == order.columns().size();
            return whole ? whole() : range(order.columns().get(equal.size()));
        }

        /** An equality on the column; an IN only where nothing else will do, and only one. */
        private @Nullable Probe equality(IndexColumn column) {
            Probe found = null;
            for (Probe probe : probes) {
                if (!probe.isEquality() || !fits(probe, column)) {
                    continue;
                }
                if (probe.in() == null) {
                    return probe;
                }
                found = in == null ? probe : found;
            }
            in = found == null ? in : found;
            return found;
        }

        private static boolean fits(Probe probe, IndexColumn column) {
            return probe.column() == column.column() && probe.collation() == column.collation();
        }

        private PathChoice whole() {
            boolean matchesNull = equal.stream().anyMatch(Equal::matchesNull);
            boolean one = order.unique() && !matchesNull;
            int rank = one ? RANK_ONE_ROW : RANK_EQUAL - RANK_STEP * equal.size();
            if (one && order.index() == null) {
                List<Term> key = new ArrayList<>();
                equal.forEach(each -> key.add(each.term()));
                List<Collation> collations = new ArrayList<>();
                order.columns().forEach(column -> collations.add(column.collation()));
                return choice(new AccessPath.KeyGet(key, collations), rank);
            }
            return choice(path(new Bounds(equal, null, null, false)), rank);
        }

        private @Nullable PathChoice range(IndexColumn column) {
            Probe lower = end(column, true);
            Probe upper = end(column, false);
            if (equal.isEmpty() && lower == null && upper == null) {
                return null;
            }
            int ends = (lower == null ? 0 : 1) + (upper == null ? 0 : 1);
            int base = equal.isEmpty() ? RANK_RANGE : RANK_EQUAL;
            Bound low =
                    lower != null ? bound(lower) : upper != null ? new Bound(null, false) : null;
            Bound high = upper != null ? bound(upper) : null;
            Bounds bounds = column.descending()
                    ? new Bounds(equal, high, low, false)
                    : new Bounds(equal, low, high, false);
            return choice(path(bounds), base - RANK_STEP * equal.size() - ends);
        }

        private @Nullable Probe end(IndexColumn column, boolean lower) {
            for (Probe probe : probes) {
                boolean wanted =
                        switch (probe.operator()) {
                            case GREATER, GREATER_EQUAL -> lower;
                            case LESS, LESS_EQUAL -> !lower;
                            default -> false;
                        };
                if (wanted && fits(probe, column)) {
                    used.add(probe.condition());
                    return probe;
                }
            }
            return null;
        }

        private static Bound bound(Probe probe) {
            boolean inclusive = probe.operator() == Comparison.Operator.LESS_EQUAL
                    || probe.operator() == Comparison.Operator.GREATER_EQUAL;
            return new Bound(probe.value(), inclusive);
        }

        private AccessPath path(Bounds bounds) {
            return order.index() == null
                    ? new AccessPath.KeyRange(bounds)
                    : new AccessPath.IndexRange(order.index(), bounds);
        }

        private PathChoice choice(AccessPath path, int rank) {
            if (in == null || in.in() == null) {
                return new PathChoice(path, rank, order, used);
            }
            AccessPath each = new AccessPath.Each(in.itemSlot(), in.in(), path);
            return new PathChoice(each, rank + RANK_IN, null, used);
        }
    }
}
