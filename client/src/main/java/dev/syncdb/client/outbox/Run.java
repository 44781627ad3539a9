package dev.syncdb.client.outbox;

import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.clock.Stamp;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/* What is committed soon behind a transaction that was never sent, and writes only rows that it
 * wrote, becomes a part of it: 300 keystrokes are sent as one edit.
 *
 * The server judges the whole as one. So nothing is joined that may deserve another fate for its
 * own sake: another row, another base. What is left is that a rejected edit takes along the edits
 * of the same rows in the minute before it; they stand in the same record, to be edited and sent
 * again.
 *
 * It happens at the commit, and not when a request is built: so no transaction ever changes its
 * number, and who builds a request does not wait for who writes.
 */
/**
 * The newest pending transaction, as long as more may be joined to it. Ends when that is sent, when
 * a pull becomes visible, and when the outbox is closed. Guarded by the outbox's lock.
 */
final class Run {
    /**
     * A transaction of this many bytes may be written again for each small edit behind it. A larger
     * one is written again only for edits of half its size, so that the disk is not worn.
     */
    static final int REWRITTEN_BYTES_MAX = 1 << 12;

    private final Stamp began;
    private final Set<Place> rows;
    private final PendingTransaction newest;
    private final int bytes;

    private Run(Stamp began, Set<Place> rows, PendingTransaction newest, int bytes) {
        this.began = began;
        this.rows = rows;
        this.newest = newest;
        this.bytes = bytes;
    }

    /** A transaction that begins a run, of so many bytes. */
    static Run of(PendingTransaction first, int bytes) {
        return new Run(first.committed(), rows(first.operations()), first, bytes);
    }

    /**
     * The newest transaction with another one joined to it, or null if that is to stay apart. So
     * does one whose author did not see all before it: the newest may be what it did not see.
     *
     * @param next of so many bytes
     * @param millisMax how long after the beginning of the run it may be: one edit time will stand
     *     for all of it
     */
    @Nullable
    PendingTransaction join(PendingTransaction next, int nextBytes, long millisMax) {
        boolean soon = began.ageMillisAt(next.committed()) <= millisMax;
        boolean cheap = bytes <= Math.max(REWRITTEN_BYTES_MAX, 2 * nextBytes);
        boolean alike = !next.besideHeld()
                && next.version() == newest.version()
                && next.base().equals(newest.base())
                && rows.containsAll(rows(next.operations()));
        if (!soon || !cheap || !alike) {
            return null;
        }
        List<Change> both = Squash.join(newest.operations(), next.operations());
        return both == null
                ? null
                : new PendingTransaction(
                                newest.number(),
                                newest.base(),
                                next.committed(),
                                next.nonce(),
                                both)
                        .saidIn(newest.version())
                        .beside(newest.besideHeld());
    }

    /** The run with its newest transaction as it is now. */
    Run with(PendingTransaction joined, int joinedBytes) {
        return new Run(began, rows, joined, joinedBytes);
    }

    PendingTransaction newest() {
        return newest;
    }

    private static Set<Place> rows(List<Change> operations) {
        Set<Place> rows = new HashSet<>();
        for (Change operation : operations) {
            Place place = Place.of(operation);
            if (place != null) {
                rows.add(place);
            }
        }
        return rows;
    }
}
