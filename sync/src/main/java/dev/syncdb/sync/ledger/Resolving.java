package dev.syncdb.sync.ledger;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Does at commit what an UPDATE of the ledger asks for: writes into the row that the conflict is
 * about, and says in the record what was done. What it writes is part of the same transaction, an
 * edit like any other: on a phone it travels with it, and the server judges it by the base of the
 * transaction. Lives for one transaction.
 */
public final class Resolving {
    private static final int[] SAID = {
        ConflictTable.STATUS, ConflictTable.RESOLUTION, ConflictTable.RESOLVED_VALUE
    };

    private final Transaction transaction;

    private Resolving(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Carries out every UPDATE of the ledger among the changes.
     *
     * @param changes net changes of the transaction
     * @return true if there was any
     * @throws Incorrect ALREADY_RESOLVED, RESOLUTION, ROW_ABSENT, or the constraint that the row
     *     would break; FORBIDDEN if something else of the ledger was changed
     */
    public static boolean carryOut(Transaction transaction, List<Change> changes) {
        boolean any = false;
        for (Change change : changes) {
            if (change instanceof Change.Update update
                    && Schema.isLedger(update.row().table())) {
                new Resolving(transaction).carryOut(update);
                any = true;
            } else if (isOfLedger(change)) {
                throw forbidden("its records are SyncDB's own");
            }
        }
        if (any) {
            transaction.endStatement();
        }
        return any;
    }

    /** Fails with FORBIDDEN unless the update changes nothing but what may be said of a record. */
    public static void requireWritable(Change.Update update) {
        for (Cell cell : update.cells()) {
            if (!ConflictTable.isWritable(cell.column())) {
                throw forbidden("only status, resolution and resolved_value can be written");
            }
        }
    }

    private void carryOut(Change.Update update) {
        requireWritable(update);
        Key id = update.row().key();
        Image image = transaction.get(ConflictTable.NAME, id);
        if (image == null) {
            throw new Incorrect(ErrorCode.UNKNOWN_CONFLICT, "no conflict " + id);
        }
        Row row = image.cells();
        if (new ConflictEntry(before(row, update)).isSettled()) {
            throw new Incorrect(
                    ErrorCode.ALREADY_RESOLVED, "conflict " + id + " is resolved already");
        }
        ConflictEntry entry = new ConflictEntry(row);
        if (entry.status() == ConflictStatus.OPEN
                && !changes(update, ConflictTable.RESOLUTION)
                && !changes(update, ConflictTable.RESOLVED_VALUE)) {
            // Somebody is to look at what a policy has settled.
            return;
        }
        String resolution = resolution(entry, row, update);
        if (resolution == null) {
            say(id, ConflictStatus.DISMISSED, Value.NULL, Value.NULL);
            return;
        }
        Value value = Resolution.outcome(entry, resolution, row.at(ConflictTable.RESOLVED_VALUE));
        if (value != null) {
            write(entry, value);
        }
        say(id, ConflictStatus.RESOLVED, Value.of(resolution), value == null ? Value.NULL : value);
    }

    /** What is to be done, in the words of its column; null if the conflict is dismissed. */
    private static @Nullable String resolution(ConflictEntry entry, Row row, Change.Update update) {
        if (changes(update, ConflictTable.RESOLUTION)
                && row.typeAt(ConflictTable.RESOLUTION) == ValueType.TEXT) {
            return row.textAt(ConflictTable.RESOLUTION);
        }
        if (changes(update, ConflictTable.RESOLVED_VALUE)) {
            return Resolution.VALUE;
        }
        ConflictStatus status = entry.status();
        if (status == ConflictStatus.DISMISSED) {
            return null;
        }
        if (status == ConflictStatus.RESOLVED) {
            return Resolution.KEEP;
        }
        throw new Incorrect(
                ErrorCode.RESOLUTION,
                "conflict " + entry.id() + " can become RESOLVED, DISMISSED or OPEN, not "
                        + row.at(ConflictTable.STATUS).toSql());
    }

    private void say(Key id, ConflictStatus status, Value resolution, Value value) {
        Value[] said = {Value.of(status.name()), resolution, value};
        transaction.update(ConflictTable.NAME, id, SAID, said);
    }

    private void write(ConflictEntry entry, Value value) {
        Table table = transaction.schema().table(entry.table());
        Key key = entry.key();
        Image image = transaction.get(table.name(), key);
        if (entry.isWholeRow()) {
            writeRow(table, key, image, value);
            return;
        }
        boolean isAnother = image != null
                && entry.handle() != 0
                && HiddenCodec.handle(image.hidden()) != 0
                && HiddenCodec.handle(image.hidden()) != entry.handle();
        if (image == null || isAnother) {
            throw Incorrect.at(
                    ErrorCode.ROW_ABSENT,
                    "the row " + key + " of " + table.name() + " is gone",
                    table.name(),
                    entry.column());
        }
        int column = table.position(entry.column());
        transaction.update(table.name(), key, new int[] {column}, new Value[] {value});
    }

    /** Makes the row what the JSON says; NULL for that it is deleted. */
    private void writeRow(Table table, Key key, @Nullable Image image, Value value) {
        if (value.isNull()) {
            if (image != null) {
                transaction.delete(table.name(), key);
            }
            return;
        }
        if (value.type() != ValueType.TEXT) {
            throw new Incorrect(
                    ErrorCode.RESOLUTION, "a whole row is a JSON object, not " + value.toSql());
        }
        Row row = RowText.parse(table, value.asText());
        if (!table.keyOf(row).equals(key)) {
            throw new Incorrect(
                    ErrorCode.RESOLUTION, "the row has another key than that of the conflict");
        }
        if (image == null) {
            transaction.insert(table.name(), row);
        } else {
            transaction.update(table.name(), key, row);
        }
    }

    /** The record as it was before the update. */
    private static Row before(Row row, Change.Update update) {
        Row before = row;
        for (Cell cell : update.cells()) {
            Value value = cell.before();
            if (value != null) {
                before = before.with(cell.column(), value);
            }
        }
        return before;
    }

    private static boolean changes(Change.Update update, int column) {
        return update.cells().stream().anyMatch(cell -> cell.column() == column);
    }

    private static boolean isOfLedger(Change change) {
        if (change instanceof Change.Insert insert) {
            return Schema.isLedger(insert.row().table());
        }
        return change instanceof Change.Delete delete
                && Schema.isLedger(delete.row().table());
    }

    private static Incorrect forbidden(String why) {
        return Incorrect.at(
                ErrorCode.FORBIDDEN,
                "the table " + ConflictTable.NAME + ": " + why,
                ConflictTable.NAME,
                null);
    }
}
