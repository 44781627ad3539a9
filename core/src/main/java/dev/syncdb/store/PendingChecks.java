package dev.syncdb.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys waiting for the end of their statement, or of the transaction. Follows rollbacks of
 * its workspace.
 */
final class PendingChecks {
    private final Workspace workspace;
    private final List<PendingCheck> checks = new ArrayList<>();
    private int passed;

    PendingChecks(Workspace workspace) {
        this.workspace = workspace;
    }

    void add(PendingCheck check) {
        checks.add(check);
        workspace.remember(undone -> checks.remove(checks.size() - 1));
    }

    /**
     * Fails with FOREIGN_KEY at the first that does not hold; if all do, they are not looked at
     * again.
     */
    void check() {
        if (passed == checks.size()) {
            return;
        }
        for (PendingCheck check : checks.subList(passed, checks.size())) {
            Reference reference = workspace.catalog().reference(check.child(), check.foreignKey());
            if (reference != null) {
                check.check(reference, workspace.view());
            }
        }
        // A rollback may bring back what made them fail.
        int before = passed;
        passed = checks.size();
        workspace.remember(undone -> passed = before);
    }
}
