package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Transaction;

import java.util.ArrayList;
import java.util.List;

/**
 * The named savepoints of an open transaction, the newest last.
 *
 * @see <a href="https://www.sqlite.org/lang_savepoint.html">SQLite</a>
 */
final class Savepoints {
    private final List<Named> open = new ArrayList<>();

    private record Named(String name, Savepoint point, boolean beganTransaction) {}

    /** Opens one; {@code beganTransaction} if there was no transaction before it. */
    void add(String name, Savepoint point, boolean beganTransaction) {
        open.add(new Named(name, point, beganTransaction));
    }

    /** Undoes what was done since; the savepoint itself stays open. */
    void rollbackTo(String name, Transaction transaction) {
        int at = find(name);
        transaction.rollbackTo(open.get(at).point);
        open.subList(at + 1, open.size()).clear();
    }

    /** True if there was no transaction before it, so that to release it is to commit. */
    boolean beganTransaction(String name) {
        return open.get(find(name)).beganTransaction;
    }

    /** Forgets it, and those within it. */
    void release(String name) {
        open.subList(find(name), open.size()).clear();
    }

    void clear() {
        open.clear();
    }

    private int find(String name) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (Names.equal(open.get(i).name, name)) {
                return i;
            }
        }
        throw new Incorrect(ErrorCode.TRANSACTION, "no savepoint " + name);
    }
}
