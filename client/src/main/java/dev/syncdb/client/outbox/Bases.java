package dev.syncdb.client.outbox;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * Who edits a cell that is pending has seen the pending value, not the server's newest. If the
 * edit claimed the cursor as its base, a foreign write between the pending edit's base and the
 * cursor would count as seen, and be overwritten without a record. So an edit's base is the
 * smallest of the cursor and of the bases of all pending edits of its cells.
 */
/**
 * The bases of all cells that pending transactions wrote. Confined to the writer of the replica.
 */
public final class Bases {
    /**
     * What pending work did to one row: to all of it, by an insert or delete, and to single cells.
     */
    private static final class Touched {
        private @Nullable Base whole;
        private final Map<Integer, Base> cells = new HashMap<>();

        Base oldest(Base atMost) {
            Base oldest = whole == null ? atMost : atMost.min(whole);
            for (Base cell : cells.values()) {
                oldest = oldest.min(cell);
            }
            return oldest;
        }

        Base oldest(Base atMost, List<Cell> written) {
            Base oldest = whole == null ? atMost : atMost.min(whole);
            for (Cell cell : written) {
                Base base = cells.get(cell.column());
                oldest = base == null ? oldest : oldest.min(base);
            }
            return oldest;
        }
    }

    private final Map<Place, Touched> rows = new HashMap<>();

    /** The bases of these transactions. */
    public static Bases of(List<PendingTransaction> pending) {
        Bases bases = new Bases();
        pending.forEach(bases::add);
        return bases;
    }

    /** Takes in one more pending transaction. */
    public void add(PendingTransaction pending) {
        for (Change operation : pending.operations()) {
            Place place = Place.of(operation);
            if (place != null) {
                add(rows.computeIfAbsent(place, any -> new Touched()), operation, pending.base());
            }
        }
    }

    /** The base of a transaction that does {@code operations} at the cursor {@code cursor}. */
    public Base of(List<Change> operations, Base cursor) {
        Base base = cursor;
        for (Change operation : operations) {
            if (operation instanceof Change.Expect expect) {
                // Whoever expects what is pending has not seen what is under it.
                Touched touched = rows.get(Place.of(expect.row()));
                base = touched == null ? base : touched.oldest(base, expect.cells());
                continue;
            }
            Place place = Place.of(operation);
            Touched touched = place == null ? null : rows.get(place);
            if (touched != null) {
                base = operation instanceof Change.Update update
                        ? touched.oldest(base, update.cells())
                        : touched.oldest(base);
            }
        }
        return base;
    }

    private static void add(Touched touched, Change operation, Base base) {
        if (operation instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                touched.cells.merge(cell.column(), base, Base::min);
            }
        } else {
            touched.whole = touched.whole == null ? base : touched.whole.min(base);
        }
    }
}
