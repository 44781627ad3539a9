package dev.syncdb.store;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction comes to: its rows as they are now, against the rows as it found them. Each
 * change is told as the tables are at the end, so it stands behind the statements that altered its
 * table. Immutable.
 */
final class NetChanges {
    private final Catalog catalog;
    private final List<RowStep> rows;
    private final List<RowHead> unchanged;

    /** The rows and the changes of structure; null if there are none of these. */
    private final @Nullable List<Step> all;

    private NetChanges(
            Catalog catalog,
            List<RowStep> rows,
            List<RowHead> unchanged,
            @Nullable List<Step> all) {
        this.catalog = catalog;
        this.rows = rows;
        this.unchanged = unchanged;
        this.all = all;
    }

    static NetChanges of(Workspace workspace) {
        List<Step> steps = workspace.steps();
        Catalog catalog = workspace.catalog();
        if (steps.isEmpty()) {
            return new NetChanges(catalog, List.of(), List.of(), null);
        }
        // A single step changes its row, or it would not have been made.
        if (steps.size() == 1 && steps.get(0) instanceof RowStep) {
            return new NetChanges(catalog, List.of((RowStep) steps.get(0)), List.of(), null);
        }
        return of(steps, catalog, workspace.version());
    }

    @SuppressWarnings("ReferenceEquality")
    private static NetChanges of(List<Step> steps, Catalog catalog, long version) {
        List<RowStep> rows = new ArrayList<>(steps.size());
        List<RowHead> unchanged = new ArrayList<>();
        List<Step> all = null;
        TableData present = null;
        for (Step step : steps) {
            RowStep changed = null;
            if (step instanceof RowStep) {
                // Most steps are of the table of the one before, which is looked for but once.
                TableData table = ((RowStep) step).table();
                if (table != present && catalog.find(table.heap().identity()) == null) {
                    continue;
                }
                present = table;
                changed = changed((RowStep) step, version, unchanged);
            } else if (step instanceof DefineStep) {
                all = all == null ? new ArrayList<>(rows) : all;
                add((DefineStep) step, all);
            }
            if (changed != null) {
                rows.add(changed);
            }
            if (all != null && changed != null) {
                all.add(changed);
            }
        }
        return new NetChanges(catalog, rows, unchanged, all);
    }

    /** Adds a change of structure, and puts the changes of the table that it altered behind it. */
    private static void add(DefineStep step, List<Step> all) {
        List<Step> behind = new ArrayList<>();
        if (step.alteration() != null) {
            all.removeIf(each -> each instanceof RowStep
                    && step.alters(((RowStep) each).head().table())
                    && behind.add(each));
        }
        all.add(step);
        all.addAll(behind);
    }

    /**
     * For each row that did change one step from what it was to what it is; in order of the first
     * touch.
     */
    List<RowStep> rows() {
        return rows;
    }

    /** The rows that end as they began, though they have a new version. */
    List<RowHead> unchanged() {
        return unchanged;
    }

    /** True if neither a row nor the structure changed. */
    boolean isEmpty() {
        return rows.isEmpty() && all == null;
    }

    /** The changes as others are told of them. */
    List<Change> changes() {
        List<? extends Step> steps = all == null ? rows : all;
        List<Change> changes = new ArrayList<>(steps.size());
        for (Step step : steps) {
            changes.add(
                    step instanceof RowStep
                            ? change((RowStep) step)
                            : new Change.Define(((DefineStep) step).sql()));
        }
        return changes;
    }

    /**
     * What the first step of a row comes to; null if that is nothing, or if it is not the first.
     */
    private static @Nullable RowStep changed(RowStep first, long version, List<RowHead> unchanged) {
        RowVersion now = first.head().newest();
        if (!first.isFirst(version) || now == null || now.version() != version) {
            return null;
        }
        // Each step changes something, so only several together can come to nothing.
        if (!first.leaves(now) && isSame(first.before(), now)) {
            unchanged.add(first.head());
            return null;
        }
        return first.to(now);
    }

    /** True if that comes to nothing. */
    static boolean isSame(@Nullable RowVersion before, RowVersion now) {
        RowVersion old = RowVersion.liveOf(before);
        return now.isLive() ? old != null && old.sameContent(now) : old == null;
    }

    private Change change(RowStep step) {
        RowVersion after = step.after();
        RowVersion before = RowVersion.liveOf(step.before());
        if (after == null) {
            throw new IllegalStateException("a change leaves a version");
        }
        TableData table = table(step);
        Table structure = table.structure();
        RowName name = RowName.of(structure.name(), table.key().keyOf(after));
        if (!after.isLive()) {
            return new Change.Delete(
                    name, before == null ? null : table.row(before), after.hidden());
        }
        Row cells = structure.withoutGenerated(table.row(after));
        return before == null
                ? new Change.Insert(name, new Image(cells, after.hidden()))
                : new Change.Update(name, cells(structure, before, after), after.hidden());
    }

    /** The table as it is at the end; that of the step where nothing altered it. */
    private TableData table(RowStep step) {
        TableData present = all == null ? null : catalog.find(step.head().table());
        return present == null ? step.table() : present;
    }

    private static List<Cell> cells(Table structure, RowVersion before, RowVersion after) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < structure.columns().size(); i++) {
            if (!structure.columns().get(i).isGenerated() && !after.sameAt(i, before)) {
                cells.add(new Cell(i, before.at(i), after.at(i)));
            }
        }
        return cells;
    }
}
