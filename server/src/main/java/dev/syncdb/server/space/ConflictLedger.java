package dev.syncdb.server.space;

import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/**
 * The table {@code syncdb_conflicts}: every edit that gave way to another one, with both values and
 * both authors, and with what the author of the incoming one had seen there.
 */
final class ConflictLedger {
    private ConflictLedger() {}

    static void add(Transaction transaction, List<ConflictRecord> conflicts, long createdMillis) {
        for (ConflictRecord conflict : conflicts) {
            Side stored = conflict.stored();
            Side incoming = conflict.incoming();
            Value base = conflict.baseValue();
            transaction.insert(
                    InternalTables.CONFLICTS,
                    Row.of(
                            Value.NULL,
                            Value.of(conflict.kind().name()),
                            Value.of(conflict.row().table()),
                            Value.of(conflict.row().key().toString()),
                            Value.of(conflict.column()),
                            Value.of(conflict.base()),
                            Value.of(base != null),
                            base == null ? Value.NULL : base,
                            Value.of(conflict.decision().incomingWon() ? "incoming" : "stored"),
                            stored.value(),
                            Value.of(stored.author().writer()),
                            Value.of(stored.author().version()),
                            Value.of(stored.author().effectiveMillis()),
                            incoming.value(),
                            Value.of(incoming.author().writer()),
                            Value.of(incoming.author().version()),
                            Value.of(incoming.author().effectiveMillis()),
                            Value.of(createdMillis)));
        }
    }
}
