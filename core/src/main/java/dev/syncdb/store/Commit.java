package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A commit that is prepared. Equal only to itself. */
final class Commit {
    private final List<Step> steps;
    private final Workspace workspace;
    private final View view;
    private @Nullable ChangeSet changes;

    /** @param steps one for each change */
    Commit(List<Step> steps, Workspace workspace, View view) {
        this.steps = steps;
        this.workspace = workspace;
        this.view = view;
    }

    /** A commit that changed nothing bears the version of the one before it. */
    long version() {
        return isEmpty() ? view.version() - 1 : view.version();
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** What others are told. Made when it is first asked for; many commits never are. */
    synchronized ChangeSet changes() {
        if (changes == null) {
            changes = new ChangeSet(version(), NetChanges.changes(steps));
        }
        return changes;
    }

    /** One step for each row that it changed. */
    List<RowStep> rows() {
        List<RowStep> rows = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step instanceof RowStep) {
                rows.add((RowStep) step);
            }
        }
        return rows;
    }

    /** What readers see once it is published. */
    View view() {
        return view;
    }

    /** Takes it back if it is abandoned. */
    Workspace workspace() {
        return workspace;
    }
}
