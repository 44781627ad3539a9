package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Intent;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes pushed operations into the server's schema and refuses what is not of it: unknown tables
 * and columns, values of another type or too long, names that are not in the form that the store
 * gives them, whatever the client believed. Pure.
 */
public final class Translate {
    private Translate() {}

    /** Fails with {@code Incorrect} that names table and column. */
    public static List<Change> intoSchema(List<Change> operations, Schema schema) {
        Set<Place> ended = new HashSet<>();
        Set<Place> begun = new HashSet<>();
        for (Change operation : operations) {
            if (operation instanceof Change.Expect expect) {
                requireColumns(expect.cells(), writable(expect.row(), schema));
                continue;
            }
            RowName row = require(operation, schema);
            Place place = Place.of(row);
            // An update does both. So a row may go and come again, but nothing else twice.
            boolean ends = !(operation instanceof Change.Insert);
            boolean begins = !(operation instanceof Change.Delete);
            if ((ends && !ended.add(place)) || (begins && !begun.add(place))) {
                throw malformed(
                        "two operations of one transaction on row " + row.key(), row.table());
            }
        }
        return operations;
    }

    private static RowName require(Change operation, Schema schema) {
        if (operation instanceof Change.Insert insert) {
            requireInsert(insert, writable(insert.row(), schema));
            return insert.row();
        }
        if (operation instanceof Change.Update update) {
            requireUpdate(update, known(update.row(), schema));
            return update.row();
        }
        if (operation instanceof Change.Delete delete) {
            writable(delete.row(), schema);
            return delete.row();
        }
        throw new Incorrect(
                ErrorCode.UNSUPPORTED, "a client cannot change the structure of a space");
    }

    private static Table writable(RowName row, Schema schema) {
        if (Schema.isInternal(row.table())) {
            throw forbidden(row.table());
        }
        return known(row, schema);
    }

    /** The table of a row that a client may change: a user's, or the ledger. */
    private static Table known(RowName row, Schema schema) {
        if (!Schema.isShared(row.table())) {
            throw forbidden(row.table());
        }
        Table table = schema.table(row.table());
        if (!table.name().equals(row.table())) {
            throw malformed("table " + table.name() + " spelled " + row.table(), table.name());
        }
        Row key = row.key().values();
        if (key.size() != table.primaryKey().columns().size()) {
            throw malformed(
                    "a key of " + key.size() + " values for table " + table.name(), table.name());
        }
        if (!table.key(key).equals(row.key())) {
            throw malformed("the key " + row.key() + " is not in normal form", table.name());
        }
        return table;
    }

    private static void requireInsert(Change.Insert insert, Table table) {
        int cells = insert.image().cells().size();
        if (cells != table.columns().size()) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    "a row of " + cells + " cells for table " + table.name() + " of "
                            + table.columns().size() + " columns",
                    table.name(),
                    null);
        }
        for (int i = 0; i < cells; i++) {
            requireType(insert.image().cells().at(i), table, table.columns().get(i));
        }
        if (!table.keyOf(insert.image().cells()).equals(insert.row().key())) {
            throw malformed(
                    "the key " + insert.row().key() + " is not that of its row", table.name());
        }
    }

    private static void requireColumns(List<Cell> cells, Table table) {
        for (Cell cell : cells) {
            if (cell.column() >= table.columns().size()) {
                throw Incorrect.at(
                        ErrorCode.UNKNOWN_COLUMN,
                        "no column " + cell.column() + " in table " + table.name(),
                        table.name(),
                        null);
            }
        }
    }

    private static void requireUpdate(Change.Update update, Table table) {
        requireColumns(update.cells(), table);
        for (Cell cell : update.cells()) {
            Column column = table.columns().get(cell.column());
            if (cell.relative()) {
                requireEdit(cell.after(), table, column);
            } else {
                requireType(cell.after(), table, column);
            }
            if (table.primaryKey().columns().contains(cell.column())) {
                throw Incorrect.at(
                        ErrorCode.MALFORMED_MESSAGE,
                        "a new primary key is a delete and an insert",
                        table.name(),
                        column.name());
            }
        }
    }

    private static void requireEdit(Value edit, Table table, Column column) {
        if (!Intent.isEdit(column.type().merge(), edit)) {
            throw Incorrect.at(
                    ErrorCode.MALFORMED_MESSAGE,
                    "the edit of " + table.name() + "." + column.name() + " is none of type "
                            + column.type().text(),
                    table.name(),
                    column.name());
        }
    }

    private static void requireType(Value value, Table table, Column column) {
        ErrorCode refused = column.type().refuses(value);
        if (refused == null) {
            // If the column converted it, its author and the server would differ from then on.
            if (column.type().affinity().apply(value).equals(value)) {
                return;
            }
            refused = ErrorCode.WRONG_TYPE;
        }
        String rule = refused == ErrorCode.TOO_LONG
                ? "is longer than " + column.type().text() + " allows"
                : "is " + value.type().sqlName() + ", not " + column.type().text();
        throw Incorrect.at(
                refused,
                "the value of " + table.name() + "." + column.name() + " " + rule,
                table.name(),
                column.name());
    }

    private static Incorrect forbidden(String table) {
        return Incorrect.at(ErrorCode.FORBIDDEN, "clients cannot write " + table, table, null);
    }

    private static Incorrect malformed(String message, String table) {
        return Incorrect.at(ErrorCode.MALFORMED_MESSAGE, message, table, null);
    }
}
