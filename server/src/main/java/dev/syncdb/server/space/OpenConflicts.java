package dev.syncdb.server.space;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.ledger.ConflictStatus;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/*
 * Whoever writes where two edits clashed, and had seen the record of that, has resolved it. Most
 * records are settled from the start, so the few that are open have a table of their own: a write
 * looks there for its row, and where it is empty it costs nothing.
 */
/** The table {@code syncdb_open}: where conflicts are open. Stateless. */
final class OpenConflicts {
    private static final int ID = 2;

    private OpenConflicts() {}

    /** Lists a record that is open now, and one that is not no more. */
    static void list(Transaction transaction, Row record) {
        Row place = place(record);
        Key key = new Key(place);
        boolean isListed = transaction.get(InternalTables.OPEN, key) != null;
        if (isOpen(record) && !isListed) {
            transaction.insert(InternalTables.OPEN, place);
        } else if (!isOpen(record) && isListed) {
            transaction.delete(InternalTables.OPEN, key);
        }
    }

    /** Lists a record no more that leaves the table. */
    static void unlist(Transaction transaction, Row record) {
        transaction.delete(InternalTables.OPEN, new Key(place(record)));
    }

    private static Row place(Row record) {
        return Row.of(
                record.at(ConflictTable.TABLE_NAME),
                record.at(ConflictTable.ROW_KEY),
                record.at(ConflictTable.ID));
    }

    static boolean isOpen(Row record) {
        return ConflictStatus.of(record.at(ConflictTable.STATUS)) == ConflictStatus.OPEN;
    }

    /**
     * The records, open until now, of conflicts where the author of these changes has written.
     *
     * @param changes net changes of the transaction
     * @param base what the author had seen
     */
    static List<Row> superseded(Transaction transaction, List<Change> changes, long base) {
        if (transaction.count(InternalTables.OPEN) == 0) {
            return List.of();
        }
        List<Row> superseded = new ArrayList<>();
        for (Change change : changes) {
            RowName row = change.changed();
            if (row != null && !Schema.isInternal(row.table())) {
                for (Row record : of(transaction, row)) {
                    boolean seen = record.longAt(ConflictTable.INCOMING_VERSION) <= base;
                    if (seen && writes(transaction, change, record)) {
                        superseded.add(record);
                    }
                }
            }
        }
        return superseded;
    }

    private static List<Row> of(Transaction transaction, RowName row) {
        Value key = Value.of(RowText.ofKey(row.key()));
        Scan scan =
                transaction.scan(InternalTables.OPEN, Range.of(Row.of(Value.of(row.table()), key)));
        List<Row> records = new ArrayList<>();
        while (scan.next()) {
            long id = scan.image().cells().longAt(ID);
            Image record = transaction.get(ConflictTable.NAME, Key.of(id));
            if (record != null) {
                records.add(record.cells());
            }
        }
        return records;
    }

    private static boolean writes(Transaction transaction, Change change, Row record) {
        String column = record.textAt(ConflictTable.COLUMN_NAME);
        if (column.isEmpty() || !(change instanceof Change.Update update)) {
            return true;
        }
        Table table = transaction.schema().table(update.row().table());
        for (Cell cell : update.cells()) {
            if (table.columns().get(cell.column()).name().equals(column)) {
                return true;
            }
        }
        return false;
    }
}
