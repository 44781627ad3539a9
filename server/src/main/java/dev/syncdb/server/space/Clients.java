package dev.syncdb.server.space;

import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The table {@code syncdb_clients}. Clients stay in it as long as the space lives. */
final class Clients {
    private static final Range NEWEST_FIRST = new Range(null, null, true);

    private Clients() {}

    static @Nullable Client find(Reader rows, long number) {
        Image image = rows.get(InternalTables.CLIENTS, Key.of(number));
        return image == null ? null : read(image.cells());
    }

    /** The client that {@code wanted} registered as before, or null. */
    static @Nullable Client findRegistered(Reader rows, Client wanted) {
        Row bound = Row.of(Value.of(wanted.secretHash()), Value.of(wanted.subject()));
        Scan scan = rows.scanIndex(
                InternalTables.CLIENTS, InternalTables.CLIENTS_BY_SECRET, Range.of(bound));
        return scan.next() ? read(scan.image().cells()) : null;
    }

    /**
     * The number that the next client gets: one that no other ever had, for rows that bear it may
     * outlive the client.
     */
    static long nextNumber(Reader rows) {
        Scan newest = rows.scan(InternalTables.CLIENTS, NEWEST_FIRST);
        long last = newest.next() ? newest.image().cells().at(0).asLong() : 0;
        return Math.max(last, HandleTable.last(rows, InternalTables.CLIENTS)) + 1;
    }

    /** Adds a client whose number was the next one. */
    static void register(Transaction transaction, Client client) {
        HandleTable.take(transaction, InternalTables.CLIENTS, client.number());
        save(transaction, client);
    }

    /**
     * What to tell a client that is not in the table. Outcomes outlive it: they still say which of
     * its transactions were judged.
     */
    static Rewound forgotten(Reader rows, long number, List<Cursor> lines) {
        Outcomes.Judged last = Outcomes.newest(rows, number);
        return new Rewound(false, last.number(), last.chain(), 0, last.number(), lines);
    }

    static void save(Transaction transaction, Client client) {
        Row row = Row.of(
                Value.of(client.number()),
                Value.of(client.secretHash()),
                Value.of(client.subject()),
                Value.of(client.lastTx()),
                Value.of(client.chain()),
                Value.of(client.lastEffectiveMillis()),
                Value.of(client.acknowledgedTx()),
                Value.of(client.createdMillis()),
                Value.of(client.schemaVersion()));
        Key key = Key.of(client.number());
        if (transaction.get(InternalTables.CLIENTS, key) == null) {
            transaction.insert(InternalTables.CLIENTS, row);
        } else {
            transaction.update(InternalTables.CLIENTS, key, row);
        }
    }

    static Client read(Row row) {
        return new Client(
                row.at(0).asLong(),
                row.at(1).asBytes(),
                row.at(2).asText(),
                new Client.Judged(
                        row.at(3).asLong(),
                        (int) row.at(4).asLong(),
                        row.at(5).asLong(),
                        row.at(6).asLong()),
                row.at(7).asLong(),
                (int) row.at(8).asLong());
    }
}
