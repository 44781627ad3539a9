package dev.syncdb.store;

import dev.syncdb.change.Change;

/** What a transaction expects. It changes nothing, so there is nothing to undo. */
record ExpectStep(Change.Expect expectation) implements Step {
    @Override
    public void undo(Workspace workspace) {
        // It is forgotten with the step.
    }
}
