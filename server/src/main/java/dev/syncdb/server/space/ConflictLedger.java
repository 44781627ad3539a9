package dev.syncdb.server.space;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.ledger.ConflictStatus;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.ledger.Resolving;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table {@code syncdb_conflicts}: every edit that gave way to another one, with both values and
 * both authors, and with what the author of the incoming one had seen there. What is the same for
 * most records is NULL there. Lives for one transaction.
 */
final class ConflictLedger {
    private static final int[] ENDED = {
        ConflictTable.RESOLVED_BY, ConflictTable.RESOLVED_VERSION, ConflictTable.RESOLVED_MILLIS
    };

    /** What {@code resolution} says of a conflict that a later write has resolved. */
    private static final String SUPERSEDED = "WRITE";

    private final Transaction transaction;
    private final long nowMillis;

    ConflictLedger(Transaction transaction, long nowMillis) {
        this.transaction = transaction;
        this.nowMillis = nowMillis;
    }

    /**
     * What the records of one pushed transaction have in common.
     *
     * @param claimedMillis when its author says that it was made, in the server's time
     * @param authorSchema hash of the schema that its author has; 0 for none
     * @param serverSchema hash of the space's
     */
    record Circumstances(long claimedMillis, long authorSchema, long serverSchema) {}

    void add(List<ConflictRecord> conflicts, Circumstances circumstances) {
        if (conflicts.isEmpty()) {
            return;
        }
        long id = HandleTable.last(transaction, ConflictTable.NAME);
        for (ConflictRecord conflict : conflicts) {
            Row record = row(++id, conflict, circumstances);
            transaction.insert(ConflictTable.NAME, record);
            if (conflict.decision().open()) {
                OpenConflicts.list(transaction, record);
            }
        }
        HandleTable.take(transaction, ConflictTable.NAME, id);
    }

    private Row row(long id, ConflictRecord conflict, Circumstances circumstances) {
        Value[] cells = new Value[ConflictTable.COLUMNS];
        Arrays.fill(cells, Value.NULL);
        CellVersion stored = conflict.stored().author();
        CellVersion incoming = conflict.incoming().author();
        Value base = conflict.baseValue();
        cells[ConflictTable.ID] = Value.of(id);
        cells[ConflictTable.KIND] = Value.of(conflict.kind().name());
        cells[ConflictTable.TABLE_NAME] = Value.of(conflict.row().table());
        cells[ConflictTable.ROW_KEY] = Value.of(RowText.ofKey(conflict.row().key()));
        cells[ConflictTable.HANDLE] = handle(conflict.row());
        cells[ConflictTable.COLUMN_NAME] = Value.of(conflict.column());
        cells[ConflictTable.POLICY] = Value.of(conflict.decision().policy());
        ConflictStatus status =
                conflict.decision().open() ? ConflictStatus.OPEN : ConflictStatus.AUTO;
        cells[ConflictTable.STATUS] = Value.of(status.name());
        cells[ConflictTable.BASE_VERSION] = Value.of(conflict.base());
        cells[ConflictTable.BASE_KNOWN] = Value.of(base != null);
        cells[ConflictTable.BASE_VALUE] = base == null ? Value.NULL : base;
        cells[ConflictTable.WINNER] =
                Value.of(conflict.decision().incomingWon() ? "incoming" : "stored");
        cells[ConflictTable.STORED_VALUE] = conflict.stored().value();
        cells[ConflictTable.STORED_BY] = Value.of(stored.writer());
        cells[ConflictTable.STORED_SUBJECT] = subject(stored.writer());
        cells[ConflictTable.STORED_VERSION] = Value.of(stored.version());
        cells[ConflictTable.STORED_MILLIS] = Value.of(stored.effectiveMillis());
        cells[ConflictTable.INCOMING_VALUE] = conflict.incoming().value();
        cells[ConflictTable.INCOMING_BY] = Value.of(incoming.writer());
        cells[ConflictTable.INCOMING_SUBJECT] = subject(incoming.writer());
        cells[ConflictTable.INCOMING_VERSION] = Value.of(incoming.version());
        cells[ConflictTable.INCOMING_MILLIS] = Value.of(incoming.effectiveMillis());
        if (circumstances.claimedMillis() != incoming.effectiveMillis()) {
            cells[ConflictTable.CLAIMED_MILLIS] = Value.of(circumstances.claimedMillis());
        }
        long authorSchema = circumstances.authorSchema();
        if (authorSchema != 0 && authorSchema != circumstances.serverSchema()) {
            cells[ConflictTable.AUTHOR_SCHEMA] = Value.of(authorSchema);
            cells[ConflictTable.SERVER_SCHEMA] = Value.of(circumstances.serverSchema());
        }
        cells[ConflictTable.CREATED_MILLIS] = Value.of(nowMillis);
        return Row.owned(cells);
    }

    private Value handle(RowName row) {
        if (row.handle() > RowName.UNKNOWN) {
            return Value.of(row.handle());
        }
        Image image = transaction.get(row.table(), row.key());
        return image == null ? Value.NULL : Value.of(HiddenCodec.handle(image.hidden()));
    }

    private Value subject(long number) {
        Client client = Clients.find(transaction, number);
        return client == null ? Value.NULL : Value.of(client.subject());
    }

    /**
     * Writes down what a client says of conflicts. What it writes into the rows that they are about
     * are operations of their own.
     *
     * @param base what the client had seen
     * @return the records of which the client is to hear that they are not as it says
     * @throws Incorrect FORBIDDEN if it may not say that
     */
    List<RowName> settle(List<Change> operations, Client client, long base) {
        List<RowName> differing = new ArrayList<>();
        for (Change operation : operations) {
            if (operation instanceof Change.Update update
                    && Schema.isLedger(update.row().table())
                    && !settle(update, client, base)) {
                differing.add(update.row());
            }
        }
        return differing;
    }

    private boolean settle(Change.Update update, Client client, long base) {
        Resolving.requireWritable(update);
        Image image = transaction.get(ConflictTable.NAME, update.row().key());
        if (image == null) {
            return false;
        }
        Row record = image.cells();
        if (!isOf(record, client)) {
            throw Incorrect.at(
                    ErrorCode.FORBIDDEN,
                    "conflict " + update.row().key() + " is one of others",
                    ConflictTable.NAME,
                    null);
        }
        // A server that was restored gives ids out again: what the client means may be another one.
        boolean seen = record.longAt(ConflictTable.INCOMING_VERSION) <= base;
        if (!seen || isEnded(record)) {
            return false;
        }
        Row said = record;
        for (Cell cell : update.cells()) {
            said = said.with(cell.column(), cell.after());
        }
        ConflictStatus status = ConflictStatus.of(said.at(ConflictTable.STATUS));
        if (status == null || status == ConflictStatus.AUTO) {
            throw Incorrect.at(
                    ErrorCode.RESOLUTION,
                    "conflict " + update.row().key() + " cannot become "
                            + said.at(ConflictTable.STATUS).toSql(),
                    ConflictTable.NAME,
                    null);
        }
        transaction.update(ConflictTable.NAME, update.row().key(), said);
        OpenConflicts.list(transaction, said);
        if (isEnded(said)) {
            end(update.row().key(), client.number());
        }
        return true;
    }

    /** Carries out what the server's own code says of conflicts. */
    void resolve(List<Change> changes) {
        if (Resolving.carryOut(transaction, changes)) {
            for (Change change : changes) {
                if (change instanceof Change.Update update
                        && Schema.isLedger(update.row().table())) {
                    Row said = require(update.row());
                    OpenConflicts.list(transaction, said);
                    if (isEnded(said)) {
                        end(update.row().key(), CellVersion.BACKEND);
                    }
                }
            }
        }
    }

    /**
     * Resolves the open conflicts where somebody has written who had seen them.
     *
     * @param changes net changes of the transaction
     * @param by the client, or the backend
     * @param base what that had seen
     */
    void supersede(List<Change> changes, long by, long base) {
        for (Row record : OpenConflicts.superseded(transaction, changes, base)) {
            Row resolved = record.with(
                            ConflictTable.STATUS, Value.of(ConflictStatus.RESOLVED.name()))
                    .with(ConflictTable.RESOLUTION, Value.of(SUPERSEDED));
            Key id = Key.of(record.longAt(ConflictTable.ID));
            transaction.update(ConflictTable.NAME, id, resolved);
            OpenConflicts.list(transaction, resolved);
            end(id, by);
        }
    }

    /** Removes a record; the phones that have it hear of that. */
    static void remove(Transaction transaction, Row record, CellVersion author) {
        Key id = Key.of(record.longAt(ConflictTable.ID));
        transaction.delete(ConflictTable.NAME, id);
        transaction.hide(ConflictTable.NAME, id, ConflictTable.tombstone(record, author));
    }

    /**
     * Takes a record out of memory that is on disk. The phones that have it keep it and hear
     * nothing, unless it was erased: they must not keep what it was.
     */
    static void moveOut(Transaction transaction, Row record, CellVersion author) {
        remove(transaction, record, author);
        OpenConflicts.unlist(transaction, record);
        if (!isErased(record)) {
            long id = record.longAt(ConflictTable.ID);
            Bytes ofNobody = HiddenCodec.write(RowVersions.of(id, author));
            transaction.hide(ConflictTable.NAME, Key.of(id), ofNobody);
        }
    }

    private static boolean isErased(Row record) {
        boolean stored = isClient(record.longAt(ConflictTable.STORED_BY))
                && record.isNullAt(ConflictTable.STORED_SUBJECT);
        boolean incoming = isClient(record.longAt(ConflictTable.INCOMING_BY))
                && record.isNullAt(ConflictTable.INCOMING_SUBJECT);
        return stored || incoming;
    }

    /** False of the server's own code, and of several who wrote something together. */
    private static boolean isClient(long writer) {
        return writer != CellVersion.BACKEND && writer != CellVersion.MIXED;
    }

    private void end(Key id, long by) {
        Value[] ended = {Value.of(by), Value.of(transaction.version()), Value.of(nowMillis)};
        transaction.update(ConflictTable.NAME, id, ENDED, ended);
    }

    private Row require(RowName record) {
        Image image = transaction.get(ConflictTable.NAME, record.key());
        if (image == null) {
            throw new Incorrect(ErrorCode.UNKNOWN_CONFLICT, "no conflict " + record.key());
        }
        return image.cells();
    }

    /** A client may have registered anew since; its user has not. */
    private static boolean isOf(Row record, Client client) {
        Value subject = Value.of(client.subject());
        return ConflictTable.concerns(record, client.number())
                || record.at(ConflictTable.STORED_SUBJECT).equals(subject)
                || record.at(ConflictTable.INCOMING_SUBJECT).equals(subject);
    }

    private static boolean isEnded(Row record) {
        ConflictStatus status = ConflictStatus.of(record.at(ConflictTable.STATUS));
        return status == ConflictStatus.RESOLVED || status == ConflictStatus.DISMISSED;
    }
}
