package dev.syncdb.sql.plan;

import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.AccessPath.Bounds;
import dev.syncdb.sql.plan.QueryPlan.SortKey;
import dev.syncdb.sql.plan.term.Column;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Spares a sort where rows come in order anyway: nested loops keep the order of the first source,
 * which its key or index may give in the wanted direction. Changes the first step to that end.
 */
final class RowOrder {
    private final List<Step> steps;
    private final @Nullable PathChoice first;

    RowOrder(List<Step> steps, @Nullable PathChoice first) {
        this.steps = steps;
        this.first = first;
    }

    /**
     * True if the rows come in the order of {@code keys}, maybe by another path than before.
     *
     * @param limited true if not all rows may be wanted, so that an index is better than a sort
     */
    boolean keep(List<SortKey> keys, boolean limited) {
        if (keys.isEmpty() || first == null) {
            return true;
        }
        if (steps.size() == 1 && first.path() instanceof AccessPath.KeyGet) {
            return true;
        }
        if (follow(first, keys)) {
            return true;
        }
        boolean replaceable = limited && first.path() instanceof AccessPath.All;
        return replaceable
                && steps.get(0).input() instanceof Step.TableInput input
                && keepByIndex(input.table(), keys);
    }

    private boolean keepByIndex(Table table, List<SortKey> keys) {
        for (KeyOrder order : KeyOrder.allOf(table)) {
            if (order.index() != null) {
                AccessPath path = new AccessPath.IndexRange(order.index(), Bounds.NONE);
                if (follow(new PathChoice(path, 0, order, List.of()), keys)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean follow(PathChoice choice, List<SortKey> keys) {
        Boolean backward = choice.order() == null ? null : direction(choice, keys);
        if (backward == null) {
            return false;
        }
        Step step = steps.get(0);
        AccessPath path = backward ? choice.reversed().path() : choice.path();
        steps.set(
                0,
                new Step(
                        step.slot(),
                        step.input(),
                        path,
                        step.optional(),
                        step.on(),
                        step.filters()));
        return true;
    }

    /** Whether the path is to be read backward for that order, or null if it cannot give it. */
    private @Nullable Boolean direction(PathChoice choice, List<SortKey> keys) {
        KeyOrder order = Objects.requireNonNull(choice.order());
        List<IndexColumn> columns = new ArrayList<>(order.columns());
        Step step = steps.get(0);
        if (order.index() != null && step.input() instanceof Step.TableInput input) {
            // Entries of an index that are equal stand in the order of the key.
            columns.addAll(KeyOrder.ofPrimaryKey(input.table()).columns());
        }
        int next = choice.fixedColumns();
        Boolean backward = null;
        for (SortKey key : keys) {
            if (next == columns.size() && steps.size() == 1) {
                break;
            }
            if (isFixed(key, columns.subList(0, choice.fixedColumns()))) {
                continue;
            }
            boolean natural = key.nullsFirst() != key.descending();
            if (next == columns.size() || !natural || !sorts(columns.get(next), key)) {
                return null;
            }
            boolean against = columns.get(next).descending() != key.descending();
            if (backward != null && backward != against) {
                return null;
            }
            backward = against;
            next++;
        }
        return backward != null && backward;
    }

    private boolean sorts(IndexColumn column, SortKey key) {
        return key.term() instanceof Column term
                && term.slot() == steps.get(0).slot()
                && term.position() == column.column()
                && key.collation() == column.collation();
    }

    private boolean isFixed(SortKey key, List<IndexColumn> fixed) {
        return fixed.stream().anyMatch(column -> sorts(column, key));
    }
}
