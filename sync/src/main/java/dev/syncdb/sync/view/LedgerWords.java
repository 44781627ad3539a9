package dev.syncdb.sync.view;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.lens.View;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The records of conflicts in the words of a version: they name tables and columns, and show whole
 * rows by the names of their columns. What the version does not have keeps the name that is stored,
 * as do tables and columns that were called otherwise when the record was made.
 */
final class LedgerWords {
    private final View view;
    private final Schema stored;
    private final Interpreter.Records records;

    /** @param records the stored record of a key, or null if there is none */
    LedgerWords(View view, Schema stored, Interpreter.Records records) {
        this.view = view;
        this.stored = stored;
        this.records = records;
    }

    /** A change of the table of conflicts for the version. */
    Change told(Change change) {
        if (change instanceof Change.Insert insert) {
            Image image = insert.image();
            return new Change.Insert(insert.row(), new Image(told(image.cells()), image.hidden()));
        }
        TableWords words = wordsOf(change);
        return words == null ? change : renamed((Change.Update) change, words::told);
    }

    /** A change of the table of conflicts that the version asks for. */
    Change heard(Change change) {
        TableWords words = wordsOf(change);
        return words == null ? change : renamed((Change.Update) change, words::heard);
    }

    private Row told(Row record) {
        TableWords words = words(record);
        if (words == null) {
            return record;
        }
        Row told = record.with(ConflictTable.TABLE_NAME, Value.of(words.table()));
        if (!isWholeRow(record)) {
            String column = words.told(record.textAt(ConflictTable.COLUMN_NAME));
            return told.with(ConflictTable.COLUMN_NAME, Value.of(column));
        }
        for (int value : ConflictTable.VALUES) {
            told = told.with(value, words.told(record.at(value)));
        }
        return told;
    }

    /** The words in which an update says whole rows; null if it says none. */
    private @Nullable TableWords wordsOf(Change change) {
        Row record = change instanceof Change.Update update
                ? records.find(update.row().key())
                : null;
        return record == null || !isWholeRow(record) ? null : words(record);
    }

    private @Nullable TableWords words(Row record) {
        return TableWords.of(view, stored, record.textAt(ConflictTable.TABLE_NAME));
    }

    private static boolean isWholeRow(Row record) {
        return record.textAt(ConflictTable.COLUMN_NAME).isEmpty();
    }

    private static Change renamed(Change.Update update, UnaryOperator<Value> words) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : update.cells()) {
            cells.add(
                    ConflictTable.VALUES.contains(cell.column())
                            ? new Cell(cell.column(), cell.before(), words.apply(cell.after()))
                            : cell);
        }
        return new Change.Update(update.row(), cells, update.hidden());
    }
}
