package dev.syncdb.client.outbox;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;

import java.util.ArrayList;
import java.util.List;

/*
 * Transactions were made on a history of which the server lost the end. What their authors had seen
 * of the rest still counts as seen, and nothing else does: so the base of each is lowered to the
 * newest version that both have, and writes that the server has taken in instead are not
 * overwritten without a record.
 *
 * A handle that was given in the lost history is given again to another row, and nobody can tell
 * which handles those are. So all of these transactions name rows by key. An edit of a row that was
 * deleted in the server's history, and whose key another row has there, is an edit of that one.
 */
/**
 * What becomes of a client's transactions when the server's history turns out not to be the one
 * that they were made on. Pure.
 */
public final class Rewind {
    private final LineMarks common;
    private final boolean lostNothing;

    /**
     * Compares two histories.
     *
     * @param seen what the authors had seen
     * @param lines those of the server, each with the last version that is of it
     */
    public Rewind(LineMarks seen, List<Cursor> lines) {
        this.common = seen.within(lines);
        this.lostNothing = common.newest().equals(seen.newest());
    }

    /** True if all that the authors had seen is in the server's history. */
    public boolean lostNothing() {
        return lostNothing;
    }

    /** What the authors had seen of the server's history. */
    LineMarks common() {
        return common;
    }

    /** The same transactions as they can be judged in the server's history. */
    public List<PendingTransaction> of(List<PendingTransaction> transactions) {
        if (lostNothing) {
            return transactions;
        }
        List<PendingTransaction> rewound = new ArrayList<>(transactions.size());
        for (PendingTransaction each : transactions) {
            Base base = each.base().atMost(common.newest().version());
            rewound.add(each.basedOn(base).doing(byKey(each.operations())));
        }
        return rewound;
    }

    /** The same operations, which name rows by their keys. */
    public static List<Change> byKey(List<Change> operations) {
        List<Change> named = new ArrayList<>(operations.size());
        for (Change operation : operations) {
            named.add(byKey(operation));
        }
        return named;
    }

    private static Change byKey(Change operation) {
        if (operation instanceof Change.Update update) {
            return new Change.Update(update.row().byKey(), update.cells(), update.hidden());
        }
        if (operation instanceof Change.Delete delete) {
            return new Change.Delete(delete.row().byKey(), delete.before(), delete.hidden());
        }
        if (operation instanceof Change.Expect expect) {
            return new Change.Expect(expect.row().byKey(), expect.cells());
        }
        // The handle of a row that is inserted is the server's to give.
        return operation;
    }
}
