package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The commits in their order: what is published, and above it what is prepared. Readers only ask
 * for the published state. Commits may be published while the writer makes the next one; all else
 * is for the writer.
 */
final class Timeline {
    private final Pins pins = new Pins();
    private final Vacuum vacuum;
    private final Deque<Prepared> prepared = new ArrayDeque<>();
    private final Collection<Observer> observers = new CopyOnWriteArrayList<>();
    private @Nullable ChangeLog log;
    private volatile Published published;

    /** A transaction is open; for the writer only. */
    private boolean writing;

    /** @param seed secret, for the hash of keys */
    Timeline(boolean changeLog, long seed) {
        View nothing = new View(Catalog.empty(seed), FrozenOrders.NONE, 0);
        this.log = changeLog ? new ChangeLog() : null;
        this.vacuum = new Vacuum();
        this.published = new Published(nothing, log == null ? null : log.view());
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
    synchronized View newest() {
        return newest(published);
    }

    private View newest(Published seen) {
        Prepared last = prepared.peekLast();
        return last == null ? seen.view() : last.view();
    }

    /** True from {@link #begin} to {@link #prepare} or {@link #end}. */
    boolean isWriting() {
        return writing;
    }

    /**
     * Where the next commit is made.
     *
     * @param memoryBytesMax 0 for none
     */
    synchronized Workspace begin(long memoryBytesMax) {
        Published seen = published;
        View base = newest(seen);
        if (!vacuum.isIdle()) {
            boolean tight = Budget.isTight(memoryBytesMax, base, seen.log());
            vacuum.run(seen.view(), pins.oldest(seen.version()), log == null, tight);
        }
        writing = true;
        return new Workspace(base.catalog(), (FrozenOrders) base.orders(), base.version() + 1);
    }

    /** Takes in the next commit. One that changed nothing has no place in time. */
    synchronized void prepare(Prepared commit) {
        writing = false;
        if (!commit.isEmpty()) {
            prepared.addLast(commit);
        }
    }

    /** No commit came of what was begun. */
    void end() {
        writing = false;
    }

    void publish(Prepared commit) {
        if (commit.isEmpty()) {
            return;
        }
        synchronized (this) {
            if (prepared.peekFirst() != commit) {
                throw new Fault(
                        ErrorCode.INTERNAL,
                        "commit " + commit.version() + " is not the one that follows "
                                + published.version() + ", or was abandoned");
            }
            prepared.removeFirst();
            show(commit.view(), commit.rows());
            commit.workspace().settle();
        }
        if (!observers.isEmpty()) {
            for (Observer observer : observers) {
                observer.published(commit.changes());
            }
        }
    }

    synchronized void abandon() {
        while (!prepared.isEmpty()) {
            prepared.removeLast().workspace().discard();
        }
    }

    /**
     * Makes the rows that were written at the version of {@code next} visible.
     *
     * @param rows one step for each, to what it is
     */
    synchronized void show(View next, List<RowStep> rows) {
        Catalog before = published.view().catalog();
        List<TableData> moved = moved(before, next.catalog());
        ChangeLog written = log;
        if (written != null && !moved.isEmpty()) {
            written = ChangeLog.of(next);
            log = written;
        } else if (written != null) {
            dropTables(written, before, next.catalog());
            written.append(next, rows);
        }
        published = new Published(next, written == null ? null : written.view());
        moved.forEach(table -> vacuum.add(tombstones(table, next.version())));
        vacuum.add(rows);
    }

    /** True if there is a change log. */
    boolean isTracking() {
        return published.log() != null;
    }

    /** A row has come that will be seen with {@link #load}. */
    void loaded(RowHead head, @Nullable RowVersion before) {
        ChangeLog written = log;
        if (written != null) {
            written.load(head, before);
        }
    }

    /** Makes all that was loaded visible. */
    synchronized void load(View next) {
        ChangeLog written = log;
        published = new Published(next, written == null ? null : written.view());
    }

    /** How many commits are prepared and not published. */
    synchronized int waiting() {
        return prepared.size();
    }

    /**
     * Begins or ends the change log, with no commit prepared. A log that begins holds every row
     * that is there, and the tombstones that are still kept.
     */
    synchronized void track(boolean wanted) {
        if (wanted == (log != null)) {
            return;
        }
        View view = published.view();
        ChangeLog begun = wanted ? ChangeLog.of(view) : null;
        log = begun;
        published = new Published(view, begun == null ? null : begun.view());
    }

    /** Tables that were there and whose rows have other heads now. */
    private static List<TableData> moved(Catalog before, Catalog after) {
        List<TableData> moved = new ArrayList<>();
        if (before != after) {
            for (TableData table : before.tables()) {
                TableData present = after.movedTo(table.heap().identity());
                if (present != null) {
                    moved.add(present);
                }
            }
        }
        return moved;
    }

    /** What earlier commits have deleted of a table whose rows were moved. */
    private static List<RowStep> tombstones(TableData table, long version) {
        List<RowStep> tombstones = new ArrayList<>();
        table.heap().heads().forEach(head -> {
            RowVersion row = head.at(version);
            if (row != null && !row.isLive() && row.version() < version) {
                tombstones.add(new RowStep(table, head, null, row));
            }
        });
        return tombstones;
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
