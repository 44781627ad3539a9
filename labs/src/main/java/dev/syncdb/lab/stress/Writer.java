package dev.syncdb.lab.stress;

import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.Session;
import dev.syncdb.error.Retryable;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import java.util.Random;

/** Moves money, lets guests come and go, and changes its mind. Confined to one thread. */
final class Writer {
    private static final int HOT = 4;
    private static final int ROWS_MAX = 4;

    private final Database database;
    private final Random random;
    private long commits;
    private long abandoned;
    private long rolledBack;
    private long savepoints;

    Writer(Database database, Random random) {
        this.database = database;
        this.random = random;
    }

    /** Tries one transaction. */
    void write() {
        try {
            database.write(session -> {
                work(session);
                return session;
            });
            commits++;
        } catch (ChangedMind wanted) {
            rolledBack++;
        } catch (Retryable refused) {
            abandoned++;
        }
    }

    long commits() {
        return commits;
    }

    long abandoned() {
        return abandoned;
    }

    long rolledBack() {
        return rolledBack;
    }

    long savepoints() {
        return savepoints;
    }

    private void work(Session session) {
        if (random.nextInt(4) == 0) {
            receive(session);
        } else {
            move(session);
        }
        if (random.nextInt(8) == 0) {
            session.execute("SAVEPOINT mistake");
            wreck(session);
            session.execute("ROLLBACK TO mistake");
            savepoints++;
        }
        if (random.nextInt(10) == 0) {
            wreck(session);
            throw new ChangedMind();
        }
    }

    private void move(Session session) {
        Records accounts = session.records("accounts");
        long taken = 0;
        int rows = 1 + random.nextInt(ROWS_MAX);
        for (int i = 0; i < rows; i++) {
            int account = random.nextInt(i == 0 ? HOT : Bank.ACCOUNTS);
            long amount = random.nextInt(200) - 100L;
            Key key = Bank.key(account);
            Promise.holds(accounts.find(key), "the writer finds account " + account);
            accounts.update(key, new int[] {Bank.MONEY, Bank.UPDATES}, new Value[] {
                Value.of(accounts.getLong(Bank.MONEY) - amount),
                Value.of(accounts.getLong(Bank.UPDATES) + 1)
            });
            taken += amount;
        }
        Records vaults = session.records("vaults");
        Key vault = Key.of(random.nextInt(Bank.VAULTS));
        Promise.holds(vaults.find(vault), "the writer finds a vault");
        vaults.update(vault, Bank.MONEY, Value.of(vaults.getLong(Bank.MONEY) + taken));
    }

    private void receive(Session session) {
        Records guests = session.records("guests");
        int guest = random.nextInt(Bank.GUESTS);
        Key key = Key.of(guest);
        Key partner = Key.of(guest + Bank.PARTNER);
        if (guests.find(key)) {
            guests.delete(partner);
            guests.delete(key);
        } else {
            guests.insert(guest, "guest number " + guest);
            guests.insert(guest + Bank.PARTNER, "partner of guest " + guest);
        }
    }

    /** Breaks every promise. */
    private void wreck(Session session) {
        Key key = Bank.key(random.nextInt(Bank.ACCOUNTS));
        session.records("accounts").update(key, Bank.MONEY, Value.of(-1));
        session.records("accounts").delete(key);
        session.records("guests").delete(Key.of(random.nextInt(Bank.GUESTS)));
        session.records("guests").insert(2 * Bank.PARTNER, "nobody");
        session.execute("UPDATE vaults SET money = money + 1 WHERE id < 3");
    }

    /** The transaction is not wanted any more. */
    private static final class ChangedMind extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
