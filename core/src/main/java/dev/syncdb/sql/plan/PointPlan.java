package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

/**
 * A query for columns of the one row whose key, a single column, equals its only parameter: so
 * simple that it needs no execution. Immutable.
 */
public final class PointPlan {
    private final Table table;
    private final int[] columns;

    private PointPlan(Table table, int[] columns) {
        this.table = table;
        this.columns = columns;
    }

    public Table table() {
        return table;
    }

    /** Positions of the outputs in the row. */
    public int[] columns() {
        return columns;
    }

    /** What {@code plan} comes to, or null if it is more than that. */
    public static @Nullable PointPlan of(Plan plan) {
        if (!(plan.action() instanceof QueryPlan.Simple simple)
                || plan.parameters().size() != 1) {
            return null;
        }
        int[] columns = simple.bareColumns();
        if (columns == null || !simple.guards().isEmpty() || simple.limit() != null) {
            return null;
        }
        Step step = simple.steps().get(0);
        boolean plain = step.input() instanceof Step.TableInput
                && step.path() instanceof AccessPath.KeyGet
                && !step.optional()
                && step.filters().isEmpty();
        if (!plain) {
            return null;
        }
        AccessPath.KeyGet get = (AccessPath.KeyGet) step.path();
        if (get.key().size() != 1 || get.key().get(0).parameter() != 1) {
            return null;
        }
        return new PointPlan(((Step.TableInput) step.input()).table(), columns);
    }
}
