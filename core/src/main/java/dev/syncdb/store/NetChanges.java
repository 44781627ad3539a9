package dev.syncdb.store;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What a transaction comes to: its rows as they are now, against the rows as it found them. */
final class NetChanges {
    private final List<Change> changes = new ArrayList<>();
    private final List<RowStep> changed = new ArrayList<>();
    private final List<RowStep> unchanged = new ArrayList<>();

    private NetChanges() {}

    static NetChanges of(Workspace workspace) {
        NetChanges net = new NetChanges();
        for (Step step : workspace.firstSteps()) {
            if (step instanceof DefineStep) {
                net.changes.add(new Change.Define(((DefineStep) step).sql()));
            } else if (step instanceof RowStep) {
                net.add((RowStep) step, workspace.catalog());
            }
        }
        return net;
    }

    /** In order of the first touch. */
    List<Change> changes() {
        return changes;
    }

    /** The first steps of the rows that did change. */
    List<RowStep> changed() {
        return changed;
    }

    /** The first steps of the rows that end as they began, though they have a new version. */
    List<RowStep> unchanged() {
        return unchanged;
    }

    private void add(RowStep first, Catalog catalog) {
        if (catalog.find(first.head().table()) == null) {
            return;
        }
        RowVersion now = first.head().newest();
        if (now == null || now == first.before()) {
            return;
        }
        Image before = first.before() == null ? null : first.before().image();
        Change change = change(name(first), before, now);
        if (change == null) {
            unchanged.add(first);
        } else {
            changes.add(change);
            changed.add(first);
        }
    }

    private static @Nullable Change change(RowName name, @Nullable Image before, RowVersion now) {
        Image after = now.image();
        if (after == null) {
            return before == null ? null : new Change.Delete(name, before.cells(), now.hidden());
        }
        if (before == null) {
            return new Change.Insert(name, after);
        }
        return after.equals(before)
                ? null
                : new Change.Update(name, cells(before.cells(), after.cells()), after.hidden());
    }

    private static List<Cell> cells(Row before, Row after) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            if (!after.at(i).equals(before.at(i))) {
                cells.add(new Cell(i, before.at(i), after.at(i)));
            }
        }
        return cells;
    }

    private static RowName name(RowStep step) {
        return RowName.of(step.head().table().name(), step.head().key());
    }
}
