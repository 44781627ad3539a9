package dev.syncdb.store;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What a transaction comes to: its rows as they are now, against the rows as it found them. */
final class NetChanges {
    private final List<Step> changed = new ArrayList<>();
    private final List<RowHead> unchanged = new ArrayList<>();

    private NetChanges() {}

    static NetChanges of(Workspace workspace) {
        NetChanges net = new NetChanges();
        for (Step step : workspace.firstSteps()) {
            if (step instanceof RowStep) {
                net.add((RowStep) step, workspace.catalog(), workspace.version());
            } else {
                net.changed.add(step);
            }
        }
        return net;
    }

    /**
     * The changes of structure, and for each row that did change one step from what it was to what
     * it is; in order of the first touch.
     */
    List<Step> changed() {
        return changed;
    }

    /** The rows that end as they began, though they have a new version. */
    List<RowHead> unchanged() {
        return unchanged;
    }

    /** The steps as others are told of them. */
    static List<Change> changes(List<Step> steps) {
        List<Change> changes = new ArrayList<>(steps.size());
        for (Step step : steps) {
            changes.add(
                    step instanceof RowStep
                            ? change((RowStep) step)
                            : new Change.Define(((DefineStep) step).sql()));
        }
        return changes;
    }

    private void add(RowStep first, Catalog catalog, long version) {
        RowVersion now = first.head().newest();
        if (now == null || now.version() != version || catalog.find(first.head().table()) == null) {
            return;
        }
        if (isSame(first.before(), now)) {
            unchanged.add(first.head());
        } else if (first.leaves(now)) {
            changed.add(first);
        } else {
            changed.add(new RowStep(first.table(), first.head(), first.before(), now));
        }
    }

    private static boolean isSame(@Nullable RowVersion before, RowVersion now) {
        RowVersion old = RowVersion.liveOf(before);
        return now.isLive() ? old != null && old.sameContent(now) : old == null;
    }

    private static Change change(RowStep step) {
        RowVersion after = step.after();
        RowVersion before = RowVersion.liveOf(step.before());
        if (after == null) {
            throw new IllegalStateException("a change leaves a version");
        }
        RowName name = RowName.of(
                step.head().table().name(), step.head().table().keyColumns().keyOf(after));
        if (!after.isLive()) {
            return new Change.Delete(name, before, after.hidden());
        }
        Table structure = step.table().structure();
        return before == null
                ? new Change.Insert(
                        name, new Image(structure.withoutGenerated(after), after.hidden()))
                : new Change.Update(name, cells(structure, before, after), after.hidden());
    }

    private static List<Cell> cells(Table structure, RowVersion before, RowVersion after) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            if (!structure.columns().get(i).isGenerated() && !after.sameAt(i, before)) {
                cells.add(new Cell(i, before.at(i), after.at(i)));
            }
        }
        return cells;
    }
}
