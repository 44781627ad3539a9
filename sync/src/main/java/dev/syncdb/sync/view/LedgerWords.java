package dev.syncdb.sync.view;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

/**
 * The records of conflicts in the words of a version: they name tables and columns, and show whole
 * rows by the names of their columns. A record of what the version does not have keeps the names
 * that are stored. Pure.
 */
final class LedgerWords {
    private final View view;
    private final Schema stored;

    LedgerWords(View view, Schema stored) {
        this.view = view;
        this.stored = stored;
    }

    /** A change of the table of conflicts. Only whole records bear names. */
    Change told(Change change) {
        if (!(change instanceof Change.Insert insert)) {
            return change;
        }
        Image image = insert.image();
        return new Change.Insert(insert.row(), new Image(told(image.cells()), image.hidden()));
    }

    private Row told(Row record) {
        String name = record.textAt(ConflictTable.TABLE_NAME);
        ViewedTable table = view.findStored(name);
        Table before = stored.find(name);
        if (table == null || before == null || table.isWhole()) {
            return record;
        }
        Row told = record.with(ConflictTable.TABLE_NAME, Value.of(table.table().name()));
        String column = record.textAt(ConflictTable.COLUMN_NAME);
        if (!column.isEmpty()) {
            int place = before.indexOf(column);
            int shown = place < 0 ? ViewedTable.NOT_SHOWN : table.shown(place);
            return shown == ViewedTable.NOT_SHOWN
                    ? told
                    : told.with(
                            ConflictTable.COLUMN_NAME,
                            Value.of(table.table().columns().get(shown).name()));
        }
        for (int value : ConflictTable.VALUES) {
            if (record.at(value).type() == ValueType.TEXT) {
                Row row = table.show(RowText.parse(before, record.textAt(value)));
                told = told.with(value, Value.of(RowText.of(table.table(), row)));
            }
        }
        return told;
    }
}
