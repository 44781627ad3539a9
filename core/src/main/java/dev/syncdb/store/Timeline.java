package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The commits in their order: what is published, and above it what is prepared. Readers only ask
 * for the published state; all else is for the writer.
 */
final class Timeline {
    private final Pins pins = new Pins();
    private final @Nullable ChangeLog log;
    private final Vacuum vacuum;
    private final Deque<Commit> prepared = new ArrayDeque<>();
    private final Collection<Observer> observers = new CopyOnWriteArrayList<>();
    private volatile Published published;
    private @Nullable Workspace youngest;

    Timeline(boolean changeLog) {
        View nothing = new View(Catalog.EMPTY, 0);
        this.log = changeLog ? new ChangeLog() : null;
        this.vacuum = new Vacuum(changeLog);
        this.published = new Published(nothing, log == null ? null : log.view(nothing));
    }

    Published published() {
        return published;
    }

    Pin pin() {
        return pins.pin(this::published);
    }

    void unpin(Pin pin) {
        pins.unpin(pin);
    }

    Observer observe(CommitListener listener) {
        return new Observer(listener, observers);
    }

    /** The state on which the next commit is made. */
    View newest() {
        Commit last = prepared.peekLast();
        return last == null ? published.view() : last.workspace().view();
    }

    /** Where the next commit is made. */
    Workspace begin() {
        View base = newest();
        Workspace begun = new Workspace(base.catalog(), base.version() + 1);
        youngest = begun;
        return begun;
    }

    /** Takes in the next commit. One that changed nothing has no place in time. */
    void prepare(Commit commit) {
        if (!commit.isEmpty()) {
            prepared.addLast(commit);
        }
    }

    void publish(Commit commit) {
        if (commit.isEmpty()) {
            return;
        }
        if (prepared.peekFirst() != commit) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "commit " + commit.version() + " is not the one that follows "
                            + published.version() + ", or was abandoned");
        }
        prepared.removeFirst();
        show(commit.workspace().view(), commit.rows());
        commit.workspace().settle();
        for (Observer observer : observers) {
            observer.published(commit.changes());
        }
    }

    void abandon() {
        while (!prepared.isEmpty()) {
            prepared.removeLast().workspace().undoTo(0);
        }
    }

    /** Makes the rows that were written at the version of {@code next} visible. */
    void show(View next, List<RowStep> rows) {
        ChangeLog written = log;
        if (written != null) {
            dropTables(written, published.view().catalog(), next.catalog());
            rows.stream().sorted(LogView.ORDER).forEach(row -> written.append(next.version(), row));
        }
        published = new Published(next, written == null ? null : written.view(next));
        vacuum.add(next, rows);
        if (isSettled(next.catalog())) {
            vacuum.run(next, pins.oldest(next.version()), rows.size());
        }
    }

    /** How many commits are prepared and not published. */
    int waiting() {
        return prepared.size();
    }

    // While an index is about to come or go, the published structure does not know all of its
    // entries, or knows some that nobody keeps: what is to be freed waits.
    private boolean isSettled(Catalog catalog) {
        Workspace open = youngest;
        return newest().catalog() == catalog && (open == null || open.catalog() == catalog);
    }

    private static void dropTables(ChangeLog log, Catalog before, Catalog after) {
        if (before == after) {
            return;
        }
        for (TableData table : before.tables()) {
            if (after.find(table.heap().identity()) == null) {
                log.drop(table.heap());
            }
        }
    }
}
