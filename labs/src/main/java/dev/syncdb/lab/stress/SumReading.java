package dev.syncdb.lab.stress;

import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.Session;
import dev.syncdb.store.Range;

import java.util.HashSet;
import java.util.Set;

/** All money in one state, along some order: no row twice, none missing, none of another commit. */
final class SumReading implements Reading {
    private final Database database;
    private final String index;
    private final boolean backward;

    /** @param index to walk along; empty for the keys */
    SumReading(Database database, String index, boolean backward) {
        this.database = database;
        this.index = index;
        this.backward = backward;
    }

    @Override
    public String name() {
        return index.isEmpty() ? "range" : "index";
    }

    @Override
    public int look() {
        return database.read(session -> {
            Records accounts = session.records("accounts");
            Range range = new Range(null, null, backward);
            if (index.isEmpty()) {
                accounts.walk(range);
            } else {
                accounts.walk(index, range);
            }
            Set<String> seen = new HashSet<>();
            long sum = vaults(session);
            while (accounts.next()) {
                seen.add(String.valueOf(accounts.getString(0)));
                sum += accounts.getLong(Bank.MONEY);
            }
            Promise.same("accounts " + index, Bank.ACCOUNTS, seen.size());
            Promise.same("money " + index, Bank.SUM, sum);
            return Bank.ACCOUNTS + Bank.VAULTS;
        });
    }

    static long vaults(Session session) {
        Records vaults = session.records("vaults");
        vaults.walk(Range.ALL);
        long sum = 0;
        while (vaults.next()) {
            sum += vaults.getLong(Bank.MONEY);
        }
        return sum;
    }
}
