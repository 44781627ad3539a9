package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

import java.util.List;

/** A commit that is prepared. Equal only to itself. */
final class Commit {
    private final ChangeSet changes;
    private final List<RowStep> rows;
    private final Workspace workspace;

    Commit(ChangeSet changes, List<RowStep> rows, Workspace workspace) {
        this.changes = changes;
        this.rows = rows;
        this.workspace = workspace;
    }

    long version() {
        return changes.version();
    }

    boolean isEmpty() {
        return changes.changes().isEmpty();
    }

    ChangeSet changes() {
        return changes;
    }

    /** The first steps of the rows that it changed. */
    List<RowStep> rows() {
        return rows;
    }

    /** Takes it back if it is abandoned. */
    Workspace workspace() {
        return workspace;
    }
}
