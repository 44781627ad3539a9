package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.List;

/** Says in words how a plan finds its rows. */
final class Description {
    private final List<String> lines = new ArrayList<>();

    private Description() {}

    static String of(Plan.Action action) {
        Description description = new Description();
        description.add(action);
        return String.join("\n", description.lines);
    }

    private void add(Plan.Action action) {
        if (action instanceof QueryPlan.Simple simple) {
            simple.steps().forEach(this::add);
            if (simple.grouping() != null) {
                lines.add("group");
            }
            if (!simple.sort().isEmpty()) {
                lines.add("sort");
            }
        } else if (action instanceof QueryPlan.Compound compound) {
            add(compound.first());
            compound.parts().forEach(part -> add(part.query()));
        } else if (action instanceof QueryPlan.Sorted sorted) {
            add(sorted.source());
            lines.add("sort");
        } else if (action instanceof UpdatePlan update) {
            add(update.step());
        } else if (action instanceof DeletePlan delete) {
            add(delete.step());
        } else if (action instanceof ExpectPlan expect) {
            add(expect.step());
        } else if (action instanceof InsertPlan insert && insert.rows() != null) {
            add(insert.rows());
        }
    }

    private void add(Step step) {
        String optional = step.optional() ? "optional " : "";
        if (step.input() instanceof Step.QueryInput input) {
            lines.add(optional + "query " + path(step.path()));
            add(input.query());
        } else {
            Table table = ((Step.TableInput) step.input()).table();
            lines.add(optional + table.name() + " " + path(step.path()));
        }
    }

    private static String path(AccessPath path) {
        if (path instanceof AccessPath.All all) {
            return "all" + backward(all.backward());
        }
        if (path instanceof AccessPath.KeyGet) {
            return "by key";
        }
        if (path instanceof AccessPath.KeyRange range) {
            return "range of key" + bounds(range.bounds());
        }
        if (path instanceof AccessPath.IndexRange range) {
            return "by " + range.index() + bounds(range.bounds());
        }
        if (path instanceof AccessPath.HashGet hash) {
            return "hashed by " + hash.columns().size();
        }
        return "each " + path(((AccessPath.Each) path).path());
    }

    private static String bounds(AccessPath.Bounds bounds) {
        return (bounds.equal().isEmpty() ? "" : " equal " + bounds.equal().size())
                + (bounds.lower() == null ? "" : " from")
                + (bounds.upper() == null ? "" : " to")
                + backward(bounds.backward());
    }

    private static String backward(boolean backward) {
        return backward ? " backward" : "";
    }
}
