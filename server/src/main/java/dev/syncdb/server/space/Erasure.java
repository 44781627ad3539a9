package dev.syncdb.server.space;

import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Forgets a user: what the space keeps beside its tables of values that the user wrote, and the
 * registrations of the user's devices. Numbers stay, as names of nobody. One commit.
 */
final class Erasure extends Work<Long> {
    private final String subject;
    private final Set<Long> devices = new HashSet<>();

    Erasure(String space, String subject) {
        super(space);
        this.subject = subject;
    }

    @Override
    void judge(SpaceState state) {
        state.commit(transaction -> {
            for (Client client : devices(transaction)) {
                devices.add(client.number());
                forget(transaction, client);
            }
            for (Row record : rows(transaction, ConflictTable.NAME, Range.ALL)) {
                Row after = erased(record);
                if (!after.equals(record)) {
                    Key id = Key.of(record.longAt(ConflictTable.ID));
                    transaction.update(ConflictTable.NAME, id, after);
                }
            }
            // What is on disk is changed in the table, so that phones hear of it.
            state.spilling().read(state.store(), record -> {
                Row after = erased(record);
                Key id = Key.of(record.longAt(ConflictTable.ID));
                if (!after.equals(record) && transaction.get(ConflictTable.NAME, id) == null) {
                    Recall.insert(transaction, after);
                }
            });
            new DeletedTable(transaction, state.nowMillis()).forgetThoseOf(devices);
            TextTable.forgetThoseOf(transaction, devices);
            Authors authors = Authors.backend(transaction.version(), state.nowMillis());
            SpaceState.stamp(transaction, state.rows(transaction), transaction.changes(), authors);
        });
    }

    /** How many devices were registered. */
    @Override
    Long answer(SpaceState state) {
        state.read(table -> {
            state.spilling().rewrite(state.store(), table, state.nowMillis());
            return devices;
        });
        return (long) devices.size();
    }

    private List<Client> devices(Transaction transaction) {
        List<Client> found = new ArrayList<>();
        for (Row row : rows(transaction, InternalTables.CLIENTS, Range.ALL)) {
            Client client = Clients.read(row);
            if (client.belongsTo(subject)) {
                found.add(client);
            }
        }
        return found;
    }

    private static void forget(Transaction transaction, Client client) {
        // What was judged of it is still told, so that nothing of it is done twice; only not what
        // it was.
        Outcomes.empty(transaction, client);
        Range all = Range.of(Row.of(Value.of(client.number())));
        for (Row run : rows(transaction, InternalTables.CHAINS, all)) {
            transaction.delete(InternalTables.CHAINS, new Key(Row.of(run.at(0), run.at(1))));
        }
        transaction.delete(InternalTables.CLIENTS, Key.of(client.number()));
    }

    /** The record without what the user wrote, and without what may repeat it. */
    private Row erased(Row record) {
        Value erased = Value.of(subject);
        Row after = record;
        boolean stored = record.at(ConflictTable.STORED_SUBJECT).equals(erased);
        boolean incoming = record.at(ConflictTable.INCOMING_SUBJECT).equals(erased);
        if (stored) {
            after = after.with(ConflictTable.STORED_SUBJECT, Value.NULL)
                    .with(ConflictTable.STORED_VALUE, Value.NULL);
        }
        if (incoming) {
            after = after.with(ConflictTable.INCOMING_SUBJECT, Value.NULL)
                    .with(ConflictTable.INCOMING_VALUE, Value.NULL);
        }
        if (stored || incoming) {
            after = after.with(ConflictTable.BASE_VALUE, Value.NULL)
                    .with(ConflictTable.BASE_KNOWN, Value.of(false));
        }
        boolean resolved = !record.isNullAt(ConflictTable.RESOLVED_BY)
                && devices.contains(record.longAt(ConflictTable.RESOLVED_BY));
        return stored || incoming || resolved
                ? after.with(ConflictTable.RESOLVED_VALUE, Value.NULL)
                : after;
    }

    private static List<Row> rows(Transaction transaction, String table, Range range) {
        List<Row> rows = new ArrayList<>();
        Scan scan = transaction.scan(table, range);
        while (scan.next()) {
            rows.add(scan.image().cells());
        }
        return rows;
    }
}
