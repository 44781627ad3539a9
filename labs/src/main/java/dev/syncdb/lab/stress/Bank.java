package dev.syncdb.lab.stress;

import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.value.Key;

/**
 * The tables of the workload, and what every commit keeps true: accounts and vaults are only ever
 * updated, and the money in them together stays the same; a guest comes and goes together with
 * another one, the partner.
 */
final class Bank {
    static final int ACCOUNTS = 200;
    static final int VAULTS = 10;
    static final int GUESTS = 300;

    /** What the number of a guest and that of the partner differ by. */
    static final int PARTNER = 1_000_000;

    /** In accounts and in vaults. */
    static final int MONEY = 1;

    /** In accounts: how often the row was updated. */
    static final int UPDATES = 2;

    /** In accounts, with an index. */
    static final int OWNER = 3;

    static final String INDEX_OF_OWNERS = "accounts_owner";
    static final String INDEX_OF_MONEY = "accounts_money";

    private static final int FIRST_MONEY = 1_000;

    /** All the money that there is. */
    static final long SUM = (long) FIRST_MONEY * (ACCOUNTS + VAULTS);

    private Bank() {}

    /** The key of an account: a text longer than what stands beside the entries of an index. */
    static String account(int number) {
        return "account-" + (10_000 + number);
    }

    static Key key(int number) {
        return Key.of(account(number));
    }

    static void open(Database database) {
        database.load("""
                CREATE TABLE accounts (id TEXT PRIMARY KEY, money INTEGER, updates INTEGER,
                    owner TEXT);
                CREATE INDEX accounts_owner ON accounts (owner, updates);
                CREATE INDEX accounts_money ON accounts (money);
                CREATE TABLE vaults (id INTEGER PRIMARY KEY, money INTEGER);
                CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT);
                CREATE UNIQUE INDEX guests_name ON guests (name);
                """);
        database.write(session -> {
            Records accounts = session.records("accounts");
            for (int i = 0; i < ACCOUNTS; i++) {
                accounts.insert(account(i), FIRST_MONEY, 0, owner(i));
            }
            Records vaults = session.records("vaults");
            for (int i = 0; i < VAULTS; i++) {
                vaults.insert(i, FIRST_MONEY);
            }
            return database;
        });
    }

    private static String owner(int number) {
        return "owner " + number % 20;
    }
}
