package dev.syncdb.lab.stress;

import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.Session;

/**
 * The planted bug: adds up rows that it finds one after the other, each in the newest state of its
 * moment. It sees half of many a commit, and must be caught.
 */
final class UnpinnedSum implements Reading {
    private final Session session;
    private final Records accounts;
    private final Records vaults;

    UnpinnedSum(Database database) {
        this.session = database.session();
        this.accounts = session.records("accounts");
        this.vaults = session.records("vaults");
    }

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public int look() {
        long sum = 0;
        for (int i = 0; i < Bank.ACCOUNTS; i++) {
            Promise.holds(accounts.find(Bank.account(i)), "account " + i + " was not found");
            sum += accounts.getLong(Bank.MONEY);
        }
        for (int i = 0; i < Bank.VAULTS; i++) {
            Promise.holds(vaults.find(i), "vault " + i + " was not found");
            sum += vaults.getLong(Bank.MONEY);
        }
        Promise.same("money without a snapshot", Bank.SUM, sum);
        return Bank.ACCOUNTS + Bank.VAULTS;
    }
}
