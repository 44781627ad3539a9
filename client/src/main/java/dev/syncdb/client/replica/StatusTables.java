package dev.syncdb.client.replica;

import dev.syncdb.change.Image;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.RejectedTransaction;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables in which the app sees, in SQL, how its work stands with the server. Stateless. */
final class StatusTables {
    static final String OUTBOX = "syncdb_outbox";
    static final String REJECTED = "syncdb_rejected";
    static final String STATUS = "syncdb_status";

    static final List<String> DEFINITIONS = List.of("""
            CREATE TABLE syncdb_outbox (
              number INTEGER PRIMARY KEY,
              state TEXT NOT NULL,
              reason TEXT,
              depends_on INTEGER,
              committed_millis INTEGER NOT NULL,
              base_version INTEGER NOT NULL,
              operations TEXT NOT NULL)""", """
            CREATE TABLE syncdb_rejected (
              id INTEGER PRIMARY KEY,
              number INTEGER NOT NULL,
              code TEXT NOT NULL,
              message TEXT NOT NULL,
              table_name TEXT NOT NULL,
              column_name TEXT NOT NULL,
              depends_on INTEGER,
              committed_millis INTEGER NOT NULL,
              operations TEXT NOT NULL)""", """
            CREATE TABLE syncdb_status (
              id INTEGER PRIMARY KEY,
              client INTEGER NOT NULL,
              version INTEGER NOT NULL,
              commit_millis INTEGER NOT NULL,
              last_tx INTEGER NOT NULL,
              complete INTEGER NOT NULL,
              synced_millis INTEGER NOT NULL)""");

    private static final Key ONLY = Key.of(1);

    private StatusTables() {}

    /** Shows one more pending transaction. */
    static void add(Transaction transaction, PendingTransaction pending) {
        add(transaction, pending, null);
    }

    /** Shows these pending transactions and no others. */
    static void show(
            Transaction transaction, List<PendingTransaction> pending, Map<Long, Held> held) {
        Set<Key> gone = new HashSet<>(keys(transaction, OUTBOX));
        for (PendingTransaction each : pending) {
            add(transaction, each, held.get(each.number()));
            gone.remove(Key.of(each.number()));
        }
        gone.forEach(key -> transaction.put(OUTBOX, key, null));
    }

    /** Shows where the replica stands. */
    static void show(Transaction transaction, ReplicaState state) {
        put(
                transaction,
                STATUS,
                ONLY,
                Row.of(
                        Value.of(1),
                        Value.of(state.identity().client()),
                        Value.of(state.pullCursor().cursor().version()),
                        Value.of(state.pullCursor().commitMillis()),
                        Value.of(state.lastTx()),
                        Value.of(state.isComplete()),
                        Value.of(state.syncedMillis())));
    }

    /** Shows more transactions that the server refused. */
    static void reject(Transaction transaction, List<RejectedTransaction> rejected) {
        for (RejectedTransaction each : rejected) {
            Rejection why = each.rejection();
            PendingTransaction refused = each.transaction();
            Row row = Row.of(
                    Value.of(each.id()),
                    Value.of(refused.number()),
                    Value.of(why.code().name()),
                    Value.of(why.message()),
                    Value.of(why.table()),
                    Value.of(why.column()),
                    numberOrNull(each.dependsOn()),
                    Value.of(refused.committed().wallMillis()),
                    Value.of(OperationText.of(refused.operations(), transaction.schema())));
            put(transaction, REJECTED, Key.of(each.id()), row);
        }
    }

    /** Shows a refused transaction no more. */
    static void dismiss(Transaction transaction, long id) {
        transaction.put(REJECTED, Key.of(id), null);
    }

    private static void add(
            Transaction transaction, PendingTransaction pending, @Nullable Held held) {
        Schema schema = transaction.schema();
        Row row = Row.of(
                Value.of(pending.number()),
                Value.of(held == null ? "pending" : "held"),
                held == null ? Value.NULL : Value.of(held.reason()),
                held == null ? Value.NULL : numberOrNull(held.dependsOn()),
                Value.of(pending.committed().wallMillis()),
                Value.of(pending.base().version()),
                Value.of(OperationText.of(pending.operations(), schema)));
        put(transaction, OUTBOX, Key.of(pending.number()), row);
    }

    private static Value numberOrNull(long number) {
        return number == Rejection.NOTHING ? Value.NULL : Value.of(number);
    }

    private static void put(Transaction transaction, String table, Key key, Row row) {
        transaction.put(table, key, Image.of(row));
    }

    private static List<Key> keys(Transaction transaction, String table) {
        List<Key> keys = new ArrayList<>();
        Scan scan = transaction.scan(table, Range.ALL);
        while (scan.next()) {
            keys.add(scan.key());
        }
        return keys;
    }
}
