package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A checked commit whose versions lie above the published head, where only the next transactions
 * see them. Several may wait at once; they are published in order. Equal only to itself.
 *
 * <p>A transaction that changed nothing prepares too, but takes up no version: its change set is
 * empty and bears the version of the commit before it, and publishing it does nothing.
 */
public final class Prepared {
    private final Timeline timeline;
    private final Workspace workspace;
    private final NetChanges net;
    private final View view;
    private @Nullable ChangeSet changes;

    Prepared(Timeline timeline, Workspace workspace, NetChanges net) {
        this.timeline = timeline;
        this.workspace = workspace;
        this.net = net;
        this.view = workspace.frozen();
    }

    public long version() {
        return isEmpty() ? view.version() - 1 : view.version();
    }

    /** True if the transaction changed nothing. */
    public boolean isEmpty() {
        return net.isEmpty();
    }

    /**
     * What the commit did, with values from before it. Made when it is first asked for; many
     * commits never are.
     */
    public synchronized ChangeSet changes() {
        if (changes == null) {
            changes = new ChangeSet(version(), net.changes());
        }
        return changes;
    }

    /**
     * Makes the commit visible and tells the listeners. Every earlier prepared commit must have
     * been published.
     */
    public void publish() {
        timeline.publish(this);
    }

    /** One step for each row that it changed. */
    List<RowStep> rows() {
        return net.rows();
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
