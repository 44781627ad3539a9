package dev.syncdb.lab.stress;

import dev.syncdb.Database;
import dev.syncdb.PreparedStatement;
import dev.syncdb.Records;
import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.store.KeyLookup;
import dev.syncdb.store.Store;
import dev.syncdb.value.Row;

import java.util.Random;

/**
 * Single rows without a snapshot, in the three ways that there are. A row that is only updated is
 * always there, and never older than it was.
 */
final class PointReading implements Reading {
    private static final int FINDS_PER_LOOK = 64;

    /** Most reads go to few rows, so that they meet the writer there. */
    private static final int HOT = 4;

    private final Session session;
    private final Records records;
    private final PreparedStatement statement;
    private final KeyLookup lookup;
    private final Random random;
    private final long[] updates = new long[Bank.ACCOUNTS];

    PointReading(Database database, Store store, Random random) {
        this.session = database.session();
        this.records = session.records("accounts");
        this.statement = session.prepare("SELECT updates FROM accounts WHERE id = ?");
        this.lookup = store.lookup("accounts");
        this.random = random;
    }

    @Override
    public String name() {
        return "point";
    }

    @Override
    public int look() {
        for (int i = 0; i < FINDS_PER_LOOK; i++) {
            int account = random.nextInt(i % 2 == 0 ? HOT : Bank.ACCOUNTS);
            long found = find(i % 3, Bank.account(account));
            Promise.holds(found >= 0, "account " + account + " was not found");
            Promise.holds(
                    found >= updates[account],
                    "account " + account + " has gone back from " + updates[account] + " to "
                            + found);
            updates[account] = found;
        }
        return FINDS_PER_LOOK;
    }

    @Override
    public long retries() {
        return lookup.retries();
    }

    /** How often the row was updated; negative if it is not there. */
    private long find(int way, String id) {
        if (way == 0) {
            return records.find(id) ? records.getLong(Bank.UPDATES) : -1;
        }
        if (way == 1) {
            Rows rows = statement.bind(1, id).query();
            return rows.next() ? rows.getLong(0) : -1;
        }
        Row row = lookup.find(id);
        return row == null ? -1 : row.longAt(Bank.UPDATES);
    }
}
