package dev.syncdb.lab.stress;

import dev.syncdb.ChangedRows;
import dev.syncdb.Database;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A copy of the database that is kept by asking again and again what has changed. */
final class ChangeReading implements Reading {
    private final Database database;
    private final Map<String, Map<Key, Row>> copy = new HashMap<>();
    private long upTo;

    ChangeReading(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "changes";
    }

    @Override
    public int look() {
        int rows = 0;
        try (ChangedRows changes = database.changedAfter(upTo)) {
            long version = upTo;
            while (changes.next()) {
                Promise.holds(changes.version() >= version, "versions ascend");
                version = changes.version();
                take(changes);
                rows++;
            }
            upTo = changes.upTo();
            Promise.holds(version <= upTo, "a change of a later state");
        }
        Map<Key, Row> accounts = table("accounts");
        Promise.same("accounts in the copy", Bank.ACCOUNTS, accounts.size());
        Promise.same("money in the copy", Bank.SUM, money(accounts) + money(table("vaults")));
        Set<Long> guests = new HashSet<>();
        table("guests").values().forEach(guest -> guests.add(guest.longAt(0)));
        GuestReading.requirePartners(guests);
        return rows;
    }

    private void take(ChangedRows changes) {
        Map<Key, Row> table = table(changes.table());
        if (changes.isDeleted()) {
            table.remove(changes.key());
        } else {
            table.put(changes.key(), changes.row());
        }
    }

    private Map<Key, Row> table(String name) {
        return copy.computeIfAbsent(name, missing -> new HashMap<>());
    }

    private static long money(Map<Key, Row> rows) {
        return rows.values().stream().mapToLong(row -> row.longAt(Bank.MONEY)).sum();
    }
}
